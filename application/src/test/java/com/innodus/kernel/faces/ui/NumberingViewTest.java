package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Numberings;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class NumberingViewTest extends Screen {
    @Autowired
    Numberings numberings;

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    private String made(String name) {
        return as(tenant, () -> {
            var type = types.require("organisation");
            return number(type, records.create(type, Map.of("name", name)).id());
        });
    }

    private <E extends BaseRecord> String number(RecordType<E> type, UUID id) {
        return (String) type.require("x_numero").get(records.get(type, id));
    }

    private void number(String pattern) {
        as(tenant, () -> {
            numberings.start(types.require("organisation"), "Número", pattern);
            return null;
        });
    }

    private void change(String pattern, long next) {
        as(tenant, () -> {
            numberings.change(numberings.all().getFirst(), pattern, next);
            return null;
        });
    }

    private String problemOf(String pattern, long next) {
        try {
            change(pattern, next);
            return "";
        } catch (InvalidRecord refused) {
            return refused.problems().stream().map(Problem::field).findFirst().orElse("?");
        }
    }

    private void click(String label) {
        window.test(window.find(Button.class).withText(label).last()).click();
    }

    private String shown() {
        return ((Component) window.getCurrentView()).getElement().getTextRecursively();
    }

    @Test
    void anAdministratorNumbersATypeAndLaterChangesHow() {
        open(NumberingView.PATH, NumberingView.class);
        assertThat(shown()).contains("Todavía no se numera");
        @SuppressWarnings("unchecked")
        Select<String> type = window.find(Select.class).id("numbering-type");
        type.setValue("organisation");
        window.find(TextField.class).id("numbering-pattern").setValue("C-{000}");
        click("Empezar a numerar");

        assertThat(made("Una")).isEqualTo("C-001");
        open(NumberingView.PATH, NumberingView.class);
        window.find(TextField.class).id("pattern-organisation-x_numero").setValue("K-{00}");
        window.find(IntegerField.class).id("next-organisation-x_numero").setValue(70);
        assertThat(window.find(TextField.class)
                        .id("pattern-organisation-x_numero")
                        .getHelperText())
                .contains("K-70");
        click("Guardar");

        assertThat(made("Otra")).isEqualTo("K-70");
        assertThat(made("Más")).isEqualTo("K-71");
    }

    @Test
    void aNumberIsFoundBySearchAndStandsInTheList() {
        number("C-{000}");
        made("Una");
        as(tenant, () -> {
            var type = types.require("organisation");
            assertThat(records.page(type, new Query(Filter.NONE, "c-001", List.of()), null, 0, 5))
                    .hasSize(1);
            assertThat(type.require("x_numero").isInList()).isTrue();
            return null;
        });
    }

    @Test
    void noNumberIsGivenTwiceWhateverThePatternWas() {
        number("A{yyyy}-{0}");
        String first = made("Una");
        String year = first.substring(1, 5);
        // the same letters, counted by another counter
        assertThat(problemOf("A" + year + "-{0}", 1)).isEqualTo("next");
        change("A" + year + "-{0}", 2);
        assertThat(made("Otra")).isEqualTo("A" + year + "-2");
        assertThat(problemOf("A" + year + "-{0}", 2)).isEqualTo("next");
    }

    @Test
    void whatIsNoPatternOrNumberIsSaidBesideTheField() {
        number("C-{000}");
        assertThat(problemOf("<script>", 5)).isEqualTo("pattern");
        assertThat(problemOf("C-", 0)).isEqualTo("next");
        assertThat(problemOf("C-", Long.MAX_VALUE)).isEqualTo("next");
        open(NumberingView.PATH, NumberingView.class);
        TextField pattern = window.find(TextField.class).id("pattern-organisation-x_numero");
        pattern.setValue("{mm}");
        assertThat(pattern.isInvalid()).isTrue();
        click("Guardar");
        assertThat(pattern.isInvalid()).isTrue();
        assertThat(made("Una")).isEqualTo("C-001");
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.MEMBER, Roles.READER})
    void isNotThereForThoseWhoDoNotAdminister(String role) {
        var berta = newUser(tenant, "Berta", role);
        assertThatThrownBy(() -> as(tenant, berta.actor(), numberings::all)).isInstanceOf(Forbidden.class);
        window = logIn(tenant, berta);
        window.getUI().navigate(NumberingView.PATH);
        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
    }

    @Test
    void anotherTenantsRecordsAreNotNumbered() {
        number("C-{000}");
        assertThat(as(newTenant(), numberings::all)).isEqualTo(List.of());
    }
}
