package com.innodus.kernel.dashboards.ui;

import com.innodus.kernel.dashboards.Dashboard.Placed;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** A widget at the side of a record that the acting user may read; for most the same as everywhere. */
    default Optional<Component> beside(String setting, Subject subject) {
        return make(setting);
    }

    /**
     * What of this kind stands at the side where nobody arranged anything: beside records of a type, or everywhere.
     *
     * @param type key of the type; null for everywhere
     */
    default List<String> standardBeside(@Nullable String type) {
        return List.of();
    }

    /** Whether it is made anew every now and then; not where people type something. */
    default boolean isRefreshed() {
        return true;
    }

    /** Something that a widget can show. */
    record Choice(String setting, String name) {}
}
