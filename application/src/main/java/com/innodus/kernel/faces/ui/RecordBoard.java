package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.User;
import com.innodus.kernel.faces.ui.BoardColumn.Head;
import com.innodus.kernel.faces.ui.RecordListView.Parts;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Options.Option;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records.Group;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.views.Column;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records as cards in columns, one for each value of a field; a card that is moved gets the column's value. */
class RecordBoard<E extends BaseRecord> extends Div implements BoardColumn.Actions {
    private static final long serialVersionUID = 1L;

    /** Cards of a column at once. */
    private static final int PAGE = 20;

    private static final int FACTS = 3;

    /** Of a longer list only the values that records have become columns, the most used ones. */
    private static final int MOST_COLUMNS = 20;

    private static final int UNDO_MILLIS = 12_000;

    private final transient RecordType<E> type;
    private final transient Parts parts;
    private final transient Runnable changed;
    private final Map<Optional<UUID>, BoardColumn> columns = new LinkedHashMap<>();
    private final transient ListState state;
    private final transient Field<E> by;
    private final transient List<Column> facts;
    private final transient RecordPages<E> pages;

    /** @param changed called after a card was moved */
    RecordBoard(RecordType<E> type, ListState state, Parts parts, Runnable changed) {
        this.type = type;
        this.state = state;
        this.parts = parts;
        this.changed = changed;
        by = type.require(state.face().field());
        // the first of the list's columns stand on the cards
        facts = state.columns().stream()
                .filter(column -> !column.key().equals(by.key()))
                .limit(FACTS)
                .toList();
        pages = new RecordPages<>(parts.records(), parts.texts(), type, state.with(facts), getLocale());
        addClassName("board");
        show();
    }

    private void show() {
        boolean movable = parts.access().may(type.key(), Operation.EDIT);
        for (Head head : heads()) {
            BoardColumn column = new BoardColumn(head, movable, this);
            columns.put(Optional.ofNullable(head.value()), column);
            add(column);
            if (head.count() > 0) {
                more(column);
            } else {
                column.finish(this);
            }
        }
    }

    // columns

    private List<Head> heads() {
        List<Field<E>> amounts = amounts();
        Map<Optional<UUID>, Group> groups = new LinkedHashMap<>();
        parts.records()
                .groups(type, state.query(), by, amounts)
                .forEach(group -> groups.merge(Optional.ofNullable((UUID) group.value()), group, Group::with));
        Map<UUID, Integer> limits = parts.limits().of(type, by);
        List<Head> heads = new ArrayList<>();
        for (Optional<UUID> value : values(groups)) {
            Group group = groups.getOrDefault(value, new Group(value.orElse(null), 0, Map.of()));
            String sum = group.sums().values().stream()
                    .findFirst()
                    .filter(amount -> amount.signum() != 0)
                    .map(amount -> FieldText.amount(amount, getLocale()))
                    .orElse("");
            heads.add(head(value.orElse(null), group.count(), sum, limits));
        }
        return heads;
    }

