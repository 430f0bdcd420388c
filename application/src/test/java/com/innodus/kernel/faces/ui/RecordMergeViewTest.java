package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RecordMergeViewTest extends Screen {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    private UUID make(Map<String, Object> values) {
        return as(
                tenant, () -> records.create(organisations, Map.copyOf(values)).id());
    }

    private Organisation get(UUID id) {
        return as(tenant, () -> records.get(organisations, id));
    }

    private void click(String id) {
        window.test(window.find(Button.class).withId(id).single()).click();
    }

    private RadioButtonGroup<?> group(String id) {
        return window.find(RadioButtonGroup.class).withId(id).single();
    }

    @Test
    @SuppressWarnings("unchecked")
    void aListsChosenRowsBecomeOneWithTheChosenValuesAndPartAgainByOneClick() {
        UUID older = make(Map.of("name", "Ferrer", "city", "Vic"));
        UUID newer = make(Map.of("name", "Ferrer SL", "city", "Olot", "region", HOSTILE));
        open("organisations", RecordListView.class);
        RecordGrid<Organisation> grid = window.find(RecordGrid.class).single();
        grid.getLazyDataView().getItems().forEach(grid::select);
        click("bulk-merge");

        assertThat(window.find(H1.class).single().getText()).isEqualTo("Fusionar 2 fichas");
        assertThat(group("merge-city").getListDataView().getItems().map(Object::toString))
                .hasSize(2);
        RadioButtonGroup<Object> city = (RadioButtonGroup<Object>) group("merge-city");
        city.setValue(city.getListDataView().getItem(0));
        click("merge");

        assertThat(window.getCurrentView()).isInstanceOf(RecordSheetView.class);
        assertThat(get(older))
                .extracting(Organisation::getName, Organisation::getCity, Organisation::getRegion)
                .containsExactly("Ferrer SL", "Vic", HOSTILE);
        open("organisations/" + newer, RecordSheetView.class);
        assertThat(window.find(H1.class).single().getText()).isEqualTo("Ferrer SL");
        click("undo-merge");
        assertThat(get(older).getName()).isEqualTo("Ferrer");
        assertThat(get(newer).getCity()).isEqualTo("Olot");
    }

    @Test
    void aSheetFindsItsDuplicates() {
        UUID one = make(Map.of("name", "Igual", "city", "Vic"));
        UUID two = make(Map.of("name", "Igual"));
        open("organisations/" + one, RecordSheetView.class);
        click("same-records");

        assertThat(window.find(MultiSelectComboBox.class)
                        .withId("same-others")
                        .single()
                        .getValue())
                .hasSize(1);
        click("same-compare");

        assertThat(window.getCurrentView()).isInstanceOf(RecordMergeView.class);
        click("merge");
        assertThat(as(tenant, () -> records.find(organisations, two))).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsLost() {
        UUID one = make(Map.of("name", "Una", "city", "Vic"));
        UUID two = make(Map.of("name", "Dos", "city", "Olot"));
        open("organisations/merge?ids=" + one + "," + two, RecordMergeView.class);
        as(tenant, () -> records.delete(organisations, List.of(two), WriteContext.SINGLE));

        click("merge");

        assertThat(window.getCurrentView()).isInstanceOf(RecordMergeView.class);
        assertThat(window.find(Component.class).all().stream()
                        .map(component -> component.getElement().getText()))
                .anyMatch(text -> text.startsWith("Alguna de las fichas ya no existe"));
        assertThat(get(one).getName()).isEqualTo("Una");
    }

    @Test
    void isNotThereForWhoMayNotMergeNorForOddAddresses() {
        UUID one = make(Map.of("name", "Una"));
        UUID two = make(Map.of("name", "Dos"));
        User reader = newUser(tenant, "Eva", Roles.READER);
        for (String ids : List.of("", one.toString(), "x," + one, one + "," + UUID.randomUUID(), "%00")) {
            window.getUI().navigate("organisations/merge", com.vaadin.flow.router.QueryParameters.of("ids", ids));
            assertThat(window.getCurrentView()).as(ids).isNotInstanceOf(RecordMergeView.class);
        }
        window = logIn(tenant, reader);
        window.getUI()
                .navigate("organisations/merge", com.vaadin.flow.router.QueryParameters.of("ids", one + "," + two));
        assertThat(window.getCurrentView()).isNotInstanceOf(RecordMergeView.class);
    }
}
