package com.innodus.kernel.rates.ui;

import com.innodus.kernel.calendar.WorkingCalendar;
import com.innodus.kernel.dashboards.ui.WidgetKind;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.rates.Rates;
import com.vaadin.flow.component.Component;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Amounts in other currencies, at the tenant's rates. */
@org.springframework.stereotype.Component
class ConverterWidget implements WidgetKind {
    private final Rates rates;
    private final Clock clock;

    ConverterWidget(Rates rates, Clock clock) {
        this.rates = rates;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "converter";
    }

    @Override
    public List<Choice> choices(Locale locale) {
        return List.of(new Choice("", Texts.text(locale, "converter.title")));
    }

    @Override
    public Optional<Component> make(String setting) {
        return Optional.of(new Converter(rates, LocalDate.now(clock.withZone(WorkingCalendar.ZONE))));
    }

    @Override
    public String title(String setting, Locale locale) {
        return Texts.text(locale, "converter.title");
    }

    @Override
    public List<String> standardBeside(@Nullable String type) {
        return type == null ? List.of("") : List.of();
    }

    @Override
    public boolean isRefreshed() {
        return false;
    }
}
