package com.innodus.kernel.navigation;

import com.vaadin.flow.component.Component;

/** A card that a module adds to people's profiles; declared as a bean. */
@FunctionalInterface
public interface ProfileCard {
    /** The card of whoever acts. */
    Component make();
}
