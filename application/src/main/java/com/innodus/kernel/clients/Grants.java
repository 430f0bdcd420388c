package com.innodus.kernel.clients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What clients of the current tenant were let do. Of every token only the hash is kept. */
@Service
@Transactional
public class Grants {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Bearers bearers;

    Grants(JdbcClient jdbc, JsonMapper json, Bearers bearers) {
        this.jdbc = jdbc;
        this.json = json;
        this.bearers = bearers;
    }

    /** What an app asked a person for, before there was a token. */
    public record Request(
            @Nullable String redirectUri, @Nullable String state, Set<String> scopes, Map<String, String> more) {}

    /** One token of a grant, or what is kept of it. @param hash of the token */
    public record Token(String hash, @Nullable Instant issuedAt, Instant expiresAt, boolean over) {}

    /**
     * One grant.
     *
     * @param user who let the client; null when it acts for itself
     * @param stateHash while the person is being asked
     */
    public record Grant(
            UUID id,
            UUID client,
            @Nullable UUID user,
            String kind,
            Set<String> scopes,
            @Nullable Request request,
            @Nullable String stateHash,
            @Nullable Token code,
            @Nullable Token access,
            @Nullable Token refresh,
            Instant expiresAt) {}

    /** By which of its secrets a grant is looked for. */
    public enum By {
        STATE("state_hash"),
        CODE("code_hash"),
        ACCESS("access_hash"),
        REFRESH("refresh_hash");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    public void save(Grant grant) {
        jdbc.sql("""
                        insert into api_grant (id, client_id, user_id, kind, scopes, request, state_hash,
                            code_hash, code_expires_at, code_used,
                            access_hash, access_issued_at, access_expires_at, access_revoked,
                            refresh_hash, refresh_issued_at, refresh_expires_at, refresh_revoked, expires_at)
                        values (?, ?, ?::uuid, ?, ?, ?::jsonb, ?::text, ?::text, ?::timestamptz, ?,
                                ?::text, ?::timestamptz, ?::timestamptz, ?, ?::text, ?::timestamptz, ?::timestamptz, ?, ?)
                        on conflict (id) do update set scopes = excluded.scopes, state_hash = excluded.state_hash,
                            code_hash = excluded.code_hash, code_expires_at = excluded.code_expires_at,
                            code_used = excluded.code_used, access_hash = excluded.access_hash,
                            access_issued_at = excluded.access_issued_at, access_expires_at = excluded.access_expires_at,
                            access_revoked = excluded.access_revoked, refresh_hash = excluded.refresh_hash,
                            refresh_issued_at = excluded.refresh_issued_at,
                            refresh_expires_at = excluded.refresh_expires_at,
                            refresh_revoked = excluded.refresh_revoked, expires_at = excluded.expires_at
                        """)
                .param(grant.id())
                .param(grant.client())
                .param(grant.user())
                .param(grant.kind())
                .param(grant.scopes().toArray(String[]::new))
                .param(grant.request() == null ? null : json.writeValueAsString(grant.request()))
                .param(grant.stateHash())
                .param(hash(grant.code()))
                .param(expires(grant.code()))
                .param(isOver(grant.code()))
                .param(hash(grant.access()))
                .param(issued(grant.access()))
                .param(expires(grant.access()))
                .param(isOver(grant.access()))
                .param(hash(grant.refresh()))
                .param(issued(grant.refresh()))
                .param(expires(grant.refresh()))
                .param(isOver(grant.refresh()))
                .param(Timestamp.from(grant.expiresAt()))
                .update();
        bearers.forget();
    }

    public void remove(UUID id) {
        jdbc.sql("delete from api_grant where id = ?").param(id).update();
        bearers.forget();
    }

    @Transactional(readOnly = true)
    public Optional<Grant> byId(UUID id) {
        return one("id = ?", id);
    }

    @Transactional(readOnly = true)
    public Optional<Grant> by(By secret, String hash) {
        return one(secret.column + " = ?", hash);
    }

    /** What a person has let a client do so far. */
    @Transactional(readOnly = true)
    public Optional<Set<String>> consented(UUID client, UUID user) {
        return jdbc.sql("select scopes from api_consent where client_id = ? and user_id = ?")
                .params(client, user)
                .query((row, number) -> ApiClients.texts(row.getArray(1)))
                .optional();
    }

    public void consent(UUID client, UUID user, Set<String> scopes) {
        jdbc.sql("""
                        insert into api_consent (client_id, user_id, scopes) values (?, ?, ?)
                        on conflict (client_id, user_id) do update set scopes = excluded.scopes
                        """).params(client, user, scopes.toArray(String[]::new)).update();
    }

    public void refuse(UUID client, UUID user) {
        jdbc.sql("delete from api_consent where client_id = ? and user_id = ?")
                .params(client, user)
                .update();
    }

    private Optional<Grant> one(String where, Object value) {
        return jdbc.sql("""
                        select id, client_id, user_id, kind, scopes, request, state_hash,
                            code_hash, null::timestamptz, code_expires_at, code_used,
                            access_hash, access_issued_at, access_expires_at, access_revoked,
                            refresh_hash, refresh_issued_at, refresh_expires_at, refresh_revoked, expires_at
                        from api_grant where
                        """ + where).param(value).query(this::map).optional();
    }

    private Grant map(ResultSet row, int number) throws SQLException {
        String request = row.getString(6);
        return new Grant(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getString(4),
                ApiClients.texts(row.getArray(5)),
                request == null ? null : json.readValue(request, Request.class),
                row.getString(7),
                token(row, 8),
                token(row, 12),
                token(row, 16),
                row.getTimestamp(20).toInstant());
    }

    private static @Nullable Token token(ResultSet row, int first) throws SQLException {
        String hash = row.getString(first);
        Timestamp issued = row.getTimestamp(first + 1);
        return hash == null
                ? null
                : new Token(
                        hash,
                        issued == null ? null : issued.toInstant(),
                        row.getTimestamp(first + 2).toInstant(),
                        row.getBoolean(first + 3));
    }

    private static @Nullable String hash(@Nullable Token token) {
        return token == null ? null : token.hash();
    }

    private static @Nullable Timestamp issued(@Nullable Token token) {
        return token == null || token.issuedAt() == null ? null : Timestamp.from(token.issuedAt());
    }

    private static @Nullable Timestamp expires(@Nullable Token token) {
        return token == null ? null : Timestamp.from(token.expiresAt());
    }

    private static boolean isOver(@Nullable Token token) {
        return token != null && token.over();
    }
}
