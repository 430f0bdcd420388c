package com.innodus.kernel.reports.ui;

import com.innodus.kernel.reports.Period;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.select.Select;

/** Choices that several report screens offer. */
final class ReportTexts {
    private ReportTexts() {}

    static Select<Period> periods(Component asking) {
        return choices(asking, "report.period", Period.values());
    }

    static <T extends Enum<T>> Select<T> choices(Component asking, String key, T[] values) {
        Select<T> choices = new Select<>();
        choices.setLabel(asking.getTranslation(key));
        choices.setItems(values);
        choices.setItemLabelGenerator(each -> each == null ? "" : asking.getTranslation(key + "." + each.name()));
        return choices;
    }
}
