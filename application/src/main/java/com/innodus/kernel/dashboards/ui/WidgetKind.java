package com.innodus.kernel.dashboards.ui;

import com.innodus.kernel.dashboards.Dashboard.Placed;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of widget that a module offers; declared as a bean. It shows what the acting user may see, and nothing else. */
public interface WidgetKind {
    String key();

    /** What a widget of this kind can show, for the acting user. */
    List<Choice> choices(Locale locale);

    /** A widget; empty where the acting user has no longer what it shows. */
    Optional<Component> make(String setting);

    /** What stands above it. */
    String title(String setting, Locale locale);

    /** Widgets of this kind on the page of somebody who never arranged any. */
    default List<Placed> standard() {
        return List.of();
    }

    /** Something that a widget can show. */
    record Choice(String setting, String name) {}
}
