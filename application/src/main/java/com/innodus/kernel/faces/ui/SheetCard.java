package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Component;
import java.util.Optional;
import java.util.UUID;

/** A card that a module adds to the sheets of a type; declared as a bean. */
@FunctionalInterface
public interface SheetCard {
    /** The card of a record that the acting user may read; empty for records that have none. */
    Optional<Component> of(RecordType<?> type, UUID record);
}
