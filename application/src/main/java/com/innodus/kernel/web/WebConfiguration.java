package com.innodus.kernel.web;

import com.innodus.kernel.i18n.Texts;
import com.innodus.migrations.TenantMigrations;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import com.innodus.tenants.routing.TenantFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/** The first filters, languages and texts of pages. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    @Bean
    FilterRegistrationBean<RequestLogContext> requestLogContext() {
        var registration = new FilterRegistrationBean<>(new RequestLogContext());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    FilterRegistrationBean<TenantFilter> tenantFilter(
            Addresses addresses, Tenants tenants, ClosedDoorPages pages, TenantMigrations migrations) {
        var registration =
                new FilterRegistrationBean<>(new TenantFilter(addresses, tenants, pages, migrations.latestVersion()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.setAsyncSupported(true);
        return registration;
    }

    /** The workspace is a tenant's; on the base host there is none. */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> workspaceNeedsTenant() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                if (TenantScope.currentOrNull() == null) {
                    response.sendError(HttpServletResponse.SC_NOT_FOUND);
                } else {
                    chain.doFilter(request, response);
                }
            }
        });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        registration.addUrlPatterns("/app", "/app/*");
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasename(Texts.BUNDLE);
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        // apostrophes are doubled in the files, whether a text has arguments or not
        source.setAlwaysUseMessageFormat(true);
        return source;
    }

    /** Chosen on a page, else the nearest to what the browser asks for. */
    @Bean
    LocaleResolver localeResolver() {
        return new LocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                HttpSession session = request.getSession(false);
                Object chosen = session == null ? null : session.getAttribute("language");
                return Texts.nearest(chosen instanceof Locale locale ? locale : request.getLocale());
            }

            @Override
            public void setLocale(
                    HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
                request.getSession().setAttribute("language", locale);
            }
        };
    }
}
