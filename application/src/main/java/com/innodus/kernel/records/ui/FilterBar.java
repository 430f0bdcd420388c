package com.innodus.kernel.records.ui;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The conditions of a list as chips, and a small form that adds one. */
class FilterBar extends Div {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<?> type;
    private final transient Operands operands;
    private final transient Consumer<Filter> changed;
    private final transient List<Filter> parts = new ArrayList<>();
    private boolean any;
    private final Div chips = new Div();

    <E extends BaseRecord> FilterBar(RecordType<E> type, Filter filter, Operands operands, Consumer<Filter> changed) {
        this.type = type;
        this.operands = operands;
        this.changed = changed;
        addClassName("filter-chips");
        switch (filter) {
            case Filter.And(var some) -> parts.addAll(some);
            case Filter.Or(var some) -> {
                any = true;
                parts.addAll(some);
            }
            default -> parts.add(filter);
        }
        Button add = new Button(getTranslation("filter.add"), VaadinIcon.FILTER.create());
        add.addThemeVariants(ButtonVariant.TERTIARY);
        add.setId("add-filter");
        Popover popover = new Popover();
        popover.setTarget(add);
        popover.setModal(true);
        popover.setAriaLabel(getTranslation("filter.add"));
        popover.add(form(popover));
        add(chips, add, popover);
        showChips();
    }

    private Component form(Popover popover) {
        ComboBox<Field<?>> field = new ComboBox<>(getTranslation("filter.field"));
        field.setItems(List.copyOf(type.fields()));
        field.setItemLabelGenerator(this::label);
        Select<Operator> operator = new Select<>();
        operator.setLabel(getTranslation("filter.operator"));
        operator.setItemLabelGenerator(each -> getTranslation("operator." + each.word()));
        Div operandPlace = new Div();
        Operands.Input[] input = new Operands.Input[1];
        Runnable rebuild = () -> {
            operandPlace.removeAll();
            input[0] = null;
            if (field.getValue() != null && operator.getValue() != null) {
                input[0] = operands.input(field.getValue(), operator.getValue(), getLocale());
                operandPlace.add(input[0].component());
            }
        };
        field.addValueChangeListener(change -> {
            List<Operator> offered = change.getValue() == null
                    ? List.of()
                    : Operators.of(change.getValue().type());
            operator.setItems(offered);
            operator.setValue(offered.isEmpty() ? null : offered.getFirst());
            rebuild.run();
        });
        operator.addValueChangeListener(change -> rebuild.run());
        Button apply = new Button(getTranslation("filter.apply"), click -> {
            if (field.getValue() == null || operator.getValue() == null || input[0] == null) {
                return;
            }
            List<String> values = input[0].values();
            if (values.isEmpty() && Operators.needsOperand(operator.getValue())) {
                return;
            }
            parts.add(new Filter.Test(field.getValue().key(), operator.getValue(), values));
            popover.close();
            field.clear();
            apply();
        });
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        Div form = new Div(field, operator, operandPlace, apply);
        form.addClassName("filter-form");
        return form;
    }

    private String label(Field<?> field) {
        return getTranslation(type.key() + "." + field.key());
    }

    private void apply() {
        showChips();
        changed.accept(
                parts.isEmpty()
                        ? Filter.NONE
                        : any && parts.size() > 1
                                ? new Filter.Or(List.copyOf(parts))
                                : new Filter.And(List.copyOf(parts)));
    }

    private void showChips() {
        chips.removeAll();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                Button joint = new Button(getTranslation(any ? "filter.or" : "filter.and"), click -> {
                    any = !any;
                    apply();
                });
                joint.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
                chips.add(joint);
            }
            chips.add(chip(parts.get(i)));
        }
    }

    private Component chip(Filter part) {
        String text = part instanceof Filter.Test test ? sentence(test) : getTranslation("filter.complex");
        Button remove = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> {
            parts.remove(part);
            apply();
        });
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        remove.setAriaLabel(getTranslation("filter.remove", text));
        Span chip = new Span(new Span(text), remove);
        chip.addClassName("chip");
        return chip;
    }

    private String sentence(Filter.Test test) {
        String values = operands.text(type, test, getLocale());
        return getTranslation(type.key() + "." + test.field())
                + " "
                + getTranslation("operator." + test.operator().word())
                + (values.isEmpty() ? "" : " " + values);
    }
}
