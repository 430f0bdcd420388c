package com.innodus.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.html.Anchor;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HomeViewTest extends Screen {
    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    Overview overview;

    @Autowired
    EntityManagerFactory factory;

    private HomeView home() {
        // a window opens there, before there is anything to see
        window.getUI().navigate("organisations");
        HomeView home = open("", HomeView.class);
        lookAtWidgets();
        return home;
    }

    private List<String> links(HomeView home) {
        return window.find(Anchor.class, home).all().stream()
                .map(Anchor::getText)
                .toList();
    }

    private String text(HomeView home) {
        return home.getElement().getTextRecursively();
    }

    private UUID make(String name, UUID owner) {
        Map<String, Object> values = new HashMap<>(Map.of("name", name));
        values.put("owner", owner);
        return as(tenant, () -> records.create(organisations, values).id());
    }

    @Test
    void showsANewOwnerTheFirstSteps() {
        assertThat(links(home())).contains("Traiga sus datos", "Póngale su marca", "Invite a su equipo");
    }

    @Test
    void forgetsStepsThatAreDone() {
        make("Ágora", owner(tenant).id());
        newUser(tenant, "Berta", Roles.MEMBER);

        assertThat(links(home()))
                .doesNotContain("Traiga sus datos", "Invite a su equipo")
                .contains("Póngale su marca");
    }

    @Test
    void showsNobodyAStepThatTheyMayNotTake() {
        window = logIn(tenant, newUser(tenant, "Berta", Roles.READER));

        assertThat(links(home())).doesNotContain("Traiga sus datos", "Póngale su marca", "Invite a su equipo");
    }

    @Test
    void tellsWhatChangedLastAndWhatIsOnesOwn() {
        User berta = newUser(tenant, "Berta", Roles.MEMBER);
        make("De Ana", owner(tenant).id());
        UUID other = make("De Berta", berta.id());

        String all = text(home());
        assertThat(all).contains("De Ana", "De Berta");
        assertThat(all.substring(all.indexOf("Mis fichas"))).contains("De Ana").doesNotContain("De Berta");

        window = logIn(tenant, berta);
        String hers = text(home());
        assertThat(hers.substring(hers.indexOf("Mis fichas"))).contains("Ana le asigna De Berta");
        assertThat(links(home())).contains("De Berta");
        assertThat(window.find(Anchor.class, home()).all())
                .extracting(Anchor::getHref)
                .contains("/app/organisations/" + other);
    }

    @Test
    void asksTheSameNumberOfStatementsHoweverManyRecordsThereAre() {
        make("Primera", owner(tenant).id());
        long few = statements();
        for (int i = 0; i < 30; i++) {
            make("Ágora " + i, owner(tenant).id());
        }

        assertThat(statements()).isEqualTo(few);
    }

    private long statements() {
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            statistics.clear();
            as(tenant, () -> List.of(overview.counts(), overview.latest(8), overview.mine(6)));
            return statistics.getPrepareStatementCount();
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    @Test
    void nothingOfAnotherTenantIsThere() {
        make("Secreto ajeno", owner(tenant).id());
        var other = newTenant();
        window = logIn(
                other,
                TenantScope.supply(
                        other, () -> users.byEmail(emailOf(other.slug())).orElseThrow()));

        assertThat(text(home())).doesNotContain("Secreto ajeno");
    }
}
