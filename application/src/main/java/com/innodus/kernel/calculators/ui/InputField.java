package com.innodus.kernel.calculators.ui;

import com.innodus.kernel.formula.Kind;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A field for a value of some kind. */
record InputField(Component component, Supplier<@Nullable Object> value, Consumer<@Nullable Object> fill) {
    private static final int LONGEST = 500;

    static InputField of(Kind kind, String label, Locale locale, Runnable changed) {
        return switch (kind) {
            case NUMBER -> {
                BigDecimalField field = new BigDecimalField(label);
                field.setLocale(locale);
                field.setValueChangeMode(ValueChangeMode.LAZY);
                field.addValueChangeListener(change -> changed.run());
                yield new InputField(field, field::getValue, value -> field.setValue((BigDecimal) value));
            }
            case DAY -> {
                DatePicker field = new DatePicker(label);
                field.setLocale(locale);
                field.addValueChangeListener(change -> changed.run());
                yield new InputField(field, field::getValue, value -> field.setValue((LocalDate) value));
            }
            case FLAG -> {
                Checkbox field = new Checkbox(label);
                field.addValueChangeListener(change -> changed.run());
                yield new InputField(field, field::getValue, value -> field.setValue(Boolean.TRUE.equals(value)));
            }
            default -> {
                TextField field = new TextField(label);
                field.setMaxLength(LONGEST);
                field.setValueChangeMode(ValueChangeMode.LAZY);
                field.addValueChangeListener(change -> changed.run());
                yield new InputField(
                        field,
                        () -> field.isEmpty() ? null : field.getValue(),
                        value -> field.setValue(value == null ? "" : value.toString()));
            }
        };
    }
}
