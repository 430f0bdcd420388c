package com.innodus.tenants.hibernate;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The tenants' connections. Whoever asks without naming a tenant gets one whose search path is empty, so that forgotten
 * binding is an error and never another tenant's row.
 *
 * <p>A connection keeps its last path while it waits: at a change of path the driver throws away every statement that it
 * has prepared, and the next user of the same tenant would prepare them all again.
 */
public class TenantPool extends DelegatingDataSource implements AutoCloseable {
    private static final String NOWHERE = "";

    private final HikariDataSource pool;

    public TenantPool(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return withPath(NOWHERE);
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("The pool has one user");
    }

    /** @param schema of a tenant; what it doesn't have is looked for among the extensions and nowhere else */
    Connection connectionOf(String schema) throws SQLException {
        return withPath(schema + ", ext");
    }

    /** Ends what its user left open; a connection that can't be cleaned leaves the pool. */
    void takeBack(Connection connection) throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException | RuntimeException e) {
            pool.evictConnection(connection);
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private Connection withPath(String path) throws SQLException {
        Connection connection = pool.getConnection();
        try {
            if (!path.equals(pathOf(connection))) {
                setPath(connection, path);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            pool.evictConnection(connection);
            connection.close();
            throw e;
        }
    }

    /** As the server has told it, unasked; servers before PostgreSQL 18 don't, and null is no path. */
    private static String pathOf(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getParameterStatus("search_path");
    }

    private static void setPath(Connection connection, String path) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config('search_path', ?, false)")) {
            statement.setString(1, path);
            statement.execute();
        }
    }
}
