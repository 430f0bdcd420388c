package com.innodus.kernel.faces.ui;

import com.innodus.kernel.faces.ui.RecordListView.Parts;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.data.provider.hierarchy.AbstractBackEndHierarchicalDataProvider;
import com.vaadin.flow.data.provider.hierarchy.HierarchicalQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records below their parents. Where something is searched or filtered the records that fit stand at the top, each with
 * all that is below it.
 */
class RecordTree<E extends BaseRecord> extends TreeGrid<Line> {
    private static final long serialVersionUID = 1L;

    /** A branch isn't read further than this. */
    private static final int MOST = 10_000;

    private final transient RecordType<E> type;
    private final transient ListState state;
    private final transient Parts parts;
    private final transient Field<E> parent;
    private final transient RecordPages<E> pages;

    RecordTree(RecordType<E> type, ListState state, Parts parts) {
        this.type = type;
        this.state = state;
        this.parts = parts;
        parent = type.require(state.face().field());
        pages = new RecordPages<>(parts.records(), parts.texts(), type, state, getLocale());
        addThemeVariants(GridVariant.LUMO_NO_BORDER);
        setSizeFull();
        addComponentHierarchyColumn(this::title)
                .setHeader(type.name(getLocale()))
                .setRowHeader(true)
                .setFlexGrow(2)
                .setWidth("18rem");
        for (var column : state.columns()) {
            if (!column.key().equals(parent.key())) {
                addComponentColumn(line -> RecordGrid.cell(line.cell(column.key())))
                        .setHeader(RecordGrid.label(type, column.key(), this))
                        .setAutoWidth(true);
            }
        }
        addItemDoubleClickListener(click -> open(click.getItem()));
        setDataProvider(new Branches());
    }

    private Component title(Line line) {
        if (line.title().isEmpty()) {
            return new Span();
        }
        Anchor title =
                new Anchor(ListAddress.of(state.queryParameters()).on(type.plural() + "/" + line.id()), line.title());
        title.addClassName("record-link");
        return title;
    }

    private void open(Line line) {
        UI.getCurrent().navigate(type.plural() + "/" + line.id(), state.queryParameters());
    }

    private Query below(@Nullable Line line) {
        if (line != null) {
            return new Query(
                    Filter.test(parent.key(), Operator.IS, line.id().toString()),
                    "",
                    state.query().sorts());
        }
        boolean isWhole =
                state.query().filter().isEmpty() && state.query().search().isBlank();
        return isWhole ? state.query().with(Filter.test(parent.key(), Operator.EMPTY)) : state.query();
    }

    /** The lines of a branch, with one further statement for how many each has below it. */
    private final class Branches extends AbstractBackEndHierarchicalDataProvider<Line, Void> {
        private static final long serialVersionUID = 1L;
        private final transient Map<UUID, Integer> below = new HashMap<>();

        @Override
        public Object getId(Line line) {
            return line.id();
        }

        @Override
        public boolean hasChildren(Line line) {
            return below.getOrDefault(line.id(), 0) > 0;
        }

        @Override
        public int getChildCount(HierarchicalQuery<Line, Void> asked) {
            Line line = asked.getParent();
            int known = line == null ? -1 : below.getOrDefault(line.id(), -1);
            int count = known >= 0 ? known : parts.records().count(type, below(line), MOST);
            return Math.clamp((long) count - asked.getOffset(), 0, asked.getLimit());
        }

        @Override
        protected Stream<Line> fetchChildrenFromBackEnd(HierarchicalQuery<Line, Void> asked) {
            List<Line> lines = pages.lines(
                    parts.records().page(type, below(asked.getParent()), null, asked.getOffset(), asked.getLimit()));
            count(lines);
            return lines.stream();
        }

        private void count(List<Line> lines) {
            if (lines.isEmpty()) {
                return;
            }
            String[] ids = lines.stream().map(line -> line.id().toString()).toArray(String[]::new);
            lines.forEach(line -> below.put(line.id(), 0));
            parts.records()
                    .groups(type, Query.ALL.with(Filter.test(parent.key(), Operator.IN, ids)), parent, List.of())
                    .forEach(group -> {
                        // none where a colleague took the parent away meanwhile
                        if (group.value() instanceof UUID id) {
                            below.put(id, Math.toIntExact(group.count()));
                        }
                    });
        }
    }
}
