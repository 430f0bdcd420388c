package com.innodus.kernel.faces.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.ContactPoint;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Several e-mail addresses or phone numbers, each with a label; the first is the main one. */
class ContactPointsField extends CustomField<List<ContactPoint>> {
    private static final long serialVersionUID = 1L;
    private static final List<String> LABELS = List.of("work", "mobile", "home", "other");

    private final String inputMode;
    private final Locale locale;
    private final Div rows = new Div();
    private final Button more;
    private final List<Row> shown = new ArrayList<>();

    private final class Row extends Div {
        private static final long serialVersionUID = 1L;
        private final Select<String> label = new Select<>();
        private final TextField value = new TextField();

        Row(ContactPoint point) {
            addClassName("contact-point");
            label.setItems(LABELS);
            label.setItemLabelGenerator(key -> Texts.text(locale, "label." + key));
            label.setValue(LABELS.contains(point.label()) ? point.label() : "other");
            label.setAriaLabel(Texts.text(locale, "label"));
            value.setValue(point.value());
            Editors.waitForAPause(value);
            value.addValueChangeListener(change -> tell(change.isFromClient()));
            label.addValueChangeListener(change -> tell(change.isFromClient()));
            value.setAriaLabel(Texts.text(locale, inputMode.equals("tel") ? "label.phone" : "label.email"));
            value.getElement().setAttribute("inputmode", inputMode);
            Button remove = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> {
                shown.remove(this);
                rows.remove(this);
                updateValue();
            });
            remove.addThemeVariants(ButtonVariant.TERTIARY);
            remove.setAriaLabel(Texts.text(locale, "action.remove"));
            add(label, value, remove);
        }
    }

    ContactPointsField(String inputMode, Locale locale) {
        super(List.of());
        this.inputMode = inputMode;
        this.locale = locale;
        more = new Button(
                Texts.text(locale, "action.add"),
                VaadinIcon.PLUS.create(),
                click -> addRow(ContactPoint.work("")).value.focus());
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(rows, more);
        addRow(ContactPoint.work(""));
    }

    private Row addRow(ContactPoint point) {
        Row row = new Row(point);
        shown.add(row);
        rows.add(row);
        return row;
    }

    /** The browser tells only of what is left, not of a pause in typing. */
    private void tell(boolean fromClient) {
        if (fromClient) {
            updateValue();
        }
    }

    @Override
    protected List<ContactPoint> generateModelValue() {
        return shown.stream()
                .filter(row -> !row.value.isEmpty())
                .map(row -> new ContactPoint(
                        row.label.getValue(), row.value.getValue().strip()))
                .toList();
    }

    @Override
    protected void setPresentationValue(@Nullable List<ContactPoint> points) {
        shown.clear();
        rows.removeAll();
        if (points != null) {
            points.forEach(this::addRow);
        }
        if (shown.isEmpty()) {
            addRow(ContactPoint.work(""));
        }
    }
}