    private List<Field<E>> amounts() {
        List<Field<E>> amounts = type.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Amount)
                .toList();
        return amounts.isEmpty() ? List.of() : List.of(amounts.getFirst());
    }

    /** The records without a value first, then the values in their own order. */
    private List<Optional<UUID>> values(Map<Optional<UUID>, Group> groups) {
        Set<Optional<UUID>> values = new LinkedHashSet<>();
        if (groups.containsKey(Optional.<UUID>empty())) {
            values.add(Optional.empty());
        }
        List<UUID> offered = offered();
        offered.stream()
                .map(Optional::of)
                .filter(value -> offered.size() <= MOST_COLUMNS || groups.containsKey(value))
                .forEach(values::add);
        values.addAll(groups.keySet());
        if (values.size() > MOST_COLUMNS) {
            values.retainAll(groups.keySet().stream().limit(MOST_COLUMNS).toList());
        }
        return List.copyOf(values);
    }

    private List<UUID> offered() {
        return by.type() instanceof FieldType.Choice(String list)
                ? parts.options().offered(list).stream().map(Option::id).toList()
                : parts.users().all().stream().map(User::id).toList();
    }

    private Head head(@Nullable UUID value, long count, String sum, Map<UUID, Integer> limits) {
        if (value == null) {
            return new Head(
                    null,
                    getTranslation("board.without", RecordGrid.label(type, by.key(), this)),
                    null,
                    count,
                    sum,
                    null);
        }
        Optional<Option> option = parts.options().byId(value);
        String name = option.map(found -> found.label(getLocale()))
                .or(() -> parts.users().remembered(value).map(User::name))
                .orElse("?");
        return new Head(value, name, option.map(Option::colour).orElse(null), count, sum, limits.get(value));
    }

    // cards

    @Override
    public void more(BoardColumn column) {
        UUID value = column.head().value();
        Filter only = value == null
                ? Filter.test(by.key(), Operator.EMPTY)
                : Filter.test(by.key(), Operator.IS, value.toString());
        Query query = state.query().with(only);
        boolean movable = parts.access().may(type.key(), Operation.EDIT);
        List<String> said = facts.stream().map(Column::key).toList();
        // what stands there is passed over: a column is read as far as somebody wants to see it
        for (Line line : pages.lines(parts.records().page(type, query, null, column.shown(), PAGE))) {
            column.add(new BoardCard(line, link(line), said, movable ? this::askWhere : null));
        }
        column.finish(this);
    }

    private String link(Line line) {
        return ListAddress.of(state.queryParameters()).on(type.plural() + "/" + line.id());
    }

    // moving

    @Override
    public void drop(BoardCard card, BoardColumn into) {
        BoardColumn from = (BoardColumn)
                card.getParent().flatMap(cards -> cards.getParent()).orElse(null);
        if (from == null || from == into) {
            return;
        }
        if (write(card.line(), into.head().value())) {
            offerUndo(card.line(), from.head(), into.head());
            changed.run();
        }
    }

    private boolean write(Line line, @Nullable UUID value) {
        try {
            parts.records().change(type, line.id(), Collections.singletonMap(by.key(), value), WriteContext.SINGLE);
            return true;
        } catch (InvalidRecord refused) {
            Problem problem = refused.problems().getFirst();
            Notification.show(
                    getTranslation(problem.message(), problem.arguments().toArray()));
        } catch (Forbidden | RecordNotFound gone) {
            Notification.show(getTranslation("error.not-editable"));
            changed.run();
        }
        return false;
    }

    private void offerUndo(Line line, Head from, Head to) {
        Notification notice = new Notification();
        notice.setPosition(Notification.Position.BOTTOM_START);
        notice.setDuration(UNDO_MILLIS);
        Button undo = new Button(getTranslation("action.undo"), click -> {
            notice.close();
            if (write(line, from.value())) {
                changed.run();
            }
        });
        undo.addThemeVariants(ButtonVariant.TERTIARY);
        undo.setId("undo");
        Div content = new Div(new Span(getTranslation("board.moved", line.title(), to.name())), undo);
        content.addClassName("undo-notice");
        notice.add(content);
        notice.open();
    }

    /** For those who don't drag: by keyboard and on a phone. */
    private void askWhere(BoardCard card) {
        Dialog dialog = new Dialog(getTranslation("board.move", card.line().title()));
        dialog.setWidth("min(22rem, 84vw)");
        Div choices = new Div();
        choices.addClassName("board-choices");
        for (BoardColumn column : columns.values()) {
            Button choice = new Button(column.head().name(), click -> {
                dialog.close();
                drop(card, column);
            });
            choice.setEnabled(!card.getParent()
                    .flatMap(cards -> cards.getParent())
                    .filter(column::equals)
                    .isPresent());
            choices.add(choice);
        }
        dialog.add(choices);
        dialog.getFooter().add(new Button(getTranslation("action.cancel"), click -> dialog.close()));
        dialog.open();
    }

    // limits

    @Override
    public @Nullable Runnable limit(Head head) {
        UUID value = head.value();
        return value == null || !parts.limits().maySet() ? null : () -> askLimit(head, value);
    }

    private void askLimit(Head head, UUID value) {
        Dialog dialog = new Dialog(getTranslation("board.limit.of", head.name()));
        dialog.setWidth("min(24rem, 84vw)");
        IntegerField most = new IntegerField(getTranslation("board.limit.most"));
        most.setMin(1);
        most.setMax(1_000_000);
        most.setStepButtonsVisible(true);
        most.setClearButtonVisible(true);
        most.setValue(head.limit());
        most.setWidthFull();
        most.setI18n(new IntegerField.IntegerFieldI18n()
                .setBadInputErrorMessage(getTranslation("error.invalid"))
                .setMinErrorMessage(getTranslation("error.invalid"))
                .setMaxErrorMessage(getTranslation("error.too-large")));
        Button save = new Button(getTranslation("action.save"), click -> {
            if (!most.isInvalid()) {
                parts.limits().set(type, by, value, most.getValue());
                dialog.close();
                changed.run();
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        dialog.add(new Paragraph(getTranslation("board.limit.help")), most);
        dialog.getFooter().add(new Button(getTranslation("action.cancel"), click -> dialog.close()), save);
        dialog.open();
    }
}
