package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Icons of record types. */
public final class Icons {
    private Icons() {}

    public static Icon of(RecordType<?> type) {
        return VaadinIcon.valueOf(type.icon()).create();
    }
}
