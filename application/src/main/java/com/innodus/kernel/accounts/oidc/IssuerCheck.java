package com.innodus.kernel.accounts.oidc;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.web.filter.OncePerRequestFilter;

/** An answer must come from the issuer that was asked (RFC 9207, against mix-up); Spring Security doesn't compare. */
class IssuerCheck extends OncePerRequestFilter {
    private static final String CALLBACK = "/login/oauth2/code/";

    private final TenantRegistrations registrations;
    private final OidcRefused refused;

    IssuerCheck(TenantRegistrations registrations, OidcRefused refused) {
        this.registrations = registrations;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().startsWith(CALLBACK) && !isRight(request)) {
            refused.onAuthenticationFailure(
                    request, response, new OAuth2AuthenticationException(new OAuth2Error("issuer_mismatch")));
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isRight(HttpServletRequest request) {
        Optional<IdentityProvider> provider =
                registrations.provider(request.getRequestURI().substring(CALLBACK.length()));
        @Nullable String issuer = request.getParameter("iss");
        return provider.isEmpty()
                || (issuer == null
                        ? !provider.get().endpoints().namesIssuer()
                        : issuer.equals(provider.get().issuer()));
    }
}
