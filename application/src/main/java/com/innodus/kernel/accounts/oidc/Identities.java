package com.innodus.kernel.accounts.oidc;

import com.innodus.kernel.access.OneTimeTokens;
import com.innodus.kernel.access.OneTimeTokens.Purpose;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whom identity providers vouch for. */
@Service
@Transactional
public class Identities {
    /** Anybody in the world can have an account there; the organisation stands in a claim of its own. */
    private static final String GOOGLE = "https://accounts.google.com";

    private final JdbcClient jdbc;
    private final Users users;
    private final OneTimeTokens tokens;
    private final Clock clock;

    Identities(JdbcClient jdbc, Users users, OneTimeTokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * What a provider proved.
     *
     * @param organisation the domain that the provider itself counts the person to, Google's {@code hd}
     */
    record Proof(
            IdentityProvider provider,
            String subject,
            String email,
            boolean emailVerified,
            String name,
            @Nullable String organisation,
            Locale locale) {}

    /** An identity of a user. */
    public record Link(UUID id, String issuer, Instant since) {}

    /** Why somebody who proved who they are still can't come in. */
    enum Refusal {
        UNKNOWN,
        UNVERIFIED,
        DOMAIN,
        TAKEN,
        LINKED
    }

    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.name());
            this.refusal = refusal;
        }
    }

    /**
     * The user whom the identity belongs to, after linking it where an invitation is open.
     *
     * @param invitation token of the invitation that is open in this session
     */
    User enter(Proof proof, @Nullable String invitation) {
        Optional<User> known = userOf(proof);
        if (known.isPresent()) {
            return known.filter(user -> user.state() == User.State.ACTIVE)
                    .orElseThrow(() -> new Refused(Refusal.UNKNOWN));
        }
        if (invitation != null) {
            Optional<UUID> invited = tokens.redeem(invitation, Purpose.INVITATION);
            if (invited.isPresent()) {
                return accept(invited.get(), proof);
            }
        }
        return create(proof);
    }

    /** Gives a user who is logged in one more way in. */
    void link(UUID user, Proof proof) {
        Optional<User> known = userOf(proof);
        if (known.isEmpty()) {
            insert(user, proof);
        } else if (!known.get().id().equals(user)) {
            throw new Refused(Refusal.LINKED);
        }
    }

    private User accept(UUID user, Proof proof) {
        insert(user, proof);
        users.activate(user);
        // whoever opened the link reads the mailbox
        users.confirmEmail(user);
        return users.byId(user).orElseThrow();
    }

    private User create(Proof proof) {
        IdentityProvider provider = proof.provider();
        if (!provider.createUsers()) {
            throw new Refused(Refusal.UNKNOWN);
        }
        if (!proof.emailVerified() || proof.email().isBlank()) {
            throw new Refused(Refusal.UNVERIFIED);
        }
        String domain =
                proof.email().substring(proof.email().lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        boolean organisationFits = proof.organisation() == null
                ? !provider.issuer().equals(GOOGLE)
                : provider.allowedDomains().contains(proof.organisation());
        if (!provider.allowedDomains().contains(domain) || !organisationFits) {
            throw new Refused(Refusal.DOMAIN);
        }
        if (users.byEmail(proof.email()).isPresent()) {
            // never by e-mail: whoever runs the provider could take over any account
            throw new Refused(Refusal.TAKEN);
        }
        String name = proof.name().isBlank() ? proof.email() : proof.name();
        User user = users.invite(
                proof.email(), name.substring(0, Math.min(name.length(), 120)), Roles.MEMBER, proof.locale());
        return accept(user.id(), proof);
    }

    private Optional<User> userOf(Proof proof) {
        return jdbc.sql("select user_id from identity where issuer = ? and subject = ?")
                .params(proof.provider().issuer(), proof.subject())
                .query(UUID.class)
                .optional()
                .flatMap(users::byId);
    }

    private void insert(UUID user, Proof proof) {
        jdbc.sql("insert into identity (id, issuer, subject, user_id, created_at) values (?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        proof.provider().issuer(),
                        proof.subject(),
                        user,
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** The identities of a user, oldest first. */
    @Transactional(readOnly = true)
    public List<Link> of(UUID user) {
        return jdbc.sql("select id, issuer, created_at from identity where user_id = ? order by created_at, id")
                .param(user)
                .query((row, number) -> new Link(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    /**
     * Takes one way in from a user; nothing happens when it is somebody else's.
     *
     * @return whether it is gone; the last way in stays
     */
    public boolean unlink(UUID user, UUID link) {
        if (of(user).size() < 2 && !users.hasPassword(user)) {
            return false;
        }
        return jdbc.sql("delete from identity where id = ? and user_id = ?")
                        .params(link, user)
                        .update()
                == 1;
    }
}
