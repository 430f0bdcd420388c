package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Sessions;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * On every request, push included: the session belongs to this tenant, nobody has ended it, and its user acts with the
 * name, role and language of now.
 */
class SessionGuard extends OncePerRequestFilter {
    private final Sessions sessions;
    private final ViewingAs viewing;

    SessionGuard(Sessions sessions, ViewingAs viewing) {
        this.viewing = viewing;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
            Optional<Actor> now = actorOf(signedIn).map(own -> viewing.actor(own, request.getSession(false)));
            if (now.isEmpty()) {
                SecurityContextHolder.clearContext();
                HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
            } else if (!now.get().equals(signedIn.actor())) {
                LogIns.put(new SignedIn(now.get(), signedIn.tenant(), signedIn.session()), request, response);
            }
        }
        chain.doFilter(request, response);
    }

    private Optional<Actor> actorOf(SignedIn signedIn) {
        Tenant tenant = TenantScope.currentOrNull();
        return tenant != null && tenant.id().equals(signedIn.tenant())
                ? sessions.actorIn(signedIn.session())
                : Optional.empty();
    }
}
