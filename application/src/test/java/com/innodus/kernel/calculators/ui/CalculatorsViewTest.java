package com.innodus.kernel.calculators.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.calculators.Calculator;
import com.innodus.kernel.calculators.Calculators;
import com.innodus.kernel.dashboards.ui.SideColumn;
import com.innodus.kernel.faces.ui.RecordSheetView;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CalculatorsViewTest extends Screen {
    @Autowired
    Calculators calculators;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    private void click(String id) {
        window.test(window.find(Button.class).withId(id).single()).click();
    }

    private void type(String label, int place, String text) {
        TextField field = window.find(TextField.class).all().stream()
                .filter(each -> label.equals(each.getLabel()))
                .skip(place)
                .findFirst()
                .orElseThrow();
        window.test(field).setValue(text);
    }

    private void formula(String text) {
        TextArea field = window.find(TextArea.class).all().stream()
                .filter(each -> "Fórmula".equals(each.getLabel()))
                .findFirst()
                .orElseThrow();
        window.test(field).setValue(text);
    }

    private TextArea formula() {
        return window.find(TextArea.class).all().stream()
                .filter(each -> "Fórmula".equals(each.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private void choose(String label, String value) {
        window.find(Select.class).all().stream()
                .filter(each -> label.equals(each.getLabel()))
                .findFirst()
                .orElseThrow()
                .setValue(value);
    }

    @Test
    void isWrittenTriedOutAndThenStandsBesideTheRecords() {
        UUID record = as(
                tenant,
                () -> records.create(organisations, Map.of("name", "Vega", "revenue", new BigDecimal("1000")))
                        .id());
        CalculatorsView view = open("settings/calculators?id=new", CalculatorsView.class);
        type("Nombre", 0, "Con IVA");
        choose("Sobre qué fichas", "organisation");
        type("Etiqueta", 0, "Base imponible");
        type("Etiqueta", 1, "Total");
        formula("base_imponible +");
        assertThat(formula().isInvalid()).isTrue();
        formula("base_imponible * 1.21");
        assertThat(formula().isInvalid()).isFalse();
        choose("Se toma del campo", "revenue");
        choose("Se guarda en el campo", "revenue");
        assertThat(view.getElement().getTextRecursively()).contains("Prueba");
        click("calculator-save");
        Calculator made = as(tenant, () -> calculators.all()).getFirst();
        assertThat(made.inputs().getFirst().key()).isEqualTo("base_imponible");
        assertThat(made.outputs().getFirst().field()).isEqualTo("revenue");

        open("organisations/" + record, RecordSheetView.class);
        click("toggle-side");
        lookAtWidgets();
        assertThat(window.find(SideColumn.class).single().getElement().getTextRecursively())
                .contains("1.210,00");
        click("write-total");
        assertThat(as(tenant, () -> records.get(organisations, record).getRevenue()))
                .isEqualByComparingTo("1210");
    }

    @Test
    void whatIsWrongIsSaidWhereItStandsAndNothingTypedIsLost() {
        open("settings/calculators?id=new", CalculatorsView.class);
        type("Etiqueta", 0, "Base");
        click("calculator-save");
        assertThat(window.find(TextField.class)
                        .withId("calculator-name")
                        .single()
                        .isInvalid())
                .isTrue();
        assertThat(formula().isInvalid()).isTrue();
        assertThat(as(tenant, () -> calculators.all())).isEmpty();
        assertThat(window.find(TextField.class).all())
                .extracting(TextField::getValue)
                .contains("Base", "base");
    }
}
