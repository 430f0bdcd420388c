package com.innodus.crm.operators;

import com.innodus.kernel.features.Edition;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.platform.DatabaseConfiguration;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.provisioning.Farewell;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final JdbcClient platform;
    private final Clock clock;

    TenantOffice(
            Tenants tenants,
            Farewell farewell,
            Features features,
            @Qualifier(DatabaseConfiguration.PLATFORM) JdbcClient platformJdbc,
            Clock clock) {
        this.tenants = tenants;
        this.farewell = farewell;
        this.features = features;
        this.platform = platformJdbc;
        this.clock = clock;
    }

    /** A tenant as operators see it: nothing of what it holds but its size in bytes. */
    public record Summary(Tenant tenant, long bytes) {}

    /** All tenants, newest first. */
    public List<Summary> all() {
        Map<String, Long> sizes = new HashMap<>();
        platform.sql("""
                        select n.nspname, sum(pg_catalog.pg_total_relation_size(c.oid))::bigint
                        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                        where c.relkind = 'r' and n.nspname like 't\\_%' group by n.nspname
                        """)
                .query((row, number) -> sizes.put(row.getString(1), row.getLong(2)))
                .list();
        return tenants.all().stream()
                .map(tenant -> new Summary(tenant, sizes.getOrDefault(tenant.schema(), 0L)))
                .toList();
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

    /** Notes what an operator did; kept after the tenant is gone. */
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
    }
}
