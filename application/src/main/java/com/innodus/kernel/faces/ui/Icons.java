package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.TypeDefinition;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Arrays;

/** Icons of record types. */
public final class Icons {
    private Icons() {}

    public static Icon of(RecordType<?> type) {
        Icon icon = of(type.icon());
        type.definition()
                .map(TypeDefinition::colour)
                .ifPresent(colour -> icon.getStyle().set("--type-colour", colour));
        return icon;
    }

    /** The icon with this name, or one that stands for any record. */
    static Icon of(String name) {
        return Arrays.stream(VaadinIcon.values())
                .filter(icon -> icon.name().equals(name))
                .findFirst()
                .orElse(VaadinIcon.FILE_O)
                .create();
    }
}
