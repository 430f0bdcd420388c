package com.innodus.kernel.web;

import com.innodus.kernel.brand.Brands;
import com.innodus.kernel.brand.Look;
import com.innodus.kernel.i18n.Texts;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.ClosedDoors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Plain pages for hosts that lead nowhere; without template or session, in the tenant's colours where there is one. */
@Component
class ClosedDoorPages implements ClosedDoors {
    private static final Logger LOG = LoggerFactory.getLogger(ClosedDoorPages.class);

    private final Brands brands;

    ClosedDoorPages(Brands brands) {
        this.brands = brands;
    }

    @Override
    public void unknownHost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, HttpServletResponse.SC_NOT_FOUND, "closed.unknown", "Innodus", Look.PLAIN);
    }

    @Override
    public void suspended(Tenant tenant, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                request,
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "closed.suspended",
                tenant.name(),
                look(tenant));
    }

    @Override
    public void notReady(Tenant tenant, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "10");
        answer(
                request,
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "closed.not-ready",
                tenant.name(),
                look(tenant));
    }

    @Override
    public void foreignSession(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, HttpServletResponse.SC_FORBIDDEN, "closed.foreign-session", "Innodus", Look.PLAIN);
    }

    /** A tenant that isn't ready may have no brand that this release can read. */
    private Look look(Tenant tenant) {
        try {
            return TenantScope.supply(tenant, brands::current);
        } catch (RuntimeException e) {
            LOG.debug("The brand of {} can't be read", tenant.slug(), e);
            return Look.PLAIN;
        }
    }

    private static void answer(
            HttpServletRequest request, HttpServletResponse response, int status, String key, String name, Look look)
            throws IOException {
        Locale locale = Texts.nearest(request.getLocale());
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
        response.getWriter().write("""
                        <!doctype html><html lang="%s"><head><meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title><style>%s
                        :root{color-scheme:light dark}
                        body{font:1rem/1.6 var(--brand-font,system-ui,sans-serif);min-height:100vh;display:grid;place-items:center;margin:0;padding:1.5rem;
                        box-sizing:border-box;background:var(--brand-ground,light-dark(#f6f7f9,#14171c));color:var(--brand-ink,light-dark(#1a2130,#eceff4))}
                        main{max-width:34rem;box-sizing:border-box;padding:2.5rem;border-radius:var(--brand-radius,12px);
                        border-top:6px solid var(--brand-accent,#1f4f8f);
                        background:var(--brand-surface,light-dark(#fff,#1d2128));box-shadow:0 1px 3px #0002,0 12px 40px #0001}
                        h1{font-size:1.7rem;line-height:1.2;margin:0 0 .6rem}p{margin:0}.mark{font-weight:650;margin-bottom:1.5rem}
                        </style></head><body><main><p class="mark">%s</p><h1>%s</h1><p>%s</p></main></body></html>
                        """.formatted(
                        locale.getLanguage(),
                        HtmlUtils.htmlEscape(Texts.text(locale, key + ".title"), "UTF-8"),
                        // compiled by us; no tag can be in it
                        look.css().text().replace("<", ""),
                        HtmlUtils.htmlEscape(name, "UTF-8"),
                        HtmlUtils.htmlEscape(Texts.text(locale, key + ".title"), "UTF-8"),
                        HtmlUtils.htmlEscape(Texts.text(locale, key + ".text"), "UTF-8")));
    }
}
