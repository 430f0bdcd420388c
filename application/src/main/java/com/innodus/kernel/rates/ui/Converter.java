package com.innodus.kernel.rates.ui;

import com.innodus.kernel.rates.Conversion;
import com.innodus.kernel.rates.Rates;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** An amount, two currencies and a day; says what comes out and whose rate it was. */
class Converter extends Div {
    private static final long serialVersionUID = 1L;

    /** Nothing that anybody counts has more digits, and no screen shows them. */
    private static final int MOST_DIGITS = 18;

    private final transient Rates rates;
    private final BigDecimalField amount = new BigDecimalField();
    private final ComboBox<String> from = new ComboBox<>();
    private final ComboBox<String> to = new ComboBox<>();
    private final DatePicker day = new DatePicker();
    private final Div result = new Div();

    Converter(Rates rates, LocalDate today) {
        this.rates = rates;
        addClassName("converter");
        List<String> known =
                rates.latest().stream().map(each -> each.rate().currency()).toList();
        if (known.isEmpty()) {
            add(new Paragraph(getTranslation("converter.no-rates")));
            return;
        }
        List<String> codes =
                Stream.concat(Stream.of(Rates.EURO), known.stream()).toList();
        amount.setLabel(getTranslation("converter.amount"));
        amount.setLocale(getLocale());
        amount.setValueChangeMode(ValueChangeMode.LAZY);
        amount.setValue(BigDecimal.ONE);
        amount.setId("converter-amount");
        currency(from, "converter.from", codes, known.contains("USD") ? "USD" : known.getFirst());
        currency(to, "converter.to", codes, Rates.EURO);
        day.setLabel(getTranslation("converter.day"));
        day.setLocale(getLocale());
        day.setMax(today);
        day.setValue(today);
        day.setId("converter-day");
        Button swap = new Button(VaadinIcon.EXCHANGE.create(), click -> {
            String before = from.getValue();
            from.setValue(to.getValue());
            to.setValue(before);
        });
        swap.addThemeVariants(ButtonVariant.TERTIARY);
        swap.setAriaLabel(getTranslation("converter.swap"));
        swap.setTooltipText(getTranslation("converter.swap"));
        Div pair = new Div(from, swap, to);
        pair.addClassName("converter-pair");
        result.addClassName("converter-result");
        result.getElement().setAttribute("role", "status");
        amount.addValueChangeListener(change -> show());
        from.addValueChangeListener(change -> show());
        to.addValueChangeListener(change -> show());
        day.addValueChangeListener(change -> show());
        add(amount, pair, day, result);
        show();
    }

    private void currency(ComboBox<String> field, String label, List<String> codes, String value) {
        field.setLabel(getTranslation(label));
        field.setItems(codes);
        field.setItemLabelGenerator(code -> Currencies.label(code, getLocale()));
        field.getStyle().set("--vaadin-combo-box-overlay-width", "18rem");
        field.setValue(value);
        field.setId(label.replace('.', '-'));
    }

    private void show() {
        result.removeAll();
        BigDecimal given = amount.getValue();
        LocalDate at = day.getValue();
        if (given == null || at == null || from.getValue() == null || to.getValue() == null) {
            result.add(new Span(getTranslation("converter.missing")));
            return;
        }
        if ((long) given.precision() - given.scale() > MOST_DIGITS || given.scale() > MOST_DIGITS) {
            result.add(new Span(getTranslation("error.too-large")));
            return;
        }
        Optional<Conversion> found = rates.convert(given, from.getValue(), to.getValue(), at);
        if (found.isEmpty()) {
            result.add(new Span(getTranslation("converter.none", date(at))));
            return;
        }
        Conversion conversion = found.get();
        Span figure = new Span(number(conversion.amount(), getLocale()) + " " + to.getValue());
        figure.addClassName("converter-figure");
        Span rate = new Span(getTranslation(
                "converter.rate",
                from.getValue(),
                number(conversion.rate(), getLocale()),
                to.getValue(),
                date(conversion.day())));
        rate.addClassName("secondary");
        result.add(figure, rate);
    }

    static String number(BigDecimal value, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Math.clamp(value.scale(), 0, 6));
        format.setMaximumFractionDigits(Math.clamp(value.scale(), 0, 6));
        return format.format(value);
    }

    private String date(LocalDate at) {
        return at.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(getLocale()));
    }
}
