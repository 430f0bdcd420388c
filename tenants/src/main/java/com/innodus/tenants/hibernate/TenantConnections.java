package com.innodus.tenants.hibernate;

import com.innodus.tenants.context.TenantScope;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;

/**
 * Gives Hibernate connections whose search path is the tenant's schema and {@code ext}, and nothing else. A connection
 * in the pool has an empty path, so that forgotten binding is an error and never another tenant's row.
 */
public class TenantConnections
        implements MultiTenantConnectionProvider<String>,
                CurrentTenantIdentifierResolver<String>,
                HibernatePropertiesCustomizer {
    private static final long serialVersionUID = 1L;

    private final transient DataSource pool;

    /** @param pool whose connections start with an empty search path */
    public TenantConnections(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public void customize(Map<String, Object> properties) {
        properties.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, this);
        properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, this);
        // no tenant is known at start, so nothing may be asked of the database then
        properties.put("hibernate.boot.allow_jdbc_metadata_access", false);
        properties.put(JdbcSettings.DIALECT, PostgreSQLDialect.class.getName());
    }

    @Override
    public String resolveCurrentTenantIdentifier() {
        return TenantScope.current().schema();
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }

    @Override
    public Connection getConnection(String schema) throws SQLException {
        Connection connection = pool.getConnection();
        try {
            setPath(connection, schema + ", ext");
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    @Override
    public void releaseConnection(String schema, Connection connection) throws SQLException {
        try (connection) {
            clean(connection);
        }
    }

    /** Back to the empty path; a connection that can't be cleaned leaves the pool, for it would serve this tenant on. */
    private void clean(Connection connection) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                // the end of an open transaction would take the empty path back
                connection.rollback();
                connection.setAutoCommit(true);
            }
            setPath(connection, "");
        } catch (SQLException | RuntimeException e) {
            if (pool instanceof HikariDataSource hikari) {
                hikari.evictConnection(connection);
            } else {
                connection.abort(Runnable::run);
            }
            throw e;
        }
    }

    @Override
    public Connection getAnyConnection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void releaseAnyConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public boolean handlesConnectionSchema() {
        return true;
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return type.isInstance(this) || type.isInstance(pool);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.isInstance(this) ? type.cast(this) : type.cast(pool);
    }

    private static void setPath(Connection connection, String path) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config('search_path', ?, false)")) {
            statement.setString(1, path);
            statement.execute();
        }
    }
}
