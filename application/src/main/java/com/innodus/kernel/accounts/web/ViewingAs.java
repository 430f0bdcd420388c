package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.audit.AuditTrail;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets an administrator see the workspace as somebody else does, without being able to change anything. Other
 * administrators can't be viewed: who could, would have their settings.
 */
@Component
public class ViewingAs {
    private static final Logger LOG = LoggerFactory.getLogger(ViewingAs.class);

    /** Session attribute with the id of the user who is viewed. */
    private static final String VIEWED = "viewedUser";

    private final Users users;
    private final AuditTrail audit;

    ViewingAs(Users users, AuditTrail audit) {
        this.audit = audit;
        this.users = users;
    }

    /** Whether the acting user may see the workspace as this user does. */
    public boolean mayView(User user) {
        return mayView(CurrentActor.get(), user);
    }

    private static boolean mayView(Actor actor, User user) {
        return Roles.isAdministrator(actor.role())
                && !actor.isViewed()
                && !Roles.isAdministrator(user.role())
                && user.state() == User.State.ACTIVE;
    }

    /** From the next request on, the session acts as the user. */
    public void begin(HttpSession session, User user) {
        if (!mayView(user)) {
            throw new Forbidden(Operation.READ, "the workspace as " + user.email());
        }
        LOG.info("User {} views the workspace as {}", CurrentActor.get().id(), user.id());
        audit.note("view-as.begun", user.email());
        session.setAttribute(VIEWED, user.id());
    }

    public void end(HttpSession session) {
        if (session.getAttribute(VIEWED) instanceof UUID viewed) {
            String whom = users.remembered(viewed).map(User::email).orElse("");
            audit.note("view-as.ended", whom);
        }
        session.removeAttribute(VIEWED);
    }

    /** Who acts in the session of somebody who is logged in: they themselves, or whom they view. */
    Actor actor(Actor own, @Nullable HttpSession session) {
        if (session == null || !(session.getAttribute(VIEWED) instanceof UUID viewed)) {
            return own;
        }
        Optional<Actor> seen = users.remembered(viewed)
                .filter(user -> mayView(own, user))
                .map(user -> user.actor().viewedBy(own));
        if (seen.isEmpty()) {
            end(session);
        }
        return seen.orElse(own);
    }
}
