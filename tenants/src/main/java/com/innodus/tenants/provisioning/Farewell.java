package com.innodus.tenants.provisioning;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends tenants: log-in is off at once, data goes after the grace period (GDPR art. 17; art. 28.3.g for processors). */
public class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private final Tenants tenants;
    private final DataSource database;
    private final Clock clock;
    private final Duration grace;
    private final List<Traces> traces;

    /** @param traces what tenants leave outside the database */
    public Farewell(Tenants tenants, DataSource database, Clock clock, Duration grace, List<Traces> traces) {
        this.tenants = tenants;
        this.database = database;
        this.clock = clock;
        this.grace = grace;
        this.traces = List.copyOf(traces);
    }

    /**
     * Closes a tenant; within the grace period {@link Tenants#resume} brings it back whole. One that never came to life
     * is forgotten at once.
     *
     * @throws Tenants.WrongState when it is closed already
     */
    public void delete(Tenant tenant) {
        if (tenant.state() == Tenant.State.PROVISIONING) {
            tenants.unregister(tenant);
        } else {
            tenants.markDeleted(tenant);
        }
    }

    /** Erases the tenants whose grace period is over; returns their slugs. One that fails is tried again next time. */
    public List<String> eraseDue() {
        Instant limit = clock.instant().minus(grace);
        List<String> erased = new ArrayList<>();
        for (Tenant tenant : tenants.in(Tenant.State.DELETED)) {
            try {
                if (erase(tenant, limit)) {
                    traces.forEach(place -> place.erase(tenant));
                    erased.add(tenant.slug());
                }
            } catch (SQLException | RuntimeException e) {
                LOG.error("What {} left could not be erased", tenant.slug(), e);
            }
        }
        return List.copyOf(erased);
    }

    /** Registration and schema go together, so that nobody can bring back a tenant whose data is gone. */
    private boolean erase(Tenant tenant, Instant limit) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean due = unregister(connection, tenant, limit);
                if (due) {
                    drop(connection, tenant);
                }
                connection.commit();
                return due;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
                tenants.forget(tenant.slug());
            }
        }
    }

    private static boolean unregister(Connection connection, Tenant tenant, Instant limit) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from platform.tenant where id = ? and state = 'DELETED' and deleted_at < ?")) {
            delete.setObject(1, tenant.id());
            delete.setTimestamp(2, Timestamp.from(limit));
            return delete.executeUpdate() == 1;
        }
    }

    private static void drop(Connection connection, Tenant tenant) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // somebody's long query must not make the others wait behind us
            statement.execute("set local lock_timeout = '5s'");
            statement.execute("drop schema if exists " + tenant.schema() + " cascade");
        }
    }
}
