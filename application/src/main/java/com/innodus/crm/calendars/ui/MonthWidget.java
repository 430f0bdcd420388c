package com.innodus.crm.calendars.ui;

import com.innodus.kernel.dashboards.ui.WidgetKind;
import com.innodus.kernel.i18n.Texts;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@link MonthBlock} for whoever may read events. */
@org.springframework.stereotype.Component
class MonthWidget implements WidgetKind {
    private final MonthBlock block;

    MonthWidget(MonthBlock block) {
        this.block = block;
    }

    @Override
    public String key() {
        return "month";
    }

    @Override
    public List<Choice> choices(Locale locale) {
        return block.isAllowed() ? List.of(new Choice("", title("", locale))) : List.of();
    }

    @Override
    public String title(String setting, Locale locale) {
        return Texts.text(locale, "calendar.mini");
    }

    @Override
    public List<String> standardBeside(@Nullable String type) {
        return type == null && block.isAllowed() ? List.of("") : List.of();
    }

    @Override
    public Optional<Component> make(String setting) {
        return block.isAllowed() ? Optional.of(block.make()) : Optional.empty();
    }
}
