package com.innodus.kernel.clients;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tokens that people make for their own scripts; each acts as its maker and ends by itself. */
@Service
@Transactional
public class PersonalTokens {
    /** By which scanners recognise one that was published by mistake. */
    static final String PREFIX = "crm_";

    private static final int LONGEST_LIFE = 366;

    private final JdbcClient jdbc;
    private final ApiScopes scopes;
    private final Bearers bearers;
    private final AuditTrail audit;
    private final Clock clock;

    PersonalTokens(JdbcClient jdbc, ApiScopes scopes, Bearers bearers, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.scopes = scopes;
        this.bearers = bearers;
        this.clock = clock;
    }

    /** One of the acting user's tokens. */
    public record PersonalToken(
            UUID id,
            String name,
            Set<String> scopes,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /**
     * A new token of the acting user, which nobody will see again.
     *
     * @throws ClientRefusal when it can't be made like this
     */
    public String create(String name, Set<String> wanted, int days) {
        demandThemselves();
        String clean = name.strip().replaceAll("\\p{Cntrl}", "");
        if (clean.isEmpty()) {
            throw new ClientRefusal("name", "error.required", "");
        }
        if (clean.length() > ApiClients.LONGEST_NAME) {
            throw new ClientRefusal("name", "error.too-long", Integer.toString(ApiClients.LONGEST_NAME));
        }
        ApiClients.demandScopes(scopes, wanted);
        if (days < 1 || days > LONGEST_LIFE) {
            throw new ClientRefusal("days", "clients.days", Integer.toString(LONGEST_LIFE));
        }
        String token = PREFIX + RandomSecrets.make(32);
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into personal_token (id, user_id, name, hash, scopes, expires_at, created_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        CurrentActor.get().id(),
                        clean,
                        RandomSecrets.hash(token),
                        wanted.toArray(String[]::new),
                        Timestamp.from(now.plus(Duration.ofDays(days))),
                        Timestamp.from(now))
                .update();
        audit.note("token.made", clean, Change.fact("#audit.scopes", Change.list(wanted)));
        return token;
    }

    /** The acting user's, newest first; those that are over for a while as well. */
    @Transactional(readOnly = true)
    public List<PersonalToken> mine() {
        return jdbc.sql("""
                        select id, name, scopes, expires_at, last_used_at from personal_token
                        where user_id = ? order by created_at desc, id
                        """)
                .param(CurrentActor.get().id())
                .query((row, number) -> new PersonalToken(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        ApiClients.texts(row.getArray(3)),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5) == null ? null : row.getTimestamp(5).toInstant()))
                .list();
    }

    /** Ends one of the acting user's tokens at once. */
    public void revoke(UUID id) {
        demandThemselves();
        jdbc.sql("delete from personal_token where id = ? and user_id = ? returning name")
                .params(id, CurrentActor.get().id())
                .query(String.class)
                .optional()
                .ifPresent(name -> audit.note("token.revoked", name));
        bearers.forget();
    }

    /** A token would outlast the look through somebody's eyes. */
    private static void demandThemselves() {
        if (CurrentActor.get().isViewed()) {
            throw new Forbidden(Operation.EDIT, "personal token");
        }
    }
}
