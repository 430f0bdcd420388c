package com.innodus.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.accounts.staff.Staff;
import com.innodus.kernel.accounts.staff.StaffRefusal;
import com.innodus.support.Browser;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StaffTest extends Server {
    private static final Locale ES = Locale.of("es");

    @Autowired
    Staff staff;

    @Autowired
    OneTimeTokens tokens;

    @Autowired
    Sessions sessions;

    @Test
    void whoIsInvitedSetsAPasswordAndLandsInTheWorkspace() {
        Tenant tenant = newTenant();
        User invited = as(tenant, () -> staff.invite("clara@x.test", "Clara", Roles.MEMBER, ES));
        String token = TenantScope.supply(tenant, () -> tokens.issue(invited.id(), OneTimeTokens.Purpose.INVITATION));
        String host = "http://" + tenant.slug() + ".localhost:" + port;
        Browser browser = new Browser(port);
        Browser.Page page = browser.get(host + "/invitation?token=" + token);
        assertThat(page.text()).contains("clara@x.test");
        assertThat(browser.submit(page, "/invitation", Map.of("password", "cuatro gatos negros"))
                        .address())
                .hasPath("/app/");
        User clara = TenantScope.supply(tenant, () -> users.byId(invited.id()).orElseThrow());
        assertThat(clara.state()).isEqualTo(User.State.ACTIVE);
        assertThat(clara.emailConfirmedAt()).isNotNull();
    }

    @Test
    void anInvitationThatIsTakenBackOrSentAgainIsVoid() {
        Tenant tenant = newTenant();
        User invited = as(tenant, () -> staff.invite("clara@x.test", "Clara", Roles.MEMBER, ES));
        String first = TenantScope.supply(tenant, () -> tokens.issue(invited.id(), OneTimeTokens.Purpose.INVITATION));
        as(tenant, () -> run(() -> staff.sendAgain(invited.id())));
        assertThat(TenantScope.supply(tenant, () -> tokens.peek(first, OneTimeTokens.Purpose.INVITATION)))
                .isEmpty();
        String second = TenantScope.supply(tenant, () -> tokens.issue(invited.id(), OneTimeTokens.Purpose.INVITATION));
        as(tenant, () -> run(() -> staff.revoke(invited.id())));
        assertThat(TenantScope.supply(tenant, () -> tokens.redeem(second, OneTimeTokens.Purpose.INVITATION)))
                .isEmpty();
        assertThat(as(tenant, staff::all)).hasSize(1);
        // the address is free again
        as(tenant, () -> staff.invite("clara@x.test", "Clara", Roles.READER, ES));
    }

    @Test
    void nobodyHasAnAddressTwice() {
        Tenant tenant = newTenant();
        as(tenant, () -> staff.invite("clara@x.test", "Clara", Roles.MEMBER, ES));
        assertThatThrownBy(() -> as(tenant, () -> staff.invite("CLARA@x.test", "Otra", Roles.MEMBER, ES)))
                .isInstanceOf(Users.EmailTaken.class);
        for (String bad : List.of("", "x", "a@b", "a b@x.test", "a@x.test\r\nBcc: b@x.test", "@x.test")) {
            assertThat(as(tenant, () -> staff.problem(bad))).as(bad).isPresent();
        }
    }

    @Test
    void theLastOwnerStays() {
        Tenant tenant = newTenant();
        Actor ana = owner(tenant);
        assertRefused(tenant, ana, () -> staff.setRole(ana.id(), Roles.ADMIN), "staff.refused.last-owner");
        assertRefused(tenant, ana, () -> staff.disable(ana.id()), "staff.refused.yourself");
        assertRefused(tenant, Actor.SYSTEM, () -> staff.disable(ana.id()), "staff.refused.last-owner");
        // an owner who is only invited can't take over yet
        User second = as(tenant, () -> staff.invite("berta@x.test", "Berta", Roles.OWNER, ES));
        assertRefused(tenant, ana, () -> staff.setRole(ana.id(), Roles.ADMIN), "staff.refused.last-owner");
        TenantScope.run(tenant, () -> users.setPassword(second.id(), PASSWORD));
        as(tenant, () -> run(() -> staff.setRole(ana.id(), Roles.ADMIN)));
        assertRefused(
                tenant,
                TenantScope.supply(
                        tenant, () -> users.byId(second.id()).orElseThrow().actor()),
                () -> staff.setRole(second.id(), Roles.MEMBER),
                "staff.refused.last-owner");
    }

    @Test
    void anAdministratorNeitherMakesNorTouchesAnOwner() {
        Tenant tenant = newTenant();
        Actor ana = owner(tenant);
        User berta = newUser(tenant, "berta", Roles.ADMIN);
        User clara = newUser(tenant, "clara", Roles.MEMBER);
        for (Runnable deed : List.<Runnable>of(
                () -> staff.setRole(clara.id(), Roles.OWNER),
                () -> staff.setRole(berta.id(), Roles.OWNER),
                () -> staff.setRole(ana.id(), Roles.MEMBER),
                () -> staff.disable(ana.id()),
                () -> staff.revoke(ana.id()),
                () -> staff.invite("dora@x.test", "Dora", Roles.OWNER, ES))) {
            assertRefused(tenant, berta.actor(), deed, "staff.refused.owner");
        }
        as(tenant, berta.actor(), () -> run(() -> staff.setRole(clara.id(), Roles.ADMIN)));
    }

    @Test
    void membersAndReadersAdministerNobody() {
        Tenant tenant = newTenant();
        for (String role : List.of(Roles.MEMBER, Roles.READER)) {
            User one = newUser(tenant, role, role);
            for (Runnable deed : List.<Runnable>of(
                    staff::all,
                    () -> staff.setRole(one.id(), Roles.ADMIN),
                    () -> staff.disable(one.id()),
                    () -> staff.enable(one.id()),
                    () -> staff.revoke(one.id()),
                    () -> staff.sendAgain(one.id()),
                    () -> staff.invite("dora@x.test", "Dora", Roles.READER, ES))) {
                assertThatThrownBy(() -> as(tenant, one.actor(), () -> run(deed)))
                        .isInstanceOf(Forbidden.class);
            }
        }
    }

    @Test
    void disablingEndsSessionsAndVoidsLinks() {
        Tenant tenant = newTenant();
        User clara = newUser(tenant, "clara", Roles.MEMBER);
        TenantScope.run(tenant, () -> users.setPassword(clara.id(), PASSWORD));
        var session = TenantScope.supply(tenant, () -> sessions.begin(clara.id(), "127.0.0.1", "x"));
        String reset = TenantScope.supply(tenant, () -> tokens.issue(clara.id(), OneTimeTokens.Purpose.RESET_PASSWORD));
        as(tenant, () -> run(() -> staff.disable(clara.id())));
        assertThat(TenantScope.supply(tenant, () -> sessions.actorIn(session))).isEmpty();
        assertThat(TenantScope.supply(tenant, () -> tokens.peek(reset, OneTimeTokens.Purpose.RESET_PASSWORD)))
                .isEmpty();
        as(tenant, () -> run(() -> staff.enable(clara.id())));
        assertThat(TenantScope.supply(tenant, () -> sessions.actorIn(session))).isEmpty();
    }

    @Test
    void peopleOfAnotherTenantAreOutOfReach() {
        Tenant mine = newTenant();
        User stranger = newUser(newTenant(), "eva", Roles.MEMBER);
        assertRefused(mine, owner(mine), () -> staff.disable(stranger.id()), "staff.refused.gone");
    }

    private void assertRefused(Tenant tenant, Actor actor, Runnable deed, String reason) {
        assertThatThrownBy(() -> as(tenant, actor, () -> run(deed)))
                .isInstanceOf(StaffRefusal.class)
                .hasMessage(reason);
    }

    private static boolean run(Runnable deed) {
        deed.run();
        return true;
    }
}
