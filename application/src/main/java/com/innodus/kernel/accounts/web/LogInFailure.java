package com.innodus.kernel.accounts.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Back to the log-in page with the reason; the address that was typed stays. */
class LogInFailure implements AuthenticationFailureHandler {
    /** Too many wrong passwords. */
    static final class MustWait extends LockedException {
        private static final long serialVersionUID = 1L;

        private final Instant until;

        MustWait(Instant until) {
            super("until " + until);
            this.until = until;
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String email = request.getParameter("email");
        LogInProblem.show(
                request,
                failure instanceof MustWait wait
                        ? new LogInProblem("login.locked", email, wait.until)
                        : new LogInProblem("login.refused", email, null));
        response.sendRedirect("/login");
    }
}
