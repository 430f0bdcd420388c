package com.innodus.kernel.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.privacy.PersonalConsents.Consent;
import com.innodus.kernel.privacy.PersonalConsents.Wording;
import com.innodus.kernel.privacy.ui.ConsentsView;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PersonalConsentsTest extends Screen {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 14);

    @Autowired
    PersonalConsents consents;

    @Autowired
    Records records;

    @Autowired
    RecordTypes types;

    private UUID person;

    @BeforeEach
    void makeAPerson() {
        person = as(
                tenant,
                () -> records.create(people(), Map.of("firstName", "Zósima")).id());
    }

    private RecordType<?> people() {
        return types.require("person");
    }

    private void click(String id) {
        window.test(window.find(Button.class).withId(id).single()).click();
        window.roundTrip();
    }

    @Test
    void keepToTheWordingThatWasAgreedTo() {
        as(tenant, () -> {
            Wording first = consents.publish("Boletín", "Le escribiremos una vez al mes.");
            consents.give(people(), person, first.id(), DAY, "Feria de marzo");
            Wording second = consents.publish("boletín", "Le escribiremos cada semana.");
            assertThat(second.version()).isEqualTo(2);
            assertThat(consents.latest()).containsExactly(second);

            Consent given = consents.of(people(), person).getFirst();
            assertThat(given.wording()).isEqualTo(first);
            assertThat(given.givenOn()).isEqualTo(DAY);
            assertThat(given.source()).isEqualTo("Feria de marzo");
            return true;
        });
    }

    @Test
    void areTakenBackAndStayNoted() {
        as(tenant, () -> {
            Wording wording = consents.publish("Boletín", "Le escribiremos.");
            UUID consent = consents.give(people(), person, wording.id(), DAY, "Papel");
            consents.withdraw(people(), person, consent);
            var at = consents.of(people(), person).getFirst().withdrawnAt();
            assertThat(at).isNotNull();
            consents.withdraw(people(), person, consent);
            assertThat(consents.of(people(), person).getFirst().withdrawnAt()).isEqualTo(at);
            return true;
        });
    }

    @Test
    void areRefusedWhenTheySayTooLittleOrComeFromTheFuture() {
        as(tenant, () -> {
            UUID wording = consents.publish("Boletín", "Le escribiremos.").id();
            for (Runnable act : List.<Runnable>of(
                    () -> consents.publish(" ", "x"),
                    () -> consents.publish("x", "\0"),
                    () -> consents.publish("x".repeat(81), "x"),
                    () -> consents.give(people(), person, wording, DAY, " "),
                    () -> consents.give(people(), person, wording, LocalDate.of(9999, 1, 1), "Papel"))) {
                assertThatThrownBy(act::run).isInstanceOf(InvalidRecord.class);
            }
            return true;
        });
    }

    @Test
    void followTheRightsOnThePerson() {
        UUID wording =
                as(tenant, () -> consents.publish("Boletín", "Le escribiremos.").id());
        var reader = newUser(tenant, "Berta", Roles.READER).actor();
        assertThat(as(tenant, reader, () -> consents.of(people(), person))).isEmpty();
        assertThatThrownBy(() -> as(tenant, reader, () -> consents.give(people(), person, wording, DAY, "Papel")))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(tenant, reader, () -> consents.publish("x", "y")))
                .isInstanceOf(Forbidden.class);
        var other = newTenant();
        assertThatThrownBy(() -> as(other, () -> consents.of(people(), person))).isInstanceOf(RecordNotFound.class);
    }

    @Test
    void areWordedInTheSettingsAndGivenOnTheSheet() {
        open("settings/consents", ConsentsView.class);
        click("new-purpose");
        click("save-purpose");
        assertThat(window.find(TextField.class).withId("purpose").single().isInvalid())
                .isTrue();
        window.find(TextField.class).withId("purpose").single().setValue("Boletín");
        window.find(TextArea.class).withId("body").single().setValue("Le escribiremos.");
        click("save-purpose");

        open("people/" + person, Component.class);
        click("add-consent");
        click("save-consent");
        TextField source = window.find(TextField.class).withId("consent-source").single();
        assertThat(source.isInvalid()).isTrue();
        source.setValue("Teléfono");
        click("save-consent");

        assertThat(as(tenant, () -> consents.of(people(), person)))
                .singleElement()
                .satisfies(consent -> assertThat(consent.source()).isEqualTo("Teléfono"));
    }
}
