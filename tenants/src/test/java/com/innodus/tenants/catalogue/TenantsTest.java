package com.innodus.tenants.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.tenants.catalogue.Tenant.State;
import com.innodus.tenants.catalogue.Tenants.HostTaken;
import com.innodus.tenants.catalogue.Tenants.SlugTaken;
import com.innodus.tenants.catalogue.Tenants.WrongState;
import com.innodus.tenants.support.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TenantsTest {
    private final Tenants tenants = Database.directory();

    private Tenant in(State state) {
        Tenant tenant = tenants.register(Database.newSlug(), "Ágora", "sales", "{}");
        Database.platform()
                .sql("update tenant set state = ? where id = ?")
                .params(state.name(), tenant.id())
                .update();
        tenants.forget(tenant.slug());
        return tenants.require(tenant.slug());
    }

    private boolean succeeds(BiConsumer<Tenants, Tenant> step, Tenant tenant) {
        try {
            step.accept(tenants, tenant);
            return true;
        } catch (WrongState e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void operatorsTakeATenantOnlyWhereItsStateLeads(State from) {
        assertThat(succeeds(Tenants::resume, in(from))).isEqualTo(from == State.SUSPENDED || from == State.DELETED);
        assertThat(succeeds(Tenants::suspend, in(from))).isEqualTo(from == State.ACTIVE);
        assertThat(succeeds(Tenants::markDeleted, in(from))).isEqualTo(from == State.ACTIVE || from == State.SUSPENDED);
    }

    @Test
    void ofTwoOperatorsWhoDecideOnTheSamePictureOneIsRefused() {
        Tenant seen = in(State.ACTIVE);
        tenants.markDeleted(seen);
        assertThatThrownBy(() -> tenants.suspend(seen))
                .isInstanceOf(WrongState.class)
                .hasMessageContaining("is DELETED and can't become SUSPENDED");
        assertThat(tenants.require(seen.slug()).state()).isEqualTo(State.DELETED);
    }

    @Test
    void aChangeIsSeenAtOnceWhereItIsMadeAndSoonElsewhere() throws InterruptedException {
        Tenants otherNode = Database.directory();
        Tenant tenant = in(State.ACTIVE);
        assertThat(otherNode.require(tenant.slug()).isActive()).isTrue();
        tenants.suspend(tenant);
        assertThat(tenants.require(tenant.slug()).state()).isEqualTo(State.SUSPENDED);
        Thread.sleep(Tenants.STALE_AFTER.plusMillis(200));
        assertThat(otherNode.require(tenant.slug()).state()).isEqualTo(State.SUSPENDED);
    }

    @Test
    void ofManyWhoWantTheSameAddressOneGetsIt() throws Exception {
        String slug = Database.newSlug();
        CyclicBarrier start = new CyclicBarrier(6);
        Callable<Boolean> attempt = () -> {
            start.await();
            try {
                tenants.register(slug, "Ágora", "sales", "{}");
                return true;
            } catch (SlugTaken e) {
                return false;
            }
        };
        List<Boolean> outcomes = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(6)) {
            for (Future<Boolean> outcome : people.invokeAll(java.util.Collections.nCopies(6, attempt))) {
                outcomes.add(outcome.get());
            }
        }
        assertThat(outcomes).containsOnlyOnce(true);
    }

    @Test
    void aCustomHostNameIsOneTenantsInWhateverFormItIsWritten() {
        Tenant mine = in(State.ACTIVE);
        Tenant other = in(State.ACTIVE);
        tenants.addHost(mine, "CRM.Ágora.example.");
        assertThat(tenants.byCustomHost("crm.xn--gora-4na.example"))
                .map(Tenant::id)
                .contains(mine.id());
        assertThat(tenants.require(mine.slug()).hosts()).containsExactly("crm.xn--gora-4na.example");
        assertThatThrownBy(() -> tenants.addHost(other, "crm.ágora.example")).isInstanceOf(HostTaken.class);
        tenants.removeHost(other, "crm.xn--gora-4na.example");
        assertThat(tenants.byCustomHost("crm.xn--gora-4na.example")).isPresent();
        tenants.removeHost(mine, "crm.xn--gora-4na.example");
        assertThat(tenants.byCustomHost("crm.xn--gora-4na.example")).isEmpty();
    }

    @Test
    void anErasedTenantsSuccessorIsSomebodyElse() {
        Tenant gone = in(State.PROVISIONING);
        tenants.unregister(gone);
        Tenant successor = tenants.register(gone.slug(), "Otra", "sales", "{}");
        assertThat(tenants.refreshed(gone).id()).isEqualTo(gone.id()).isNotEqualTo(successor.id());
    }

    @Test
    void featuresAreKeptAsTheyWereSet() {
        Tenant tenant = in(State.ACTIVE);
        tenants.setFeatures(tenant, new Tenant.FeatureChoices(Set.of("a-b"), Set.of("c", "d"), Set.of()));
        assertThat(tenants.require(tenant.slug()).features())
                .isEqualTo(new Tenant.FeatureChoices(Set.of("a-b"), Set.of("c", "d"), Set.of()));
    }
}
