package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** The list that somebody came from, in the form in which addresses carry it from list to sheet to form and back. */
record ListAddress(Map<String, String> parameters) {
    static final ListAddress ALL = new ListAddress(Map.of());

    static ListAddress of(QueryParameters given) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String key : new String[] {"q", "filter", "sort"}) {
            given.getSingleParameter(key)
                    // PostgreSQL takes no NUL
                    .map(value -> value.replace("\0", ""))
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> parameters.put(key, value));
        }
        return new ListAddress(parameters);
    }

    Query query(RecordType<?> type) {
        Filter filter;
        try {
            filter = FilterText.read(parameters.getOrDefault("filter", ""));
        } catch (InvalidFilter e) {
            // an old or mistyped address means the whole list
            filter = Filter.NONE;
        }
        return new Query(
                filter, parameters.getOrDefault("q", ""), Sort.read(type, parameters.getOrDefault("sort", "")));
    }

    QueryParameters forNavigation() {
        return QueryParameters.simple(parameters);
    }

    /** A path of the workspace with the list behind it. */
    String on(String path) {
        return "/app/" + new Location(path, forNavigation()).getPathWithQueryParameters();
    }
}
