package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.accounts.web.SignedIn;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;

/** The session of the person in front of the view. */
final class CurrentSession {
    private CurrentSession() {}

    static UUID id() {
        Object principal = Objects.requireNonNull(
                        SecurityContextHolder.getContext().getAuthentication())
                .getPrincipal();
        return ((SignedIn) Objects.requireNonNull(principal)).session();
    }
}
