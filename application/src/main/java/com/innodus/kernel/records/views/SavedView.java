package com.innodus.kernel.records.views;

import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.RecordType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list that was given a name.
 *
 * @param sharing who is offered it
 */
public record SavedView(UUID id, String name, UUID owner, Sharing sharing, Definition definition) {
    /**
     * What makes the list: the same texts as in its address, and its columns.
     *
     * @param face how it is looked at, such as {@code board.status}; null or "" for rows
     */
    public record Definition(
            String search,
            String filter,
            String sort,
            List<Column> columns,
            @Nullable String face) {
        public static Definition of(Query query, List<Column> columns, @Nullable String face) {
            return new Definition(
                    query.search(), FilterText.write(query.filter()), Sort.write(query.sorts()), columns, face);
        }

        public Query query(RecordType<?> type) {
            return new Query(conditions(), search, Sort.read(type, sort));
        }

        private Filter conditions() {
            try {
                return FilterText.read(filter);
            } catch (InvalidFilter e) {
                // of a field that is gone
                return Filter.NONE;
            }
        }
    }
}
