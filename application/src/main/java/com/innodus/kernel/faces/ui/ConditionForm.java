package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for one condition. */
class ConditionForm extends Div {
    private static final long serialVersionUID = 1L;

    /**
     * @param related whether fields of linked records can be asked for
     * @param initial what is edited, null for a new condition
     */
    ConditionForm(
            RecordType<?> type, Operands operands, boolean related, @Nullable Filter initial, Consumer<Filter> use) {
        addClassName("filter-form");
        ConditionFields fields = new ConditionFields(type, operands, related);
        fields.nameInputs();
        Button apply = new Button(
                getTranslation("filter.apply"), click -> fields.read().ifPresent(use));
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        apply.addClickShortcut(Key.ENTER).listenOn(this);
        apply.setId("apply-filter");
        add(fields, apply);
        if (initial != null) {
            fields.show(initial);
        }
    }
}
