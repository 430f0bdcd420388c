package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Overtaken;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordConflict;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Edits one cell of a list where it stands: Enter saves, Tab saves and goes on, Esc leaves it as it was. */
class CellEditing<E extends BaseRecord> {
    private final RecordGrid<E> grid;
    private final RecordType<E> type;
    private final Records records;
    private final Editors editors;
    private final MergeDialog.Merging merging;
    private final Locale locale;
    private @Nullable Cell<E> current;

    CellEditing(
            RecordGrid<E> grid,
            RecordType<E> type,
            Records records,
            Editors editors,
            MergeDialog.Merging merging,
            Locale locale) {
        this.merging = merging;
        this.locale = locale;
        this.grid = grid;
        this.type = type;
        this.records = records;
        this.editors = editors;
        grid.getEditor().setBinder(new Binder<>()).setBuffered(true);
    }

    /** The cell that is edited, and the value that it had. */
    private record Cell<E extends BaseRecord>(
            Line line,
            Field<E> field,
            Editors.Editor editor,
            Component place,
            int version,
            @Nullable Object before) {}

    /** Long texts and lists of addresses need a form. */
    private static boolean fits(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> true;
            case FieldType.Url ignored -> true;
            case FieldType.TaxNumber ignored -> true;
            case FieldType.Iban ignored -> true;
            case FieldType.ColourCode ignored -> true;
            case FieldType.Choice ignored -> true;
            case FieldType.Choices ignored -> true;
            case FieldType.Link ignored -> true;
            case FieldType.User ignored -> true;
            case FieldType.Team ignored -> true;
            case FieldType.Links ignored -> true;
            case FieldType.Users ignored -> true;
            case FieldType.Repetition ignored -> false;
            case FieldType.Zone ignored -> true;
            case FieldType.Amount ignored -> true;
            case FieldType.Decimal ignored -> true;
            case FieldType.Percent ignored -> true;
            case FieldType.Rating ignored -> true;
            case FieldType.Span ignored -> true;
            case FieldType.Whole ignored -> true;
            case FieldType.Day ignored -> true;
            case FieldType.Flag ignored -> true;
            case FieldType.LongText ignored -> false;
            case FieldType.RichText ignored -> false;
            case FieldType.Price ignored -> false;
            case FieldType.Checklist ignored -> false;
            case FieldType.File ignored -> false;
            case FieldType.Image ignored -> false;
            case FieldType.Autonumber ignored -> false;
            case FieldType.Emails ignored -> false;
            case FieldType.Phones ignored -> false;
            case FieldType.Addresses ignored -> false;
            case FieldType.Moment ignored -> false;
        };
    }

    /** The field behind a column; the title is one where it is made of one field. */
    private @Nullable Field<E> field(String column) {
        List<Field<E>> titles = type.titleFields();
        Field<E> field = column.equals("title")
                ? (titles.size() == 1 ? titles.getFirst() : null)
                : type.field(column).orElse(null);
        return field != null && field.isWritable() && fits(field.type()) ? field : null;
    }

    /** The editor that is open, if one is. */
    Editors.@Nullable Editor editor() {
        return current == null ? null : current.editor();
    }

    /** Opens the editor of a cell, after saving the one that is open. Returns whether the cell can be edited. */
    boolean edit(Line line, String column) {
        if (current != null && !save()) {
            return true;
        }
        Field<E> field = field(column);
        E record = records.find(type, line.id()).orElse(null);
        if (record == null) {
            say("list.edit.gone");
            grid.reload(line.id());
            return true;
        }
        if (field == null || !records.may(type, record, Operation.EDIT)) {
            return false;
        }
        Editors.Editor editor = editors.of(type, field, locale);
        Component place = place(editor, RecordGrid.label(type, field.key(), grid));
        editor.setValue(field.get(record));
        Cell<E> cell = new Cell<>(line, field, editor, place, record.getVersion(), editor.value());
        current = cell;
        for (Grid.Column<Line> each : grid.getColumns()) {
            String key = each.getKey();
            each.setEditorComponent(of -> key.equals(column)
                    ? place
                    : key.equals("title") ? new Div(of.title()) : RecordGrid.cell(of.cell(key)));
        }
        grid.getEditor().editItem(line);
        if (editor.component() instanceof Focusable<?> focusable) {
            focusable.focus();
        }
        return true;
    }

    private Component place(Editors.Editor editor, String label) {
        Component component = editor.component();
        ((HasLabel) component).setLabel(null);
        if (component instanceof HasAriaLabel named) {
            named.setAriaLabel(label);
        }
        if (component instanceof HasHelper helped) {
            helped.setHelperText(null);
        }
        if (component instanceof HasValueChangeMode typed) {
            // the value must be here before the key that saves it
            typed.setValueChangeMode(ValueChangeMode.EAGER);
        }
        Div place = new Div(component);
        place.addClassName("cell-editor");
        place.getElement()
                .addEventListener("keydown", event -> save())
                .setFilter("event.key === 'Enter'")
                .stopPropagation();
        place.getElement()
                .addEventListener("keydown", event -> cancel())
                .setFilter("event.key === 'Escape'")
                .stopPropagation();
        place.getElement()
                .addEventListener("keydown", event -> saveAndGoOn())
                .setFilter("event.key === 'Tab' && !event.shiftKey")
                .preventDefault()
                .stopPropagation();
        return place;
    }

    private void saveAndGoOn() {
        Cell<E> cell = current;
        if (cell == null || !save()) {
            return;
        }
        List<String> columns = grid.keys();
        int at = columns.indexOf(columnOf(cell.field()));
        columns.stream()
                .skip(at + 1L)
                .filter(column -> field(column) != null)
                .findFirst()
                .ifPresent(next -> edit(cell.line(), next));
    }

    private String columnOf(Field<E> field) {
        return grid.keys().contains(field.key()) ? field.key() : "title";
    }

    /** Writes what was typed; returns false while the cell stays open because of a problem. */
    boolean save() {
        Cell<E> cell = current;
        if (cell == null) {
            return true;
        }
        Object value = cell.editor().value();
        if (Objects.equals(value, cell.before())) {
            close(cell.line().id());
            return true;
        }
        return write(cell, cell.version(), value, cell.before());
    }

    private boolean write(Cell<E> cell, int version, @Nullable Object value, @Nullable Object before) {
        String key = cell.field().key();
        Map<String, @Nullable Object> values = Collections.singletonMap(key, value);
        try {
            Overtaken.retry(() ->
                    records.change(type, cell.line().id(), version, values, Collections.singletonMap(key, before)));
            close(cell.line().id());
            return true;
        } catch (InvalidRecord refused) {
            cell.editor().setProblem(sentence(refused.problems(), key));
        } catch (RecordConflict conflict) {
            merging.ask(
                    type,
                    cell.line().id(),
                    conflict,
                    settled -> write(
                            cell,
                            conflict.currentVersion(),
                            settled.get(key),
                            conflict.clashes().getFirst().theirs()));
        } catch (RecordNotFound gone) {
            say("list.edit.gone");
            close(cell.line().id());
        } catch (Forbidden no) {
            say("list.edit.forbidden");
            close(cell.line().id());
        }
        return false;
    }

    private String sentence(List<Problem> problems, String key) {
        Problem first = problems.stream()
                .filter(problem -> problem.field().equals(key))
                .findFirst()
                .orElse(problems.getFirst());
        String sentence = Texts.text(locale, first.message(), first.arguments().toArray());
        return first.field().equals(key) || first.field().isEmpty()
                ? sentence
                : RecordGrid.label(type, first.field(), grid) + ": " + sentence;
    }

    void cancel() {
        Cell<E> cell = current;
        if (cell != null) {
            close(cell.line().id());
        }
    }

    private void close(UUID row) {
        current = null;
        grid.getEditor().cancel();
        grid.reload(row);
        grid.getElement().executeJs("this.focus()");
    }

    private void say(String key) {
        Notification.show(grid.getTranslation(key), 5000, Notification.Position.BOTTOM_START);
    }
}
