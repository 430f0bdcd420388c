package com.innodus.kernel.faces.ui;

import com.innodus.kernel.faces.ui.RecordListView.Parts;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Grain;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Summary;
import com.innodus.kernel.records.Summary.Aggregate;
import com.innodus.kernel.records.Summary.Answer;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Measure;
import com.innodus.kernel.records.SummaryText;
import com.innodus.kernel.records.TooSlow;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.data.provider.hierarchy.AbstractBackEndHierarchicalDataProvider;
import com.vaadin.flow.data.provider.hierarchy.HierarchicalQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows below heads that say what they have in common, how many they are and what their figures come to. Heads are asked
 * for once; the rows of a group are read by key when it is opened.
 */
class RecordGroups<E extends BaseRecord> extends Div {
    private static final long serialVersionUID = 1L;

    /** Heads that anybody reads. */
    private static final int MOST = 1_000;

    private static final List<Aggregate> SUBTOTALS =
            List.of(Aggregate.SUM, Aggregate.AVERAGE, Aggregate.LEAST, Aggregate.GREATEST);

    private final transient RecordType<E> type;
    private final transient ListState state;
    private final transient Parts parts;
    private final transient List<Dimension> dimensions;
    private final transient List<Field<E>> figures;
    private final TreeGrid<Row> rows = new TreeGrid<>();
    private Aggregate subtotal = Aggregate.SUM;

    /** What stands in a line of the grid. */
    sealed interface Row {
        Object id();
    }

    /** Above rows or above further groups. */
    record Head(List<Object> id, String name, Summary.Line line, Filter behind, List<Head> within) implements Row {}

    record Entry(Line line) implements Row {
        @Override
        public Object id() {
            return line.id();
        }
    }

    /** @param asked gets the face that the user chooses here */
    RecordGroups(RecordType<E> type, ListState state, Parts parts, Consumer<Face> asked) {
        this.type = type;
        this.state = state;
        this.parts = parts;
        addClassName("groups-face");
        Face face = state.face();
        dimensions = Stream.of(face.field(), face.measure())
                .filter(key -> !key.isEmpty())
                .map(key -> new Dimension(key, isTime(type.require(key)) ? Grain.MONTH : null))
                .toList();
        figures = state.columns().stream()
                .flatMap(column -> type.field(column.key()).stream())
                .filter(field -> Abilities.isAddedUp(field.type()))
                .toList();
        Div head = new Div(second(face, asked), subtotals());
        head.addClassName("chart-head");
        add(head);
        try {
            show();
        } catch (TooSlow e) {
            add(new Paragraph(getTranslation("report.slow")));
        }
    }

    private static boolean isTime(Field<?> field) {
        return field.type() instanceof FieldType.Day || field.type() instanceof FieldType.Moment;
    }

    private Select<String> second(Face face, Consumer<Face> asked) {
        Select<String> second = new Select<>();
        second.setLabel(getTranslation("groups.second"));
        List<String> keys = new ArrayList<>(List.of(""));
        type.fields().stream()
                .filter(Face::isGrouped)
                .map(Field::key)
                .filter(key -> !key.equals(face.field()))
                .forEach(keys::add);
        second.setItems(keys);
        second.setItemLabelGenerator(
                key -> key.isEmpty() ? getTranslation("groups.none") : RecordGrid.label(type, key, this));
        second.setValue(face.measure());
        second.setId("groups-second");
        second.addValueChangeListener(change -> asked.accept(Face.groups(type, face.field(), change.getValue())));
        return second;
    }

    private Select<Aggregate> subtotals() {
        Select<Aggregate> which = new Select<>();
        which.setLabel(getTranslation("groups.subtotal"));
        which.setItems(SUBTOTALS);
        which.setItemLabelGenerator(each -> getTranslation("aggregate." + each.name()));
        which.setValue(subtotal);
        which.setVisible(!figures.isEmpty());
        which.addValueChangeListener(change -> {
            subtotal = change.getValue();
            rows.getDataProvider().refreshAll();
        });
        return which;
    }

    // heads

    private void show() {
        List<Measure> measures = figures.stream()
                .flatMap(field -> SUBTOTALS.stream().map(aggregate -> new Measure(aggregate, field.key())))
                .toList();
        Answer answer = parts.summaries().of(type, state.query(), new Summary(dimensions, measures, MOST));
        if (answer.cut()) {
            add(new Paragraph(getTranslation("groups.cut", MOST)));
        }
        columns();
        rows.setDataProvider(new Rows(heads(answer.lines())));
        rows.addThemeVariants(GridVariant.LUMO_NO_BORDER);
        rows.addItemDoubleClickListener(click -> {
            if (click.getItem() instanceof Entry(Line line)) {
                UI.getCurrent().navigate(type.plural() + "/" + line.id(), state.queryParameters());
            }
        });
        add(rows);
    }

