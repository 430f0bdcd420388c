package com.innodus.kernel.reports.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.records.FieldPath;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.reports.Report;
import com.innodus.kernel.reports.Reports;
import com.innodus.support.Screen;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReportViewTest extends Screen {
    @Autowired
    Records records;

    @Autowired
    Reports reports;

    @Autowired
    RecordType<Organisation> organisations;

    private void make(String name, String city) {
        as(tenant, () -> records.create(organisations, Map.of("name", name, "city", city)));
    }

    @SuppressWarnings("unchecked")
    private Select<RecordType<?>> type() {
        return (Select<RecordType<?>>)
                window.find(Select.class).withId("report-type").single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<FieldPath> field(String id) {
        return (ComboBox<FieldPath>) window.find(ComboBox.class).withId(id).single();
    }

    private void choose(String id, String path) {
        ComboBox<FieldPath> field = field(id);
        field.setValue(field.getListDataView()
                .getItems()
                .filter(each -> each.text().equals(path))
                .findFirst()
                .orElseThrow());
    }

    private List<List<String>> rows() {
        return window.find(NativeTable.class).single().getBody().getRows().stream()
                .map(row -> row.getChildren()
                        .map(cell -> cell.getElement().getTextRecursively())
                        .toList())
                .toList();
    }

    @Test
    void isMadeWithItsAnswerInSightAndOpenedWithLinksToTheRecords() {
        make("Ágora", "Vic");
        make("Bàscula", "Vic");
        make("Cordel", "Olot");
        open("reports/new", ReportEditView.class);
        Select<RecordType<?>> type = type();
        type.setValue(type.getListDataView()
                .getItems()
                .filter(each -> each.key().equals("organisation"))
                .findFirst()
                .orElseThrow());
        choose("report-row-0", "city");
        assertThat(rows()).containsExactly(List.of("Vic", "2"), List.of("Olot", "1"), List.of("Total", "3"));
        window.test(window.find(Button.class).withId("save-report").single()).click();
        TextField name = window.find(TextField.class).withId("report-name").single();
        assertThat(name.isInvalid()).isTrue();
        name.setValue("Por ciudad");
        window.test(window.find(Button.class).withId("save-report").single()).click();

        Report made = as(tenant, () -> reports.all()).getFirst();
        open("reports/" + made.id() + "?asked=city.is.'Olot'", ReportView.class);
        assertThat(rows()).containsExactly(List.of("Olot", "1"), List.of("Total", "1"));
        assertThat(window.find(Anchor.class).all().stream().map(Anchor::getHref))
                .anyMatch(link -> link.startsWith("/app/organisations?filter="));
    }

    @Test
    void saysWhatToDoWhereThereIsNone() {
        open("reports", ReportsView.class);
        assertThat(window.find(Button.class).withId("first-report").exists()).isTrue();
    }
}
