package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.templates.MailTemplate;
import com.innodus.kernel.templates.MailTemplate.Wording;
import com.innodus.kernel.templates.MailTemplates;
import com.innodus.support.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldTester;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class MailTemplateViewTest extends Screen {
    @Autowired
    MailTemplates templates;

    @Autowired
    Records records;

    @Autowired
    RecordTypes types;

    private void save() {
        window.test(window.find(Button.class).id("template-save")).click();
    }

    private void type(TextField field, String value) {
        window.<TextFieldTester<TextField, String>, TextField>test(field).setValue(value);
    }

    private String shown() {
        return ((Component) window.getCurrentView()).getElement().getTextRecursively();
    }

    private UUID template() {
        return as(
                tenant,
                () -> templates.create(
                        "Bienvenida", "organisation", Map.of("es", new Wording("Hola, {{name}}", "De {{city}}"))));
    }

    @Test
    void showsWhatARecordMakesOfIt() {
        as(
                tenant,
                () -> records.create(types.require("organisation"), Map.of("name", "Ágora", "city", "Vic"))
                        .id());

        open(MailTemplateView.PATH + "?id=" + template(), MailTemplateView.class);

        assertThat(shown()).contains("Hola, Ágora", "De Vic");
    }

    @Test
    void aMistakeStandsBesideItsFieldAndNothingIsLost() {
        UUID id = template();
        open(MailTemplateView.PATH + "?id=" + id, MailTemplateView.class);
        TextField subject =
                window.find(TextField.class).withCaption("Asunto").all().getFirst();

        type(subject, "Hola, {{nombre}}");
        save();

        assertThat(subject.isInvalid()).isTrue();
        assertThat(subject.getErrorMessage()).contains("nombre");
        assertThat(subject.getValue()).isEqualTo("Hola, {{nombre}}");
        assertThat(as(tenant, () -> templates.find(id)).map(MailTemplate::version))
                .contains(1);

        type(subject, "Hola de nuevo, {{name}}");
        save();

        assertThat(as(tenant, () -> templates.find(id)).orElseThrow().wordings().get("es"))
                .isEqualTo(new Wording("Hola de nuevo, {{name}}", "De {{city}}"));
    }

    @Test
    void savesAgainWhatWasSavedBefore() {
        UUID id = template();
        open(MailTemplateView.PATH + "?id=" + id, MailTemplateView.class);

        save();
        save();

        assertThat(as(tenant, () -> templates.find(id)).map(MailTemplate::version))
                .contains(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {MailTemplatesView.PATH, MailTemplateView.PATH})
    void isForAdministratorsOnly(String path) {
        window = logIn(tenant, newUser(tenant, "marc", Roles.MEMBER));

        assertThat(open(path, Component.class)).isInstanceOf(HasErrorParameter.class);
    }

    @Test
    void anotherTenantsTemplateIsNotFound() {
        UUID theirs =
                as(newTenant(), () -> templates.create("Suya", null, Map.of("es", new Wording("Secreto", "Adelante"))));

        assertThat(open(MailTemplateView.PATH + "?id=" + theirs, Component.class))
                .isInstanceOf(HasErrorParameter.class);
    }
}
