package com.innodus.kernel.records.exchange;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Edge;
import com.innodus.kernel.transfer.TableWriter;
import com.innodus.kernel.transfer.TableWriter.Cell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Writes the records of a list to a file, page by page, so that its length doesn't matter. */
@Service
public class Exports {
    private static final int PAGE = 1000;

    private final Records records;
    private final Access access;
    private final FieldRights rights;
    private final CellValues cells;
    private final AuditTrail audit;

    Exports(Records records, Access access, FieldRights rights, CellValues cells, AuditTrail audit) {
        this.audit = audit;
        this.rights = rights;
        this.records = records;
        this.access = access;
        this.cells = cells;
    }

    /** Whether the acting user may take records of the type out. */
    public void demand(RecordType<?> type) {
        if (!access.may(type.key(), Operation.EXPORT)) {
            throw new Forbidden(Operation.EXPORT, type.key());
        }
    }

    /** Writes all that the query finds; headers are in the language of {@code locale}, and import recognises them. */
    public <E extends BaseRecord> void write(RecordType<E> declared, Query asked, TableWriter file, Locale locale)
            throws IOException {
        demand(declared);
        RecordType<E> type = rights.seen(declared);
        Query query = asked.to(Operation.EXPORT);
        Counted counted = new Counted();
        try {
            all(type, query, file, locale, counted);
        } finally {
            // also what was taken before somebody broke off
            note(
                    type,
                    counted.rows,
                    Change.fact("#audit.search-words", query.search()),
                    Change.fact("#audit.filter", FilterText.write(query.filter())));
        }
    }

    /** Writes all of a type, for a file that holds more than that and is noted as a whole; returns how many. */
    public <E extends BaseRecord> int copy(RecordType<E> declared, TableWriter file, Locale locale) throws IOException {
        demand(declared);
        Counted counted = new Counted();
        all(rights.seen(declared), Query.ALL.to(Operation.EXPORT), file, locale, counted);
        return counted.rows;
    }

    /** How far it came, whatever stops it. */
    private static final class Counted {
        private int rows;
    }

    private <E extends BaseRecord> void all(
            RecordType<E> type, Query query, TableWriter file, Locale locale, Counted counted) throws IOException {
        header(type, file, locale);
        List<E> page = records.page(type, query, null, 0, PAGE);
        while (!page.isEmpty()) {
            rows(type, page, file, locale);
            counted.rows += page.size();
            Edge edge = records.edge(type, query, page.getLast());
            page = page.size() < PAGE ? List.of() : records.page(type, query, edge, 0, PAGE);
        }
    }

    private void note(RecordType<?> type, int written, Change... asked) {
        List<Change> facts = new ArrayList<>(List.of(Change.fact("#audit.rows", written)));
        Stream.of(asked).filter(fact -> !"".equals(fact.after())).forEach(facts::add);
        audit.note("export.done", type.subject(), facts);
    }

    /** Writes these records. */
    public <E extends BaseRecord> void write(RecordType<E> declared, List<UUID> ids, TableWriter file, Locale locale)
            throws IOException {
        demand(declared);
        RecordType<E> type = rights.seen(declared);
        header(type, file, locale);
        int written = 0;
        for (int from = 0; from < ids.size(); from += PAGE) {
            List<UUID> slice = ids.subList(from, Math.min(from + PAGE, ids.size()));
            List<E> found = records.all(type, records.among(type, slice, Operation.EXPORT));
            rows(type, found, file, locale);
            written += found.size();
        }
        note(type, written);
    }

    private static void header(RecordType<?> type, TableWriter file, Locale locale) throws IOException {
        file.header(type.fields().stream()
                .map(field -> type.label(field.key(), locale))
                .toList());
    }

    private <E extends BaseRecord> void rows(RecordType<E> type, List<E> page, TableWriter file, Locale locale)
            throws IOException {
        Map<UUID, String> titles = records.linkedTitles(type, page);
        for (E record : page) {
            List<Cell> row = new ArrayList<>();
            for (Field<E> field : type.fields()) {
                row.add(cells.write(field.type(), field.get(record), titles, locale));
            }
            file.row(row);
        }
    }
}
