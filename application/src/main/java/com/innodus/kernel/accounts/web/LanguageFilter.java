package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** A logged-in person's language, whatever the browser asks for. */
class LanguageFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Actor actor = CurrentActor.orNull();
        if (actor == null) {
            chain.doFilter(request, response);
            return;
        }
        LocaleContextHolder.setLocale(actor.locale());
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public Locale getLocale() {
                        return actor.locale();
                    }
                },
                response);
    }
}
