package com.innodus.kernel.records.views;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import java.util.List;
import java.util.UUID;

/** Who is offered what a user has made under a name, such as a view or a report. What each sees in it the gate decides. */
public enum Sharing {
    PRIVATE,
    /** Everybody who is in a team with its owner. */
    TEAM,
    ALL;

    /**
     * Condition on rows with {@code owner_id} and {@code sharing}; its parameters are the acting user and that user's
     * colleagues.
     */
    public static final String OFFERED =
            "(owner_id = ? or sharing = 'ALL' or (sharing = 'TEAM' and owner_id = any(?)))";

    /** Whether the acting user may change it: only who made it. */
    public static boolean mayChange(UUID owner) {
        Actor actor = CurrentActor.get();
        return owner.equals(actor.id()) && !actor.isViewed();
    }

    /** Whether the acting user may delete it; an administrator also tidies up what is shared. */
    public boolean mayDelete(UUID owner) {
        Actor actor = CurrentActor.get();
        return mayChange(owner) || !actor.isViewed() && this != PRIVATE && Roles.isAdministrator(actor.role());
    }

    /**
     * The name as it is kept.
     *
     * @throws InvalidRecord when there is none, or more than {@code longest} letters
     */
    public static String named(String name, int longest) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        if (clean.isEmpty()) {
            throw new InvalidRecord(List.of(Problem.of("name", "error.required")));
        }
        if (clean.length() > longest) {
            throw new InvalidRecord(List.of(Problem.of("name", "error.too-long", Integer.toString(longest))));
        }
        return clean;
    }
}
