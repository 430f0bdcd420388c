package com.innodus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.bench.Figures.Times;
import com.innodus.migrations.TenantMigrations;
import com.innodus.support.Server;
import com.innodus.tenants.provisioning.Provisioning;
import java.sql.Connection;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** What a new tenant costs, beside the bare script of its schema. */
@Tag("bench")
class ProvisioningBench extends Server {
    private static final int TIMES = 15;
    private static final double GOAL = 2;

    @Autowired
    Provisioning provisioning;

    @Autowired
    TenantMigrations migrations;

    @Autowired
    DataSource database;

    @Autowired
    JsonMapper json;

    private final AtomicInteger number = new AtomicInteger();

    @Test
    void aTenantCostsLittleMoreThanItsSchema() throws Exception {
        Figures.heading("Provisioning");
        Times bare = Figures.times(TIMES, this::bareScript);
        Figures.print("bare DDL script", bare);
        Times whole = Figures.times(TIMES, this::tenant);
        Figures.print("tenant with roles, lists and first user", whole);
        double ratio = whole.middle() / bare.middle();
        Figures.print("ratio of the medians", String.format(Locale.ROOT, "%.2f", ratio));
        assertThat(ratio).isLessThanOrEqualTo(GOAL);
    }

    private void bareScript() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            migrations.create(connection, "t_bare_" + number.incrementAndGet());
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private void tenant() {
        String slug = "bench-" + number.incrementAndGet();
        // a hash made before: hashing is slow on purpose
        String request = """
                {"name": "Ana", "email": "ana@%s.test", "passwordHash": "{noop}x", "locale": "es", "confirmed": true}
                """.formatted(slug);
        provisioning.provision(
                slug, "Organización " + slug, "sales", json.readTree(request).toString());
    }
}
