package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks for one condition: field, comparison, value, and whether the opposite is meant. */
class ConditionForm extends Div {
    private static final long serialVersionUID = 1L;
    private static final List<String> OF_ALL = List.of("createdAt", "changedAt");

    private final transient RecordType<?> type;
    private final transient Operands operands;
    private final ComboBox<String> field = new ComboBox<>();
    private final Select<Operator> operator = new Select<>();
    private final Div operandPlace = new Div();
    private final Checkbox not = new Checkbox();
    private transient Operands.@Nullable Input input;

    /** @param initial what is edited, null for a new condition */
    ConditionForm(RecordType<?> type, Operands operands, @Nullable Filter initial, Consumer<Filter> use) {
        this.type = type;
        this.operands = operands;
        addClassName("filter-form");
        field.setLabel(getTranslation("filter.field"));
        field.setItems(Stream.concat(type.fields().stream().map(Field::key), OF_ALL.stream())
                .toList());
        field.setItemLabelGenerator(key -> RecordGrid.label(type, key, this));
        field.setId("filter-field");
        operator.setLabel(getTranslation("filter.operator"));
        operator.setItemLabelGenerator(each -> each == null ? "" : getTranslation("operator." + each.word()));
        operator.setId("filter-operator");
        not.setLabel(getTranslation("filter.not"));
        not.setId("filter-not");
        field.addValueChangeListener(change -> offerOperators());
        operator.addValueChangeListener(change -> offerOperand(List.of()));
        Button apply = new Button(getTranslation("filter.apply"), click -> apply(use));
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        apply.addClickShortcut(Key.ENTER).listenOn(this);
        apply.setId("apply-filter");
        add(field, operator, operandPlace, not, apply);
        if (initial != null) {
            show(initial);
        }
    }

    private FieldType kind(String key) {
        return type.field(key).map(Field::type).orElse(new FieldType.Moment());
    }

    private void show(Filter condition) {
        Filter.Test test = Conditions.test(condition);
        if (test != null) {
            field.setValue(test.field());
            operator.setValue(test.operator());
            offerOperand(test.operands());
            not.setValue(condition instanceof Filter.Not);
        }
    }

    private void offerOperators() {
        String key = field.getValue();
        List<Operator> offered = key == null ? List.of() : Operators.of(kind(key));
        operator.setItems(offered);
        operator.setValue(offered.isEmpty() ? null : offered.getFirst());
        offerOperand(List.of());
    }

    private void offerOperand(List<String> values) {
        operandPlace.removeAll();
        input = null;
        if (field.getValue() != null && operator.getValue() != null) {
            Operands.Input fresh = operands.input(kind(field.getValue()), operator.getValue(), getLocale());
            if (!values.isEmpty()) {
                fresh.show(values);
            }
            input = fresh;
            operandPlace.add(fresh.component());
        }
    }

    private void apply(Consumer<Filter> use) {
        if (field.getValue() == null) {
            field.setInvalid(true);
            field.setErrorMessage(getTranslation("error.required"));
            return;
        }
        if (operator.getValue() == null || input == null) {
            return;
        }
        List<String> values = input.values();
        if (values.isEmpty() && Operators.needsOperand(operator.getValue())) {
            input.require(getTranslation("error.required"));
            return;
        }
        Filter test = new Filter.Test(field.getValue(), operator.getValue(), values);
        use.accept(not.getValue() ? new Filter.Not(test) : test);
    }
}
