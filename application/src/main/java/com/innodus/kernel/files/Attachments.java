package com.innodus.kernel.files;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.StoredFile;
import com.innodus.kernel.records.merge.Pointer;
import java.io.IOException;
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

/**
 * Files on records. Whoever may read the record may read them, whoever may edit it may add and remove. Files that a field
 * holds follow the rights on the field as well.
 */
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

    private static final long MEGABYTE = 1024L * 1024;

    /** Bytes that a picture may have which a field holds; lists show it made small. */
    public static final long LARGEST_PICTURE = 10 * MEGABYTE;

    private static final String PDF = "application/pdf";
    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;
    private final Records records;
    private final RecordTypes types;
    private final FieldRights rights;
    private final Access access;
    private final History history;
    private final Clock clock;
    private final Tika tika = new Tika();

    Attachments(
            JdbcClient jdbc,
            Records records,
            RecordTypes types,
            FieldRights rights,
            Access access,
            History history,
            Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.types = types;
        this.rights = rights;
        this.access = access;
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

    /**
     * Where a file belongs.
     *
     * @param record null while it waits for one
     * @param field that holds it; null for what just hangs on the record
     */
    private record Place(
            String recordType,
            @Nullable UUID record,
            @Nullable String field,
            @Nullable UUID uploadedBy) {}

    /** What hangs on a record; what its fields hold is not among them. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Attachment> of(RecordType<E> type, UUID record) {
        records.get(type, record);
        return jdbc.sql("""
                        select id, name, media_type, bytes, uploaded_by, created_at from attachment
                        where record_type = ? and record_id = ? and field is null order by created_at desc, id
                        """).params(type.key(), record).query(Attachments::map).list();
    }

    /** The same, and what its fields hold or held that the acting user may read. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> List<Attachment> all(RecordType<E> type, UUID record) {
        records.get(type, record);
        String[] readable = rights.seen(type).fields().stream().map(Field::key).toArray(String[]::new);
        return jdbc.sql("""
                        select id, name, media_type, bytes, uploaded_by, created_at from attachment
                        where record_type = ? and record_id = ? and (field is null or field = any(?))
                        order by created_at desc, id
                        """)
                .params(type.key(), record, readable)
                .query(Attachments::map)
                .list();
    }

    public <E extends BaseRecord> UUID attach(RecordType<E> type, UUID record, String name, byte[] content) {
        demandEdit(type, record);
        if (content.length > LARGEST) {
            throw new IllegalArgumentException("More than " + LARGEST + " bytes");
        }
        String hash = keep(content);
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

    private String keep(byte[] content) {
        String hash = sha256(content);
        jdbc.sql("""
                        insert into file_content (hash, content, created_at) values (?, ?, ?)
                        on conflict (hash) do update set created_at = excluded.created_at
                        """).params(hash, content, Timestamp.from(clock.instant())).update();
        return hash;
    }

    /**
     * Keeps a file until a record is saved whose field holds it.
     *
     * @throws InvalidRecord when the field doesn't take such files
     */
    public <E extends BaseRecord> StoredFile store(RecordType<E> type, String fieldKey, String name, byte[] content) {
        Field<E> field = rights.seen(type)
                .field(fieldKey)
                .filter(each -> Abilities.isFile(each.type()) && each.isWritable())
                .orElseThrow(() -> new InvalidRecord(List.of(Problem.of(fieldKey, "error.unknown-field", fieldKey))));
        if (!access.may(type.key(), Operation.CREATE) && !access.may(type.key(), Operation.EDIT)) {
            throw new Forbidden(Operation.EDIT, type.key());
        }
        String mediaType = tika.detect(content);
        refuseUnfit(field, mediaType, content);
        byte[] small = small(field, content);
        StoredFile file = new StoredFile(UUID.randomUUID(), clean(name), mediaType, content.length);
        jdbc.sql("""
                        insert into attachment (id, record_type, field, name, media_type, bytes, content_hash,
                                                small_hash, uploaded_by, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(file.id())
                .param(type.key())
                .param(fieldKey)
                .param(file.name())
                .param(mediaType)
                .param(content.length)
                .param(keep(content))
                .param(small == null ? null : keep(small))
                .param(CurrentActor.get().id())
                .param(Timestamp.from(clock.instant()))
                .update();
        return file;
    }

    private static void refuseUnfit(Field<?> field, String mediaType, byte[] content) {
        String problem = switch (field.type()) {
            case FieldType.Image ignored when !PICTURES.contains(mediaType) -> "error.no-picture";
            case FieldType.File(boolean pdfOnly) when pdfOnly && !mediaType.equals(PDF) -> "error.no-pdf";
            default -> content.length == 0 ? "error.empty-file" : null;
        };
        if (problem != null) {
            throw new InvalidRecord(List.of(Problem.of(field.key(), problem)));
        }
        if (content.length > largest(field)) {
            throw new InvalidRecord(
                    List.of(Problem.of(field.key(), "error.large-file", Long.toString(largest(field) / MEGABYTE))));
        }
    }

    /** Bytes that a file may have which a field holds. */
    public static long largest(Field<?> field) {
        return field.type() instanceof FieldType.Image ? LARGEST_PICTURE : LARGEST;
    }

    private static byte @Nullable [] small(Field<?> field, byte[] content) {
        try {
            return field.type() instanceof FieldType.Image ? Thumbnail.of(content) : null;
        } catch (IOException e) {
            throw new InvalidRecord(List.of(Problem.of(field.key(), "error.no-picture")));
        }
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
        jdbc.sql(
                        "delete from attachment where id = ? and record_type = ? and record_id = ? and field is null returning name")
                .params(attachment, type.key(), record)
                .query(String.class)
                .optional()
                .ifPresent(name -> history.noteFile(
                        type, record, History.Kind.FILE_REMOVED, new History.FileTrace(attachment, name)));
    }

    /** The file, if it exists and the acting user may read it. */
    @Transactional(readOnly = true)
    public Optional<Content> open(UUID attachment) {
        return open(attachment, false);
    }

    /**
     * The same.
     *
     * @param small whether a picture is wanted as lists show it
     */
    @Transactional(readOnly = true)
    public Optional<Content> open(UUID attachment, boolean small) {
        return jdbc.sql("select record_type, record_id, field, uploaded_by from attachment where id = ?")
                .param(attachment)
                .query((row, number) -> new Place(
                        row.getString(1), row.getObject(2, UUID.class), row.getString(3), row.getObject(4, UUID.class)))
                .optional()
                .filter(place -> types.byKey(place.recordType())
                        .filter(type -> isReadable(type, place))
                        .isPresent())
                .flatMap(place -> read(attachment, small));
    }

    private <E extends BaseRecord> boolean isReadable(RecordType<E> type, Place place) {
        boolean shown =
                place.field() == null || rights.seen(type).field(place.field()).isPresent();
        return shown
                && (place.record() == null
                        ? CurrentActor.get().id().equals(place.uploadedBy())
                        : records.find(type, place.record()).isPresent());
    }

    private Optional<Content> read(UUID attachment, boolean small) {
        return jdbc.sql("""
                        select a.id, a.name, a.media_type, a.bytes, a.uploaded_by, a.created_at, c.content
                        from attachment a
                        join file_content c on c.hash = case when ? then coalesce(a.small_hash, a.content_hash)
                                                             else a.content_hash end
                        where a.id = ?
                        """)
                .params(small, attachment)
                .query((row, number) -> new Content(map(row, number), row.getBytes(7)))
                .optional()
                .map(content -> small ? madeSmall(content) : content);
    }

    private Content madeSmall(Content content) {
        Attachment file = content.attachment();
        return new Content(
                new Attachment(
                        file.id(),
                        file.name(),
                        tika.detect(content.content()),
                        content.content().length,
                        file.uploadedBy(),
                        file.createdAt()),
                content.content());
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
