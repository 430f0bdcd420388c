package com.innodus.kernel.clients;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor.ActorHolder;
import com.innodus.kernel.access.Operation;
import java.security.Principal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Whoever shows a token: somebody's rights, as far as the token's scopes go.
 *
 * @param key of the client or personal token, for limits
 */
public record Bearer(Actor actor, UUID key, Set<String> scopes, Instant expiresAt, ApiScopes known)
        implements ActorHolder, Principal {
    @Override
    public boolean isLetDo(String recordType, Operation operation) {
        return known.allow(scopes, recordType, operation);
    }

    @Override
    public String getName() {
        return actor.email();
    }
}
