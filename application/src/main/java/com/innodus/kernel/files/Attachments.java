package com.innodus.kernel.files;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.merge.Pointer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files on records. Whoever may read the record may read them, whoever may edit it may add and remove. */
@Service
@Transactional
public class Attachments {
    /** Files go along with a record that becomes part of another. */
    @Bean
    static Pointer filesOfRecords() {
        return new Pointer.Belonging("attachment");
    }

    /** Bytes that one file may have. */
    public static final long LARGEST = 25L * 1024 * 1024;

    /** Pictures that the browser may show. */
    public static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;
    private final Records records;
    private final RecordTypes types;
    private final History history;
    private final Clock clock;
    private final Tika tika = new Tika();

    Attachments(JdbcClient jdbc, Records records, RecordTypes types, History history, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.types = types;
        this.history = history;
        this.clock = clock;
    }

    /** @param mediaType as recognised from the content, whatever the name claims */
    public record Attachment(
            UUID id,
            String name,
            String mediaType,
            long bytes,
            @Nullable UUID uploadedBy,
            Instant createdAt) {}

    public record Content(Attachment attachment, byte[] content) {}

    private record Place(String recordType, UUID recordId) {}

    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Attachment> of(RecordType<E> type, UUID record) {
        records.get(type, record);
        return jdbc.sql("""
                        select id, name, media_type, bytes, uploaded_by, created_at from attachment
                        where record_type = ? and record_id = ? order by created_at desc, id
                        """).params(type.key(), record).query(Attachments::map).list();
    }

    public <E extends BaseRecord> UUID attach(RecordType<E> type, UUID record, String name, byte[] content) {
        demandEdit(type, record);
        if (content.length > LARGEST) {
            throw new IllegalArgumentException("More than " + LARGEST + " bytes");
        }
        String hash = sha256(content);
        jdbc.sql("insert into file_content (hash, content) values (?, ?) on conflict (hash) do nothing")
                .params(hash, content)
                .update();
        UUID id = UUID.randomUUID();
        String clean = clean(name);
        jdbc.sql("""
                        insert into attachment (id, record_type, record_id, name, media_type, bytes, content_hash,
                                                uploaded_by, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        type.key(),
                        record,
                        clean,
                        tika.detect(content),
                        content.length,
                        hash,
                        CurrentActor.get().id(),
                        Timestamp.from(clock.instant()))
                .update();
        history.noteFile(type, record, History.Kind.FILE_ADDED, new History.FileTrace(id, clean));
        return id;
    }

    /** A name without what misleads: controls, folders, and the marks that turn the direction of writing around. */
    private static String clean(String name) {
        String clean =
                name.replaceAll("[\\p{Cntrl}\\p{Cs}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069/\\\\]", "_");
        int end = clean.offsetByCodePoints(0, Math.min(LONGEST_NAME, clean.codePointCount(0, clean.length())));
        return end == 0 ? "_" : clean.substring(0, end);
    }

    public <E extends BaseRecord> void remove(RecordType<E> type, UUID record, UUID attachment) {
        demandEdit(type, record);
        jdbc.sql("delete from attachment where id = ? and record_type = ? and record_id = ? returning name")
                .params(attachment, type.key(), record)
                .query(String.class)
                .optional()
                .ifPresent(name -> history.noteFile(
                        type, record, History.Kind.FILE_REMOVED, new History.FileTrace(attachment, name)));
    }

    /** The file, if it exists and the acting user may read its record. */
    @Transactional(readOnly = true)
    public Optional<Content> open(UUID attachment) {
        Optional<Place> place = jdbc.sql("select record_type, record_id from attachment where id = ?")
                .param(attachment)
                .query((row, number) -> new Place(row.getString(1), row.getObject(2, UUID.class)))
                .optional();
        boolean readable = place.flatMap(
                        at -> types.byKey(at.recordType()).flatMap(type -> records.find(type, at.recordId())))
                .isPresent();
        if (!readable) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select a.id, a.name, a.media_type, a.bytes, a.uploaded_by, a.created_at, c.content
                        from attachment a join file_content c on c.hash = a.content_hash where a.id = ?
                        """)
                .param(attachment)
                .query((row, number) -> new Content(map(row, number), row.getBytes(7)))
                .optional();
    }

    private <E extends BaseRecord> void demandEdit(RecordType<E> type, UUID record) {
        if (!records.may(type, records.get(type, record), Operation.EDIT)) {
            throw new Forbidden(Operation.EDIT, type.key());
        }
    }

    private static Attachment map(ResultSet row, int number) throws SQLException {
        return new Attachment(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getObject(5, UUID.class),
                row.getTimestamp(6).toInstant());
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
