package com.innodus.kernel.navigation;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.features.Feature;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.function.Predicate;

/**
 * A place in the navigation that is no record type; declared as a bean by whoever owns the view.
 *
 * <p>A page of the settings also has the text {@code <textKey>.summary}, which says what it is for, and may have
 * {@code <textKey>.words}: what else people call it, for the search.
 *
 * @param area key of the area that it stands in
 * @param textKey key of its name
 * @param path address below {@code /app/}
 * @param feature key of the feature that it belongs to
 * @param allowed whether somebody may go there; the view itself asks again
 * @param group where it stands in the settings
 */
public record Destination(
        String area,
        String textKey,
        VaadinIcon icon,
        String path,
        String feature,
        Predicate<Actor> allowed,
        SettingsGroup group) {
    public static final String SETTINGS = "settings";

    public Destination(
            String area, String textKey, VaadinIcon icon, String path, String feature, Predicate<Actor> allowed) {
        this(area, textKey, icon, path, feature, allowed, SettingsGroup.OTHER);
    }

    /** A page of the settings that only administrators may open. */
    public static Destination settings(SettingsGroup group, String textKey, VaadinIcon icon, String path) {
        return new Destination(
                SETTINGS, textKey, icon, path, Feature.CORE, actor -> Roles.isAdministrator(actor.role()), group);
    }

    /** The same place, for tenants that have the feature. */
    public Destination of(String feature) {
        return new Destination(area, textKey, icon, path, feature, allowed, group);
    }

    /** The same place, in a group of the settings. */
    public Destination in(SettingsGroup group) {
        return new Destination(area, textKey, icon, path, feature, allowed, group);
    }

    public boolean isSettings() {
        return area.equals(SETTINGS);
    }
}
