package com.innodus.kernel.records.exchange;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Overtaken;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.transfer.ColumnMatcher;
import com.innodus.kernel.transfer.Limits;
import com.innodus.kernel.transfer.Row;
import com.innodus.kernel.transfer.TableFile;
import com.innodus.kernel.transfer.UnreadableTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The imports of the current tenant. File and progress are kept in the database, so that any node can go on. */
@Service
@Transactional
public class Imports {
    /** How long a worker may be silent before another takes its import over. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /** A long import is taken back in parts, so that no transaction gets long. */
    private static final int UNDONE_AT_ONCE = 200;

    private static final String SELECT = """
            select id, record_type, file_name, content_hash, plan::text, state, problem, rows_total, rows_done, last_row,
                   created, updated, skipped, refused, started_by, created_at, finished_at
            from import_job
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Access access;
    private final Records records;
    private final RowImports rowImports;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;
    private final Clock clock;

    Imports(
            JdbcClient jdbc,
            JsonMapper json,
            Access access,
            Records records,
            RowImports rowImports,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            AuditTrail audit,
            Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.json = json;
        this.access = access;
        this.records = records;
        this.rowImports = rowImports;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** An import was asked for; published within the transaction. */
    record ImportStarted(UUID id) {}

    /** An import came to its end by itself; published within the transaction. */
    public record ImportEnded(ImportJob job) {}

    /** A row that was not imported, as the file had it. */
    public record Refusal(long row, List<String> cells, List<Problem> reasons) {}

    /**
     * Starts an import; it runs in the background.
     *
     * @throws UnreadableTable when the file can't be read to its end
     */
    public <E extends BaseRecord> UUID start(RecordType<E> type, String fileName, Path file, ImportPlan plan)
            throws UnreadableTable {
        if (!access.may(type.key(), Operation.IMPORT)) {
            throw new Forbidden(Operation.IMPORT, type.key());
        }
        plan.columns().values().forEach(type::require);
        plan.matchOn().forEach(type::require);
        long rows = TableFile.open(file, Limits.DEFAULT, Integer::toString).rowCount();
        byte[] content = read(file);
        String hash = sha256(content);
        jdbc.sql("insert into file_content (hash, content) values (?, ?) on conflict (hash) do nothing")
                .params(hash, content)
                .update();
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into import_job (id, record_type, file_name, content_hash, plan, state, rows_total, started_by,
                                                created_at)
                        values (?, ?, ?, ?, ?::jsonb, 'RUNNING', ?, ?, ?)
                        """)
                .params(
                        id,
                        type.key(),
                        fileName.substring(Math.max(0, fileName.length() - 200)),
                        hash,
                        json.writeValueAsString(plan),
                        rows,
                        CurrentActor.get().id(),
                        now())
                .update();
        events.publishEvent(new ImportStarted(id));
        audit.note(
                "import.started",
                type.subject(),
                Change.fact("#audit.file", fileName),
                Change.fact("#audit.rows", rows));
        return id;
    }

    /** An import of the acting user, or of anybody for those who may read all that its file can hold. */
    @Transactional(readOnly = true)
    public Optional<ImportJob> find(UUID id) {
        return load(id).filter(job ->
                access.may(job.recordType(), Operation.IMPORT) && (isMine(job) || seesAll(job.recordType())));
    }

    /** The latest imports of a type that the acting user can look at, newest first. */
    @Transactional(readOnly = true)
    public List<ImportJob> latest(RecordType<?> type) {
        return jdbc.sql(SELECT + "where record_type = ? and (? or started_by = ?) order by created_at desc limit 10")
                .params(type.key(), seesAll(type.key()), CurrentActor.get().id())
                .query(this::map)
                .list();
    }

    private boolean seesAll(String recordType) {
        return access.seesAll(recordType);
    }

    private static boolean isMine(ImportJob job) {
        return job.startedBy().equals(CurrentActor.get().id());
    }

    /** Whether the acting user may stop it and take it back: who started it, and administrators. */
    public boolean isDirectedByMe(ImportJob job) {
        return isMine(job) || Roles.isAdministrator(CurrentActor.get().role());
    }

    /** Stops a running import after its current rows; what is done stays and can be undone. */
    public void cancel(UUID id) {
        directed(id).ifPresent(job -> end(id, ImportJob.State.CANCELLED, null));
    }

    /** Takes back what an import did, as far as nobody has changed the records since; returns how many records. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public int undo(UUID id) {
        if (directed(id).filter(ImportJob::isOver).isEmpty()) {
            return 0;
        }
        int undone = 0;
        int seen = UNDONE_AT_ONCE;
        for (int from = 0; seen == UNDONE_AT_ONCE; from += seen) {
            int start = from;
            Records.Undone part = Overtaken.retry(() -> records.undo(id, start, UNDONE_AT_ONCE));
            undone += part.undone();
            seen = part.seen();
        }
        audit.note("import.undone", "", Change.fact("#audit.records", undone));
        return undone;
    }

    private Optional<ImportJob> directed(UUID id) {
        return Objects.requireNonNull(transactions.execute(status -> find(id))).filter(this::isDirectedByMe);
    }

    /** The headers of an import's file. */
    @Transactional(readOnly = true)
    public List<String> headers(ImportJob job) {
        try {
            Path copy = Files.createTempFile("import", ".table");
            try {
                copyFile(job, copy);
                return TableFile.open(copy, Limits.DEFAULT, Integer::toString).headers();
            } finally {
                Files.delete(copy);
            }
        } catch (IOException | UnreadableTable e) {
            throw new IllegalStateException("The file of import " + job.id() + " was readable once", e);
        }
    }

    /** What would become of a row, and of what it is recognised by. */
    public record Prospect(Fate fate, List<Problem> reasons) {}

    /** How a row ends. */
    public enum Fate {
        CREATED,
        UPDATED,
        SKIPPED,
        REFUSED
    }

    /** Imports rows and takes it all back: what would become of each. */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public <E extends BaseRecord> List<Prospect> tryOut(RecordType<E> type, List<Row> rows, ImportPlan plan) {
        return Objects.requireNonNull(transactions.execute(status -> {
            status.setRollbackOnly();
            return rowImports.of(type, plan).write(rows, WriteContext.SINGLE).stream()
                    .map(result -> switch (result) {
                        case RowImport.Result.Created ignored -> new Prospect(Fate.CREATED, List.of());
                        case RowImport.Result.Updated ignored -> new Prospect(Fate.UPDATED, List.of());
                        case RowImport.Result.Skipped ignored -> new Prospect(Fate.SKIPPED, List.of());
                        case RowImport.Result.Refused(var reasons) -> new Prospect(Fate.REFUSED, reasons);
                    })
                    .toList();
        }));
    }

    /** The fields that a file can fill, with the names by which its columns may call them. */
    public static List<ColumnMatcher.Target> targets(RecordType<?> type) {
        return type.fields().stream()
                .filter(field -> field.isWritable() && !Abilities.isFile(field.type()))
                .map(field -> new ColumnMatcher.Target(
                        field.key(),
                        Texts.LANGUAGES.stream()
                                .flatMap(language -> names(type, field, language))
                                .distinct()
                                .toList()))
                .toList();
    }

    private static Stream<String> names(RecordType<?> type, Field<?> field, Locale language) {
        String key = type.key() + "." + field.key();
        return Stream.concat(
                // also what the product calls it where the tenant has another word
                Stream.concat(Stream.of(type.label(field.key(), language)), Texts.find(language, key).stream()),
                Texts.find(language, key + ".synonyms").stream().flatMap(all -> Stream.of(all.split(";"))));
    }

    /** Rows that were refused, by row. */
    @Transactional(readOnly = true)
    public List<Refusal> refusals(UUID id, int limit) {
        return find(id).isEmpty() ? List.of() : refusalsOf(id, limit);
    }

    private List<Refusal> refusalsOf(UUID id, int limit) {
        return jdbc.sql(
                        "select row_number, cells::text, reasons::text from import_refusal where job_id = ? order by row_number limit ?")
                .params(id, limit)
                .query((row, number) -> new Refusal(
                        row.getLong(1),
                        json.readValue(row.getString(2), new TypeReference<List<String>>() {}),
                        json.readValue(row.getString(3), new TypeReference<List<Problem>>() {})))
                .list();
    }

    /** Writes the file of an import to disk. */
    @Transactional(readOnly = true)
    public void copyFile(ImportJob job, Path target) {
        byte[] content = jdbc.sql("select content from file_content where hash = ?")
                .param(job.contentHash())
                .query((row, number) -> row.getBytes(1))
                .single();
        try {
            Files.write(target, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // for the worker

    Optional<ImportJob> load(UUID id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(this::map).optional();
    }

    /** Running imports that no living worker has. */
    @Transactional(readOnly = true)
    public List<UUID> orphans() {
        return jdbc.sql(
                        "select id from import_job where state = 'RUNNING' and (lease_until is null or lease_until < ?) order by created_at")
                .param(now())
                .query(UUID.class)
                .list();
    }

    /** Takes the import for some time; false when another worker has it or it is over. */
    boolean lease(UUID id) {
        return jdbc.sql("""
                                update import_job set lease_until = ?
                                where id = ? and state = 'RUNNING' and (lease_until is null or lease_until < ?)
                                """)
                        .params(Timestamp.from(clock.instant().plus(LEASE)), id, now())
                        .update()
                == 1;
    }

    /**
     * Notes what one transaction did, and takes the import for some more time.
     *
     * @param after last row of the transaction before; when another worker went on from there, nothing is noted
     */
    boolean advance(UUID id, long after, ImportRun.Tally tally) {
        boolean mine = jdbc.sql("""
                                update import_job set rows_done = rows_done + ?, last_row = ?, created = created + ?,
                                    updated = updated + ?, skipped = skipped + ?, refused = refused + ?, lease_until = ?
                                where id = ? and state = 'RUNNING' and last_row = ?
                                """)
                        .params(
                                tally.rows(),
                                tally.lastRow(),
                                tally.created(),
                                tally.updated(),
                                tally.skipped(),
                                tally.refusals().size(),
                                Timestamp.from(clock.instant().plus(LEASE)),
                                id,
                                after)
                        .update()
                == 1;
        if (mine) {
            tally.refusals()
                    .forEach(refusal -> jdbc.sql(
                                    "insert into import_refusal (job_id, row_number, cells, reasons) values (?, ?, ?::jsonb, ?::jsonb)")
                            .params(
                                    id,
                                    refusal.row(),
                                    json.writeValueAsString(refusal.cells()),
                                    json.writeValueAsString(refusal.reasons()))
                            .update());
        }
        return mine;
    }

    void end(UUID id, ImportJob.State state, @Nullable String problem) {
        int ended = jdbc.sql(
                        "update import_job set state = ?, problem = ?, finished_at = ? where id = ? and state = 'RUNNING'")
                .param(state.name())
                .param(problem)
                .param(now())
                .param(id)
                .update();
        if (ended == 1 && state != ImportJob.State.CANCELLED) {
            load(id).ifPresent(job -> events.publishEvent(new ImportEnded(job)));
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private ImportJob map(ResultSet row, int number) throws SQLException {
        Timestamp finished = row.getTimestamp(17);
        Instant finishedAt = finished == null ? null : finished.toInstant();
        return new ImportJob(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                json.readValue(row.getString(5), ImportPlan.class),
                ImportJob.State.valueOf(row.getString(6)),
                row.getString(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getInt(11),
                row.getInt(12),
                row.getInt(13),
                row.getInt(14),
                row.getObject(15, UUID.class),
                row.getTimestamp(16).toInstant(),
                finishedAt);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
