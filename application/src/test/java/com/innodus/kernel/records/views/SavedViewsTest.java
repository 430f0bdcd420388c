package com.innodus.kernel.records.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.views.SavedView.Definition;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SavedViewsTest extends Server {
    private static final Query IN_VIC =
            new Query(Filter.test("city", Operator.IS, "Vic"), "ágora", List.of(new Sort("city", false)));

    @Autowired
    Teams teams;

    @Autowired
    SavedViews views;

    @Autowired
    ListColumns columns;

    @Autowired
    RecordType<Organisation> organisations;

    private static Definition inVic() {
        return Definition.of(IN_VIC, List.of(Column.of("city"), new Column("status", "120px")), null);
    }

    @Test
    void keepsTheWholeList() {
        Tenant tenant = newTenant();
        SavedView saved = as(tenant, () -> views.save(organisations, " De Vic ", Sharing.PRIVATE, inVic()));

        SavedView read = as(tenant, () -> views.find(organisations, saved.id()).orElseThrow());

        assertThat(read.name()).isEqualTo("De Vic");
        assertThat(read.definition()).isEqualTo(inVic());
        assertThat(read.definition().query(organisations)).isEqualTo(IN_VIC);
    }

    @Test
    void offersWhatIsOnesOwnOrSharedAndOnlyTheMakerChangesIt() {
        Tenant tenant = newTenant();
        Actor marta = newUser(tenant, "marta", Roles.MEMBER).actor();
        SavedView own = as(tenant, marta, () -> views.save(organisations, "De Marta", Sharing.PRIVATE, inVic()));
        SavedView shared = as(tenant, marta, () -> views.save(organisations, "De todos", Sharing.ALL, inVic()));

        assertThat(as(tenant, () -> views.of(organisations))).containsExactly(shared);
        assertThat(as(tenant, () -> views.find(organisations, own.id()))).isEmpty();
        assertThat(as(tenant, () -> views.update(shared.id(), inVic()))).isFalse();
        assertThat(as(tenant, () -> views.rename(shared.id(), "Mía", Sharing.PRIVATE)))
                .isFalse();
        assertThat(as(tenant, () -> views.delete(own.id()))).isFalse();
        assertThat(as(tenant, marta, () -> views.rename(own.id(), "Otra", Sharing.ALL)))
                .isTrue();
        assertThat(as(tenant, () -> views.of(organisations)))
                .extracting(SavedView::name)
                .containsExactly("De todos", "Otra");
    }

    @Test
    void offersATeamsViewsToTheTeam() {
        Tenant tenant = newTenant();
        User marta = newUser(tenant, "marta", Roles.MEMBER);
        User pau = newUser(tenant, "pau", Roles.MEMBER);
        User eva = newUser(tenant, "eva", Roles.MEMBER);
        as(tenant, () -> teams.save(null, "Ventas", null, List.of(marta.id(), pau.id()), List.of()));
        SavedView view =
                as(tenant, marta.actor(), () -> views.save(organisations, "Del equipo", Sharing.TEAM, inVic()));

        assertThat(as(tenant, pau.actor(), () -> views.of(organisations))).containsExactly(view);
        assertThat(as(tenant, eva.actor(), () -> views.of(organisations))).isEmpty();
        assertThat(as(tenant, eva.actor(), () -> views.find(organisations, view.id())))
                .isEmpty();
        assertThat(as(tenant, pau.actor(), () -> views.delete(view.id()))).isFalse();
    }

    @Test
    void letsAdministratorsTidyUpWhatIsShared() {
        Tenant tenant = newTenant();
        Actor marta = newUser(tenant, "marta", Roles.MEMBER).actor();
        Actor pau = newUser(tenant, "pau", Roles.MEMBER).actor();
        SavedView shared = as(tenant, marta, () -> views.save(organisations, "De todos", Sharing.ALL, inVic()));

        assertThat(as(tenant, pau, () -> views.delete(shared.id()))).isFalse();
        assertThat(as(tenant, () -> views.delete(shared.id()))).isTrue();
        assertThat(as(tenant, marta, () -> views.of(organisations))).isEmpty();
    }

    @Test
    void anotherTenantReachesNothing() {
        Tenant one = newTenant();
        Tenant two = newTenant();
        SavedView view = as(one, () -> views.save(organisations, "Solo de uno", Sharing.ALL, inVic()));

        assertThat(as(two, () -> views.of(organisations))).isEmpty();
        assertThat(as(two, () -> views.find(organisations, view.id()))).isEmpty();
        assertThat(as(two, () -> views.update(view.id(), inVic()))).isFalse();
        assertThat(as(two, () -> views.rename(view.id(), "x", Sharing.PRIVATE))).isFalse();
        assertThat(as(two, () -> views.delete(view.id()))).isFalse();
        assertThat(as(one, () -> views.find(organisations, view.id()))).contains(view);
    }

    @Test
    void refusesNamesThatAreNone() {
        Tenant tenant = newTenant();
        for (String name : List.of("", " \u0000\n ", "x".repeat(81), "x".repeat(10_000))) {
            assertThatThrownBy(() -> as(tenant, () -> views.save(organisations, name, Sharing.ALL, inVic())))
                    .isInstanceOf(InvalidRecord.class);
        }
        for (String name : List.of("<b>&\"'</b>", "مرحبا بالعالم", "👩‍👩‍👧 emoji", "x".repeat(80))) {
            assertThat(as(tenant, () -> views.save(organisations, name, Sharing.ALL, inVic()))
                            .name())
                    .isEqualTo(name);
        }
    }

    @Test
    void remembersTheColumnsOfEachUser() {
        Tenant tenant = newTenant();
        Actor marta = newUser(tenant, "marta", Roles.MEMBER).actor();
        List<Column> chosen = List.of(new Column("revenue", "140px"), Column.of("createdAt"));

        as(tenant, () -> {
            columns.choose(organisations, chosen);
            return 0;
        });

        assertThat(as(tenant, () -> columns.of(organisations))).isEqualTo(chosen);
        assertThat(as(tenant, marta, () -> columns.of(organisations))).isEqualTo(Column.standard(organisations));
        as(tenant, () -> {
            columns.reset(organisations);
            return 0;
        });
        assertThat(as(tenant, () -> columns.of(organisations))).isEqualTo(Column.standard(organisations));
    }

    @Test
    void forgetsColumnsThatTheTypeDoesNotHaveAndWidthsThatAreNone() {
        Tenant tenant = newTenant();
        as(tenant, () -> {
            columns.choose(
                    organisations,
                    List.of(Column.of("passwordHash"), Column.of("city"), Column.of("city"), Column.of("searchText")));
            return 0;
        });

        assertThat(as(tenant, () -> columns.of(organisations))).containsExactly(Column.of("city"));
        assertThat(Objects.requireNonNullElse(new Column("city", "1px;background:url(//evil)").width(), "none"))
                .isEqualTo("none");
    }
}
