package com.innodus.kernel.navigation;

import com.innodus.kernel.access.Actor;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.function.Predicate;

/**
 * A place in the navigation that is no record type; declared as a bean by whoever owns the view.
 *
 * @param area key of the area that it stands in
 * @param textKey key of its name
 * @param path address below {@code /app/}
 * @param feature key of the feature that it belongs to
 * @param allowed whether somebody may go there; the view itself asks again
 */
public record Destination(
        String area, String textKey, VaadinIcon icon, String path, String feature, Predicate<Actor> allowed) {}
