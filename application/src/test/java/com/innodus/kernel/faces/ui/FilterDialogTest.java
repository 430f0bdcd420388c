package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class FilterDialogTest extends Screen {
    @Autowired
    Records records;

    @Autowired
    Operands operands;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    RecordType<Person> people;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "city.is.'Vic'",
                "or(city.is.'Vic',not(city.empty))",
                "not(or(city.is.'Vic',and(firstName.is.'Ana',birthDate.this.'month')))",
                "and(has(organisation,city.is.'Vic'),createdAt.older.'30')",
                "not(has(organisation))",
                "has(organisation,and(city.is.'Vic',not(has(organisation.parent,name.starts.'A'))))",
                "and(not(has(organisation,city.is.'Vic')),has(organisation,has(parent)))",
            })
    void editsWhatItShowsAndChangesNothingUnasked(String filter) {
        open("people", RecordListView.class);

        String read = as(
                tenant,
                () -> FilterText.write(new FilterGroup(people, operands, FilterText.read(filter))
                        .read()
                        .orElseThrow()));

        assertThat(read).isEqualTo(filter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "city.is.'Vic' | Población es Vic",
                "has(organisation,city.is.'Vic') | Organización › Población es Vic",
                "not(has(organisation,city.is.'Vic')) | no (Organización › Población es Vic)",
                "not(has(organisation)) | sin Organización",
                "birthDate.this.'month' | Fecha de nacimiento: este mes",
                "or(city.empty,and(city.is.'Vic',firstName.is.'Ana')) | Población está vacío o (Población es Vic y Nombre es Ana)",
                "has(organisation,and(city.is.'Vic',name.is.'A')) | con Organización donde (Población es Vic y Nombre es A)",
            })
    void saysAnyFilterInWords(String filter, String expected) {
        open("people", RecordListView.class);

        assertThat(as(tenant, () -> new FilterWords(operands, Locale.of("es")).of(people, FilterText.read(filter))))
                .isEqualTo(expected);
    }

    @Test
    void aListByRelatedRecordsShowsItsChipAndSurvivesTheDialog() {
        as(tenant, () -> {
            UUID vic = records.create(organisations, Map.of("name", "Ágora", "city", "Vic"))
                    .id();
            records.create(people, Map.of("firstName", "Ana", "organisation", vic));
            return records.create(people, Map.of("firstName", "Bea"));
        });

        open("people?filter=has(organisation,or(city.is.'Vic',city.is.'Olot'))", RecordListView.class);
        assertThat(count()).isEqualTo("1 resultado");
        assertThat(chip()).isEqualTo("con Organización donde (Población es Vic o Población es Olot)");

        click("advanced-filter");
        click("apply-filters");
        assertThat(count()).isEqualTo("1 resultado");
        assertThat(chip()).isEqualTo("con Organización donde (Población es Vic o Población es Olot)");
    }

    @Test
    void whatLacksSomethingIsSaidAndNotApplied() {
        open("people", RecordListView.class);

        assertThat(as(
                        tenant,
                        () -> new FilterGroup(people, operands, FilterText.read("or(city.is.'x',not(has(gone)))"))
                                .read()))
                .isEmpty();
    }

    private String chip() {
        return window.find(Button.class).withClassName("chip-text").single().getText();
    }

    private String count() {
        return window.find(Span.class).withClassName("count").single().getText();
    }

    private void click(String id) {
        window.test(window.find(Button.class).withId(id).single()).click();
    }
}
