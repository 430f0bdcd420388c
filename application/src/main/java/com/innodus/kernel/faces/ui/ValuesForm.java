package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.JsonForm;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fields with the values that a rule gives them; days are counted from the day on which it does. */
class ValuesForm<E extends BaseRecord> extends Div {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<E> type;
    private final transient Editors editors;
    private final transient Map<String, Line> lines = new LinkedHashMap<>();
    private final Div place = new Div();
    private final ComboBox<String> add = new ComboBox<>();

    /**
     * One field.
     *
     * @param value in its JSON form
     */
    private record Line(Component component, @Nullable HasValidation validation, Supplier<@Nullable Object> value) {}

    /** @param except the field that is set anyway; null for none */
    ValuesForm(RecordType<E> type, Editors editors, Map<String, @Nullable Object> values, @Nullable String except) {
        this.type = type;
        this.editors = editors;
        addClassName("rule-values");
        place.addClassName("rule-values");
        add.setLabel(getTranslation("automation.values.add"));
        add.setItemLabelGenerator(key -> type.label(key, getLocale()));
        add.setItems(type.fields().stream()
                .filter(Field::isWritable)
                .filter(field -> !field.key().equals(except) && isGiven(field.type()))
                .map(Field::key)
                .toList());
        add.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                String key = change.getValue();
                add.clear();
                if (!lines.containsKey(key)) {
                    line(type.require(key), null);
                }
            }
        });
        values.forEach((key, value) -> type.field(key).ifPresent(field -> line(field, value)));
        add(place, add);
    }

    /** Parts of several, such as addresses, belong to one record and no other. */
    private static boolean isGiven(FieldType kind) {
        return !(kind instanceof FieldType.Emails
                || kind instanceof FieldType.Phones
                || kind instanceof FieldType.Addresses
                || kind instanceof FieldType.Autonumber
                || Abilities.isFile(kind));
    }

    private void line(Field<E> field, @Nullable Object value) {
        boolean counted = field.type() instanceof FieldType.Day || field.type() instanceof FieldType.Moment;
        Line line = counted ? days(value) : edited(field, value);
        Button remove = new Button(VaadinIcon.CLOSE_SMALL.create());
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setAriaLabel(getTranslation("automation.values.remove", type.label(field.key(), getLocale())));
        line.component()
                .getElement()
                .setProperty("label", type.label(field.key(), getLocale()))
                .setAttribute("class", "rule-value");
        Div row = new Div(line.component(), remove);
        row.addClassName("rule-row");
        remove.addClickListener(click -> {
            lines.remove(field.key());
            row.removeFromParent();
        });
        lines.put(field.key(), line);
        place.add(row);
    }

    private Line days(@Nullable Object value) {
        IntegerField days = new IntegerField();
        days.setMin(0);
        days.setMax(3_650);
        days.setSuffixComponent(new Span(getTranslation("automation.values.days")));
        days.setValue(
                value instanceof String text && text.matches("\\+\\d{1,4}") ? Integer.valueOf(text.substring(1)) : 0);
        return new Line(days, days, () -> days.getValue() == null ? null : "+" + days.getValue());
    }

    private Line edited(Field<E> field, @Nullable Object value) {
        Editors.Editor editor = editors.of(type, field, getLocale());
        try {
            editor.setValue(JsonForm.read(field.type(), value));
        } catch (IllegalArgumentException e) {
            // it is another kind of field since; what it had means nothing now
            editor.setValue(JsonForm.read(field.type(), null));
        }
        return new Line(
                editor.component(),
                editor.component() instanceof HasValidation validation ? validation : null,
                () -> JsonForm.write(field.type(), editor.value()));
    }

    Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        lines.forEach((key, line) -> values.put(key, line.value().get()));
        return values;
    }

    /** The input of a field, or the one that adds fields. */
    HasValidation place(String key) {
        Line line = lines.get(key);
        return line == null || line.validation() == null ? add : line.validation();
    }
}
