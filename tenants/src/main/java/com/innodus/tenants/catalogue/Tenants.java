package com.innodus.tenants.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.innodus.tenants.catalogue.Tenant.FeatureChoices;
import com.innodus.tenants.catalogue.Tenant.State;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory of tenants. Look-ups by host are answered from memory; another node's change is seen within
 * {@link #STALE_AFTER}.
 */
public class Tenants {
    /** How long a node may still serve what another node has changed. */
    public static final Duration STALE_AFTER = Duration.ofSeconds(5);

    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private static final String SELECT = """
            select t.*, coalesce((select array_agg(h.host order by h.host) from tenant_host h
                                  where h.tenant_id = t.id), '{}') as hosts
            from tenant t
            """;

    private final JdbcClient platform;
    private final Clock clock;
    private final Cache<String, Optional<Tenant>> bySlug = cache();
    private final Cache<String, Optional<Tenant>> byHost = cache();
    private final Map<UUID, Instant> useNoted = new ConcurrentHashMap<>();

    /** @param platform on connections whose search path is {@code platform} */
    public Tenants(JdbcClient platform, Clock clock) {
        this.platform = platform;
        this.clock = clock;
    }

    private static Cache<String, Optional<Tenant>> cache() {
        return Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(STALE_AFTER)
                .build();
    }

    /** The tenant with this slug, whatever its state. */
    public Optional<Tenant> bySlug(String slug) {
        return bySlug.get(slug, key -> one("where t.slug = ?", key));
    }

    /**
     * The tenant with this slug.
     *
     * @throws TenantNotFound when there is none
     */
    public Tenant require(String slug) {
        return bySlug(slug).orElseThrow(() -> new TenantNotFound(slug));
    }

    /** The tenant as it is now, for code that holds an older picture of it. */
    public Tenant refreshed(Tenant tenant) {
        // an erased tenant's slug may belong to somebody else by now
        return bySlug(tenant.slug()).filter(now -> now.id().equals(tenant.id())).orElse(tenant);
    }

    /** The tenant that has this custom host name. */
    public Optional<Tenant> byCustomHost(String host) {
        return byHost.get(host, key -> one("where t.id = (select tenant_id from tenant_host where host = ?)", key));
    }

    /** All tenants, newest first. */
    public List<Tenant> all() {
        return platform.sql(SELECT + "order by t.created_at desc, t.slug")
                .query(Tenants::map)
                .list();
    }

    /** The tenants with these slugs, in that order; those that don't exist are left out. */
    public List<Tenant> withSlugs(List<String> slugs) {
        return platform.sql(SELECT + "where t.slug = any (?::text[]) order by array_position(?::text[], t.slug)")
                .params(literal(slugs), literal(slugs))
                .query(Tenants::map)
                .list();
    }

    /** Tenants in a state, oldest first. */
    public List<Tenant> in(State state) {
        return platform.sql(SELECT + "where t.state = ? order by t.created_at, t.slug")
                .param(state.name())
                .query(Tenants::map)
                .list();
    }

    /**
     * Notes a new tenant that has no schema yet.
     *
     * @param request what provisioning needs, as JSON; kept until the tenant is active
     * @throws SlugTaken when another tenant, even a deleted one, has the slug or its schema name
     */
    public Tenant register(String slug, String name, String edition, String request) {
        UUID id = UUID.randomUUID();
        try {
            platform.sql("""
                            insert into tenant (id, slug, name, schema_name, edition, state, request, created_at)
                            values (?, ?, ?, ?, ?, 'PROVISIONING', ?::jsonb, ?)
                            """)
                    .params(id, slug, name, Slug.schemaOf(slug), edition, request, Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new SlugTaken(slug);
        }
        forget(slug);
        return require(slug);
    }

    /** What the sign-up of a tenant that isn't active yet asked for. */
    public Optional<String> requestOf(Tenant tenant) {
        return platform.sql("select request::text from tenant where id = ? and request is not null")
                .param(tenant.id())
                .query(String.class)
                .optional();
    }

    /** Forgets the registration of a tenant that never came to life. */
    public void unregister(Tenant tenant) {
        platform.sql("delete from tenant where id = ? and state = 'PROVISIONING'")
                .param(tenant.id())
                .update();
        forget(tenant.slug());
    }

    public void rename(Tenant tenant, String name) {
        update(tenant, "name = ?", name);
    }

    /**
     * Opens a suspended tenant, or a deleted one whose data is still there.
     *
     * @throws WrongState when it is neither
     */
    public void resume(Tenant tenant) {
        move(tenant, State.ACTIVE, "suspended_at = null, deleted_at = null");
    }

    /**
     * Closes the tenant's doors.
     *
     * @throws WrongState when they aren't open
     */
    public void suspend(Tenant tenant) {
        move(tenant, State.SUSPENDED, "suspended_at = ?", Timestamp.from(clock.instant()));
    }

    /**
     * Closes the tenant; its data stays for the grace period.
     *
     * @throws WrongState when it is closed already, or was never open
     */
    public void markDeleted(Tenant tenant) {
        move(tenant, State.DELETED, "deleted_at = ?", Timestamp.from(clock.instant()));
    }

    /** In one statement, because two operators may decide at the same moment. */
    private void move(Tenant tenant, State next, String assignments, Object... values) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(next.name());
        parameters.addAll(List.of(values));
        parameters.add(tenant.id());
        parameters.add(literal(Arrays.stream(State.values())
                .filter(from -> from.leadsTo(next))
                .map(Enum::name)
                .toList()));
        int moved = platform.sql(
                        "update tenant set state = ?, " + assignments + " where id = ? and state = any (?::text[])")
                .params(parameters)
                .update();
        forget(tenant.slug());
        if (moved == 0) {
            throw new WrongState(refreshed(tenant), next);
        }
    }

    public void noteVersion(Tenant tenant, int version) {
        update(tenant, "schema_version = ?, failure = null", version);
    }

    public void noteFailure(Tenant tenant, String failure) {
        update(tenant, "failure = ?", failure);
    }

    public void setEdition(Tenant tenant, String edition) {
        update(tenant, "edition = ?", edition);
    }

    public void setFeatures(Tenant tenant, FeatureChoices features) {
        platform.sql(
                        "update tenant set features_added = ?::text[], features_removed = ?::text[], features_off = ?::text[] where id = ?")
                .params(literal(features.added()), literal(features.removed()), literal(features.off()), tenant.id())
                .update();
        forget(tenant.slug());
    }

    /**
     * Gives the tenant one more host name.
     *
     * @throws HostTaken when another tenant has it
     */
    public void addHost(Tenant tenant, String host) {
        String name =
                HostName.normalise(host).orElseThrow(() -> new IllegalArgumentException(host + " is not a host name"));
        try {
            platform.sql("insert into tenant_host (host, tenant_id) values (?, ?)")
                    .params(name, tenant.id())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new HostTaken(name);
        }
        forget(tenant.slug());
    }

    public void removeHost(Tenant tenant, String host) {
        platform.sql("delete from tenant_host where host = ? and tenant_id = ?")
                .params(host, tenant.id())
                .update();
        forget(tenant.slug());
    }

    /** Notes that the tenant is in use; writes at most once a minute. */
    public void noteUse(Tenant tenant) {
        Instant now = clock.instant();
        Instant last = useNoted.get(tenant.id());
        if (last == null || last.plus(USE_NOTED_EVERY).isBefore(now)) {
            useNoted.put(tenant.id(), now);
            platform.sql("update tenant set last_used_at = ? where id = ?")
                    .params(Timestamp.from(now), tenant.id())
                    .update();
        }
    }

    /** Drops what this node remembers of a tenant. */
    public void forget(String slug) {
        bySlug.invalidate(slug);
        byHost.invalidateAll();
    }

    private void update(Tenant tenant, String assignments, Object... values) {
        JdbcClient.StatementSpec statement = platform.sql("update tenant set " + assignments + " where id = ?");
        for (Object value : values) {
            statement = statement.param(value);
        }
        statement.param(tenant.id()).update();
        forget(tenant.slug());
    }

    private Optional<Tenant> one(String where, String value) {
        return platform.sql(SELECT + where).param(value).query(Tenants::map).optional();
    }

    private static String literal(Collection<String> values) {
        return "{" + String.join(",", values) + "}";
    }

    private static Tenant map(ResultSet row, int number) throws SQLException {
        return new Tenant(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                row.getString("schema_name"),
                row.getString("edition"),
                new FeatureChoices(set(row, "features_added"), set(row, "features_removed"), set(row, "features_off")),
                State.valueOf(row.getString("state")),
                row.getInt("schema_version"),
                row.getString("failure"),
                set(row, "hosts"),
                row.getString("cell"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("deleted_at")),
                instant(row.getTimestamp("last_used_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static Set<String> set(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return new LinkedHashSet<>(Arrays.asList((String[]) array.getArray()));
    }

    /** The tenant isn't where such a step starts. */
    public static class WrongState extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongState(Tenant tenant, State wanted) {
            super("'" + tenant.slug() + "' is " + tenant.state() + " and can't become " + wanted);
        }
    }

    /** The slug belongs to another tenant. */
    public static class SlugTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SlugTaken(String slug) {
            super("The address '" + slug + "' is taken");
        }
    }

    /** The host name belongs to another tenant. */
    public static class HostTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HostTaken(String host) {
            super("The host name '" + host + "' is taken");
        }
    }
}
