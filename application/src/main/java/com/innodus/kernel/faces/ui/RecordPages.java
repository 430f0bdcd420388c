package com.innodus.kernel.faces.ui;

import com.innodus.kernel.faces.ui.FieldText.Shown;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Edge;
import com.innodus.kernel.records.StoredFile;
import com.innodus.kernel.records.views.Column;
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
    static final int PAGE = 50;

    private final Records records;
    private final FieldText texts;
    private final RecordType<E> type;
    private final Locale locale;
    private Query query;
    private List<Column> columns;
    private final TreeMap<Integer, Edge> edges = new TreeMap<>();
    private @Nullable List<Line> start;

    RecordPages(Records records, FieldText texts, RecordType<E> type, ListState state, Locale locale) {
        this.records = records;
        this.texts = texts;
        this.type = type;
        this.query = state.query();
        this.columns = state.columns();
        this.locale = locale;
    }

    /**
     * One line of a list: what is shown, no entity.
     *
     * @param face the picture of the record, if it has one
     */
    record Line(
            UUID id,
            String title,
            Map<String, Shown> cells,
            int version,
            @Nullable StoredFile face) {
        Shown cell(String field) {
            return cells.getOrDefault(field, Shown.NOTHING);
        }
    }

    void ask(ListState state) {
        query = state.query();
        columns = state.columns();
        refresh();
    }

    /** Forgets what was read, after rows came or went. */
    void refresh() {
        edges.clear();
        start = null;
    }

    /** The first page, read once. */
    List<Line> start() {
        List<Line> read = start;
        if (read == null) {
            read = read(0, PAGE);
            start = read;
        }
        return read;
    }

    /** How many there are, where that is known without counting. */
    @Nullable Integer knownCount() {
        int read = start().size();
        return read < PAGE ? read : null;
    }

    Stream<Line> fetch(int offset, int limit) {
        if (offset == 0 || start != null) {
            List<Line> first = start();
            if (offset + limit <= first.size() || first.size() < PAGE) {
                return first.stream().skip(offset).limit(limit);
            }
        }
        return read(offset, limit).stream();
    }

    private List<Line> read(int offset, int limit) {
        Map.Entry<Integer, Edge> nearest = edges.floorEntry(offset);
        Edge from = nearest == null ? null : nearest.getValue();
        int skip = nearest == null ? offset : offset - nearest.getKey();
        List<E> page = records.page(type, query, from, skip, limit);
        if (!page.isEmpty()) {
            edges.put(offset + page.size(), records.edge(type, query, page.getLast()));
        }
        return lines(page);
    }

    /** How records look that were read elsewhere. */
    List<Line> lines(List<E> read) {
        Map<UUID, String> titles = texts.titles(type, read);
        return read.stream().map(record -> line(record, titles)).toList();
    }

    private Line line(E record, Map<UUID, String> titles) {
        Map<String, Shown> cells = new HashMap<>();
        for (Column column : columns) {
            Shown shown = shown(record, column.key(), titles);
            if (!shown.text().isEmpty()) {
                cells.put(column.key(), shown);
            }
        }
        return new Line(record.getId(), record.getTitle(), cells, record.getVersion(), type.face(record));
    }

    private Shown shown(E record, String key, Map<UUID, String> titles) {
        return switch (key) {
            case "createdAt" -> new Shown(FieldText.moment(record.getCreatedAt(), locale), List.of());
            case "changedAt" -> new Shown(FieldText.moment(record.getChangedAt(), locale), List.of());
            default -> texts.show(type, key, record, titles, locale);
        };
    }

    /** The line of one record, for the grid's row after it was changed. */
    @Nullable Line line(UUID id) {
        start = null;
        return records.find(type, id)
                .map(record -> line(record, texts.titles(type, List.of(record))))
                .orElse(null);
    }
}
