package com.innodus.kernel.accounts.web;

import com.vaadin.flow.server.VaadinService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Where somebody is sent who isn't logged in. An open window whose session is over learns that in its own language. */
class LogInDoor implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        String kind = request.getParameter("v-r");
        if ("uidl".equals(kind)) {
            // the window loads itself anew, which leads to the log-in and back
            response.setContentType("application/json;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.getWriter().write(VaadinService.createSessionExpiredJSON(false));
        } else if (kind != null || request.getRequestURI().contains("/VAADIN/")) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            response.sendRedirect("/login");
        }
    }
}
