package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose the files are that fields hold. A file is uploaded before the record is saved and waits for it; once a record
 * holds it, it belongs to that record and field, and stays a while after it was replaced, so that the change can be undone.
 */
@Component
class FieldFiles {
    private final JdbcClient jdbc;
    private final RecordTypes types;
    private final Clock clock;

    FieldFiles(JdbcClient jdbc, RecordTypes types, Clock clock) {
        this.jdbc = jdbc;
        this.types = types;
        this.clock = clock;
    }

    private record Known(
            StoredFile file,
            String recordType,
            String field,
            @Nullable UUID record,
            UUID uploadedBy) {}

    /**
     * The file as it is stored, whatever was said of it; null, and a problem, when the acting user may not put it there.
     * A file of another record, as when two become one, is held twice.
     */
    <E extends BaseRecord> @Nullable StoredFile known(
            RecordType<E> type,
            Field<E> field,
            UUID record,
            StoredFile asked,
            @Nullable Object before,
            OwnFields.Reading reading,
            List<Problem> problems) {
        if (before instanceof StoredFile present && present.id().equals(asked.id())) {
            return present;
        }
        Optional<Known> found = find(asked.id())
                .filter(known ->
                        known.recordType().equals(type.key()) && known.field().equals(field.key()));
        if (found.filter(known -> known.record() == null
                        ? known.uploadedBy().equals(CurrentActor.get().id())
                        : known.record().equals(record))
                .isPresent()) {
            return found.get().file();
        }
        UUID elsewhere = found.map(Known::record).orElse(null);
        if (elsewhere == null || !reading.may(types.require(type.key()), elsewhere)) {
            problems.add(Problem.of(field.key(), "error.unknown-file"));
            return null;
        }
        return copy(found.get().file());
    }

    private Optional<Known> find(UUID id) {
        return jdbc.sql("""
                        select id, name, media_type, bytes, record_type, field, record_id, uploaded_by from attachment
                        where id = ? and field is not null
                        """)
                .param(id)
                .query((row, number) -> new Known(
                        new StoredFile(
                                row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getLong(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, UUID.class),
                        Objects.requireNonNullElse(row.getObject(8, UUID.class), new UUID(0, 0))))
                .optional();
    }

    private StoredFile copy(StoredFile file) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into attachment (id, record_type, field, name, media_type, bytes, content_hash,
                                                small_hash, uploaded_by, created_at)
                        select ?, record_type, field, name, media_type, bytes, content_hash, small_hash, ?, ?
                        from attachment where id = ?
                        """)
                .params(id, CurrentActor.get().id(), Timestamp.from(clock.instant()), file.id())
                .update();
        return new StoredFile(id, file.name(), file.mediaType(), file.bytes());
    }

    /** Makes what a record holds now its own, and lets go what it held before. */
    <E extends BaseRecord> void settle(RecordType<E> type, E record, List<History.FieldChange> changes) {
        for (History.FieldChange change : changes) {
            if (change.after() instanceof StoredFile held) {
                jdbc.sql("update attachment set record_id = ?, released_at = null where id = ? and field = ?")
                        .params(record.getId(), held.id(), change.field())
                        .update();
            }
            if (change.before() instanceof StoredFile left) {
                jdbc.sql("update attachment set released_at = ? where id = ? and record_type = ? and record_id = ?")
                        .params(Timestamp.from(clock.instant()), left.id(), type.key(), record.getId())
                        .update();
            }
        }
    }
}
