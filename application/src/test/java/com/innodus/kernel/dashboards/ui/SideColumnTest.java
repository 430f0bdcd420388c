package com.innodus.kernel.dashboards.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.dashboards.SideBlocks;
import com.innodus.kernel.dashboards.SideBlocks.Block;
import com.innodus.kernel.rates.Rate;
import com.innodus.kernel.rates.Rates;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.views.SavedView;
import com.innodus.kernel.records.views.SavedViews;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.kernel.shell.HomeView;
import com.innodus.support.Screen;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.BigDecimalField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SideColumnTest extends Screen {
    private static final Block CONVERTER = new Block("converter", "");
    private static final Block NEWS = new Block("news", "");

    @Autowired
    SideBlocks side;

    @Autowired
    Rates rates;

    @Autowired
    Records records;

    @Autowired
    ClosedRecords closed;

    @Autowired
    SavedViews views;

    @Autowired
    RecordType<Organisation> organisations;

    private void toggle() {
        window.test(window.find(Button.class).withId("toggle-side").single()).click();
    }

    private String text() {
        return window.find(SideColumn.class).all().stream()
                .map(column -> column.getElement().getTextRecursively())
                .findFirst()
                .orElse("");
    }

    private void propose(String place, String role, Block... blocks) {
        as(tenant, () -> {
            side.propose(place, role, List.of(blocks));
            return true;
        });
    }

    private void press(String label) {
        window.test(window.find(Button.class).all().stream()
                        .filter(button -> label.equals(button.getAriaLabel().orElse("")))
                        .findFirst()
                        .orElseThrow())
                .click();
    }

    @Test
    void isOpenedClosedAndRemembered() {
        open("", HomeView.class);
        assertThat(text()).isEmpty();
        toggle();
        assertThat(text()).contains("Conversor de moneda");
        assertThat(as(tenant, () -> side.choice()).open()).isTrue();
        toggle();
        assertThat(text()).isEmpty();
        assertThat(as(tenant, () -> side.choice()).open()).isFalse();
    }

    @Test
    void convertsAnAmountAndSaysOfWhichDayTheRateIs() {
        as(tenant, () -> {
            rates.enter(new Rate("USD", LocalDate.parse("2020-03-02"), new BigDecimal("1.25")));
            return true;
        });
        open("", HomeView.class);
        toggle();
        lookAtWidgets();
        window.find(BigDecimalField.class).withId("converter-amount").single().setValue(new BigDecimal("1000"));
        assertThat(text()).contains("800,00 EUR").contains("2 mar 2020");
    }

    @Test
    void showsWhatIsProposedToTheRoleAndWhatTheUserLeavesOfIt() {
        propose(SideBlocks.EVERYWHERE, SideBlocks.EVERYBODY, CONVERTER, NEWS);
        propose(SideBlocks.EVERYWHERE, Roles.READER, NEWS);
        User marta = newUser(tenant, "marta", Roles.READER);
        assertThat(as(tenant, marta.actor(), () -> side.proposed(SideBlocks.EVERYWHERE)))
                .contains(List.of(NEWS));
        open("", HomeView.class);
        toggle();
        window.test(window.find(Button.class).withId("arrange-side").single()).click();
        press("Mover después: Conversor de moneda");
        press("Ocultar: Conversor de moneda");
        window.test(window.find(Button.class).withId("arrange-side").single()).click();
        assertThat(text()).doesNotContain("Conversor");
        SideBlocks.Choice choice = as(tenant, () -> side.choice());
        assertThat(choice.sorted(List.of(CONVERTER, NEWS))).containsExactly(NEWS, CONVERTER);
        assertThat(choice.hidden()).containsExactly(CONVERTER);
        assertThat(as(tenant, marta.actor(), () -> side.choice()).hidden()).isEmpty();
    }

    @Test
    void onlyAdministratorsPropose() {
        User marta = newUser(tenant, "marta", Roles.MEMBER);
        assertThatThrownBy(() -> as(tenant, marta.actor(), () -> {
                    side.propose(SideBlocks.EVERYWHERE, SideBlocks.EVERYBODY, List.of());
                    return true;
                }))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void sumsAndCountsASavedViewWithTheReadersRights() {
        SavedView view = as(tenant, () -> {
            records.create(organisations, Map.of("name", "Vega", "revenue", new BigDecimal("1000")));
            UUID closedOne = records.create(organisations, Map.of("name", "Luna", "revenue", new BigDecimal("500")))
                    .id();
            closed.close(organisations, closedOne, List.of());
            return views.save(organisations, "Todas", Sharing.ALL, SavedView.Definition.of(Query.ALL, List.of(), null));
        });
        String setting = "organisation/" + view.id();
        propose(
                SideBlocks.EVERYWHERE,
                SideBlocks.EVERYBODY,
                new Block("totals", setting),
                new Block("statistics", setting),
                new Block("comments", ""),
                new Block("month", ""));
        window = logIn(tenant, newUser(tenant, "marta", Roles.MEMBER));
        open("", HomeView.class);
        toggle();
        lookAtWidgets();
        assertThat(text())
                .contains("1.000,00")
                .doesNotContain("1.500,00")
                .contains("Nadie ha comentado nada todavía")
                .doesNotContain("No se ha podido");
    }
}
