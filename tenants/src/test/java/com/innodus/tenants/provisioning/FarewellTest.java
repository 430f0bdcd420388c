package com.innodus.tenants.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenant.State;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.catalogue.Tenants.WrongState;
import com.innodus.tenants.support.Database;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private static final Duration GRACE = Duration.ofDays(30);

    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Tenants tenants = Database.directory(clock);
    private final List<String> traces = new ArrayList<>();
    private final Farewell farewell =
            new Farewell(tenants, Database.TENANTS, clock, GRACE, List.of(tenant -> traces.add(tenant.slug())));

    @BeforeEach
    void clearDirectory() {
        Database.platform().sql("delete from tenant").update();
    }

    @Test
    void dataStaysForTheGracePeriodAndThenNothingIsLeft() {
        Tenant tenant = Database.newTenant(tenants);
        farewell.delete(tenant);
        now = now.plus(GRACE);
        assertThat(farewell.eraseDue()).isEmpty();
        assertThat(Database.schemaExists(tenant.schema())).isTrue();
        assertThat(traces).isEmpty();

        now = now.plusSeconds(1);
        assertThat(farewell.eraseDue()).containsExactly(tenant.slug());
        assertThat(Database.schemaExists(tenant.schema())).isFalse();
        assertThat(tenants.bySlug(tenant.slug())).isEmpty();
        assertThat(traces).containsExactly(tenant.slug());
        assertThat(farewell.eraseDue()).isEmpty();
    }

    @Test
    void withinTheGracePeriodItComesBackWholeAndIsNotErasedLater() {
        Tenant tenant = Database.newTenant(tenants);
        farewell.delete(tenant);
        tenants.resume(tenant);
        now = now.plus(GRACE).plusSeconds(1);
        assertThat(farewell.eraseDue()).isEmpty();
        assertThat(tenants.require(tenant.slug()).isActive()).isTrue();
        assertThat(Database.schemaExists(tenant.schema())).isTrue();
    }

    @Test
    void theAddressIsTakenUntilTheEnd() {
        Tenant tenant = Database.newTenant(tenants);
        farewell.delete(tenant);
        assertThatThrownBy(() -> tenants.register(tenant.slug(), "Otra", "sales", "{}"))
                .isInstanceOf(Tenants.SlugTaken.class);
        now = now.plus(GRACE).plusSeconds(1);
        farewell.eraseDue();
        assertThat(tenants.register(tenant.slug(), "Otra", "sales", "{}").state())
                .isEqualTo(State.PROVISIONING);
    }

    @Test
    void oneThatNeverCameToLifeIsForgottenAtOnce() {
        Tenant half = tenants.register(Database.newSlug(), "Ágora", "sales", "{}");
        farewell.delete(half);
        assertThat(tenants.bySlug(half.slug())).isEmpty();
    }

    @Test
    void whoIsDeletedCannotBeDeletedAgain() {
        Tenant tenant = Database.newTenant(tenants);
        farewell.delete(tenant);
        assertThatThrownBy(() -> farewell.delete(tenant)).isInstanceOf(WrongState.class);
    }

    @Test
    void aLongQueryDelaysOneErasureAndNotTheOthers() throws Exception {
        Tenant busy = Database.newTenant(tenants);
        Tenant idle = Database.newTenant(tenants);
        farewell.delete(busy);
        farewell.delete(idle);
        now = now.plus(GRACE).plusSeconds(1);
        try (Connection reader = Database.direct().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from " + busy.schema() + ".note");
            assertThat(farewell.eraseDue()).containsExactly(idle.slug());
            assertThat(tenants.require(busy.slug()).state()).isEqualTo(State.DELETED);
            reader.rollback();
        }
        assertThat(farewell.eraseDue()).containsExactly(busy.slug());
    }
}
