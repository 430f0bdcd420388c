package com.innodus.tenants.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.NoTenant;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.support.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantConnectionsTest {
    private final TenantPool pool = new TenantPool(Database.pool(1, "set search_path = ''"));
    private final TenantConnections connections = new TenantConnections(pool);
    private final Tenant tenant = Database.newTenant(Database.directory());

    @AfterEach
    void close() {
        pool.close();
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private String pathInThePool() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return ask(connection, "show search_path");
        }
    }

    @Test
    void aConnectionSeesItsTenantAndNothingElseUntilItGoesBack() throws SQLException {
        Connection connection = connections.getConnection(tenant.schema());
        assertThat(ask(connection, "show search_path")).isEqualTo(tenant.schema() + ", ext");
        assertThat(ask(connection, "select count(*) from note")).isEqualTo("0");
        assertThatThrownBy(() -> ask(connection, "select count(*) from tenant")).isInstanceOf(SQLException.class);
        connections.releaseConnection(tenant.schema(), connection);
        assertThat(pathInThePool()).isIn("", "\"\"");
    }

    @Test
    void aForgottenTenantIsAnErrorAndNeverAnothersRows() throws SQLException {
        connections.releaseConnection(tenant.schema(), connections.getConnection(tenant.schema()));
        try (Connection connection = connections.getAnyConnection()) {
            assertThatThrownBy(() -> ask(connection, "select count(*) from note"))
                    .hasMessageContaining("relation \"note\" does not exist");
        }
        assertThatThrownBy(connections::resolveCurrentTenantIdentifier).isInstanceOf(NoTenant.class);
        assertThat(TenantScope.supply(tenant, connections::resolveCurrentTenantIdentifier))
                .isEqualTo(tenant.schema());
    }

    @Test
    void aConnectionThatComesBackInABrokenTransactionIsCleanAllTheSame() throws SQLException {
        Connection connection = connections.getConnection(tenant.schema());
        connection.setAutoCommit(false);
        assertThatThrownBy(() -> ask(connection, "select 1 / 0")).isInstanceOf(SQLException.class);
        connections.releaseConnection(tenant.schema(), connection);
        assertThat(pathInThePool()).isIn("", "\"\"");
    }

    @Test
    void aConnectionThatComesBackInAnOpenTransactionIsCleanAllTheSame() throws SQLException {
        Connection connection = connections.getConnection(tenant.schema());
        connection.setAutoCommit(false);
        ask(connection, "select set_config('search_path', 'platform', false)");
        connections.releaseConnection(tenant.schema(), connection);
        assertThat(pathInThePool()).isIn("", "\"\"");
    }

    @Test
    void aConnectionThatIsDeadLeavesThePoolWhenItIsAskedForAnother() throws SQLException {
        Connection connection = connections.getConnection(tenant.schema());
        String backend = ask(connection, "select pg_backend_pid()");
        try (Connection other = Database.direct().getConnection()) {
            ask(other, "select pg_terminate_backend(" + backend + ")");
        }
        connections.releaseConnection(tenant.schema(), connection);
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
        assertThat(pathInThePool()).isIn("", "\"\"");
    }

    @Test
    void statementsStayPreparedForTheNextOfTheSameTenant() throws SQLException {
        for (int i = 0; i < 10; i++) {
            Connection connection = connections.getConnection(tenant.schema());
            try (PreparedStatement notes = connection.prepareStatement("select count(*) from note")) {
                notes.executeQuery();
            }
            connections.releaseConnection(tenant.schema(), connection);
        }
        Connection connection = connections.getConnection(tenant.schema());
        String prepared = "select count(*) from pg_prepared_statements where statement like '%from note'";
        assertThat(ask(connection, prepared)).isEqualTo("1");
        connections.releaseConnection(tenant.schema(), connection);
    }
}
