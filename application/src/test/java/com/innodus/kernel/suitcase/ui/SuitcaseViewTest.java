package com.innodus.kernel.suitcase.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.suitcase.Suitcases;
import com.innodus.kernel.suitcase.Suitcases.State;
import com.innodus.kernel.suitcase.Suitcases.Suitcase;
import com.innodus.support.Screen;
import com.innodus.support.Visitor;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.HasErrorParameter;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class SuitcaseViewTest extends Screen {
    @Autowired
    Suitcases suitcases;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private Suitcase packed() {
        open(SuitcaseView.PATH, SuitcaseView.class);
        window.test(window.find(Button.class).withId("suitcase-pack").single()).click();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Suitcase suitcase = as(tenant, () -> suitcases.mine()).orElseThrow();
        while (suitcase.state() == State.RUNNING && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            suitcase = as(tenant, () -> suitcases.mine()).orElseThrow();
        }
        return suitcase;
    }

    private Visitor logIn(Tenant into) {
        Visitor visitor = new Visitor(port, into.slug() + ".localhost");
        visitor.post("/login", "/login", Map.of("email", emailOf(into.slug()), "password", PASSWORD));
        return visitor;
    }

    private void inTenant(String statement) {
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(
                        status -> jdbc.sql(statement).update()));
    }

    @Test
    void isPackedInTheBackgroundAndHandedToWhoAskedAfterAFreshLogIn() {
        Suitcase suitcase = packed();
        assertThat(suitcase.state()).isEqualTo(State.DONE);
        String address = "/suitcase/" + suitcase.id() + ".zip";

        Visitor owner = logIn(tenant);
        assertThat(owner.get(address).headers())
                .containsEntry("content-type", "application/zip")
                .containsEntry("content-length", Long.toString(suitcase.bytes()));
        assertThat(owner.get("/suitcase/" + UUID.randomUUID() + ".zip").status())
                .isEqualTo(404);
        assertThat(logIn(newTenant()).get(address).status()).isEqualTo(404);
        assertThat(new Visitor(port, tenant.slug() + ".localhost").get(address).status())
                .isEqualTo(302);

        inTenant("update user_session set created_at = created_at - interval '1 hour'");
        assertThat(owner.get(address).location()).endsWith("/app/settings/suitcase");

        inTenant("update suitcase set created_at = created_at - interval '8 days'");
        assertThat(logIn(tenant).get(address).status()).isEqualTo(404);
    }

    @Test
    void isForOwnersAlone() {
        var admin = newUser(tenant, "Berta", Roles.ADMIN);
        assertThatThrownBy(() -> as(tenant, admin.actor(), () -> suitcases.ask()))
                .isInstanceOf(Forbidden.class);
        window = logIn(tenant, admin);

        window.getUI().navigate(SuitcaseView.PATH);

        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
    }
}
