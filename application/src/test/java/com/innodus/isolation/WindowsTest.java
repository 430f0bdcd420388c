package com.innodus.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.support.Server;
import com.innodus.support.Workspace;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.NoTenant;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.TaskExecutor;

/** Code that reaches a user's window from elsewhere works for that user's tenant. */
class WindowsTest extends Server {
    @Autowired
    ApplicationContext product;

    @Autowired
    TaskExecutor applicationTaskExecutor;

    private record Seen(Tenant tenant) {}

    /** Runs where nobody is, or somebody else. */
    private static <T> T elsewhere(java.util.concurrent.Callable<T> body) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                result.complete(body.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whatIsPushedToAnotherTenantsWindowRunsAsThatTenant() throws Exception {
        Tenant mine = newTenant();
        Tenant other = newTenant();
        try (Workspace workspace = new Workspace(product, mine, owner(mine))) {
            UI window = workspace.window().getUI();
            VaadinSession session = window.getSession();
            // the command runs on the caller's thread only if nobody holds the session
            session.unlock();
            try {
                Seen fromOther = elsewhere(() -> TenantScope.call(other, () -> {
                    CompletableFuture<Seen> seen = new CompletableFuture<>();
                    window.access(() -> seen.complete(new Seen(TenantScope.current())));
                    Seen inWindow = seen.get(10, TimeUnit.SECONDS);
                    assertThat(TenantScope.current().id()).isEqualTo(other.id());
                    return inWindow;
                }));
                assertThat(fromOther.tenant().id()).isEqualTo(mine.id());
                Seen fromNobody = elsewhere(() -> {
                    CompletableFuture<Seen> seen = new CompletableFuture<>();
                    window.access(() -> seen.complete(new Seen(TenantScope.current())));
                    return seen.get(10, TimeUnit.SECONDS);
                });
                assertThat(fromNobody.tenant().id()).isEqualTo(mine.id());
            } finally {
                session.lock();
            }
        }
    }

    @Test
    void workForAnotherTenantInsideAWindowIsDoneForThatOneAndThenItIsTheWindowsAgain() {
        Tenant mine = newTenant();
        Tenant other = newTenant();
        try (Workspace workspace = new Workspace(product, mine, owner(mine))) {
            workspace.window().activate();
            assertThat(TenantScope.current().id()).isEqualTo(mine.id());
            TenantScope.run(other, () -> assertThat(TenantScope.current().id()).isEqualTo(other.id()));
            assertThat(TenantScope.current().id()).isEqualTo(mine.id());
        }
    }

    @Test
    void tasksOfTheExecutorKeepTenantAndActor() throws Exception {
        Tenant tenant = newTenant();
        CompletableFuture<Seen> tenantSeen = new CompletableFuture<>();
        CompletableFuture<Actor> actorSeen = new CompletableFuture<>();
        as(tenant, () -> {
            applicationTaskExecutor.execute(() -> {
                tenantSeen.complete(new Seen(TenantScope.currentOrNull()));
                actorSeen.complete(CurrentActor.orNull());
            });
            return true;
        });
        assertThat(tenantSeen.get(10, TimeUnit.SECONDS).tenant().id()).isEqualTo(tenant.id());
        assertThat(actorSeen.get(10, TimeUnit.SECONDS)).isEqualTo(owner(tenant));

        CompletableFuture<Throwable> outside = new CompletableFuture<>();
        applicationTaskExecutor.execute(() -> {
            try {
                TenantScope.current();
                outside.complete(null);
            } catch (NoTenant e) {
                outside.complete(e);
            }
        });
        assertThat(outside.get(10, TimeUnit.SECONDS)).isInstanceOf(NoTenant.class);
    }
}
