package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.automation.Rule;
import com.innodus.kernel.automation.Rules;
import com.innodus.kernel.automation.Trigger;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldTester;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class RuleViewTest extends Screen {
    private static final Locale SPANISH = Locale.of("es");

    @Autowired
    Rules rules;

    @Autowired
    Records records;

    @Autowired
    RecordTypes types;

    private void click(String id) {
        window.test(window.find(Button.class).id(id)).click();
    }

    private void type(TextField field, String value) {
        window.<TextFieldTester<TextField, String>, TextField>test(field).setValue(value);
    }

    private String shown() {
        return ((Component) window.getCurrentView()).getElement().getTextRecursively();
    }

    private List<Rule> all() {
        return as(tenant, rules::all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"welcome", "anniversary", "reminder", "unassigned"})
    void anExampleIsARuleWithOneClick(String start) {
        open(RuleView.PATH + "?start=" + start, RuleView.class);

        click("rule-save");

        assertThat(all())
                .singleElement()
                .satisfies(rule -> assertThat(rule.enabled()).isTrue());
        open(AutomationView.PATH, AutomationView.class);
        assertThat(window.find(ListItem.class).withClassName("line-rule").all()).hasSize(1);
    }

    @Test
    void whatIsOpenedAndSavedAgainStaysTheSame() {
        for (RuleStarts start : List.of(RuleStarts.WELCOME, RuleStarts.ANNIVERSARY, RuleStarts.UNASSIGNED)) {
            UUID id = as(tenant, () -> rules.create(start.definition(SPANISH)));
            open(RuleView.PATH + "?id=" + id, RuleView.class);

            click("rule-save");

            Rule saved = as(tenant, () -> rules.find(id)).orElseThrow();
            assertThat(saved.version()).isEqualTo(2);
            assertThat(saved.definition()).isEqualTo(start.definition(SPANISH));
        }
    }

    @Test
    void aMistakeStandsBesideItsFieldAndNothingIsLost() {
        open(RuleView.PATH + "?start=welcome", RuleView.class);
        TextField name = window.find(TextField.class).id("rule-name");
        type(name, " ");
        TextField subject = window.find(TextField.class).withCaption("Asunto").single();
        type(subject, "Hola, {{nombre}}");

        click("rule-save");

        assertThat(all()).isEmpty();
        assertThat(name.isInvalid()).isTrue();
        assertThat(subject.isInvalid()).isTrue();
        assertThat(subject.getErrorMessage()).contains("nombre");
        assertThat(subject.getValue()).isEqualTo("Hola, {{nombre}}");
    }

    @Test
    void asksForAnAction() {
        open(RuleView.PATH, RuleView.class);
        type(window.find(TextField.class).id("rule-name"), "Regla");

        click("rule-save");

        assertThat(shown()).contains("Añada al menos una acción");
    }

    @Test
    void saysForWhichRecordsItWouldHaveFired() {
        as(
                tenant,
                () -> records.create(
                        types.require("person"),
                        Map.of("firstName", "Quim", "emails", List.of(ContactPoint.work("quim@agora.test")))));
        open(RuleView.PATH + "?start=welcome", RuleView.class);

        click("rule-dry-run");

        assertThat(shown()).contains("Quim", "1 cumplen las condiciones");
        assertThat(all()).isEmpty();
    }

    @Test
    void aButtonStandsOnTheSheetOfWhoMayEdit() {
        as(tenant, () -> {
            UUID id = rules.create(RuleStarts.REMINDER.definition(SPANISH));
            rules.switchOn(id, true);
            return id;
        });
        UUID record = as(tenant, () -> records.create(types.require("organisation"), Map.of("name", "Ágora")))
                .id();

        open("organisations/" + record, RecordSheetView.class);
        window.test(window.find(Button.class).withText("Enviar recordatorio").single())
                .click();

        assertThat(all())
                .singleElement()
                .satisfies(rule -> assertThat(rule.definition().trigger()).isInstanceOf(Trigger.Button.class));
        window = logIn(tenant, newUser(tenant, "rita", Roles.READER));
        open("organisations/" + record, RecordSheetView.class);
        assertThat(window.find(Button.class).withText("Enviar recordatorio").all())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {AutomationView.PATH, RuleView.PATH, RuleView.PATH + "?start=welcome"})
    void isForAdministratorsOnly(String path) {
        window = logIn(tenant, newUser(tenant, "marc", Roles.MEMBER));

        assertThat(open(path, Component.class)).isInstanceOf(HasErrorParameter.class);
    }

    @Test
    void anotherTenantsRuleIsNotFound() {
        UUID theirs = as(newTenant(), () -> rules.create(RuleStarts.WELCOME.definition(SPANISH)));

        assertThat(open(RuleView.PATH + "?id=" + theirs, Component.class)).isInstanceOf(HasErrorParameter.class);
        assertThat(open(RuleView.PATH + "?id=no-id", Component.class)).isInstanceOf(HasErrorParameter.class);
    }
}
