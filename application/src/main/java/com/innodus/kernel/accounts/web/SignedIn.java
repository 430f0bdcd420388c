package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;

/**
 * The principal of a logged-in member of a tenant's staff.
 *
 * @param session its row in the list of sessions
 */
public record SignedIn(Actor actor, UUID tenant, UUID session)
        implements CurrentActor.ActorHolder, Principal, Serializable {
    @Override
    public String getName() {
        return actor.email();
    }
}
