package com.innodus.kernel.clients;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The programs that may come in to the current tenant; administrators decide. */
@Service
@Transactional
public class ApiClients {
    public static final int LONGEST_NAME = 100;
    private static final int MOST_REDIRECTS = 10;
    private static final int LONGEST_REDIRECT = 500;
    private static final String COLUMNS =
            "id, client_id, secret_hash is not null, name, scopes, redirects, user_id, created_at, last_used_at";

    private final JdbcClient jdbc;
    private final ApiScopes scopes;
    private final Bearers bearers;
    private final AuditTrail audit;
    private final Clock clock;

    ApiClients(JdbcClient jdbc, ApiScopes scopes, Bearers bearers, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.scopes = scopes;
        this.bearers = bearers;
        this.clock = clock;
    }

    /** @param secret shown once and never again; null for an app that can keep none */
    public record Created(ApiClient client, @Nullable String secret) {}

    /**
     * What is wanted.
     *
     * @param redirects none for a program that acts for itself
     * @param confidential whether it can keep a secret
     */
    public record Wish(String name, Set<String> scopes, List<String> redirects, boolean confidential) {}

    /**
     * Lets a program in; it acts with the rights of {@code user}, or of whoever lets it.
     *
     * @throws ClientRefusal when the wish can't be met
     */
    public Created create(Wish wish, UUID user) {
        demandAdministrator();
        String name = wish.name().strip().replaceAll("\\p{Cntrl}", "");
        if (name.isEmpty()) {
            throw new ClientRefusal("name", "error.required", "");
        }
        if (name.length() > LONGEST_NAME) {
            throw new ClientRefusal("name", "error.too-long", Integer.toString(LONGEST_NAME));
        }
        demandScopes(scopes, wish.scopes());
        Set<String> redirects = new LinkedHashSet<>();
        wish.redirects().stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .forEach(redirects::add);
        if (redirects.size() > MOST_REDIRECTS) {
            throw new ClientRefusal("redirects", "error.too-many", Integer.toString(MOST_REDIRECTS));
        }
        redirects.forEach(ApiClients::demandRedirect);
        boolean confidential = wish.confidential() || redirects.isEmpty();
        UUID id = UUID.randomUUID();
        String clientId = RandomSecrets.make(16);
        String secret = confidential ? RandomSecrets.make(32) : null;
        jdbc.sql("""
                        insert into api_client (id, client_id, secret_hash, name, scopes, redirects, user_id, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(id)
                .param(clientId)
                .param(secret == null ? null : RandomSecrets.hash(secret))
                .param(name)
                .param(wish.scopes().toArray(String[]::new))
                .param(redirects.toArray(String[]::new))
                .param(user)
                .param(Timestamp.from(clock.instant()))
                .update();
        audit.note("client.made", name, Change.fact("#audit.scopes", Change.list(wish.scopes())));
        return new Created(byId(id).orElseThrow(), secret);
    }

    static void demandScopes(ApiScopes known, Collection<String> wanted) {
        if (wanted.isEmpty()) {
            throw new ClientRefusal("scopes", "clients.no-scope", "");
        }
        known.unknown(wanted).ifPresent(unknown -> {
            throw new ClientRefusal("scopes", "clients.unknown-scope", unknown);
        });
    }

    /** Exact addresses over TLS, of this machine also without; or a scheme of an app's own (RFC 8252 §7.1). */
    private static void demandRedirect(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme();
            boolean here = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
            boolean web = uri.getHost() != null && (scheme.equals("https") || (scheme.equals("http") && here));
            boolean app = scheme.contains(".");
            if ((web || app)
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null
                    && text.length() <= LONGEST_REDIRECT) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new ClientRefusal("redirects", "error.url", text);
        }
        throw new ClientRefusal("redirects", "clients.redirect", text);
    }

    /** Those that were not revoked, newest first. */
    @Transactional(readOnly = true)
    public List<ApiClient> all() {
        demandAdministrator();
        return jdbc.sql("select " + COLUMNS + " from api_client where revoked_at is null order by created_at desc, id")
                .query(ApiClients::map)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<ApiClient> byId(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from api_client where id = ? and revoked_at is null")
                .param(id)
                .query(ApiClients::map)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<ApiClient> byClientId(String clientId) {
        return jdbc.sql("select " + COLUMNS + " from api_client where client_id = ? and revoked_at is null")
                .param(clientId.replace("\0", ""))
                .query(ApiClients::map)
                .optional();
    }

    /** What is kept of its secret. */
    @Transactional(readOnly = true)
    public Optional<String> secretHash(UUID id) {
        return jdbc.sql("select secret_hash from api_client where id = ? and secret_hash is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** Shuts a program out at once, with all tokens that it has; whether there was one. */
    public boolean revoke(UUID id) {
        demandAdministrator();
        byId(id).ifPresent(client -> audit.note("client.revoked", client.name()));
        int revoked = jdbc.sql("update api_client set revoked_at = ? where id = ? and revoked_at is null")
                .params(Timestamp.from(clock.instant()), id)
                .update();
        jdbc.sql("delete from api_grant where client_id = ?").param(id).update();
        bearers.forget();
        return revoked > 0;
    }

    private static void demandAdministrator() {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "API clients");
        }
    }

    private static ApiClient map(ResultSet row, int number) throws SQLException {
        Timestamp lastUsed = row.getTimestamp(9);
        return new ApiClient(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getBoolean(3),
                row.getString(4),
                texts(row.getArray(5)),
                texts(row.getArray(6)),
                row.getObject(7, UUID.class),
                row.getTimestamp(8).toInstant(),
                lastUsed == null ? null : lastUsed.toInstant());
    }

    static Set<String> texts(Array array) throws SQLException {
        return new LinkedHashSet<>(List.of((String[]) array.getArray()));
    }
}
