package com.innodus.tenants.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.support.Fixtures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TenantScopeTest {
    private final Tenant agora = Fixtures.tenant("agora");
    private final Tenant brotes = Fixtures.tenant("brotes");

    @Test
    void withoutATenantThereIsAnErrorAndNoDefault() {
        assertThatThrownBy(TenantScope::current).isInstanceOf(NoTenant.class);
        assertThat(TenantScope.currentOrNull()).isNull();
    }

    @Test
    void theInnermostScopeCountsAndTheOuterOneComesBack() {
        TenantScope.run(agora, () -> {
            assertThat(TenantScope.current()).isEqualTo(agora);
            TenantScope.run(brotes, () -> assertThat(TenantScope.current()).isEqualTo(brotes));
            assertThatThrownBy(() -> TenantScope.run(brotes, () -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
            assertThat(TenantScope.current()).isEqualTo(agora);
        });
        assertThat(TenantScope.currentOrNull()).isNull();
    }

    @Test
    void anotherThreadInheritsNothing() throws InterruptedException, ExecutionException {
        CompletableFuture<Tenant> seen = new CompletableFuture<>();
        TenantScope.run(agora, () -> Thread.ofVirtual().start(() -> seen.complete(TenantScope.currentOrNull())));
        assertThat(seen.get()).isNull();
    }

    @Test
    void aCapturedTaskWorksForTheTenantOfTheCodeThatMadeIt() throws InterruptedException, ExecutionException {
        CompletableFuture<Tenant> seen = new CompletableFuture<>();
        Runnable task =
                TenantScope.supply(agora, () -> TenantScope.capture(() -> seen.complete(TenantScope.currentOrNull())));
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            worker.execute(() -> TenantScope.run(brotes, task));
            assertThat(seen.get()).isEqualTo(agora);
        }
    }
}
