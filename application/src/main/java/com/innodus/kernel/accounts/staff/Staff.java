package com.innodus.kernel.accounts.staff;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.OneTimeTokens;
import com.innodus.kernel.access.OneTimeTokens.Purpose;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Role;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.User.State;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.accounts.AccountMails;
import com.innodus.kernel.web.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What administrators do with users. */
@Service
@Transactional
public class Staff {
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]+\\.[^\\s@\\p{Cntrl}]{2,63}");
    private static final int LONGEST_NAME = 120;

    private final Users users;
    private final Sessions sessions;
    private final TenantRoles tenantRoles;
    private final OneTimeTokens tokens;
    private final AccountMails mails;
    /** A tenant must not become a way to send mail to strangers. */
    private final RateLimit invitations = new RateLimit(200, Duration.ofHours(24));

    Staff(Users users, Sessions sessions, TenantRoles tenantRoles, OneTimeTokens tokens, AccountMails mails) {
        this.tenantRoles = tenantRoles;
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.mails = mails;
    }

    /** Everybody, by name. */
    @Transactional(readOnly = true)
    public List<User> all() {
        requireAdministrator();
        return users.all();
    }

    /** Roles that the acting user may give, from most to least. */
    public List<String> roles() {
        Actor actor = CurrentActor.get();
        boolean owner = actor.role().equals(Roles.OWNER) || actor.isSystem();
        return tenantRoles.all().stream()
                .map(Role::key)
                .filter(role -> !role.equals(Roles.BASELINE) && (owner || mayBeGivenByAdministrators(role)))
                .toList();
    }

    private boolean mayBeGivenByAdministrators(String role) {
        return !role.equals(Roles.OWNER) && !tenantRoles.rights(role).special().contains(SpecialRight.READ_CLOSED);
    }

    /** What people call a role. */
    public String roleName(String role, Locale locale) {
        return tenantRoles.name(role, locale);
    }

    /** Key of the sentence that says what is wrong with an address, if anything is. */
    public Optional<String> problem(String email) {
        if (email.isBlank()) {
            return Optional.of("error.required");
        }
        return EMAIL.matcher(email).matches() && email.length() < 255 ? Optional.empty() : Optional.of("signup.email");
    }

    /**
     * Adds somebody and sends them the link.
     *
     * @throws Users.EmailTaken when a user has the address
     * @throws StaffRefusal when a rule stands against it
     */
    public User invite(String email, String name, String role, Locale locale) {
        requireAdministrator();
        requireRole(role);
        if (problem(email).isPresent() || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("Not a user: " + email);
        }
        requireQuota();
        User invited = users.invite(email, name, role, locale);
        mails.sendInvitation(invited);
        return invited;
    }

    /** Sends a new link; the old one is void. */
    public void sendAgain(UUID id) {
        User user = require(id);
        if (user.state() == State.INVITED) {
            requireQuota();
            mails.sendInvitation(user);
        }
    }

    /** Takes an invitation back. */
    public void revoke(UUID id) {
        require(id);
        users.removeInvited(id);
    }

    public void setRole(UUID id, String role) {
        User user = require(id);
        requireRole(role);
        if (!role.equals(Roles.OWNER)) {
            requireOtherOwner(user);
        }
        users.setRole(id, role);
    }

    /** The organisation whose records the user works with, where their role says so. */
    @Transactional(readOnly = true)
    public Optional<UUID> organisation(UUID id) {
        return users.organisation(require(id).id());
    }

    /** Says whose records the user works with; null for nobody's. */
    public void setOrganisation(UUID id, @Nullable UUID organisation) {
        users.setOrganisation(require(id).id(), organisation);
    }

    /** Closes the door: sessions end, links are void. What the user made stays. */
    public void disable(UUID id) {
        User user = require(id);
        if (user.id().equals(CurrentActor.get().id())) {
            throw new StaffRefusal("staff.refused.yourself");
        }
        requireOtherOwner(user);
        if (user.state() != State.ACTIVE) {
            return;
        }
        users.setState(id, State.DISABLED);
        sessions.endAll(id);
        for (Purpose purpose : Purpose.values()) {
            tokens.revoke(id, purpose);
        }
    }

    public void enable(UUID id) {
        User user = require(id);
        if (user.state() == State.DISABLED) {
            users.setState(id, State.ACTIVE);
        }
    }

    private User require(UUID id) {
        requireAdministrator();
        User user = users.byId(id).orElseThrow(() -> new StaffRefusal("staff.refused.gone"));
        if (user.role().equals(Roles.OWNER) && !roles().contains(Roles.OWNER)) {
            throw new StaffRefusal("staff.refused.owner");
        }
        return user;
    }

    private void requireRole(String role) {
        if (!roles().contains(role)) {
            throw new StaffRefusal("staff.refused.owner");
        }
    }

    private void requireOtherOwner(User user) {
        if (user.role().equals(Roles.OWNER) && users.activeOwners().stream().allMatch(user.id()::equals)) {
            throw new StaffRefusal("staff.refused.last-owner");
        }
    }

    private void requireQuota() {
        if (!invitations.allows("")) {
            throw new StaffRefusal("staff.refused.too-many");
        }
    }

    private static void requireAdministrator() {
        Actor actor = CurrentActor.get();
        if (!Roles.isAdministrator(actor.role())) {
            throw new Forbidden(Operation.EDIT, "app_user");
        }
    }
}
