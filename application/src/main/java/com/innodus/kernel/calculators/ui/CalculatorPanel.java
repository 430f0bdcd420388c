package com.innodus.kernel.calculators.ui;

import com.innodus.kernel.calculators.Calculator;
import com.innodus.kernel.calculators.Calculator.Input;
import com.innodus.kernel.calculators.Calculator.Output;
import com.innodus.kernel.calculators.Calculators;
import com.innodus.kernel.calculators.Calculators.Opened;
import com.innodus.kernel.calculators.Sheet;
import com.innodus.kernel.calculators.Values;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordConflict;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A calculator to fill in; computes as one types. */
class CalculatorPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final transient Calculator calculator;
    private final transient Calculators calculators;
    private final transient Sheet sheet;
    private final transient Map<String, InputField> inputs = new LinkedHashMap<>();
    private final transient Labels labels;
    private final Div results = new Div();
    private final Paragraph problem = new Paragraph();
    private transient @Nullable Opened opened;

    /** What fields of the record are called. */
    @FunctionalInterface
    interface Labels {
        String of(String field);
    }

    /** @param opened the record that it is about; null for none */
    CalculatorPanel(Calculator calculator, Calculators calculators, @Nullable Opened opened, Labels labels) {
        this.calculator = calculator;
        this.calculators = calculators;
        this.opened = opened;
        this.labels = labels;
        sheet = Sheet.of(calculator.inputs(), calculator.outputs());
        addClassName("calculator");
        if (!calculator.help().isEmpty()) {
            Paragraph help = new Paragraph(calculator.help());
            help.addClassName("secondary");
            add(help);
        }
        for (Input input : calculator.inputs()) {
            // one that is being made has no name yet
            String label = input.label().isBlank() ? getTranslation("calculators.label") : input.label();
            InputField field = InputField.of(input.kind(), label, getLocale(), this::show);
            inputs.put(input.key(), field);
            add(field.component());
        }
        fill();
        results.addClassName("calculator-results");
        results.getElement().setAttribute("aria-live", "polite");
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        add(results, problem);
        show();
    }

    private void fill() {
        for (Input input : calculator.inputs()) {
            Object value = opened == null ? null : opened.inputs().get(input.key());
            if (value == null) {
                value = Values.read(input.kind(), input.initial()).orElse(null);
            }
            if (value != null) {
                Objects.requireNonNull(inputs.get(input.key())).fill().accept(value);
            }
        }
    }

    private Map<String, @Nullable Object> given() {
        Map<String, @Nullable Object> given = new HashMap<>();
        inputs.forEach((key, field) -> given.put(key, field.value().get()));
        return given;
    }

    private void show() {
        results.removeAll();
        problem.setVisible(false);
        Map<String, @Nullable Object> computed = calculators.compute(sheet, given());
        for (Output output : calculator.outputs()) {
            Object value = computed.get(output.key());
            Span label = new Span(output.label());
            label.addClassName("secondary");
            Span figure =
                    new Span(value == null ? "–" : text(value) + (output.unit().isEmpty() ? "" : " " + output.unit()));
            figure.addClassName("calculator-figure");
            Div line = new Div(label, figure);
            line.addClassName("calculator-line");
            results.add(line);
            if (opened != null && opened.writable().contains(output.key())) {
                Button write = new Button(
                        getTranslation("calculators.write", labels.of(output.field())),
                        VaadinIcon.ARROW_FORWARD.create(),
                        click -> write(output));
                write.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
                write.setEnabled(value != null);
                write.setId("write-" + output.key());
                results.add(write);
            }
        }
    }

    private void write(Output output) {
        Opened before = opened;
        if (before == null) {
            return;
        }
        try {
            opened = calculators.write(calculator, before, output.key(), given());
            Notification.show(
                    getTranslation("calculators.written", labels.of(output.field())),
                    3000,
                    Notification.Position.BOTTOM_START);
            UI.getCurrent().refreshCurrentRoute(false);
        } catch (InvalidRecord refused) {
            Problem first = refused.problems().getFirst();
            problem.setText(getTranslation(first.message(), first.arguments().toArray()));
            problem.setVisible(true);
        } catch (RecordConflict conflict) {
            problem.setText(getTranslation("calculators.conflict"));
            problem.setVisible(true);
        }
    }

    private String text(Object value) {
        return switch (value) {
            case BigDecimal number -> {
                NumberFormat format = NumberFormat.getNumberInstance(getLocale());
                format.setMinimumFractionDigits(number.scale());
                format.setMaximumFractionDigits(number.scale());
                yield format.format(number);
            }
            case LocalDate day ->
                day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(getLocale()));
            case Boolean flag -> getTranslation(flag ? "value.yes" : "value.no");
            default -> value.toString();
        };
    }
}
