package com.innodus.kernel.access.web;

import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.User;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Turns a person whose identity is proved into a logged-in session. */
@Component
public class LogIns {
    private final Sessions sessions;
    private final HttpSessionSecurityContextRepository repository = new HttpSessionSecurityContextRepository();

    LogIns(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The authentication of a user in a session that begins now. */
    public Authentication authenticate(User user, HttpServletRequest request) {
        String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        UUID session = sessions.begin(user.id(), request.getRemoteAddr(), agent);
        SignedIn principal = new SignedIn(user.actor(), TenantScope.current().id(), session);
        return UsernamePasswordAuthenticationToken.authenticated(
                principal,
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + user.role().toUpperCase(java.util.Locale.ROOT))));
    }

    /** Logs the user in on this request's browser; the session id changes (ASVS 7.2.4). */
    public void logIn(User user, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        } else {
            request.getSession(true);
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authenticate(user, request));
        SecurityContextHolder.setContext(context);
        repository.saveContext(context, request, response);
    }
}
