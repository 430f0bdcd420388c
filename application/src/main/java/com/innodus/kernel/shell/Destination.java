package com.innodus.kernel.shell;

import com.innodus.kernel.access.Actor;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.function.Predicate;

/**
 * A place in the navigation that is no record type; declared as a bean by whoever owns the view.
 *
 * @param area key of the area that it stands in
 * @param textKey key of its name
 * @param path address below {@code /app/}
 * @param allowed whether somebody may go there; the view itself asks again
 */
public record Destination(String area, String textKey, VaadinIcon icon, String path, Predicate<Actor> allowed) {}
