package com.innodus.kernel.accounts.web;

import com.innodus.tenants.routing.Addresses;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/**
 * Cookies of one host only. By https browsers hold that against everybody: what is named {@code __Host-} has no Domain,
 * so that one tenant's host can't set it for another's.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SessionCookie {
    @Bean
    ServletContextInitializer sessionCookieOfOneHost(Addresses addresses) {
        return context -> {
            context.getSessionCookieConfig().setName(name("session", addresses));
            context.getSessionCookieConfig().setPath("/");
            context.getSessionCookieConfig().setHttpOnly(true);
            context.getSessionCookieConfig().setSecure(addresses.isSecure());
        };
    }

    /** In a cookie, so that a form that somebody fills in for an hour can still be sent. */
    @Bean
    CookieCsrfTokenRepository formTokens(Addresses addresses) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(name("form", addresses));
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.secure(addresses.isSecure()).httpOnly(true).sameSite("Lax"));
        return tokens;
    }

    private static String name(String purpose, Addresses addresses) {
        return (addresses.isSecure() ? "__Host-" : "innodus-") + purpose;
    }
}
