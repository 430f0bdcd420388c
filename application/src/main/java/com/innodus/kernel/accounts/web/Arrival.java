package com.innodus.kernel.accounts.web;

import com.innodus.kernel.web.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** After a log-in: to the page that was asked for before it, else to the start of the workspace. */
@Component
public class Arrival implements AuthenticationSuccessHandler {
    private static final String WORKSPACE = "/app";

    private final HttpSessionRequestCache asked = new HttpSessionRequestCache();

    @SuppressWarnings("NullAway") // null switches the extra parameter off
    Arrival() {
        // pages that a person opened; not what scripts of a dead session still ask for
        asked.setRequestMatcher(request -> request.getMethod().equals("GET")
                && (request.getRequestURI().equals(WORKSPACE)
                        || request.getRequestURI().startsWith(WORKSPACE + "/")
                        || request.getRequestURI().startsWith("/files/")
                        || request.getRequestURI().equals("/oauth2/authorize"))
                && !request.getRequestURI().contains("/VAADIN/")
                && request.getParameter("v-r") == null
                && Objects.requireNonNullElse(request.getHeader("Accept"), "*/*")
                        .contains("*/*"));
        asked.setMatchingRequestParameterName(null);
    }

    HttpSessionRequestCache asked() {
        return asked;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        send(request, response);
    }

    /** Sends the browser on its way. */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SavedRequest saved = asked.getRequest(request, response);
        asked.removeRequest(request, response);
        response.sendRedirect(saved == null ? WORKSPACE : path(saved.getRedirectUrl()));
    }

    /** Without scheme and host: those the request claimed. */
    private static String path(String url) {
        URI uri = URI.create(url);
        @Nullable String query = uri.getRawQuery();
        return LocalPath.or(uri.getRawPath() + (query == null ? "" : "?" + query), WORKSPACE);
    }
}
