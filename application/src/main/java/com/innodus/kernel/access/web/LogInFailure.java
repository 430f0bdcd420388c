package com.innodus.kernel.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Back to the log-in page with the reason; the address that was typed stays. */
class LogInFailure implements AuthenticationFailureHandler {
    /** Session attribute with the address of the last attempt. */
    static final String EMAIL = "login.email";

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        request.getSession().setAttribute(EMAIL, request.getParameter("email"));
        response.sendRedirect(failure instanceof LockedException ? "/login?locked" : "/login?refused");
    }
}
