package com.innodus.kernel.clients;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that may come in.
 *
 * @param clientId by which it names itself
 * @param confidential it can keep a secret, which an app on people's devices can't
 * @param redirects where people come back to who let it act in their name; none for a program that acts for itself
 * @param user with whose rights it acts for itself
 */
public record ApiClient(
        UUID id,
        String clientId,
        boolean confidential,
        String name,
        Set<String> scopes,
        Set<String> redirects,
        UUID user,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {
    public boolean actsForItself() {
        return redirects.isEmpty();
    }
}
