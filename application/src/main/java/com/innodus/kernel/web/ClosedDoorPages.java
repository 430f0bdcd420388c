package com.innodus.kernel.web;

import com.innodus.kernel.i18n.Texts;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.routing.ClosedDoors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Plain pages for hosts that lead nowhere; without template, session or tenant. */
@Component
class ClosedDoorPages implements ClosedDoors {
    @Override
    public void unknownHost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, HttpServletResponse.SC_NOT_FOUND, "closed.unknown");
    }

    @Override
    public void suspended(Tenant tenant, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "closed.suspended");
    }

    @Override
    public void notReady(Tenant tenant, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "10");
        answer(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "closed.not-ready");
    }

    @Override
    public void foreignSession(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, HttpServletResponse.SC_FORBIDDEN, "closed.foreign-session");
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, int status, String key)
            throws IOException {
        Locale locale = Texts.nearest(request.getLocale());
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write("""
                        <!doctype html><html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                        <title>%s</title><style>
                        :root{color-scheme:light dark}
                        body{font:16px/1.6 system-ui,sans-serif;min-height:90vh;display:grid;place-items:center;margin:0;padding:1rem}
                        main{max-width:32rem}h1{font-size:1.6rem;margin:0 0 .5rem}.mark{font-weight:700;letter-spacing:.02em}
                        </style></head><body><main><p class="mark">Innodus</p><h1>%s</h1><p>%s</p></main></body></html>
                        """.formatted(
                        locale.getLanguage(),
                        Texts.text(locale, key + ".title"),
                        Texts.text(locale, key + ".title"),
                        Texts.text(locale, key + ".text")));
    }
}
