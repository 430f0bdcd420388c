package com.innodus.tenants.provisioning;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Ends tenants: log-in is off at once, data goes after the grace period (GDPR art. 17; art. 28.3.g for processors). */
public class Farewell {
    private final Tenants tenants;
    private final DataSource database;
    private final Clock clock;
    private final Duration grace;

    public Farewell(Tenants tenants, DataSource database, Clock clock, Duration grace) {
        this.tenants = tenants;
        this.database = database;
        this.clock = clock;
        this.grace = grace;
    }

    /** Closes a tenant; within the grace period {@link Tenants#resume} brings it back whole. */
    public void delete(Tenant tenant) {
        tenants.markDeleted(tenant);
    }

    /** Drops the schemas of tenants whose grace period is over; returns their slugs. */
    public List<String> eraseDue() {
        Instant limit = clock.instant().minus(grace);
        List<Tenant> due = tenants.in(Tenant.State.DELETED).stream()
                .filter(tenant ->
                        tenant.deletedAt() != null && tenant.deletedAt().isBefore(limit))
                .toList();
        due.forEach(this::erase);
        return due.stream().map(Tenant::slug).toList();
    }

    private void erase(Tenant tenant) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + tenant.schema() + " cascade");
        } catch (SQLException e) {
            throw new IllegalStateException("Schema of " + tenant.slug() + " could not be dropped", e);
        }
        tenants.erase(tenant);
    }
}
