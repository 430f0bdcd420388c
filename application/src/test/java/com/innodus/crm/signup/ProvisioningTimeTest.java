package com.innodus.crm.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.migrations.TenantMigrations;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.provisioning.Provisioning;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ProvisioningTimeTest extends Server {
    private static final int ROUNDS = 6;
    private static final String REQUEST =
            "{\"name\":\"Ana\",\"email\":\"ana@agora.test\",\"locale\":\"es\",\"confirmed\":true}";

    @Autowired
    Provisioning provisioning;

    @Autowired
    TenantMigrations migrations;

    @Autowired
    DataSource pool;

    private interface Work {
        void run(String name) throws SQLException;
    }

    private static Duration timed(Work work, String name) throws SQLException {
        Instant begin = Instant.now();
        work.run(name);
        return Duration.between(begin, Instant.now());
    }

    private void bareScript(String name) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            migrations.create(connection, "t_bare_" + name);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void aTenantTakesAtMostTwiceTheTimeOfTheBareScript() throws SQLException {
        String run = Long.toString(System.nanoTime() % 100_000, 36);
        Duration bare = Duration.ofDays(1);
        Duration whole = Duration.ofDays(1);
        // the quickest of several, in turns, because the machine may be busy with other things
        for (int i = 0; i < ROUNDS; i++) {
            Duration script = timed(this::bareScript, run + i);
            Duration tenant = timed(name -> provisioning.provision(name, "Ágora", "sales", REQUEST), "time-" + run + i);
            bare = script.compareTo(bare) < 0 ? script : bare;
            whole = tenant.compareTo(whole) < 0 ? tenant : whole;
        }
        assertThat(whole).as("bare script: %s", bare).isLessThan(bare.multipliedBy(2));
    }

    @Test
    void theFirstPagesOfANewWorkspaceComeWithinASecond() {
        newTenant();
        Tenant tenant = newTenant();
        Visitor person = new Visitor(port, tenant.slug() + ".localhost");
        Instant begin = Instant.now();
        assertThat(person.get("/login").status()).isEqualTo(200);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }
}
