package com.innodus.kernel.api;

import com.innodus.kernel.clients.Bearer;
import com.innodus.kernel.clients.Bearers;
import com.innodus.kernel.web.RateLimit;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who shows a good token of this tenant (RFC 6750), and each of them only so often. */
class BearerFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 4_000;
    private static final int WRONG_TOKENS = 300;

    private final Bearers bearers;
    private final ApiProblems problems;
    private final RateLimit limit;
    private final RateLimit wrong = new RateLimit(WRONG_TOKENS, Duration.ofMinutes(1));

    BearerFilter(Bearers bearers, ApiProblems problems, int requestsPerMinute) {
        this.bearers = bearers;
        this.problems = problems;
        limit = new RateLimit(requestsPerMinute, Duration.ofMinutes(1));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (TenantScope.currentOrNull() == null) {
            problems.send(ApiProblem.notFound(), request, response);
            return;
        }
        String shown = request.getHeader("Authorization");
        boolean isBearer = shown != null && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        Optional<Bearer> bearer = isBearer && shown.length() <= LONGEST
                ? bearers.of(shown.substring(SCHEME.length()).strip())
                : Optional.empty();
        if (bearer.isEmpty()) {
            refuse(isBearer, request, response);
            return;
        }
        RateLimit.Left left = limit.take(bearer.get().key().toString());
        response.setHeader("RateLimit-Limit", Long.toString(left.limit()));
        response.setHeader("RateLimit-Remaining", Long.toString(left.remaining()));
        response.setHeader("RateLimit-Reset", Long.toString(left.seconds()));
        response.setHeader("Cache-Control", "no-store");
        if (!left.allowed()) {
            response.setHeader("Retry-After", Long.toString(left.seconds()));
            problems.send(new ApiProblem(HttpStatus.TOO_MANY_REQUESTS, "too-many"), request, response);
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(bearer.get(), null, List.of()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private void refuse(boolean wrongToken, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (wrongToken && !wrong.allows(request.getRemoteAddr())) {
            response.setHeader("Retry-After", "60");
            problems.send(new ApiProblem(HttpStatus.TOO_MANY_REQUESTS, "too-many"), request, response);
            return;
        }
        response.setHeader("WWW-Authenticate", wrongToken ? "Bearer error=\"invalid_token\"" : "Bearer");
        problems.send(new ApiProblem(HttpStatus.UNAUTHORIZED, "token"), request, response);
    }
}