    private List<Head> heads(List<Summary.Line> lines) {
        List<SummaryText.Names> names = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            names.add(parts.summaryTexts().names(type, dimensions.get(i), i, lines, getLocale()));
        }
        Map<@Nullable Object, List<Summary.Line>> byFirst = new LinkedHashMap<>();
        lines.forEach(line -> byFirst.computeIfAbsent(line.keys().getFirst(), key -> new ArrayList<>())
                .add(line));
        List<Head> heads = new ArrayList<>();
        byFirst.forEach((key, of) -> {
            Summary.Line whole = of.stream().reduce(Summary.Line::with).orElseThrow();
            Filter behind = dimensions.getFirst().behind(key);
            List<Head> within = new ArrayList<>();
            if (dimensions.size() > 1) {
                for (Summary.Line each : of) {
                    Object second = each.keys().getLast();
                    within.add(new Head(
                            List.of(Optional.ofNullable(key), Optional.ofNullable(second)),
                            names.getLast().of(second),
                            each,
                            new Filter.And(List.of(behind, dimensions.getLast().behind(second))),
                            List.of()));
                }
                sort(within, dimensions.getLast());
            }
            heads.add(new Head(
                    List.of(Optional.ofNullable(key)), names.getFirst().of(key), whole, behind, List.copyOf(within)));
        });
        sort(heads, dimensions.getFirst());
        return heads;
    }

    /** Times in their order, others the largest first. */
    private static void sort(List<Head> heads, Dimension by) {
        Comparator<Head> order = by.grain() == null
                ? Comparator.comparing((Head head) -> -head.line().count()).thenComparing(Head::name)
                : Comparator.comparing(
                        head -> Objects.toString(
                                head.line().keys().get(head.id().size() - 1), "~"),
                        Comparator.naturalOrder());
        heads.sort(order);
    }

    // columns

    private void columns() {
        rows.addComponentHierarchyColumn(this::title)
                .setHeader(type.name(getLocale()))
                .setRowHeader(true)
                .setFlexGrow(2)
                .setWidth("18rem");
        for (var column : state.columns()) {
            var shown = rows.addComponentColumn(row -> cell(row, column.key()))
                    .setHeader(RecordGrid.label(type, column.key(), this))
                    .setAutoWidth(true);
            if (type.field(column.key())
                    .filter(field -> RecordGrid.isFigure(field.type()))
                    .isPresent()) {
                shown.setTextAlign(ColumnTextAlign.END);
            }
        }
    }

    private Component title(Row row) {
        return switch (row) {
            case Head head -> {
                Span count =
                        new Span(String.format(getLocale(), "%,d", head.line().count()));
                count.addClassName("group-count");
                count.getElement()
                        .setAttribute(
                                "aria-label",
                                getTranslation("list.count", head.line().count()));
                count.getElement().setAttribute("role", "img");
                Span name = new Span(head.name());
                Span title = new Span(name, count);
                title.addClassName("group-head");
                yield title;
            }
            case Entry(Line line) -> {
                Anchor title = new Anchor(
                        ListAddress.of(state.queryParameters()).on(type.plural() + "/" + line.id()), line.title());
                title.addClassName("record-link");
                yield title;
            }
        };
    }

    private Component cell(Row row, String key) {
        return switch (row) {
            case Entry(Line line) -> RecordGrid.cell(line.cell(key));
            case Head head -> {
                Span figure = new Span();
                for (int i = 0; i < figures.size(); i++) {
                    if (figures.get(i).key().equals(key)) {
                        figure.setText(SummaryText.figures(
                                subtotal,
                                head.line()
                                        .figures()
                                        .get(i * SUBTOTALS.size() + SUBTOTALS.indexOf(subtotal))
                                        .numbers(),
                                getLocale()));
                    }
                }
                figure.addClassName("group-figure");
                yield figure;
            }
        };
    }

    /** The groups, and below each its records as its user scrolls to them. */
    private final class Rows extends AbstractBackEndHierarchicalDataProvider<Row, Void> {
        private static final long serialVersionUID = 1L;
        private final transient List<Head> heads;
        private final transient Map<Object, RecordPages<E>> pages = new HashMap<>();

        Rows(List<Head> heads) {
            this.heads = heads;
        }

        @Override
        public Object getId(Row row) {
            return row.id();
        }

        @Override
        public boolean hasChildren(Row row) {
            return row instanceof Head;
        }

        @Override
        public int getChildCount(HierarchicalQuery<Row, Void> asked) {
            long count = asked.getParent() instanceof Head head
                    ? head.within().isEmpty()
                            ? head.line().count()
                            : head.within().size()
                    : heads.size();
            return Math.clamp(count - asked.getOffset(), 0, asked.getLimit());
        }

        @Override
        protected Stream<Row> fetchChildrenFromBackEnd(HierarchicalQuery<Row, Void> asked) {
            if (asked.getParent() instanceof Head head && head.within().isEmpty()) {
                return pages.computeIfAbsent(
                                head.id(),
                                id -> new RecordPages<>(
                                        parts.records(),
                                        parts.texts(),
                                        type,
                                        state.with(state.query().with(head.behind())),
                                        getLocale()))
                        .fetch(asked.getOffset(), asked.getLimit())
                        .map(Entry::new);
            }
            List<Head> shown = asked.getParent() instanceof Head head ? head.within() : heads;
            return shown.stream()
                    .skip(asked.getOffset())
                    .limit(asked.getLimit())
                    .map(Row.class::cast);
        }
    }
}
