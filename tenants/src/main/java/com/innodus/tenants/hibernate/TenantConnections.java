package com.innodus.tenants.hibernate;

import com.innodus.tenants.context.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;

/** Gives Hibernate connections whose search path is the tenant's schema and {@code ext}, and nothing else. */
public class TenantConnections
        implements MultiTenantConnectionProvider<String>,
                CurrentTenantIdentifierResolver<String>,
                HibernatePropertiesCustomizer {
    private static final long serialVersionUID = 1L;

    private final transient TenantPool pool;

    public TenantConnections(TenantPool pool) {
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
        return pool.connectionOf(schema);
    }

    @Override
    public void releaseConnection(String schema, Connection connection) throws SQLException {
        pool.takeBack(connection);
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
}
