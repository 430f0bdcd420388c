package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.views.Column;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.popover.Popover;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Chooses the columns of a list, their order and how many of the first stay in sight; they can also be dragged in the list
 * itself.
 */
class ColumnChooser extends Div {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<?> type;
    private final transient Consumer<List<Column>> chosen;
    private final Div list = new Div();
    private transient List<Column> columns;

    <E extends BaseRecord> ColumnChooser(
            RecordType<E> type, List<Column> columns, Consumer<List<Column>> chosen, Runnable reset) {
        this.type = type;
        this.columns = columns;
        this.chosen = chosen;
        Button open = new Button(getTranslation("list.columns"), VaadinIcon.GRID_H.create());
        open.addThemeVariants(ButtonVariant.TERTIARY);
        open.setId("choose-columns");
        Popover popover = new Popover();
        popover.setTarget(open);
        popover.setAriaLabel(getTranslation("list.columns"));
        Button standard = new Button(getTranslation("list.columns.reset"), click -> {
            popover.close();
            reset.run();
        });
        standard.addThemeVariants(ButtonVariant.TERTIARY);
        standard.setId("reset-columns");
        list.addClassName("column-choices");
        Div content = new Div(list, standard);
        content.addClassName("column-chooser");
        popover.add(content);
        add(open, popover);
        showChoices();
    }

    void show(List<Column> now) {
        columns = now;
        showChoices();
    }

    private void showChoices() {
        list.removeAll();
        for (int i = 0; i < columns.size(); i++) {
            list.add(choice(columns.get(i).key(), i));
        }
        Column.possible(type).stream()
                .filter(key -> columns.stream().noneMatch(column -> column.key().equals(key)))
                .forEach(key -> list.add(choice(key, -1)));
    }

    /** @param at place among the chosen, -1 for one that isn't */
    private Div choice(String key, int at) {
        String label = RecordGrid.label(type, key, this);
        Checkbox box = new Checkbox(label, at >= 0, change -> {
            List<Column> others = new ArrayList<>(columns);
            if (at >= 0) {
                others.remove(at);
            } else {
                others.add(Column.of(key));
            }
            choose(others);
        });
        Div row = new Div(box);
        if (at >= 0) {
            row.add(
                    freeze(label, at),
                    move(VaadinIcon.ARROW_UP, "list.columns.up", label, at, at - 1),
                    move(VaadinIcon.ARROW_DOWN, "list.columns.down", label, at, at + 1));
        }
        return row;
    }

    /** Freezes all columns up to this one, or lets it and those behind it go. */
    private Button freeze(String label, int at) {
        boolean stays = columns.get(at).stays();
        Button button = new Button(
                (stays ? VaadinIcon.LOCK : VaadinIcon.UNLOCK).create(),
                click -> choose(Column.withFirst(stays ? at : at + 1, columns)));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        String text = getTranslation(stays ? "list.columns.loose" : "list.columns.freeze", label);
        button.setAriaLabel(text);
        button.setTooltipText(text);
        return button;
    }

    private Button move(VaadinIcon icon, String key, String label, int from, int to) {
        Button button = new Button(icon.create(), click -> {
            List<Column> others = new ArrayList<>(columns);
            others.add(to, others.remove(from));
            choose(others);
        });
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation(key, label));
        button.setEnabled(to >= 0 && to < columns.size());
        return button;
    }

    private void choose(List<Column> others) {
        show(others);
        chosen.accept(others);
    }
}
