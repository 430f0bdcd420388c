package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.Users;
import com.innodus.kernel.web.RateLimit;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Local accounts. */
class PasswordProvider implements AuthenticationProvider {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Users users;
    private final LogIns logIns;
    /** Wrong passwords from one connection, whatever the address: against trying one password on many accounts. */
    private final RateLimit wrong = new RateLimit(40, Duration.ofMinutes(10));

    PasswordProvider(Users users, LogIns logIns) {
        this.users = users;
        this.logIns = logIns;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        if (TenantScope.currentOrNull() == null) {
            throw new BadCredentialsException("no tenant has this host");
        }
        HttpServletRequest request = ((ServletRequestAttributes)
                        Objects.requireNonNull(RequestContextHolder.getRequestAttributes()))
                .getRequest();
        if (!wrong.allows(request.getRemoteAddr())) {
            throw new LogInFailure.MustWait(Instant.now().plus(PAUSE));
        }
        return switch (users.logIn(attempt.getName(), String.valueOf(attempt.getCredentials()))) {
            case Users.LogIn.Welcome(var user) -> {
                wrong.giveBack(request.getRemoteAddr());
                yield logIns.authenticate(user, request);
            }
            case Users.LogIn.Refused() -> throw new BadCredentialsException("refused");
            case Users.LogIn.Locked(var until) -> throw new LogInFailure.MustWait(until);
        };
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
