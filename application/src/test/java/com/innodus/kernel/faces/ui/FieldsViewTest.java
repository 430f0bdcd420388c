package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldKinds;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Formulas;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextAreaTester;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldTester;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class FieldsViewTest extends Screen {
    private static final String PEOPLE = FieldsView.PATH + "?type=person";

    @Autowired
    CustomFields fields;

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    private void click(String label) {
        window.test(window.find(Button.class).withText(label).last()).click();
    }

    private List<String> lines() {
        return window.find(ListItem.class).withClassName("line-field").all().stream()
                .map(line -> line.getElement().getTextRecursively())
                .toList();
    }

    private String shown() {
        return ((Component) window.getCurrentView()).getElement().getTextRecursively();
    }

    private TextField text(String id) {
        return window.find(TextField.class).id(id);
    }

    private void type(TextField field, String value) {
        window.<TextFieldTester<TextField, String>, TextField>test(field).setValue(value);
    }

    private void kind(String kind) {
        @SuppressWarnings("unchecked")
        ComboBox<String> choice = window.find(ComboBox.class).id("fields-kind");
        choice.setValue(kind);
    }

    private FieldDefinition add(FieldType type, String label) {
        return as(tenant, () -> fields.add(FieldDefinition.blank("person", type, label), List.of()));
    }

    @Test
    void whoMakesAFieldSeesItInTheFormAtOnce() {
        open(PEOPLE, FieldsView.class);
        click("Añadir el primer campo");
        type(text("fields-label"), "Talla de camiseta");
        click("Guardar");

        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst()).contains("Talla de camiseta", "Texto", "Más datos");
        open("people/new", RecordFormView.class);
        assertThat(text("field-x_talla_de_camiseta").getLabel()).isEqualTo("Talla de camiseta");
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.MEMBER, Roles.READER})
    void isNotThereForThoseWhoDoNotAdminister(String role) {
        window = logIn(tenant, newUser(tenant, "Berta", role));

        window.getUI().navigate(FieldsView.PATH);

        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
    }

    @Test
    void aFormulaIsTriedOutWhileItIsTypedAndThenStandsInTheSheet() {
        UUID id = as(
                tenant,
                () -> records.create(types.require("person"), Map.of("firstName", "Ana", "lastName", "Gil"))
                        .id());
        open(PEOPLE, FieldsView.class);
        click("Añadir campo");
        type(text("fields-label"), "Siglas");
        kind("formula");
        TextArea formula = window.find(TextArea.class).id("fields-formula");

        window.<TextAreaTester<TextArea>, TextArea>test(formula).setValue("left(firstName; 1) & salario");
        assertThat(formula.getErrorMessage()).isEqualTo("Posición 22: no hay ningún campo «salario».");
        window.<TextAreaTester<TextArea>, TextArea>test(formula).setValue("left(firstName; 1) & left(lastName; 1)");
        assertThat(formula.isInvalid()).isFalse();
        assertThat(window.find(Span.class).id("fields-formula-result").getText())
                .isEqualTo("Resultado: AG");
        click("Guardar");

        assertThat(lines()).singleElement().asString().contains("Siglas", "Fórmula");
        open("people/" + id, RecordSheetView.class);
        assertThat(shown()).contains("Siglas", "AG");
    }

    @Test
    void aRollUpCountsWhatLinksHere() {
        UUID firm = as(
                tenant,
                () -> records.create(types.require("organisation"), Map.of("name", "Duero"))
                        .id());
        as(tenant, () -> records.create(types.require("person"), Map.of("firstName", "Ana", "organisation", firm)));
        open(FieldsView.PATH + "?type=organisation", FieldsView.class);
        click("Añadir campo");
        type(text("fields-label"), "Plantilla");
        kind("rollUp");
        @SuppressWarnings("unchecked")
        Select<Formulas.Way> way = window.find(Select.class).id("fields-way");
        way.setValue(new Formulas.Way("person", "organisation"));
        click("Guardar");

        assertThat(lines()).singleElement().asString().contains("Plantilla", "Resumen de fichas");
        assertThat(as(tenant, () -> first(types.require("organisation"), "x_plantilla")))
                .isEqualTo(1);
    }

    @Test
    void saysBesideTheFieldWhatADefinitionLacksAndKeepsWhatWasTyped() {
        open(PEOPLE, FieldsView.class);
        click("Añadir campo");
        type(text("fields-help"), "Se escribe dos veces");
        kind("choice");
        click("Guardar");

        assertThat(text("fields-label").getErrorMessage()).isEqualTo("Este dato es necesario.");
        type(text("fields-label"), "Talla");
        click("Guardar");
        assertThat(window.find(TextArea.class).id("fields-options").getErrorMessage())
                .isEqualTo("Este dato es necesario.");
        assertThat(text("fields-help").getValue()).isEqualTo("Se escribe dos veces");
        window.find(TextArea.class).id("fields-options").setValue("S\nM\nL");
        click("Guardar");
        assertThat(lines()).singleElement().asString().contains("Talla", "Una opción", "Se escribe dos veces");
    }

    @Test
    void eachKindCanBeMadeAndStandsInFormSheetAndList() {
        open(PEOPLE, FieldsView.class);
        for (String kind : FieldKinds.OFFERED) {
            click("Añadir campo");
            type(text("fields-label"), "Propio " + kind);
            kind(kind);
            if (kind.equals("choice") || kind.equals("choices")) {
                window.find(TextArea.class).id("fields-options").setValue("Uno\nDos");
            }
            click("Guardar");
        }

        assertThat(lines()).hasSize(FieldKinds.OFFERED.size());
        open("people/new", RecordFormView.class);
        type(text("field-firstName"), "Ana");
        type(text("field-x_propio_text"), "Hola");
        click("Guardar");
        assertThat(window.getCurrentView()).isInstanceOf(RecordSheetView.class);
        assertThat(shown()).contains("Propio text", "Hola", "00001");
    }

    @Test
    void theFormAsksOnlyForWhatGoesWithTheOtherValues() {
        FieldDefinition member = add(new FieldType.Flag(), "Socio");
        FieldDefinition blank = FieldDefinition.blank("person", new FieldType.Text(500), "Carné");
        as(
                tenant,
                () -> fields.add(
                        new FieldDefinition(
                                blank.id(),
                                "person",
                                blank.key(),
                                blank.type(),
                                "Carné",
                                null,
                                null,
                                null,
                                "",
                                true,
                                null,
                                Filter.test(member.key(), Filter.Operator.IS, "true"),
                                null,
                                false,
                                false,
                                false,
                                false,
                                null,
                                false),
                        List.of()));
        open("people/new", RecordFormView.class);
        type(text("field-firstName"), "Ana");
        assertThat(window.find(TextField.class).withId("field-x_carne").exists())
                .isFalse();

        Checkbox box = window.find(Checkbox.class).id("field-x_socio");
        window.test(box).click();
        TextField card = text("field-x_carne");
        assertThat(card.isRequiredIndicatorVisible()).isTrue();
        click("Guardar");
        assertThat(card.getErrorMessage()).isEqualTo("Este dato es necesario.");

        type(card, "7");
        click("Guardar");
        assertThat(stored("x_carne")).isEqualTo("7");
    }

    private Object stored(String key) {
        return as(tenant, () -> first(types.require("person"), key));
    }

    private <E extends BaseRecord> Object first(RecordType<E> type, String key) {
        return type.require(key).get(records.page(type, Query.ALL, null, 0, 1).getFirst());
    }

    @Test
    void movesAndArchives() {
        add(new FieldType.Whole(), "Uno");
        add(new FieldType.Whole(), "Dos");
        open(PEOPLE, FieldsView.class);

        window.test(window.find(Button.class).withAriaLabel("Subir Dos").single())
                .click();

        assertThat(lines().getFirst()).contains("Dos");
        assertThat(as(tenant, () -> types.require("person").sections().getLast().fields()))
                .containsExactly("x_dos", "x_uno");
    }

    @Test
    void namesWithMarkupAreShownAsTheyWereTyped() {
        add(new FieldType.RichText(100), "<img src=x onerror=alert(1)>");
        open(PEOPLE, FieldsView.class);

        assertThat(lines()).singleElement().asString().contains("<img src=x onerror=alert(1)>");
        assertThat(window.find(Div.class).withId("x").exists()).isFalse();
    }

    @Test
    void aSheetShowsMarkdownAndStars() {
        FieldDefinition text = add(new FieldType.RichText(100), "Presentación");
        FieldDefinition stars = add(new FieldType.Rating(5), "Valoración");
        UUID id = as(
                tenant,
                () -> records.create(
                                types.require("person"),
                                Map.of("firstName", "Ana", text.key(), "**hola**", stars.key(), 3))
                        .id());

        open("people/" + id, RecordSheetView.class);

        assertThat(shown()).contains("Presentación", "★★★☆☆");
        assertThat(window.find(com.vaadin.flow.component.markdown.Markdown.class)
                        .single()
                        .getContent())
                .isEqualTo("**hola**");
    }
}
