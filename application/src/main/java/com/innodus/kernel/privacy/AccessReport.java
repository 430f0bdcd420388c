package com.innodus.kernel.privacy;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.files.Attachments.Attachment;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Erasure;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is kept about a person, as a ZIP: {@code report.json} with fields, related records, comments, mails and
 * history, and the files. Of records that the reader may not know, nothing is in it.
 */
@Service
@Transactional
public class AccessReport {
    private static final int MOST = 10_000;

    private final Records records;
    private final RecordTypes types;
    private final Access access;
    private final History history;
    private final Attachments attachments;
    private final Erasure erasure;
    private final PersonalConsents consents;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    AccessReport(
            Records records,
            RecordTypes types,
            Access access,
            History history,
            Attachments attachments,
            Erasure erasure,
            PersonalConsents consents,
            JdbcClient jdbc,
            AuditTrail audit,
            JsonMapper json,
            Clock clock) {
        this.records = records;
        this.types = types;
        this.access = access;
        this.history = history;
        this.attachments = attachments;
        this.erasure = erasure;
        this.consents = consents;
        this.jdbc = jdbc;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** Whether there is a report for the acting user. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> boolean isFor(RecordType<E> type, UUID id) {
        return erasure.mayErase(type) && records.find(type, id).isPresent();
    }

    /** Writes the report; the stream is left open. */
    public <E extends BaseRecord> void write(RecordType<E> declared, UUID id, OutputStream target) throws IOException {
        if (!isFor(declared, id)) {
            throw new RecordNotFound(declared.key(), id);
        }
        RecordType<E> type = declared;
        audit.note("privacy.reported", "#type." + type.key() + "|" + id);
        List<Attachment> files = attachments.all(type, id);
        ZipOutputStream zip = new ZipOutputStream(target);
        zip.putNextEntry(new ZipEntry("report.json"));
        zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(report(type, records.get(type, id), files)));
        for (Attachment file : files) {
            Optional<Attachments.Content> content = attachments.open(file.id());
            if (content.isPresent()) {
                zip.putNextEntry(new ZipEntry("files/" + file.id() + "-" + safe(file.name())));
                zip.write(content.get().content());
            }
        }
        zip.finish();
    }

    /** A name that is one name wherever the ZIP is unpacked. */
    private static String safe(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("^\\.+", "_");
    }

    private <E extends BaseRecord> Map<String, Object> report(RecordType<E> type, E record, List<Attachment> files) {
        Locale locale = CurrentActor.get().locale();
        Map<UUID, String> titles = records.linkedTitles(type, List.of(record));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("madeAt", clock.instant());
        report.put("type", type.name(locale));
        report.put("id", record.getId());
        report.put("name", record.getTitle());
        report.put("createdAt", record.getCreatedAt());
        report.put("changedAt", record.getChangedAt());
        List<Map<String, Object>> fields = new ArrayList<>();
        for (Field<E> field : type.fields()) {
            Object value = field.get(record);
            if (value != null) {
                fields.add(Map.of(
                        "field",
                        type.label(field.key(), locale),
                        "value",
                        value instanceof UUID link ? titles.getOrDefault(link, link.toString()) : value,
                        "personalData",
                        field.isPersonalData()));
            }
        }
        report.put("fields", fields);
        report.put("related", related(type, record.getId(), locale));
        report.put(
                "consents",
                consents.of(type, record.getId()).stream()
                        .map(consent -> Map.of(
                                "purpose", consent.wording().purpose(),
                                "wording", consent.wording().body(),
                                "givenOn", consent.givenOn(),
                                "source", consent.source(),
                                "withdrawnAt", Objects.toString(consent.withdrawnAt(), "")))
                        .toList());
        report.put("comments", rows("""
                select body, created_at::text as at from record_comment
                where record_type = ? and record_id = ? order by created_at, id limit ?
                """, type, record.getId()));
        report.put("mails", rows("""
                select recipient, subject, body, created_at::text as at from record_mail
                where record_type = ? and record_id = ? order by created_at, id limit ?
                """, type, record.getId()));
        report.put(
                "files",
                files.stream()
                        .map(file -> Map.of("name", file.name(), "bytes", file.bytes()))
                        .toList());
        report.put(
                "history",
                history.of(type, record.getId(), MOST).stream()
                        .map(entry -> Map.of("at", entry.at(), "what", entry.kind(), "changes", entry.changes()))
                        .toList());
        return report;
    }

    private List<Map<String, Object>> related(RecordType<?> type, UUID id, Locale locale) {
        List<Map<String, Object>> related = new ArrayList<>();
        for (RecordType<?> other : types.all()) {
            if (access.may(other.key(), Operation.READ)) {
                addRelated(related, other, type, id, locale);
            }
        }
        return related;
    }

    private <O extends BaseRecord> void addRelated(
            List<Map<String, Object>> into, RecordType<O> other, RecordType<?> type, UUID id, Locale locale) {
        for (Field<O> link : other.linksTo(type.key())) {
            Query query = Query.ALL.with(Filter.test(link.key(), Filter.Operator.IS, id.toString()));
            records.page(other, query, null, 0, MOST)
                    .forEach(record -> into.add(Map.of(
                            "type",
                            other.name(locale),
                            "by",
                            other.label(link.key(), locale),
                            "name",
                            record.getTitle())));
        }
    }

    private List<Map<String, @Nullable Object>> rows(String statement, RecordType<?> type, UUID id) {
        return jdbc.sql(statement).params(type.key(), id, MOST).query().listOfRows();
    }
}
