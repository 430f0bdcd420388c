package com.innodus.kernel.calculators.ui;

import com.innodus.kernel.calculators.Calculator;
import com.innodus.kernel.calculators.Calculators;
import com.innodus.kernel.dashboards.ui.Subject;
import com.innodus.kernel.dashboards.ui.WidgetKind;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.RecordTypes;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Each calculator as a block; one about a type stands beside its records unless somebody arranged it otherwise. */
@org.springframework.stereotype.Component
class CalculatorWidget implements WidgetKind {
    private final Calculators calculators;
    private final RecordTypes types;

    CalculatorWidget(Calculators calculators, RecordTypes types) {
        this.calculators = calculators;
        this.types = types;
    }

    @Override
    public String key() {
        return "calculator";
    }

    @Override
    public List<Choice> choices(Locale locale) {
        return calculators.all().stream()
                .map(each -> new Choice(each.id().toString(), each.name()))
                .toList();
    }

    private Optional<Calculator> find(String setting) {
        try {
            return calculators.find(UUID.fromString(setting));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Component> make(String setting) {
        return find(setting).map(found -> new CalculatorPanel(found, calculators, null, field -> field));
    }

    @Override
    public Optional<Component> beside(String setting, Subject subject) {
        return find(setting)
                .map(found -> new CalculatorPanel(
                        found,
                        calculators,
                        calculators
                                .open(found, subject.type(), subject.record())
                                .orElse(null),
                        types.byKey(subject.type())
                                .<CalculatorPanel.Labels>map(type -> field -> type.label(field, locale()))
                                .orElse(field -> field)));
    }

    private static Locale locale() {
        return UI.getCurrent().getLocale();
    }

    @Override
    public String title(String setting, Locale locale) {
        return find(setting).map(Calculator::name).orElseGet(() -> Texts.text(locale, "dashboard.gone"));
    }

    @Override
    public List<String> standardBeside(@Nullable String type) {
        return type == null
                ? List.of()
                : calculators.all().stream()
                        .filter(each -> each.type().equals(type))
                        .map(each -> each.id().toString())
                        .toList();
    }

    @Override
    public boolean isRefreshed() {
        return false;
    }
}
