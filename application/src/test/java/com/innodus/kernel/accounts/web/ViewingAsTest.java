package com.innodus.kernel.accounts.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;

class ViewingAsTest extends Server {
    @Autowired
    ViewingAs viewing;

    private final MockHttpSession session = new MockHttpSession();

    private User active(Tenant tenant, String name, String role) {
        User user = newUser(tenant, name, role);
        return as(tenant, () -> {
            users.setState(user.id(), User.State.ACTIVE);
            return users.byId(user.id()).orElseThrow();
        });
    }

    @Test
    void anAdministratorActsAsTheUserUntilTheyLeave() {
        Tenant tenant = newTenant();
        User marta = active(tenant, "marta", Roles.MEMBER);
        Actor ana = owner(tenant);

        as(tenant, () -> {
            viewing.begin(session, marta);
            return true;
        });

        Actor acting = as(tenant, () -> viewing.actor(ana, session));
        assertThat(acting.id()).isEqualTo(marta.id());
        assertThat(acting.viewer()).isEqualTo(ana.id());
        assertThat(acting.role()).isEqualTo(Roles.MEMBER);

        as(tenant, acting, () -> {
            viewing.end(session);
            return true;
        });
        assertThat(as(tenant, () -> viewing.actor(ana, session))).isEqualTo(ana);
    }

    @Test
    void nobodyGetsMoreThanTheyHaveByIt() {
        Tenant tenant = newTenant();
        User marta = active(tenant, "marta", Roles.MEMBER);
        User luis = active(tenant, "luis", Roles.READER);
        User berta = active(tenant, "berta", Roles.ADMIN);
        User olga = active(tenant, "olga", Roles.OWNER);

        for (User administrator : new User[] {berta, olga}) {
            assertThatThrownBy(() -> as(tenant, () -> {
                        viewing.begin(session, administrator);
                        return true;
                    }))
                    .isInstanceOf(Forbidden.class);
        }
        assertThatThrownBy(() -> as(tenant, marta.actor(), () -> {
                    viewing.begin(session, luis);
                    return true;
                }))
                .isInstanceOf(Forbidden.class);
        // who views can't go on from there to somebody else
        assertThatThrownBy(() -> as(tenant, marta.actor().viewedBy(berta.actor()), () -> {
                    viewing.begin(session, luis);
                    return true;
                }))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void endsWhenTheUserBecomesAnAdministratorOrTheViewerNoLongerIsOne() {
        Tenant tenant = newTenant();
        User marta = active(tenant, "marta", Roles.MEMBER);
        User berta = active(tenant, "berta", Roles.ADMIN);
        as(tenant, berta.actor(), () -> {
            viewing.begin(session, marta);
            return true;
        });

        as(tenant, () -> {
            users.setRole(marta.id(), Roles.ADMIN);
            return true;
        });

        assertThat(as(tenant, () -> viewing.actor(berta.actor(), session))).isEqualTo(berta.actor());
        as(tenant, () -> {
            users.setRole(marta.id(), Roles.MEMBER);
            viewing.begin(session, marta);
            users.setRole(berta.id(), Roles.READER);
            return true;
        });
        Actor reader = as(tenant, () -> users.byId(berta.id()).orElseThrow().actor());
        assertThat(as(tenant, () -> viewing.actor(reader, session))).isEqualTo(reader);
    }
}
