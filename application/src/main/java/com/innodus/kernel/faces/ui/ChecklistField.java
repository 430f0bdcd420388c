package com.innodus.kernel.faces.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.CheckItem;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Things to do, each with a tick; Enter goes on with a new one. */
class ChecklistField extends CustomField<List<CheckItem>> {
    private static final long serialVersionUID = 1L;

    private final Locale locale;
    private final Div rows = new Div();
    private final List<Row> shown = new ArrayList<>();

    private final class Row extends Div {
        private static final long serialVersionUID = 1L;
        private final Checkbox done = new Checkbox();
        private final TextField text = new TextField();

        Row(CheckItem item) {
            addClassName("check-item");
            done.setValue(item.done());
            done.setAriaLabel(Texts.text(locale, "checklist.done"));
            text.setValue(item.text());
            text.setMaxLength(200);
            text.setAriaLabel(Texts.text(locale, "checklist.item"));
            Editors.waitForAPause(text);
            done.addValueChangeListener(change -> tell(change.isFromClient()));
            text.addValueChangeListener(change -> tell(change.isFromClient()));
            text.addKeyDownListener(
                    Key.ENTER, key -> addRow(new CheckItem("", false)).text.focus());
            Button remove = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> {
                shown.remove(this);
                rows.remove(this);
                updateValue();
            });
            remove.addThemeVariants(ButtonVariant.TERTIARY);
            remove.setAriaLabel(Texts.text(locale, "action.remove"));
            add(done, text, remove);
        }
    }

    ChecklistField(Locale locale) {
        super(List.of());
        this.locale = locale;
        Button more = new Button(
                Texts.text(locale, "action.add"),
                VaadinIcon.PLUS.create(),
                click -> addRow(new CheckItem("", false)).text.focus());
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(rows, more);
    }

    private Row addRow(CheckItem item) {
        Row row = new Row(item);
        shown.add(row);
        rows.add(row);
        return row;
    }

    private void tell(boolean fromClient) {
        if (fromClient) {
            updateValue();
        }
    }

    @Override
    protected List<CheckItem> generateModelValue() {
        return shown.stream()
                .filter(row -> !row.text.getValue().isBlank())
                .map(row -> new CheckItem(row.text.getValue().strip(), row.done.getValue()))
                .toList();
    }

    @Override
    protected void setPresentationValue(@Nullable List<CheckItem> items) {
        shown.clear();
        rows.removeAll();
        if (items != null) {
            items.forEach(this::addRow);
        }
    }
}
