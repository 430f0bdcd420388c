package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.views.Column;
import com.innodus.kernel.records.views.SavedView;
import com.innodus.kernel.records.views.SavedView.Definition;
import com.vaadin.flow.router.QueryParameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows: which records, which columns, and the saved view that it began with. Its text form is the address,
 * so that a list survives a reload and can be sent to a colleague.
 */
record ListState(
        Query query, List<Column> columns, @Nullable SavedView view, Face face) {
    private static final String GROUP = "group";

    /** @param usual the columns where the address names none */
    static <E extends BaseRecord> ListState read(
            RecordType<E> type,
            QueryParameters parameters,
            @Nullable SavedView view,
            List<Column> usual,
            Records records) {
        Definition saved = view == null ? null : view.definition();
        boolean named = Stream.of("q", "filter", "sort").anyMatch(parameters.getParameters()::containsKey);
        Query query = saved == null || named
                ? new Query(
                        filter(text(parameters, "filter")),
                        text(parameters, "q"),
                        Sort.read(type, text(parameters, "sort")))
                : saved.query(type);
        if (!records.fits(type, query.filter())) {
            // an old or mistyped address shows the whole list
            query = new Query(Filter.NONE, query.search(), query.sorts());
        }
        List<Column> columns = saved == null
                ? usual
                : parameters
                        .getSingleParameter("columns")
                        .map(keys -> columns(type, keys))
                        .orElseGet(() -> Column.known(type, saved.columns()));
        return new ListState(query, columns, view, face(type, parameters, saved));
    }

    private static Face face(RecordType<?> type, QueryParameters parameters, @Nullable Definition saved) {
        return parameters
                .getSingleParameter(GROUP)
                .map(fields -> Face.read(type, "groups." + fields.replace(',', '.')))
                .orElseGet(() -> Face.read(
                        type, parameters.getSingleParameter("face").orElse(saved == null ? null : saved.face())));
    }

    private static String text(QueryParameters parameters, String name) {
        return parameters.getSingleParameter(name).orElse("");
    }

    private static Filter filter(String text) {
        try {
            return FilterText.read(text);
        } catch (InvalidFilter e) {
            return Filter.NONE;
        }
    }

    private static List<Column> columns(RecordType<?> type, String keys) {
        List<String> possible = Column.possible(type);
        return Arrays.stream(keys.split(",", -1))
                .filter(possible::contains)
                .distinct()
                .map(Column::of)
                .toList();
    }

    ListState with(Query other) {
        return new ListState(other, columns, view, face);
    }

    ListState with(List<Column> others) {
        return new ListState(query, others, view, face);
    }

    ListState with(@Nullable SavedView other) {
        return new ListState(query, columns, other, face);
    }

    ListState with(Face other) {
        return new ListState(query, columns, view, other);
    }

    Definition definition() {
        return Definition.of(query, columns, face.text());
    }

    /** Whether something differs from the saved view. */
    boolean isModified() {
        return view != null
                && !(isQueryOf(view.definition())
                        && isFaceOf(view.definition())
                        && keys(columns).equals(keys(view.definition().columns())));
    }

    private boolean isFaceOf(Definition saved) {
        return face.text().equals(Objects.requireNonNullElse(saved.face(), ""));
    }

    private boolean isQueryOf(Definition saved) {
        Definition now = definition();
        return now.search().equals(saved.search())
                && now.filter().equals(saved.filter())
                && now.sort().equals(saved.sort());
    }

    private static String keys(List<Column> columns) {
        return columns.stream().map(Column::key).collect(Collectors.joining(","));
    }

    /** The whole state, for the list's own address. */
    QueryParameters parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (view == null) {
            queryParameters().getParameters().forEach((name, values) -> parameters.put(name, values.getFirst()));
            if (face.kind() != Face.Kind.LIST) {
                put(parameters, face);
            }
            return QueryParameters.simple(parameters);
        }
        parameters.put("view", view.id().toString());
        if (!isFaceOf(view.definition())) {
            // there even when it's empty: the rows and not the view's own face are meant
            put(parameters, face);
        }
        if (!isQueryOf(view.definition())) {
            // there even when it's empty: the view's own search is not meant
            parameters.put("q", query.search());
            queryParameters().getParameters().forEach((name, values) -> parameters.put(name, values.getFirst()));
        }
        if (!keys(columns).equals(keys(view.definition().columns()))) {
            parameters.put("columns", keys(columns));
        }
        return QueryParameters.simple(parameters);
    }

    /** Groups have a name of their own, {@code group=status,city}. */
    private static void put(Map<String, String> parameters, Face face) {
        if (face.kind() == Face.Kind.GROUPS) {
            parameters.put(GROUP, face.measure().isEmpty() ? face.field() : face.field() + "," + face.measure());
        } else {
            parameters.put("face", face.text());
        }
    }

    /** Which records and in which order, for the sheet's next and previous, and for files. */
    QueryParameters queryParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!query.search().isBlank()) {
            parameters.put("q", query.search());
        }
        if (!query.filter().isEmpty()) {
            parameters.put("filter", FilterText.write(query.filter()));
        }
        if (!query.sorts().isEmpty()) {
            parameters.put("sort", Sort.write(query.sorts()));
        }
        return QueryParameters.simple(parameters);
    }
}
