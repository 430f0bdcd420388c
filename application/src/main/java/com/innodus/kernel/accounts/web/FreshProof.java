package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.Users;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Whether whoever is logged in has only just proved who they are: asked before grave steps, because a browser may have
 * been left open.
 */
@Component
public class FreshProof {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final String PROVED_AT = "provedAt";

    private final Users users;
    private final Sessions sessions;
    private final Clock clock;

    FreshProof(Users users, Sessions sessions, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** By the password, or by having logged in just now. */
    public boolean isFresh(SignedIn signedIn, HttpSession session) {
        Instant since = clock.instant().minus(FRESH);
        return session.getAttribute(PROVED_AT) instanceof Instant at && at.isAfter(since)
                || sessions.of(signedIn.actor().id()).stream()
                        .anyMatch(open -> open.id().equals(signedIn.session())
                                && open.since().isAfter(since));
    }

    /** Whether the user has a password to prove it by; the others log in anew. */
    public boolean isByPassword(SignedIn signedIn) {
        return users.hasPassword(signedIn.actor().id());
    }

    /** Whether the password is right, which holds for a while then. */
    public boolean prove(SignedIn signedIn, HttpSession session, String password) {
        boolean right = users.prove(signedIn.actor().email(), password) instanceof Users.LogIn.Welcome;
        if (right) {
            session.setAttribute(PROVED_AT, clock.instant());
        }
        return right;
    }
}
