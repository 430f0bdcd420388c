package com.innodus.kernel.accounts.oidc;

import com.innodus.kernel.accounts.web.LogInProblem;
import com.innodus.kernel.accounts.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Back to the log-in page with a sentence; what exactly went wrong is for the log. */
class OidcRefused implements AuthenticationFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OidcRefused.class);

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : failure.getClass().getSimpleName();
        LOG.info("Log-in through a provider failed: {} {}", code, failure.getMessage());
        LogInProblem.show(request, "login.provider." + reason(code, failure));
        Authentication here = SecurityContextHolder.getContext().getAuthentication();
        // somebody who is logged in tried to add a way in
        response.sendRedirect(here != null && here.getPrincipal() instanceof SignedIn ? "/app/profile" : "/login");
    }

    private static String reason(String code, AuthenticationException failure) {
        if (code.startsWith(ProvedUsers.REFUSAL)) {
            return code.substring(ProvedUsers.REFUSAL.length());
        }
        return switch (code) {
            case OAuth2ErrorCodes.ACCESS_DENIED -> "cancelled";
            case "authorization_request_not_found" -> "expired";
            case "invalid_token_response", "invalid_user_info_response" -> "down";
            default -> isUnreachable(failure) ? "down" : "refused";
        };
    }

    private static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
