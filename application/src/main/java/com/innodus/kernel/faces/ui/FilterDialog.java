package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import java.util.function.Consumer;

/** The whole of a filter: groups within groups, and what linked records have to be like. */
class FilterDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    FilterDialog(RecordType<?> type, Operands operands, Filter filter, Consumer<Filter> use) {
        setHeaderTitle(getTranslation("filter.advanced.title"));
        setWidth("min(56rem, 96vw)");
        FilterGroup group = new FilterGroup(type, operands, filter);
        add(group);
        Button cancel = new Button(getTranslation("action.cancel"), click -> close());
        Button apply = new Button(
                getTranslation("filter.apply"),
                click -> group.read().ifPresent(read -> {
                    close();
                    use.accept(read);
                }));
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        apply.setId("apply-filters");
        getFooter().add(cancel, apply);
    }
}
