package com.innodus.kernel.shell;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the acting user finds at the start; each answer takes one statement for each record type. */
@Component
class Overview {
    /** Counting further would cost more than the figure is worth. */
    static final int MOST = 10_000;

    private static final Query NEWEST = new Query(Filter.NONE, "", List.of(new Query.Sort("changedAt", false)));

    private final RecordTypes types;
    private final Records records;
    private final Access access;

    Overview(RecordTypes types, Records records, Access access) {
        this.types = types;
        this.records = records;
        this.access = access;
    }

    /** @param number of records, {@link #MOST} and one when there are more */
    record Count(RecordType<?> type, int number) {}

    /** A record that changed. */
    record Entry(
            RecordType<?> type,
            UUID id,
            String title,
            Instant at,
            @Nullable UUID by) {
        String path() {
            return type.plural() + "/" + id;
        }
    }

    /** The types of daily work that the acting user may read. */
    List<RecordType<?>> types() {
        return types.all().stream()
                .filter(type -> !type.area().equals("settings"))
                .filter(type -> access.may(type.key(), Operation.READ))
                .<RecordType<?>>map(type -> type)
                .toList();
    }

    List<Count> counts() {
        return types().stream()
                .map(type -> new Count(type, records.count(type, Query.ALL, MOST + 1)))
                .toList();
    }

    /** What changed last, of any type. */
    List<Entry> latest(int limit) {
        return newest(types().stream().flatMap(type -> entries(type, NEWEST, limit)), limit);
    }

    /** What the acting user answers for and changed last. */
    List<Entry> mine(int limit) {
        return newest(owned().flatMap(type -> entries(type, NEWEST.with(ofMine()), limit)), limit);
    }

    /** The types whose records somebody answers for. */
    Stream<RecordType<?>> owned() {
        return types().stream().filter(type -> type.field("owner").isPresent());
    }

    /** Address of the list of those that the acting user answers for. */
    static String pathOfMine(RecordType<?> type) {
        return type.plural() + "?filter=" + URLEncoder.encode(FilterText.write(ofMine()), StandardCharsets.UTF_8);
    }

    private static Filter ofMine() {
        return Filter.test("owner", Filter.Operator.IS, CurrentActor.get().id().toString());
    }

    private <E extends BaseRecord> Stream<Entry> entries(RecordType<E> type, Query query, int limit) {
        return records.page(type, query, null, 0, limit).stream()
                .map(record -> new Entry(
                        type, record.getId(), record.getTitle(), record.getChangedAt(), record.getChangedBy()));
    }

    private static List<Entry> newest(Stream<Entry> entries, int limit) {
        return entries.sorted(Comparator.comparing(Entry::at).reversed().thenComparing(Entry::id))
                .limit(limit)
                .toList();
    }
}
