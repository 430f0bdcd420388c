package com.innodus.kernel.accounts.oidc;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** In the session of somebody who has just proved their password: the next log-in at the provider is to be linked. */
public record LinkIntent(UUID user, UUID provider, Instant until) implements Serializable {
    /** Name of the session attribute. */
    public static final String ATTRIBUTE = LinkIntent.class.getName();

    private static final Duration LIFE = Duration.ofMinutes(5);

    public LinkIntent(UUID user, UUID provider) {
        this(user, provider, Instant.now().plus(LIFE));
    }

    boolean isFor(UUID someone, UUID vouching) {
        return user.equals(someone)
                && provider.equals(vouching)
                && Instant.now().isBefore(until);
    }
}
