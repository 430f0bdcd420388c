package com.innodus.crm.operators;

import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Who;
import com.innodus.kernel.features.Edition;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.platform.DatabaseConfiguration;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.provisioning.Farewell;
import com.innodus.tenants.routing.Addresses;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What operators do with tenants, from their pages and by command; everything is logged with who did it. */
@Service
public class TenantOffice {
    private final Tenants tenants;
    private final Farewell farewell;
    private final Features features;
    private final Addresses addresses;
    private final JdbcClient platform;
    private final AuditTrail audit;
    private final Clock clock;

    TenantOffice(
            Tenants tenants,
            Farewell farewell,
            Features features,
            Addresses addresses,
            @Qualifier(DatabaseConfiguration.PLATFORM) JdbcClient platformJdbc,
            AuditTrail audit,
            Clock clock) {
        this.audit = audit;
        this.tenants = tenants;
        this.farewell = farewell;
        this.features = features;
        this.addresses = addresses;
        this.platform = platformJdbc;
        this.clock = clock;
    }

    /** A tenant as operators see it: nothing of what it holds but its size in bytes. */
    public record Summary(Tenant tenant, long bytes) {}

    /** What a list of tenants may be ordered by. */
    public enum Order {
        CREATED("t.created_at"),
        NAME("lower(t.name)"),
        EDITION("t.edition"),
        STATE("t.state"),
        LAST_USE("t.last_used_at"),
        // only then the size of every tenant must be known
        SIZE("(" + SIZE_OF + " = t.schema_name)");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /**
     * What an operator looks for.
     *
     * @param words in name or address; accents and case don't matter
     * @param page from 0
     */
    public record Search(String words, Order order, boolean descending, int page) {
        static final int PAGE = 50;

        public Search {
            page = Math.max(0, page);
        }
    }

    /** Some of the tenants found, and how many there are in all. */
    public record Page(List<Summary> tenants, int found) {}

    /** One thing that an operator did. */
    public record Deed(
            Instant at,
            String operator,
            String operation,
            @Nullable String detail) {}

    private static final String SIZE_OF = """
            select coalesce(sum(pg_catalog.pg_total_relation_size(c.oid)), 0)::bigint from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname""";

    private static final String MATCHING = """
            from tenant t
            where unaccent(lower(t.name)) like unaccent(?) or t.slug like ?
            """;

    /** A page of the tenants that an operator looks for. */
    public Page find(Search search) {
        String pattern = "%" + search.words().strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
        int found = platform.sql("select count(*) " + MATCHING)
                .params(pattern, pattern)
                .query(Integer.class)
                .single();
        List<String> slugs = platform.sql("select t.slug " + MATCHING + " order by " + search.order().sql
                        + (search.descending() ? " desc nulls last" : " nulls first") + ", t.slug limit ? offset ?")
                .params(pattern, pattern, Search.PAGE, search.page() * Search.PAGE)
                .query(String.class)
                .list();
        return new Page(summaries(tenants.withSlugs(slugs)), found);
    }

    /** What operators did to a tenant, latest first. */
    public List<Deed> deeds(String slug) {
        return platform.sql("""
                        select at, operator, operation, detail from operation_log where tenant_slug = ?
                        order by at desc limit 20
                        """)
                .param(slug)
                .query((row, number) ->
                        new Deed(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** All tenants, newest first. */
    public List<Summary> all() {
        return summaries(tenants.all());
    }

    private List<Summary> summaries(List<Tenant> some) {
        Map<String, Long> sizes = new HashMap<>();
        platform.sql("select s.schema_name, (" + SIZE_OF + " = s.schema_name) from unnest(?::text[]) s (schema_name)")
                .param("{" + String.join(",", some.stream().map(Tenant::schema).toList()) + "}")
                .query((row, number) -> sizes.put(row.getString(1), row.getLong(2)))
                .list();
        return some.stream()
                .map(tenant -> new Summary(tenant, sizes.getOrDefault(tenant.schema(), 0L)))
                .toList();
    }

    /** One tenant as it is now. */
    public Summary summary(String slug) {
        return summaries(List.of(require(slug))).getFirst();
    }

    /** The tenant as it is now. @throws com.innodus.tenants.catalogue.TenantNotFound when there is none */
    public Tenant require(String slug) {
        tenants.forget(slug);
        return tenants.require(slug);
    }

    public void suspend(String slug, String operator) {
        tenants.suspend(require(slug));
        log(operator, slug, "suspend", null);
    }

    /** Opens a suspended tenant, or one that was deleted and is within its grace period. */
    public void resume(String slug, String operator) {
        tenants.resume(require(slug));
        log(operator, slug, "resume", null);
    }

    /** Closes a tenant for good; its data goes after the grace period. */
    public void delete(String slug, String operator) {
        farewell.delete(require(slug));
        log(operator, slug, "delete", null);
    }

    public void setEdition(String slug, Edition edition, String operator) {
        tenants.setEdition(require(slug), edition.key());
        log(operator, slug, "edition", edition.key());
    }

    public void grant(String slug, String feature, boolean granted, String operator) {
        features.grant(require(slug), feature, granted);
        log(operator, slug, granted ? "grant" : "withdraw", feature);
    }

    /**
     * Gives a tenant a host name of its own.
     *
     * @throws IllegalArgumentException when it can't be one
     * @throws Tenants.HostTaken when another tenant has it
     */
    public void addHost(String slug, String host, String operator) {
        addresses.addHost(require(slug), host);
        log(operator, slug, "add-host", host);
    }

    public void removeHost(String slug, String host, String operator) {
        tenants.removeHost(require(slug), host);
        log(operator, slug, "remove-host", host);
    }

    /** Notes what an operator did; kept after the tenant is gone. Its administrators see it in their own log. */
    public void log(String operator, String slug, String operation, @Nullable String detail) {
        platform.sql(
                        "insert into operation_log (id, at, operator, tenant_slug, operation, detail) values (?, ?, ?, ?, ?, ?)")
                .param(UUID.randomUUID())
                .param(Timestamp.from(clock.instant()))
                .param(operator)
                .param(slug)
                .param(operation)
                .param(detail)
                .update();
        tenants.bySlug(slug)
                .ifPresent(tenant -> TenantScope.run(
                        tenant,
                        () -> audit.noteBy(
                                Who.outside(operator),
                                "operator." + operation.replace(' ', '-'),
                                Objects.requireNonNullElse(detail, ""),
                                List.of())));
    }
}
