package com.innodus.tenants.provisioning;

import com.innodus.migrations.TenantMigrations;
import com.innodus.tenants.catalogue.Slug;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings tenants to life. The registration is committed first; schema, first contents and the step to ACTIVE are one
 * transaction. A kill therefore leaves either a registration that {@link #resume} completes, or a whole tenant.
 */
public class Provisioning {
    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

    private final Tenants tenants;
    private final DataSource database;
    private final TenantMigrations migrations;
    private final List<FirstContents> firstContents;

    /** @param firstContents what a new tenant starts with, in order */
    public Provisioning(
            Tenants tenants, DataSource database, TenantMigrations migrations, List<FirstContents> firstContents) {
        this.tenants = tenants;
        this.database = database;
        this.migrations = migrations;
        this.firstContents = List.copyOf(firstContents);
    }

    /**
     * Makes a tenant.
     *
     * @param request what the first contents need (first user, …), as JSON
     * @return the active tenant
     * @throws Tenants.SlugTaken when the address belongs to somebody else
     * @throws IllegalArgumentException when the slug breaks the rules of {@link Slug}
     */
    public Tenant provision(String slug, String name, String edition, String request) {
        if (Slug.problem(slug).isPresent()) {
            throw new IllegalArgumentException("'" + slug + "' can't be a tenant's address");
        }
        return complete(tenants.register(slug, name, edition, request));
    }

    /**
     * Completes what a killed process or a failing database left half-way; several nodes may call it at once, also while
     * a sign-up is at work. What fails is noted in the directory and tried again next time.
     *
     * @return slugs of the tenants that came to life
     */
    public List<String> resume() {
        List<String> completed = new ArrayList<>();
        for (Tenant tenant : tenants.in(Tenant.State.PROVISIONING)) {
            try {
                complete(tenant);
                completed.add(tenant.slug());
                LOG.info("Provisioning of {} was completed", tenant.slug());
            } catch (ProvisioningFailed e) {
                if (tenant.failure() == null) {
                    LOG.error("{}; it will be tried again", e.getMessage(), e);
                }
                tenants.noteFailure(tenant, String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(completed);
    }

    private Tenant complete(Tenant tenant) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (claim(connection, tenant)) {
                    String request = tenants.requestOf(tenant).orElse("{}");
                    migrations.create(connection, tenant.schema());
                    for (FirstContents contents : firstContents) {
                        contents.write(connection, tenant, request);
                    }
                    activate(connection, tenant);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
                restorePath(connection);
            }
        } catch (SQLException | RuntimeException e) {
            throw new ProvisioningFailed(tenant.slug(), e);
        }
        tenants.forget(tenant.slug());
        return tenants.require(tenant.slug());
    }

    /** Locks the registration; false when another node has completed it meanwhile. */
    private static boolean claim(Connection connection, Tenant tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select 1 from platform.tenant where id = ? and state = 'PROVISIONING' for update")) {
            statement.setObject(1, tenant.id());
            return statement.executeQuery().next();
        }
    }

    private void activate(Connection connection, Tenant tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update platform.tenant set state = 'ACTIVE', schema_version = ?, request = null, failure = null where id = ?")) {
            statement.setInt(1, migrations.latestVersion());
            statement.setObject(2, tenant.id());
            statement.executeUpdate();
        }
    }

    private static void restorePath(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = ''");
        }
    }

    /** A tenant could not be made; its registration stays and is tried again. */
    public static class ProvisioningFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProvisioningFailed(String slug, Throwable cause) {
            super("Tenant '" + slug + "' could not be provisioned: " + cause.getMessage(), cause);
        }
    }
}
