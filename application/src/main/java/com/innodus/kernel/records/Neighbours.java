package com.innodus.kernel.records;

import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.Records.Edge;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which records stand before and after one in a list; by key, so that the end of a long list costs what its start costs. */
@Component
@Transactional(readOnly = true)
public class Neighbours {
    private static final int NEAR_THE_START = 50;
    private static final int COUNTED = 1_000;

    private final Records records;

    Neighbours(Records records) {
        this.records = records;
    }

    /**
     * Where a record stands in a list.
     *
     * @param position from 1, and {@code total}: both 0 where telling them would mean to count far
     */
    public record Place(@Nullable UUID previous, @Nullable UUID next, int position, int total) {}

    public <E extends BaseRecord> Place of(RecordType<E> type, Query query, E record) {
        Edge here = records.edge(type, query, record);
        Query backwards = backwards(query);
        List<E> before = records.page(type, backwards, here, 0, NEAR_THE_START);
        List<E> after = records.page(type, query, here, 0, 1);
        int total = before.size() < NEAR_THE_START ? records.count(type, query, COUNTED + 1) : 0;
        // a record that left the list, by being edited, has neighbours but no place
        boolean told = total > before.size() && total <= COUNTED;
        return new Place(
                before.isEmpty() ? null : before.getFirst().getId(),
                after.isEmpty() ? null : after.getFirst().getId(),
                told ? before.size() + 1 : 0,
                told ? total : 0);
    }

    private static Query backwards(Query query) {
        List<Sort> sorts = query.sorts().isEmpty() ? List.of(new Sort("title", true)) : query.sorts();
        return new Query(
                query.filter(),
                query.search(),
                sorts.stream()
                        .map(sort -> new Sort(sort.field(), !sort.ascending()))
                        .toList());
    }
}
