package com.innodus.tenants.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenant.State;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.provisioning.Provisioning.ProvisioningFailed;
import com.innodus.tenants.support.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvisioningTest {
    private static final FirstContents ONE_NOTE = (connection, tenant, request) -> {
        try (var statement = connection.createStatement()) {
            statement.execute("insert into note values (gen_random_uuid(), '" + tenant.slug() + "', 'first')");
        }
    };

    private final Tenants tenants = Database.directory();
    private final AtomicBoolean broken = new AtomicBoolean();

    private final FirstContents sometimesBroken = (connection, tenant, request) -> {
        if (broken.get()) {
            throw new IllegalStateException("no first contents today");
        }
    };

    private final Provisioning provisioning = new Provisioning(
            tenants, Database.TENANTS, Database.migrations("first"), List.of(ONE_NOTE, sometimesBroken));

    @BeforeEach
    void clearDirectory() {
        Database.platform().sql("delete from tenant").update();
    }

    private static int notes(Tenant tenant) {
        return Database.platform()
                .sql("select count(*) from " + tenant.schema() + ".note")
                .query(Integer.class)
                .single();
    }

    @Test
    void aTenantComesToLifeWithItsFirstContentsAndItsRequestIsForgotten() {
        Tenant tenant = provisioning.provision(Database.newSlug(), "Ágora", "sales", "{\"email\":\"ana@agora.test\"}");
        assertThat(tenant.state()).isEqualTo(State.ACTIVE);
        assertThat(tenant.schemaVersion()).isEqualTo(1);
        assertThat(notes(tenant)).isEqualTo(1);
        assertThat(tenants.requestOf(tenant)).isEmpty();
    }

    @Test
    void whatFailsLeavesOnlyARegistrationThatIsCompletedLater() {
        broken.set(true);
        String slug = Database.newSlug();
        assertThatThrownBy(() -> provisioning.provision(slug, "Ágora", "sales", "{\"email\":\"ana@agora.test\"}"))
                .isInstanceOf(ProvisioningFailed.class);
        Tenant half = tenants.require(slug);
        assertThat(half.state()).isEqualTo(State.PROVISIONING);
        assertThat(Database.schemaExists(half.schema())).isFalse();

        assertThat(provisioning.resume()).isEmpty();
        assertThat(tenants.require(slug).failure()).contains("no first contents today");

        broken.set(false);
        assertThat(provisioning.resume()).containsExactly(slug);
        assertThat(tenants.require(slug).isActive()).isTrue();
        assertThat(tenants.require(slug).failure()).isNull();
        assertThat(notes(half)).isEqualTo(1);
        assertThat(provisioning.resume()).isEmpty();
    }

    @Test
    void oneThatNeverComesToLifeKeepsNobodyElseWaiting() {
        Tenant bad = tenants.register(Database.newSlug(), "Mala", "sales", "{}");
        Database.platform().sql("create schema " + bad.schema()).update();
        Tenant good = tenants.register(Database.newSlug(), "Buena", "sales", "{}");
        assertThat(provisioning.resume()).containsExactly(good.slug());
        assertThat(tenants.require(bad.slug()).failure()).contains("already exists");
        Database.platform().sql("drop schema " + bad.schema()).update();
        assertThat(provisioning.resume()).containsExactly(bad.slug());
    }

    @Test
    void severalNodesThatResumeAtOnceMakeEachTenantOnce() throws Exception {
        List<Tenant> registered = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            registered.add(tenants.register(Database.newSlug(), "Ágora", "sales", "{}"));
        }
        Callable<List<String>> node = provisioning::resume;
        try (ExecutorService nodes = Executors.newFixedThreadPool(3)) {
            for (Future<List<String>> done : nodes.invokeAll(List.of(node, node, node))) {
                done.get();
            }
        }
        assertThat(registered).allSatisfy(tenant -> {
            assertThat(tenants.require(tenant.slug()).isActive()).isTrue();
            assertThat(notes(tenant)).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "www", "Á", "t_; drop schema platform"})
    void addressesAreCheckedBeforeAnythingIsNoted(String slug) {
        assertThatThrownBy(() -> provisioning.provision(slug, "Ágora", "sales", "{}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(tenants.bySlug(slug)).isEmpty();
    }

    @Test
    void thePoolsConnectionIsAsItWas() throws SQLException {
        try (var pool = Database.pool(1, "set search_path = ''")) {
            new Provisioning(tenants, pool, Database.migrations("first"), List.of())
                    .provision(Database.newSlug(), "Ágora", "sales", "{}");
            try (var connection = pool.getConnection();
                    var row = connection.createStatement().executeQuery("show search_path")) {
                row.next();
                assertThat(row.getString(1)).isIn("", "\"\"");
            }
        }
    }
}
