package com.innodus.kernel.navigation;

import java.util.Locale;

/** Where in the settings a page stands; the groups are shown in this order. */
public enum SettingsGroup {
    PEOPLE,
    LOOK,
    DATA,
    COMMUNICATION,
    AUTOMATION,
    PROGRAMS,
    SECURITY,
    /** Pages that name no group. */
    OTHER;

    /** Key of the group's name. */
    public String textKey() {
        return "settings.group." + name().toLowerCase(Locale.ROOT);
    }
}
