package com.innodus.kernel.dashboards.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.dashboards.Dashboard;
import com.innodus.kernel.dashboards.Dashboard.Placed;
import com.innodus.kernel.dashboards.Dashboards;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.kernel.reports.Definition;
import com.innodus.kernel.reports.Report;
import com.innodus.kernel.reports.Reports;
import com.innodus.kernel.shell.HomeView;
import com.innodus.support.Screen;
import com.vaadin.flow.component.button.Button;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DashboardPanelTest extends Screen {
    @Autowired
    Dashboards dashboards;

    @Autowired
    Reports reports;

    private HomeView home() {
        window.getUI().navigate("reports");
        return open("", HomeView.class);
    }

    private List<String> kinds() {
        return as(tenant, () -> dashboards.current()).orElseThrow().getFirst().widgets().stream()
                .map(Placed::kind)
                .toList();
    }

    private void press(String label) {
        window.test(window.find(Button.class).all().stream()
                        .filter(button -> label.equals(button.getAriaLabel().orElse("")))
                        .findFirst()
                        .orElseThrow())
                .click();
    }

    @Test
    void isMovedResizedAndThinnedOutByKeyboard() {
        home();
        window.test(window.find(Button.class).withId("arrange-dashboard").single())
                .click();
        press("Mover después: De un vistazo");
        assertThat(kinds()).startsWith("changes", "overview");
        press("Más estrecho: De un vistazo");
        press("Quitar: Mis fichas");
        assertThat(kinds()).containsExactlyInAnyOrder("changes", "overview", "news");
        assertThat(as(tenant, () -> dashboards.current())
                        .orElseThrow()
                        .getFirst()
                        .widgets()
                        .get(1)
                        .width())
                .isEqualTo(11);
    }

    @Test
    void asksForNothingBeforeItIsLookedAt() {
        as(tenant, () -> reports.save("organisation", "Cuántas", Sharing.PRIVATE, Definition.COUNT));
        Report report = as(tenant, () -> reports.all()).getFirst();
        as(tenant, () -> {
            dashboards.keep(List.of(new Dashboard(
                    "Mía",
                    List.of(new Placed("report", report.id().toString(), 6, 1), new Placed("nothing", "", 6, 1)))));
            return true;
        });
        HomeView home = home();
        assertThat(home.getElement().getTextRecursively()).contains("Cuántas").doesNotContain("Total");
        lookAtWidgets();
        assertThat(home.getElement().getTextRecursively()).contains("Total");
    }

    @Test
    void aRoleGetsWhatAnAdministratorProposesUntilItsBearersArrangeTheirOwn() {
        User marta = newUser(tenant, "marta", Roles.MEMBER);
        List<Dashboard> proposed = List.of(new Dashboard("Para todos", List.of(new Placed("news", "", 12, 1))));
        as(tenant, () -> {
            dashboards.propose(Roles.MEMBER, proposed);
            return true;
        });
        assertThat(as(tenant, marta.actor(), () -> dashboards.current())).contains(proposed);
        assertThat(as(tenant, () -> dashboards.current())).isEmpty();
        List<Dashboard> own = List.of(new Dashboard("Mía", List.of()));
        as(tenant, marta.actor(), () -> {
            dashboards.keep(own);
            return true;
        });
        assertThat(as(tenant, marta.actor(), () -> dashboards.current())).contains(own);
        assertThatThrownBy(() -> as(tenant, marta.actor(), () -> {
                    dashboards.propose(Roles.OWNER, own);
                    return true;
                }))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void whatSomebodyMayNotOpenShowsNeitherFiguresNorName() {
        Report secret = as(tenant, () -> reports.save("organisation", "Reservado", Sharing.PRIVATE, Definition.COUNT));
        User marta = newUser(tenant, "marta", Roles.MEMBER);
        as(tenant, () -> {
            dashboards.propose(
                    Roles.MEMBER,
                    List.of(new Dashboard(
                            "Hoy", List.of(new Placed("report", secret.id().toString(), 6, 1)))));
            return true;
        });
        window = logIn(tenant, marta);
        HomeView home = home();
        lookAtWidgets();
        assertThat(home.getElement().getTextRecursively())
                .doesNotContain("Reservado")
                .contains("Ya no disponible");
    }
}
