package com.innodus.kernel.forms.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.User;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.Element.When;
import com.innodus.kernel.forms.Element.Words;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormDefinition.Bond;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.forms.Limits;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldTester;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FormFillViewTest extends Screen {
    @Autowired
    Forms forms;

    @Autowired
    Records records;

    @Autowired
    Access access;

    @Autowired
    RecordType<Person> people;

    @Autowired
    RecordType<Organisation> organisations;

    private UUID form;

    @BeforeEach
    void publish() {
        form = as(tenant, () -> {
            UUID id = forms.create(
                    "Alta",
                    new FormDefinition(
                            "Dos minutos.",
                            "Te llamaremos.",
                            List.of(new Part("p", "person"), new Part("o", "organisation")),
                            List.of(new Bond("p", "organisation", "o")),
                            List.of(
                                    new Step(
                                            "Quién eres",
                                            List.of(
                                                    new Words("Antes de empezar", "Solo lo necesario.", When.ALWAYS),
                                                    new Question("p", "firstName")
                                                            .demanded()
                                                            .called("¿Cómo te llamas?", "Nombre de pila"),
                                                    new Question("p", "lastName"))),
                                    new Step(
                                            "Dónde trabajas",
                                            List.of(
                                                    new Question("o", "name"),
                                                    new Question("o", "taxId").shown(new When("o", "name.filled")),
                                                    new Question("o", "postalCode")
                                                            .within(Limits.matching("[0-9]{5}", "Cinco cifras.")))))));
            forms.publish(id);
            return id;
        });
    }

    private TextField field(String key) {
        return window.find(TextField.class).id("field-" + key);
    }

    private void type(String key, String text) {
        window.<TextFieldTester<TextField, String>, TextField>test(field(key)).setValue(text);
    }

    private void next() {
        window.test(window.find(Button.class).id("form-next")).click();
    }

    private List<String> summary() {
        return window.find(Anchor.class).all().stream()
                .map(Anchor::getText)
                .filter(text -> text.contains(":"))
                .toList();
    }

    @Test
    void isFilledInStepByStepAndNothingIsLost() {
        open("forms/alta", FormFillView.class);
        assertThat(field("p-firstName").getLabel()).isEqualTo("¿Cómo te llamas?");
        assertThat(field("p-firstName").getHelperText()).isEqualTo("Nombre de pila");
        next();
        assertThat(field("p-firstName").getErrorMessage()).isEqualTo("Este dato es necesario.");
        assertThat(summary()).hasSize(1).first().asString().startsWith("¿Cómo te llamas?");

        type("p-firstName", "Marta");
        next();
        assertThat(window.find(H2.class).withText("Dónde trabajas").exists()).isTrue();
        assertThat(window.find(TextField.class).withId("field-o-taxId").exists())
                .isFalse();
        type("o-name", "Ágora");
        type("o-taxId", "no es");
        type("o-postalCode", "8");
        next();
        assertThat(field("o-postalCode").getErrorMessage()).isEqualTo("Cinco cifras.");
        type("o-postalCode", "08001");
        next();
        // what only the gate knows, beside its field as well
        assertThat(field("o-taxId").isInvalid()).isTrue();
        assertThat(field("o-taxId").getValue()).isEqualTo("no es");

        window.test(window.find(Button.class).id("form-back")).click();
        assertThat(field("p-firstName").getValue()).isEqualTo("Marta");
        next();
        type("o-taxId", "B12345674");
        next();

        assertThat(window.find(H2.class).withText("Enviado").exists()).isTrue();
        assertThat(window.find(Anchor.class).withText("Marta").exists()).isTrue();
        UUID marta = as(tenant, () -> records.ids(people, Query.ALL, 2)).stream()
                .findFirst()
                .orElseThrow();
        Person made = as(tenant, () -> records.get(people, marta));
        assertThat(as(tenant, () -> records.get(organisations, made.getOrganisation()))
                        .getName())
                .isEqualTo("Ágora");

        open("forms/alta/answers", FormAnswersView.class);
        assertThat(window.find(Anchor.class).withText("Ágora").single().getHref())
                .isEqualTo("/app/organisations/" + made.getOrganisation());
    }

    @Test
    void whatWasTypedOutlivesTheWindow() {
        open("forms/alta", FormFillView.class);
        type("p-firstName", "Marta");
        next();
        type("o-name", "Ágora");

        window = logIn(
                tenant,
                TenantScope.supply(
                        tenant, () -> users.byEmail(emailOf(tenant.slug())).orElseThrow()));
        open("forms/alta", FormFillView.class);
        assertThat(window.find(Div.class).withClassName("draft-notice").exists())
                .isTrue();
        assertThat(field("p-firstName").getValue()).isEqualTo("Marta");
        next();
        assertThat(field("o-name").getValue()).isEqualTo("Ágora");
        next();
        assertThat(window.find(H2.class).withText("Enviado").exists()).isTrue();

        window.test(window.find(Button.class).id("form-again")).click();
        assertThat(field("p-firstName").getValue()).isEmpty();
    }

    @Test
    void whatIsHiddenAgainIsNotSent() {
        open("forms/alta", FormFillView.class);
        type("p-firstName", "Marta");
        next();
        type("o-name", "Ágora");
        type("o-taxId", "no es");
        type("o-name", "");
        next();

        assertThat(window.find(H2.class).withText("Enviado").exists()).isTrue();
        assertThat(as(tenant, () -> records.count(organisations, Query.ALL, 9))).isZero();
    }

    @Test
    void saysWhatMayExistAlready() {
        as(tenant, () -> records.create(people, Map.of("firstName", "Marta", "lastName", "Olmedo")));
        open("forms/alta", FormFillView.class);
        type("p-firstName", "Marta");
        type("p-lastName", "Olmedo");

        assertThat(window.find(Anchor.class).withText("Marta Olmedo").exists()).isTrue();
    }

    @Test
    void whatWasWithdrawnMeanwhileIsSaidAndKept() {
        open("forms/alta", FormFillView.class);
        type("p-firstName", "Marta");
        next();
        as(tenant, () -> {
            forms.withdraw(form);
            return true;
        });
        next();

        assertThat(window.find(Div.class)
                        .withClassName("error-summary")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains("ya no se puede rellenar");
        assertThat(as(tenant, () -> records.count(people, Query.ALL, 9))).isZero();
    }

    @Test
    void isThereForThoseAloneWhoMayMakeTheRecords() {
        User berta = newUser(tenant, "berta", Roles.MEMBER);
        window = logIn(tenant, berta);
        open("forms", FormsView.class);
        assertThat(window.find(Anchor.class).withText("Alta").exists()).isTrue();

        as(tenant, Actor.SYSTEM, () -> {
            access.grant(Roles.MEMBER, "person", Operation.CREATE, Scope.NONE);
            access.grant(Roles.BASELINE, "person", Operation.CREATE, Scope.NONE);
            return true;
        });
        open("forms", FormsView.class);
        assertThat(window.find(Anchor.class).withText("Alta").exists()).isFalse();
        for (String address : List.of("forms/alta", "forms/alta/answers", "forms/nada")) {
            window.getUI().navigate(address);
            assertThat(window.getCurrentView()).as(address).isInstanceOf(HasErrorParameter.class);
        }
    }

    @Test
    void anotherTenantsFormIsNotFound() {
        com.innodus.tenants.catalogue.Tenant other = newTenant();
        window = logIn(
                other,
                TenantScope.supply(
                        other, () -> users.byEmail(emailOf(other.slug())).orElseThrow()));
        for (String address : List.of("forms/alta", "forms/alta/answers")) {
            window.getUI().navigate(address);
            assertThat(window.getCurrentView()).as(address).isInstanceOf(HasErrorParameter.class);
        }
        open("forms", FormsView.class);
        assertThat(window.find(H1.class).single().getText()).isEqualTo("Formularios");
        assertThat(window.find(Anchor.class).withText("Alta").exists()).isFalse();
    }
}
