package com.innodus.kernel.access;

import com.innodus.tenants.context.TenantScope;
import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/** Tasks that are handed to the application's executor work for the tenant and as the actor that handed them over. */
@Component
class CarriedAlong implements TaskDecorator {
    @Override
    public Runnable decorate(Runnable task) {
        Actor actor = CurrentActor.orNull();
        return TenantScope.capture(actor == null ? task : () -> CurrentActor.run(actor, task));
    }
}
