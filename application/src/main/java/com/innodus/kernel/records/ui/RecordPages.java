package com.innodus.kernel.records.ui;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Edge;
import com.innodus.kernel.records.ui.FieldText.Shown;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a grid that asks by offset from a gate that pages by key: the edges of the pages that were fetched are
 * remembered, so that scrolling costs the same at row 900,000 as at row 0.
 */
final class RecordPages<E extends BaseRecord> {
    private final Records records;
    private final FieldText texts;
    private final RecordType<E> type;
    private final Locale locale;
    private Query query;
    private final TreeMap<Integer, Edge> edges = new TreeMap<>();

    RecordPages(Records records, FieldText texts, RecordType<E> type, Query query, Locale locale) {
        this.records = records;
        this.texts = texts;
        this.type = type;
        this.query = query;
        this.locale = locale;
    }

    /** One line of a list: what is shown, no entity. */
    record Line(UUID id, String title, Map<String, Shown> cells, int version) {
        Shown cell(String field) {
            return cells.getOrDefault(field, Shown.NOTHING);
        }
    }

    Query query() {
        return query;
    }

    void ask(Query other) {
        query = other;
        edges.clear();
    }

    /** Forgets the edges, after rows came or went. */
    void refresh() {
        edges.clear();
    }

    Stream<Line> fetch(int offset, int limit) {
        Map.Entry<Integer, Edge> nearest = edges.floorEntry(offset);
        Edge from = nearest == null ? null : nearest.getValue();
        int skip = nearest == null ? offset : offset - nearest.getKey();
        List<E> page = records.page(type, query, from, skip, limit);
        if (!page.isEmpty()) {
            edges.put(offset + page.size(), records.edge(type, query, page.getLast()));
        }
        Map<UUID, String> titles = texts.titles(type, page);
        return page.stream().map(record -> line(record, titles));
    }

    int count(int limit) {
        return records.count(type, query, limit);
    }

    private Line line(E record, Map<UUID, String> titles) {
        Map<String, Shown> cells = new HashMap<>();
        for (Field<E> field : type.fields()) {
            Shown shown = texts.show(field, field.get(record), titles, locale);
            if (shown != Shown.NOTHING) {
                cells.put(field.key(), shown);
            }
        }
        cells.put("createdAt", new Shown(FieldText.moment(record.getCreatedAt(), locale), List.of()));
        cells.put("changedAt", new Shown(FieldText.moment(record.getChangedAt(), locale), List.of()));
        return new Line(record.getId(), record.getTitle(), cells, record.getVersion());
    }

    /** The line of one record, for the grid's row after it was changed. */
    @Nullable Line line(UUID id) {
        return records.find(type, id)
                .map(record -> line(record, texts.titles(type, List.of(record))))
                .orElse(null);
    }
}
