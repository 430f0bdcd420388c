package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.bulk.BulkActions;
import com.innodus.kernel.records.bulk.BulkChange;
import com.innodus.kernel.records.bulk.BulkRun;
import com.innodus.kernel.records.merge.Merges;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be done to the chosen rows, or to all that the list finds. */
class BulkBar<E extends BaseRecord> extends Div {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<E> type;
    private final transient BulkActions actions;
    private final transient Editors editors;
    private final transient Access access;
    private final transient Supplier<ListState> state;
    private final RecordGrid<E> grid;
    private final transient Runnable changed;
    private final Span chosen = new Span();
    private final Button all = new Button();
    private @Nullable Button merge;
    private boolean everything;
    private int found;

    BulkBar(
            RecordType<E> type,
            RecordGrid<E> grid,
            BulkActions actions,
            Editors editors,
            Access access,
            Merges merges,
            Supplier<ListState> state,
            Runnable changed) {
        this.type = type;
        this.grid = grid;
        this.actions = actions;
        this.editors = editors;
        this.access = access;
        this.state = state;
        this.changed = changed;
        addClassName("bulk-bar");
        getElement().setAttribute("role", "toolbar");
        getElement().setAttribute("aria-label", getTranslation("bulk.actions"));
        chosen.getElement().setAttribute("aria-live", "polite");
        all.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        all.setId("select-all-found");
        all.addClickListener(click -> {
            everything = true;
            showChosen();
        });
        add(chosen, all);
        if (actions.may(type, new BulkChange.Edit(Map.of()))) {
            add(button("bulk.edit", VaadinIcon.EDIT, this::askEdit));
        }
        if (!BulkAssignDialog.fields(type).isEmpty() && actions.may(type, new BulkChange.Assign(Map.of()))) {
            add(button("bulk.assign", VaadinIcon.USER, this::askAssign));
        }
        if (access.may(type.key(), Operation.EXPORT)) {
            add(button("list.export", VaadinIcon.DOWNLOAD, this::export));
        }
        if (actions.may(type, new BulkChange.Delete())) {
            add(button("action.delete", VaadinIcon.TRASH, this::askDelete));
        }
        if (merges.may(type)) {
            merge = button("bulk.merge", VaadinIcon.COMPRESS_SQUARE, this::compare);
            add(merge);
        }
        Button none = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> grid.deselectAll());
        none.addThemeVariants(ButtonVariant.TERTIARY);
        none.setAriaLabel(getTranslation("bulk.none"));
        none.setTooltipText(getTranslation("bulk.none"));
        add(none);
        setVisible(false);
        grid.addSelectionListener(selection -> {
            everything = false;
            showChosen();
        });
    }

    private Button button(String key, VaadinIcon icon, Runnable action) {
        Button button = new Button(getTranslation(key), icon.create(), click -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setId(key.replace('.', '-'));
        return button;
    }

    /** How many the list finds, once that is known. */
    void found(int number) {
        found = number;
        showChosen();
    }

    private void showChosen() {
        int rows = grid.getSelectedItems().size();
        setVisible(rows > 0);
        chosen.setText(everything ? getTranslation("bulk.all", text(found)) : getTranslation("bulk.chosen", rows));
        all.setText(getTranslation("bulk.select-all", text(found)));
        all.setVisible(!everything && rows < found);
        if (merge != null) {
            merge.setVisible(!everything && rows >= 2 && rows <= Merges.MOST);
        }
    }

    private String text(int number) {
        return number > Counting.LIMIT
                ? getTranslation("bulk.more", Counting.LIMIT)
                : String.format(getLocale(), "%,d", number);
    }

    private List<UUID> ids() {
        return everything
                ? actions.found(type, state.get().query())
                : grid.getSelectedItems().stream().map(Line::id).toList();
    }

    private void compare() {
        RecordMergeView.compare(type, ids());
    }

    private void askEdit() {
        List<UUID> ids = ids();
        new BulkEditDialog<>(type, editors, getLocale(), ids.size(), values -> run(ids, new BulkChange.Edit(values)))
                .open();
    }

    private void askAssign() {
        List<UUID> ids = ids();
        new BulkAssignDialog<>(type, editors, getLocale(), ids.size(), to -> run(ids, new BulkChange.Assign(to)))
                .open();
    }

    private void askDelete() {
        List<UUID> ids = ids();
        new ConfirmDialog(
                        getTranslation("bulk.delete.title", ids.size()),
                        getTranslation("bulk.delete.text"),
                        getTranslation("action.delete"),
                        confirm -> run(ids, new BulkChange.Delete()),
                        getTranslation("action.cancel"),
                        cancel -> {})
                .open();
    }

    /**
     * One more thing to do with what is chosen, such as a button of a rule.
     *
     * @param press does it, and says for how many
     */
    void offer(String label, ToIntFunction<List<UUID>> press) {
        Button button = new Button(label, VaadinIcon.MAGIC.create(), click -> {
            List<UUID> ids = ids();
            new ConfirmDialog(
                            getTranslation("bulk.rule.title", label, ids.size()),
                            getTranslation("bulk.rule.text"),
                            label,
                            confirm -> {
                                int number = press.applyAsInt(ids);
                                grid.deselectAll();
                                Notification.show(
                                        getTranslation("bulk.rule.started", label, number),
                                        3000,
                                        Notification.Position.BOTTOM_START);
                            },
                            getTranslation("action.cancel"),
                            cancel -> {})
                    .open();
        });
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClassName("bulk-rule");
        addComponentAtIndex(getComponentCount() - 1, button);
    }

    private void run(List<UUID> ids, BulkChange change) {
        BulkRun run = actions.start(type, ids, change);
        grid.deselectAll();
        BulkProgress.show(actions, run, change instanceof BulkChange.Delete ? "deleted" : "changed", changed);
    }

    private void export() {
        Query query = state.get().query();
        String address = "/export/" + type.plural() + ".xlsx";
        if (everything) {
            QueryParameters parameters = state.get().with(query).queryParameters();
            UI.getCurrent().getPage().open(address + "?" + parameters.getQueryString(), "_self");
            return;
        }
        Set<String> ids = grid.getSelectedItems().stream()
                .map(line -> line.id().toString())
                .collect(Collectors.toSet());
        getElement().executeJs(POST, address, String.join(",", ids));
    }

    /** A form, because an address can't be as long as many ids. */
    private static final String POST = """
            const form = document.createElement('form');
            form.method = 'post'; form.action = $0;
            const field = document.createElement('input');
            field.type = 'hidden'; field.name = 'ids'; field.value = $1;
            form.append(field); document.body.append(form); form.submit(); form.remove();
            """;
}
