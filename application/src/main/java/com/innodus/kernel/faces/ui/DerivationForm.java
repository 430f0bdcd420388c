package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Derivation;
import com.innodus.kernel.records.FieldType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.shared.HasValidationProperties;
import org.jspecify.annotations.Nullable;

/** Asks how a field follows from others. */
interface DerivationForm {
    /** Stand among the kinds of fields. */
    String FORMULA = "formula";

    String ROLL_UP = "rollUp";

    Component component();

    /** What was said, however wrong; null where something is still missing. */
    @Nullable Derivation derivation();

    /** The type of field that keeps it. */
    FieldType type();

    /** Where its problems are told. */
    HasValidationProperties place();

    /** The kind under which a field is offered that is derived so. */
    static String kind(Derivation derivation) {
        return switch (derivation) {
            case Derivation.Formula ignored -> FORMULA;
            case Derivation.RollUp ignored -> ROLL_UP;
        };
    }
}
