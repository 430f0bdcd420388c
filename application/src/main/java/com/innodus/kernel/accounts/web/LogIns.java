package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.User;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Turns a person whose identity is proved into a logged-in session. */
@Component
public class LogIns {
    /** Session attribute with the token of the invitation that somebody has opened. */
    public static final String INVITATION = "invitation";

    private static final String VAADIN_SESSION = "com.vaadin.flow.server.VaadinSession";
    private static final HttpSessionSecurityContextRepository REPOSITORY = new HttpSessionSecurityContextRepository();

    private final Sessions sessions;

    LogIns(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The authentication of a user in a session that begins now. */
    public Authentication authenticate(User user, HttpServletRequest request) {
        closeWindows(request);
        String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        UUID session = sessions.begin(user.id(), request.getRemoteAddr(), agent);
        return authentication(new SignedIn(user.actor(), TenantScope.current().id(), session));
    }

    /** Logs the user in on this request's browser; the session id changes (ASVS 7.2.4). */
    public void logIn(User user, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        } else {
            request.getSession(true);
        }
        save(authenticate(user, request), request, response);
    }

    /** Replaces who acts in the session. */
    static void put(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        save(authentication(signedIn), request, response);
    }

    private static void save(Authentication who, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(who);
        SecurityContextHolder.setContext(context);
        REPOSITORY.saveContext(context, request, response);
    }

    private static Authentication authentication(SignedIn signedIn) {
        return UsernamePasswordAuthenticationToken.authenticated(signedIn, null, List.of());
    }

    /** What was open for whoever was logged in before must not stay open for the next. */
    private static void closeWindows(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            Collections.list(session.getAttributeNames()).stream()
                    .filter(name -> name.startsWith(VAADIN_SESSION))
                    .forEach(session::removeAttribute);
        }
    }
}
