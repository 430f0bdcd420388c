package com.innodus.kernel.accounts.web;

import com.innodus.tenants.routing.Addresses;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/** What browsers may do with our pages. */
@Component
public class PageHeaders {
    /** Flow starts from a script in its page and runs commands of the server with eval. */
    private static final String WORKSPACE = "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            + "connect-src 'self'; frame-src 'self' blob: data:; media-src 'self' blob:; manifest-src 'self'; "
            + "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ";

    private final Addresses addresses;

    PageHeaders(Addresses addresses) {
        this.addresses = addresses;
    }

    public void addTo(HeadersConfigurer<HttpSecurity> headers) {
        RequestMatcher workspace = PathPatternRequestMatcher.withDefaults().matcher("/app/**");
        headers.frameOptions(frame -> frame.sameOrigin())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                // behind a proxy the request itself may look plain; a customer's other hosts are none of our business
                .httpStrictTransportSecurity(strict ->
                        strict.requestMatcher(request -> addresses.isSecure()).includeSubDomains(false))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        workspace, new ContentSecurityPolicyHeaderWriter(WORKSPACE)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(workspace),
                        new ContentSecurityPolicyHeaderWriter(PAGE + workspaces())));
    }

    /** The sign-up form's answer leads to the new workspace, and browsers hold redirects against form-action too. */
    private String workspaces() {
        String base = addresses.base();
        return base.replace("://", "://*.");
    }
}
