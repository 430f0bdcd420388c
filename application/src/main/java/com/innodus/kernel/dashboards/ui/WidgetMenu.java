package com.innodus.kernel.dashboards.ui;

import com.innodus.kernel.i18n.Texts;
import com.vaadin.flow.component.contextmenu.SubMenu;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** All that widgets can show, to choose from. */
final class WidgetMenu {
    private WidgetMenu() {}

    static void fill(
            SubMenu menu, List<WidgetKind> kinds, Locale locale, BiConsumer<WidgetKind, WidgetKind.Choice> chosen) {
        for (WidgetKind kind : kinds) {
            List<WidgetKind.Choice> choices = kind.choices(locale);
            SubMenu within = choices.size() > 1
                    ? menu.addItem(Texts.text(locale, "dashboard.kind." + kind.key()))
                            .getSubMenu()
                    : menu;
            choices.forEach(choice -> within.addItem(choice.name(), click -> chosen.accept(kind, choice)));
        }
    }
}
