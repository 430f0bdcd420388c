package com.innodus.kernel.accounts.oidc;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.platform.Secrets;
import com.innodus.tenants.context.TenantScope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** The identity providers of the current tenant. Only its administrators change them; secrets go in and never out. */
@Service
public class IdentityProviders {
    private static final String SELECT =
            "select id, name, issuer, client_id, endpoints, create_users, allowed_domains, enabled from identity_provider ";

    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Discovery discovery;
    private final Secrets secrets;
    private final JsonMapper json;
    private final AuditTrail audit;
    private final Clock clock;

    IdentityProviders(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Discovery discovery,
            Secrets secrets,
            JsonMapper json,
            AuditTrail audit,
            Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.discovery = discovery;
        this.secrets = secrets;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What an administrator typed.
     *
     * @param id null for a new one
     * @param secret null keeps the one there is
     */
    public record Draft(
            @Nullable UUID id,
            String name,
            String issuer,
            String clientId,
            @Nullable String secret,
            boolean createUsers,
            List<String> allowedDomains) {
        @Override
        public String toString() {
            return name + " (" + issuer + ")";
        }
    }

    /** What is wrong, by field: key of the sentence. Empty when nothing is; the provider itself is asked on saving. */
    public Map<String, String> problems(Draft draft) {
        Map<String, String> problems = new LinkedHashMap<>();
        require(problems, "name", draft.name(), 60);
        require(problems, "issuer", draft.issuer(), 300);
        require(problems, "clientId", draft.clientId(), 300);
        boolean sameIssuer = draft.id() != null
                && byId(draft.id())
                        .filter(old -> old.issuer().equals(draft.issuer()))
                        .isPresent();
        if (draft.secret() == null && !sameIssuer) {
            // else a kept secret would be sent to whomever an administrator names
            problems.put("secret", draft.id() == null ? "error.required" : "sign-in.secret.again");
        }
        if (draft.createUsers() && draft.allowedDomains().isEmpty()) {
            problems.put("allowedDomains", "sign-in.domains.required");
        } else if (!draft.allowedDomains().stream()
                .allMatch(domain -> DOMAIN.matcher(domain).matches())) {
            problems.put("allowedDomains", "sign-in.domains.invalid");
        }
        return problems;
    }

    private static void require(Map<String, String> problems, String field, String value, int longest) {
        if (value.isBlank()) {
            problems.put(field, "error.required");
        } else if (value.length() > longest) {
            problems.put(field, "sign-in.too-long");
        }
    }

    /**
     * Asks the provider to describe itself and stores it; a new one is enabled.
     *
     * @throws DiscoveryFailed when the provider doesn't describe itself well
     * @throws IssuerTaken when there is one with the issuer
     */
    public UUID save(Draft draft) {
        requireAdministrator();
        if (!problems(draft).isEmpty()) {
            throw new IllegalArgumentException(draft.toString());
        }
        // outside the transaction: the answer may take seconds
        Endpoints endpoints = discovery.of(draft.issuer());
        UUID id = draft.id() == null ? UUID.randomUUID() : draft.id();
        try {
            transactions.executeWithoutResult(status -> store(id, draft, json.writeValueAsString(endpoints)));
        } catch (DuplicateKeyException e) {
            throw new IssuerTaken(draft.issuer());
        }
        return id;
    }

    private void store(UUID id, Draft draft, String endpoints) {
        audit.note(
                draft.id() == null ? "provider.made" : "provider.changed",
                draft.name(),
                Change.fact("#audit.issuer", draft.issuer()),
                Change.fact("#audit.domains", Change.list(draft.allowedDomains())),
                Change.fact("#audit.creates-users", draft.createUsers() ? "#value.yes" : "#value.no"));
        String[] domains = draft.allowedDomains().stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        if (draft.id() == null) {
            jdbc.sql("""
                            insert into identity_provider (id, name, issuer, client_id, client_secret, endpoints,
                                                           create_users, allowed_domains, created_at)
                            values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                            """)
                    .params(id, draft.name(), draft.issuer(), draft.clientId())
                    .param(secrets.encrypt(String.valueOf(draft.secret()), place(id)))
                    .params(endpoints, draft.createUsers(), domains, Timestamp.from(clock.instant()))
                    .update();
            return;
        }
        jdbc.sql("""
                        update identity_provider set name = ?, issuer = ?, client_id = ?, endpoints = ?::jsonb,
                               create_users = ?, allowed_domains = ?, config_version = config_version + 1
                        where id = ?
                        """)
                .params(draft.name(), draft.issuer(), draft.clientId(), endpoints, draft.createUsers(), domains, id)
                .update();
        if (draft.secret() != null) {
            jdbc.sql("update identity_provider set client_secret = ? where id = ?")
                    .params(secrets.encrypt(draft.secret(), place(id)), id)
                    .update();
        }
    }

    /** Opens or closes the provider's door at once. */
    public void setEnabled(UUID id, boolean enabled) {
        requireAdministrator();
        transactions.executeWithoutResult(status -> jdbc.sql("""
                        update identity_provider set enabled = ?, config_version = config_version + 1
                        where id = ? returning name
                        """)
                .params(enabled, id)
                .query(String.class)
                .optional()
                .ifPresent(name -> audit.note(enabled ? "provider.on" : "provider.off", name)));
    }

    /** Removes the provider and the identities that it vouched for; the users stay. */
    public void remove(UUID id) {
        requireAdministrator();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("delete from identity where issuer = (select issuer from identity_provider where id = ?)")
                    .param(id)
                    .update();
            jdbc.sql("delete from identity_provider where id = ? returning name")
                    .param(id)
                    .query(String.class)
                    .optional()
                    .ifPresent(name -> audit.note("provider.removed", name));
        });
    }

    /** All of the tenant, by name. */
    public List<IdentityProvider> all() {
        return read(
                () -> jdbc.sql(SELECT + "order by name, id").query(this::map).list());
    }

    /** Those that a log-in can begin with, by name. */
    public List<IdentityProvider> enabled() {
        return all().stream().filter(IdentityProvider::enabled).toList();
    }

    Optional<IdentityProvider> byId(UUID id) {
        return read(() ->
                jdbc.sql(SELECT + "where id = ?").param(id).query(this::map).optional());
    }

    String secretOf(UUID id) {
        String encrypted = read(() -> jdbc.sql("select client_secret from identity_provider where id = ?")
                .param(id)
                .query(String.class)
                .single());
        return secrets.decrypt(encrypted, place(id));
    }

    private static String place(UUID id) {
        return TenantScope.current().id() + "/identity_provider/" + id;
    }

    private <T> T read(java.util.function.Supplier<T> query) {
        return java.util.Objects.requireNonNull(transactions.execute(status -> query.get()));
    }

    private static void requireAdministrator() {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "identity_provider");
        }
    }

    private IdentityProvider map(ResultSet row, int number) throws SQLException {
        Array domains = row.getArray("allowed_domains");
        return new IdentityProvider(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("issuer"),
                row.getString("client_id"),
                json.readValue(row.getString("endpoints"), Endpoints.class),
                row.getBoolean("create_users"),
                List.of((String[]) domains.getArray()),
                row.getBoolean("enabled"));
    }

    /** The tenant has a provider with this issuer. */
    public static class IssuerTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IssuerTaken(String issuer) {
            super(issuer + " is taken");
        }
    }
}
