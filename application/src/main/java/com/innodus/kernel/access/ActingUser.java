package com.innodus.kernel.access;

import com.innodus.kernel.audit.Who;
import com.innodus.kernel.audit.Witness;
import org.springframework.stereotype.Component;

/** Who acts, as the audit log names them. */
@Component
class ActingUser implements Witness {
    @Override
    public Who who() {
        Actor actor = CurrentActor.orNull();
        return actor == null || actor.isSystem()
                ? Who.SYSTEM
                : new Who(actor.id(), actor.name(), actor.viewer(), Roles.isAdministrator(actor.role()));
    }
}
