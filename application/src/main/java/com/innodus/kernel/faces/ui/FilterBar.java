package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.popover.Popover;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list as chips. A click on a chip edits it; a chip can become a group of alternatives. What goes
 * deeper is a chip too, and edited in the dialog that shows the whole.
 */
public class FilterBar extends Div {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<?> type;
    private final transient Operands operands;
    private final transient Consumer<Filter> changed;
    private transient Conditions conditions;
    private final Div chips = new Div();
    private final Button advanced;
    private final Button clear;
    private boolean related = true;

    public <E extends BaseRecord> FilterBar(
            RecordType<E> type, Filter filter, Operands operands, Consumer<Filter> changed) {
        this.type = type;
        this.operands = operands;
        this.changed = changed;
        this.conditions = Conditions.of(filter);
        addClassName("filter-chips");
        Button add = new Button(getTranslation("filter.add"), VaadinIcon.FILTER.create());
        add.addThemeVariants(ButtonVariant.TERTIARY);
        add.setId("add-filter");
        add.addClickListener(click -> ask(
                add, null, condition -> use(conditions.put(conditions.parts().size(), condition))));
        clear = new Button(getTranslation("filter.clear"), click -> use(Conditions.of(Filter.NONE)));
        clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        clear.setId("clear-filters");
        advanced = new Button(getTranslation("filter.advanced"), click -> askAll());
        advanced.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        advanced.setId("advanced-filter");
        add(chips, add, advanced, clear);
        showChips();
    }

    /** Conditions of the record alone, for where no other can be asked. */
    public FilterBar ofRecordAlone() {
        related = false;
        advanced.setVisible(false);
        return this;
    }

    /** Shows another filter, without telling anybody. */
    void show(Filter filter) {
        conditions = Conditions.of(filter);
        showChips();
    }

    private void use(Conditions others) {
        conditions = others;
        showChips();
        changed.accept(others.filter());
    }

    private void ask(Component target, @Nullable Filter initial, Consumer<Filter> use) {
        Popover popover = new Popover();
        popover.setTarget(target);
        popover.setOpenOnClick(false);
        popover.setModal(true);
        popover.setAriaLabel(getTranslation(initial == null ? "filter.add" : "filter.edit"));
        popover.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                popover.removeFromParent();
            }
        });
        popover.add(new ConditionForm(type, operands, related, initial, condition -> {
            popover.close();
            use.accept(condition);
        }));
        add(popover);
        popover.open();
    }

    private void askAll() {
        new FilterDialog(type, operands, conditions.filter(), filter -> use(Conditions.of(filter))).open();
    }

    private void showChips() {
        chips.removeAll();
        List<Filter> parts = conditions.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                chips.add(joint(conditions.any()));
            }
            chips.add(conditions.isGroup(parts.get(i)) ? group(i) : chip(i));
        }
        clear.setVisible(!parts.isEmpty());
    }

    private Button joint(boolean or) {
        Button joint = new Button(getTranslation(or ? "filter.or" : "filter.and"), click -> use(conditions.turned()));
        joint.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        joint.setTooltipText(getTranslation("filter.turn"));
        return joint;
    }

    private Component chip(int at) {
        Filter part = conditions.parts().get(at);
        if (!Conditions.isCondition(part)) {
            Button edit = text(part);
            edit.addClickListener(click -> askAll());
            edit.setEnabled(related);
            return chip(edit, remove(sentence(part), () -> use(conditions.put(at, null))));
        }
        return chip(
                edit(part, condition -> use(conditions.put(at, condition))),
                alternative(at),
                remove(sentence(part), () -> use(conditions.put(at, null))));
    }

    private Component group(int at) {
        Span group = new Span();
        group.addClassName("chip-group");
        List<Filter> members = Conditions.group(conditions.parts().get(at));
        for (int i = 0; i < members.size(); i++) {
            if (i > 0) {
                group.add(joint(!conditions.any()));
            }
            int within = i;
            group.add(chip(
                    edit(members.get(i), condition -> use(conditions.put(at, within, condition))),
                    remove(sentence(members.get(i)), () -> use(conditions.put(at, within, null)))));
        }
        group.add(alternative(at));
        return group;
    }

    private static Span chip(Component... content) {
        Span chip = new Span(content);
        chip.addClassName("chip");
        return chip;
    }

    private Button edit(Filter part, Consumer<Filter> use) {
        Button edit = text(part);
        edit.addClickListener(click -> ask(edit, part, use));
        return edit;
    }

    private Button text(Filter part) {
        Button text = new Button(sentence(part));
        text.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        text.addClassName("chip-text");
        text.setTooltipText(getTranslation("filter.edit"));
        return text;
    }

    /** Adds to the condition or group: A becomes (A or B), where the list is joined by "and". */
    private Button alternative(int at) {
        String label = getTranslation(conditions.any() ? "filter.group.and" : "filter.group.or");
        Button add = new Button(VaadinIcon.PLUS.create());
        add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add.setAriaLabel(label);
        add.setTooltipText(label);
        add.addClickListener(click -> ask(
                add,
                null,
                condition -> use(conditions.put(
                        at, Conditions.group(conditions.parts().get(at)).size(), condition))));
        return add;
    }

    private Button remove(String text, Runnable action) {
        Button remove = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> action.run());
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        remove.setAriaLabel(getTranslation("filter.remove", text));
        return remove;
    }

    private String sentence(Filter part) {
        return new FilterWords(operands, getLocale()).of(type, part);
    }
}
