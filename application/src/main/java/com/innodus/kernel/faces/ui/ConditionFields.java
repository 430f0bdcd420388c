package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Ways.Way;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inputs of one condition: field, comparison, value, and whether the opposite is meant. */
class ConditionFields extends Div {
    private static final long serialVersionUID = 1L;
    private static final List<String> OF_ALL = List.of("createdAt", "changedAt");

    private final transient Operands operands;
    private final ComboBox<Subject> field = new ComboBox<>();
    private final Select<Operator> operator = new Select<>();
    private final Div operandPlace = new Div();
    private final Checkbox not = new Checkbox();
    private transient Operands.@Nullable Input input;

    /** What is compared: a field of the record, or of one that it links to. */
    private record Subject(String path, FieldType kind, String label) {}

    /** @param related whether fields of linked records can be asked for */
    ConditionFields(RecordType<?> type, Operands operands, boolean related) {
        this.operands = operands;
        addClassName("condition");
        field.setLabel(getTranslation("filter.field"));
        field.setItems(subjects(type, related));
        field.setItemLabelGenerator(Subject::label);
        operator.setLabel(getTranslation("filter.operator"));
        operator.setItemLabelGenerator(each -> each == null ? "" : getTranslation("operator." + each.word()));
        not.setLabel(getTranslation("filter.not"));
        field.addValueChangeListener(change -> offerOperators());
        operator.addValueChangeListener(change -> offerOperand(List.of()));
        add(field, operator, operandPlace, not);
    }

    /** For where they stand alone. */
    void nameInputs() {
        field.setId("filter-field");
        operator.setId("filter-operator");
        not.setId("filter-not");
    }

    private List<Subject> subjects(RecordType<?> type, boolean related) {
        List<Subject> subjects = new ArrayList<>();
        type.fields()
                .forEach(each ->
                        subjects.add(new Subject(each.key(), each.type(), RecordGrid.label(type, each.key(), this))));
        OF_ALL.forEach(
                key -> subjects.add(new Subject(key, new FieldType.Moment(), RecordGrid.label(type, key, this))));
        if (related) {
            operands.ways().of(type).stream().filter(way -> !way.isBack()).forEach(way -> add(way, subjects));
        }
        return subjects;
    }

    private void add(Way way, List<Subject> subjects) {
        for (Field<?> each : way.to().fields()) {
            subjects.add(new Subject(
                    way.text() + "." + each.key(),
                    each.type(),
                    getTranslation(
                            "filter.path", way.label(getLocale()), way.to().label(each.key(), getLocale()))));
        }
    }

    void show(Filter condition) {
        Filter.Test test = Conditions.test(condition);
        String path = Conditions.path(condition);
        if (test == null) {
            return;
        }
        field.getListDataView()
                .getItems()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .ifPresent(subject -> {
                    field.setValue(subject);
                    operator.setValue(test.operator());
                    offerOperand(test.operands());
                    not.setValue(condition instanceof Filter.Not);
                });
    }

    private void offerOperators() {
        List<Operator> offered = field.getValue() == null
                ? List.of()
                : Operators.of(field.getValue().kind());
        operator.setItems(offered);
        operator.setValue(offered.isEmpty() ? null : offered.getFirst());
        offerOperand(List.of());
    }

    private void offerOperand(List<String> values) {
        operandPlace.removeAll();
        input = null;
        if (field.getValue() != null && operator.getValue() != null) {
            Operands.Input fresh = operands.input(field.getValue().kind(), operator.getValue(), getLocale());
            if (!values.isEmpty()) {
                fresh.show(values);
            }
            input = fresh;
            operandPlace.add(fresh.component());
        }
    }

    /** The condition, or nothing with a word at the input that lacks something. */
    Optional<Filter> read() {
        if (field.getValue() == null) {
            field.setInvalid(true);
            field.setErrorMessage(getTranslation("error.required"));
            return Optional.empty();
        }
        if (operator.getValue() == null || input == null) {
            return Optional.empty();
        }
        List<String> values = input.values();
        if (values.isEmpty() && Operators.needsOperand(operator.getValue())) {
            input.require(getTranslation("error.required"));
            return Optional.empty();
        }
        Filter test = Filter.onPath(field.getValue().path(), operator.getValue(), values.toArray(String[]::new));
        return Optional.of(not.getValue() ? new Filter.Not(test) : test);
    }
}
