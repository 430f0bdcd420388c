package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Derivation;
import com.innodus.kernel.records.Derivation.Aggregate;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Formulas;
import com.innodus.kernel.records.Formulas.Way;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks what a field makes of the records that link to its own. */
class RollUpForm extends Div implements DerivationForm {
    private static final long serialVersionUID = 1L;

    /** Makes the form. */
    @org.springframework.stereotype.Component
    static class Forms {
        private final Formulas formulas;
        private final RecordTypes types;
        private final Operands operands;

        Forms(Formulas formulas, RecordTypes types, Operands operands) {
            this.formulas = formulas;
            this.types = types;
            this.operands = operands;
        }

        RollUpForm of(RecordType<?> parent, Derivation.@Nullable RollUp old) {
            return new RollUpForm(this, parent, old);
        }
    }

    private final transient Forms forms;
    private final Select<Way> way = new Select<>();
    private final Select<Aggregate> aggregate = new Select<>();
    private final Select<String> measured = new Select<>();
    private final Div which = new Div();
    private final Checkbox open = new Checkbox();
    private transient Filter filter = Filter.NONE;

    private RollUpForm(Forms forms, RecordType<?> parent, Derivation.@Nullable RollUp old) {
        this.forms = forms;
        addClassName("derivation-form");
        way.setLabel(getTranslation("fields.roll-up.way"));
        way.setHelperText(getTranslation("fields.roll-up.way.help"));
        way.setItems(forms.formulas.ways(parent));
        way.setItemLabelGenerator(each -> getTranslation("type." + each.child() + ".plural") + " · "
                + forms.types.require(each.child()).label(each.link(), getLocale()));
        way.setId("fields-way");
        way.setManualValidation(true);
        aggregate.setLabel(getTranslation("fields.roll-up.aggregate"));
        aggregate.setItems(List.of(Aggregate.values()));
        aggregate.setItemLabelGenerator(
                each -> getTranslation("aggregate." + each.name().toLowerCase(Locale.ROOT)));
        aggregate.setValue(Aggregate.COUNT);
        aggregate.setId("fields-aggregate");
        measured.setLabel(getTranslation("fields.roll-up.measured"));
        measured.setId("fields-measured");
        open.setLabel(getTranslation("fields.derivation.open"));
        which.addClassName("field-condition");
        way.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                filter = Filter.NONE;
            }
            offer();
        });
        aggregate.addValueChangeListener(change -> offer());
        Div first = new Div(way, aggregate, measured);
        first.addClassName("field-kind");
        add(first, which, open);
        if (old != null) {
            filter = old.filter();
            open.setValue(old.open());
            way.setValue(new Way(old.child(), old.link()));
            aggregate.setValue(old.aggregate());
            measured.setValue(old.measured().isEmpty() ? null : old.measured());
        } else {
            forms.formulas.ways(parent).stream().findFirst().ifPresent(way::setValue);
        }
        offer();
    }

    private void offer() {
        which.removeAll();
        Way chosen = way.getValue();
        measured.setVisible(chosen != null && aggregate.getValue() != Aggregate.COUNT);
        which.setVisible(chosen != null);
        if (chosen == null) {
            return;
        }
        RecordType<?> child = forms.types.require(chosen.child());
        String before = measured.getValue();
        List<String> measurable = forms.formulas.measurable(child, aggregate.getValue());
        measured.setItemLabelGenerator(key -> child.label(key, getLocale()));
        measured.setItems(measurable);
        measured.setValue(measurable.contains(before) ? before : measurable.isEmpty() ? null : measurable.getFirst());
        which.add(
                new H3(getTranslation("fields.roll-up.filter")),
                new FilterBar(child, filter, forms.operands, changed -> filter = changed).ofRecordAlone());
    }

    @Override
    public Component component() {
        return this;
    }

    @Override
    public @Nullable Derivation derivation() {
        Way chosen = way.getValue();
        boolean counts = aggregate.getValue() == Aggregate.COUNT;
        if (chosen == null || !counts && measured.getValue() == null) {
            return null;
        }
        return new Derivation.RollUp(
                chosen.child(),
                chosen.link(),
                aggregate.getValue(),
                counts ? "" : measured.getValue(),
                filter,
                open.getValue());
    }

    /** The gate knows better. */
    @Override
    public FieldType type() {
        return new FieldType.Whole();
    }

    @Override
    public HasValidationProperties place() {
        return way;
    }
}
