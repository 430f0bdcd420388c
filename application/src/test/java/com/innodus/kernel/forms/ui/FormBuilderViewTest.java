package com.innodus.kernel.forms.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.Element.When;
import com.innodus.kernel.forms.Element.Words;
import com.innodus.kernel.forms.Form;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormDefinition.Bond;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.forms.Limits;
import com.innodus.kernel.forms.ui.LinkedParts.Linked;
import com.innodus.support.Screen;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxTester;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextAreaTester;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldTester;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FormBuilderViewTest extends Screen {
    @Autowired
    Forms forms;

    private UUID make(FormDefinition draft) {
        return as(tenant, () -> forms.create("Alta", draft));
    }

    private FormDefinition ofPerson(String... fields) {
        return FormDefinition.about("person")
                .with(List.of(new Step(
                        "Persona",
                        java.util.Arrays.stream(fields)
                                .<com.innodus.kernel.forms.Element>map(field -> new Question("a", field))
                                .toList())));
    }

    private Form read(UUID id) {
        return as(tenant, () -> forms.find(id)).orElseThrow();
    }

    private TextField text(String id) {
        return window.find(TextField.class).id(id);
    }

    private void type(String id, String value) {
        window.<TextFieldTester<TextField, String>, TextField>test(text(id)).setValue(value);
    }

    private void click(String id) {
        window.test(window.find(Button.class).id(id)).click();
    }

    @SuppressWarnings("unchecked")
    private <T> void choose(String id, String label) {
        ComboBox<T> box = window.find(ComboBox.class).id(id);
        window.<ComboBoxTester<ComboBox<T>, T>, ComboBox<T>>test(box).selectItem(label);
    }

    private boolean isPreviewed(String id) {
        return window.find(TextField.class).withId(id).exists();
    }

    @Test
    void aFormIsMadeFromItsMainRecordWithWhatHasToBeAsked() {
        open("settings/forms", FormSettingsView.class);
        click("new-form");
        click("make-form");
        assertThat(text("form-name").isInvalid()).isTrue();
        type("form-name", "Alta de contacto");
        click("make-form");

        assertThat(window.getCurrentView()).isInstanceOf(FormBuilderView.class);
        Form made = as(tenant, forms::all).getFirst();
        assertThat(made.slug()).isEqualTo("alta-de-contacto");
        click("publish-form");
        assertThat(read(made.id()).published()).isEqualTo(1);
        assertThat(window.find(Span.class)
                        .withClassName("badge")
                        .withText("Versión 1")
                        .exists())
                .isTrue();
    }

    @Test
    void whatIsChangedIsSeenAtOnceAndKept() {
        UUID id = make(ofPerson("firstName"));
        open("settings/forms/" + id, FormBuilderView.class);
        assertThat(isPreviewed("field-a-firstName")).isTrue();

        choose("add-question-0", "Cargo");
        assertThat(isPreviewed("field-a-jobTitle")).isTrue();
        window.test(window.find(Button.class).withText("Cargo").single()).click();
        type("question-label", "¿A qué te dedicas?");
        window.test(window.find(Checkbox.class).id("question-required")).click();
        type("limits-pattern", "[A-Z].*");
        type("limits-words", "Empieza con mayúscula.");
        click("use-element");

        assertThat(text("field-a-jobTitle").getLabel()).isEqualTo("¿A qué te dedicas?");
        assertThat(text("field-a-jobTitle").isRequiredIndicatorVisible()).isTrue();
        assertThat(read(id).draft().elements().getLast())
                .isEqualTo(new Question("a", "jobTitle")
                        .called("¿A qué te dedicas?", "")
                        .demanded()
                        .within(Limits.matching("[A-Z].*", "Empieza con mayúscula.")));

        click("add-words-0");
        type("words-title", "Casi está");
        window.<TextAreaTester<TextArea>, TextArea>test(
                        window.find(TextArea.class).id("words-text"))
                .setValue("Solo una cosa más.");
        click("use-element");
        click("up-0-2");
        assertThat(window.find(H3.class).withText("Casi está").exists()).isTrue();
        assertThat(read(id).draft().elements().get(1))
                .isEqualTo(new Words("Casi está", "Solo una cosa más.", When.ALWAYS));
    }

    @Test
    void elementsMoveFromStepToStepAndStepsAmongThemselves() {
        UUID id = make(ofPerson("firstName", "lastName"));
        open("settings/forms/" + id, FormBuilderView.class);
        click("add-step");
        click("down-0-1");
        assertThat(read(id).draft().steps())
                .extracting(step -> step.elements().size())
                .containsExactly(1, 1);
        type("step-title-1", "Apellidos");
        click("step-up-1");
        assertThat(read(id).draft().steps()).extracting(Step::title).containsExactly("Apellidos", "Persona");
        click("step-remove-0");
        assertThat(read(id).draft().questions()).containsExactly(new Question("a", "firstName"));
    }

    @Test
    void aLinkedRecordComesWithItsQuestionsAndGoesWithThem() {
        UUID id = make(ofPerson("firstName", "organisation"));
        open("settings/forms/" + id, FormBuilderView.class);

        this.<Linked>choose("add-part", "Organización (Persona › Organización lleva a Organización)");

        FormDefinition both = read(id).draft();
        assertThat(both.parts()).containsExactly(new Part("a", "person"), new Part("b", "organisation"));
        assertThat(both.bonds()).containsExactly(new Bond("a", "organisation", "b"));
        assertThat(both.questions())
                .as("nobody is asked for what the link fills in")
                .containsExactly(new Question("a", "firstName"), new Question("b", "name"));
        click("publish-form");
        assertThat(read(id).published()).isEqualTo(1);

        click("part-remove-b");
        assertThat(read(id).draft().parts()).hasSize(1);
        assertThat(read(id).draft().questions()).containsExactly(new Question("a", "firstName"));
    }

    @Test
    void saysWhatKeepsItFromBeingPublishedAndWhatIsWrongBesideItsField() {
        UUID id = make(ofPerson("jobTitle"));
        as(tenant, () -> forms.create("Otra", ofPerson("firstName")));
        open("settings/forms/" + id, FormBuilderView.class);

        click("publish-form");
        Div problems = window.find(Div.class).withClassName("error-summary").all().stream()
                .filter(Div::isVisible)
                .findFirst()
                .orElseThrow();
        assertThat(problems.getElement().getTextRecursively()).contains("Falta preguntar", "Nombre");
        assertThat(read(id).published()).isNull();

        type("form-slug", "otra");
        assertThat(text("form-slug").isInvalid()).isTrue();
        type("form-slug", "¡no!");
        assertThat(text("form-slug").getErrorMessage()).startsWith("Usa letras minúsculas");
        type("form-slug", "alta-2");
        assertThat(text("form-slug").isInvalid()).isFalse();
        assertThat(read(id).slug()).isEqualTo("alta-2");
    }

    @Test
    void isClosedToMembersAndToOtherTenants() {
        UUID id = make(ofPerson("firstName"));
        window = logIn(tenant, newUser(tenant, "berta", Roles.MEMBER));
        Tenant other = newTenant();
        for (String address : List.of("settings/forms", "settings/forms/" + id)) {
            window.getUI().navigate(address);
            assertThat(window.getCurrentView()).as(address).isInstanceOf(HasErrorParameter.class);
        }
        window = logIn(
                other,
                TenantScope.supply(
                        other, () -> users.byEmail(emailOf(other.slug())).orElseThrow()));
        window.getUI().navigate("settings/forms/" + id);
        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
    }
}
