package com.innodus.kernel.clients;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.access.Users.UserChanged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Knows who shows a token. It is looked up by its hash in the tenant's own schema: a token that another tenant issued,
 * that was revoked, or whose user is disabled is not there, whatever is signed in it.
 */
@Service
public class Bearers {
    /** How far behind the note of the last use may be, so that busy clients don't write on each request. */
    private static final Duration NOTED = Duration.ofMinutes(1);

    private static final String USER = "u.id, u.name, u.email, r.key, u.locale";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ApiScopes scopes;
    private final Clock clock;
    private final TenantCache<String, Optional<Bearer>> known = new TenantCache<>(Duration.ofSeconds(5));

    Bearers(JdbcClient jdbc, TransactionOperations transactions, ApiScopes scopes, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.scopes = scopes;
        this.clock = clock;
    }

    /** Who shows it; empty when it isn't, or isn't any more, a token of the current tenant. */
    public Optional<Bearer> of(String token) {
        return known.get(RandomSecrets.hash(token), this::look)
                .filter(bearer -> bearer.expiresAt().isAfter(clock.instant()));
    }

    /** A token of the current tenant was revoked. */
    void forget() {
        known.clear();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void seeUsersAnew(UserChanged change) {
        known.clear();
    }

    private Optional<Bearer> look(String hash) {
        return Objects.requireNonNull(
                transactions.execute(status -> granted(hash).or(() -> personal(hash))));
    }

    /** A client's token: for the person who let it, else for whom it was registered; never more than it is let now. */
    private Optional<Bearer> granted(String hash) {
        Timestamp now = Timestamp.from(clock.instant());
        Optional<Bearer> bearer =
                jdbc.sql("""
                        select c.id,
                               case when '*' = any(c.scopes) then g.scopes
                                    else array(select unnest(g.scopes) intersect select unnest(c.scopes)) end,
                               g.access_expires_at, %s
                        from api_grant g
                        join api_client c on c.id = g.client_id and c.revoked_at is null
                        join app_user u on u.id = coalesce(g.user_id, c.user_id) and u.state = 'ACTIVE'
                        join role r on r.id = u.role_id
                        where g.access_hash = ? and not g.access_revoked and g.access_expires_at > ?
                        """.formatted(USER)).params(hash, now).query(this::map).optional();
        bearer.ifPresent(found -> noteUse("api_client", found));
        return bearer;
    }

    private Optional<Bearer> personal(String hash) {
        Timestamp now = Timestamp.from(clock.instant());
        Optional<Bearer> bearer =
                jdbc.sql("""
                        select t.id, t.scopes, t.expires_at, %s
                        from personal_token t
                        join app_user u on u.id = t.user_id and u.state = 'ACTIVE'
                        join role r on r.id = u.role_id
                        where t.hash = ? and t.expires_at > ?
                        """.formatted(USER)).params(hash, now).query(this::map).optional();
        bearer.ifPresent(found -> noteUse("personal_token", found));
        return bearer;
    }

    private void noteUse(String table, Bearer bearer) {
        Instant now = clock.instant();
        jdbc.sql("update " + table
                        + " set last_used_at = ? where id = ? and (last_used_at is null or last_used_at < ?)")
                .params(Timestamp.from(now), bearer.key(), Timestamp.from(now.minus(NOTED)))
                .update();
    }

    private Bearer map(ResultSet row, int number) throws SQLException {
        return new Bearer(
                new Actor(
                        row.getObject(4, UUID.class),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        Locale.of(row.getString(8))),
                row.getObject(1, UUID.class),
                ApiClients.texts(row.getArray(2)),
                row.getTimestamp(3).toInstant(),
                scopes);
    }
}
