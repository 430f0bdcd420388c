package com.innodus.kernel.suitcase;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.platform.Secrets;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.suitcase.Manifest.Piece;
import com.innodus.kernel.suitcase.SuitcaseRefused.Reason;
import com.innodus.kernel.suitcase.Tables.Table;
import com.innodus.tenants.context.TenantScope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Unpacks a suitcase in a tenant that has nothing yet. All is checked before anything is written, and written in one
 * transaction. What a suitcase holds was checked when it was made; so one that this installation didn't pack, and somebody
 * may have filled by hand, is for operators only.
 */
@Service
@Transactional
public class Unpacking {
    private static final Pattern PATH =
            Pattern.compile("tables/[a-z][a-z0-9_]*\\.jsonl|readable/[a-z0-9_-]+\\.csv|files/[0-9a-f]{64}");
    private static final int LARGEST_MANIFEST = 64 << 20;
    private static final int LARGEST_FILE = 64 << 20;
    private static final int LONGEST_LINE = 16 << 20;
    /** Characters of lines that go to the database at once. */
    private static final int LOT = 1 << 20;

    private final JdbcClient jdbc;
    private final Tables tables;
    private final RecordTypes types;
    private final Records records;
    private final Secrets secrets;
    private final AuditTrail audit;
    private final JsonMapper json;

    Unpacking(
            JdbcClient jdbc,
            Tables tables,
            RecordTypes types,
            Records records,
            Secrets secrets,
            AuditTrail audit,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.types = types;
        this.records = records;
        this.secrets = secrets;
        this.audit = audit;
        this.json = json;
    }

    /** @param rows in all tables */
    public record Unpacked(String from, long rows, int files) {}

    /**
     * Puts what the suitcase holds in the place of the current tenant's first contents. The one user that the tenant has
     * stays its owner and keeps the password; all others get a new one by mail.
     *
     * @param foreign whether another installation may have packed it
     * @throws SuitcaseRefused when it isn't whole, isn't for this release, or the tenant isn't empty
     */
    public Unpacked unpack(Path file, boolean foreign) {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            Manifest manifest = checked(zip, foreign);
            demandEmpty();
            return write(zip, manifest);
        } catch (ZipException | IllegalArgumentException e) {
            throw new SuitcaseRefused(Reason.DAMAGED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Manifest checked(ZipFile zip, boolean foreign) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new SuitcaseRefused(Reason.DAMAGED, "no manifest");
        }
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = in.readNBytes(LARGEST_MANIFEST);
        }
        if (!foreign && !isSealed(zip, content)) {
            throw new SuitcaseRefused(Reason.FOREIGN, "no seal of this installation");
        }
        Manifest manifest = read(content);
        int here = TenantScope.current().schemaVersion();
        if (manifest.format() > Manifest.FORMAT || manifest.schemaVersion() > here) {
            throw new SuitcaseRefused(Reason.NEWER, manifest.format() + "/" + manifest.schemaVersion());
        }
        if (manifest.schemaVersion() < here) {
            throw new SuitcaseRefused(Reason.OLDER, manifest.schemaVersion() + " < " + here);
        }
        Map<String, Piece> pieces =
                manifest.pieces().stream().collect(Collectors.toMap(Piece::path, Function.identity()));
        Set<String> present = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> !name.equals(Manifest.NAME) && !name.equals(Manifest.SEAL))
                .collect(Collectors.toSet());
        if (!present.equals(pieces.keySet())
                || !present.stream().allMatch(path -> PATH.matcher(path).matches())) {
            throw new SuitcaseRefused(Reason.ALTERED, "other pieces than the manifest names");
        }
        for (Piece piece : manifest.pieces()) {
            check(zip, piece);
        }
        return manifest;
    }

    private Manifest read(byte[] content) {
        try {
            return json.readValue(content, Manifest.class);
        } catch (JacksonException e) {
            throw new SuitcaseRefused(Reason.DAMAGED, String.valueOf(e.getMessage()));
        }
    }

    private boolean isSealed(ZipFile zip, byte[] manifest) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.SEAL);
        if (entry == null) {
            return false;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            String seal = new String(in.readNBytes(4_096), StandardCharsets.UTF_8);
            return secrets.decrypt(seal, Manifest.SEAL).equals(Packing.sealed(manifest));
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Reads no more than the manifest promises, however much is rolled up in the piece. */
    private static void check(ZipFile zip, Piece piece) throws IOException {
        MessageDigest digest = Packing.sha256();
        long bytes = 0;
        try (InputStream in = zip.getInputStream(zip.getEntry(piece.path()))) {
            byte[] some = new byte[1 << 16];
            for (int read = in.read(some); read >= 0 && bytes <= piece.bytes(); read = in.read(some)) {
                digest.update(some, 0, read);
                bytes += read;
            }
        }
        if (bytes != piece.bytes() || !HexFormat.of().formatHex(digest.digest()).equals(piece.sha256())) {
            throw new SuitcaseRefused(Reason.ALTERED, piece.path());
        }
    }

    private void demandEmpty() {
        for (RecordType<?> type : types.all()) {
            if (!type.key().equals(Options.RECORD_TYPE) && CurrentActor.as(Actor.SYSTEM, () -> hasRecords(type))) {
                throw new SuitcaseRefused(Reason.NOT_EMPTY, type.key());
            }
        }
        // whoever comes next waits until this one is through
        if (jdbc.sql("select id from app_user for update").query().listOfRows().size() != 1) {
            throw new SuitcaseRefused(Reason.NOT_EMPTY, "app_user");
        }
    }

    private <E extends BaseRecord> boolean hasRecords(RecordType<E> type) {
        return records.count(type, Query.ALL, 1) > 0
                || !records.deleted(type, 0, 1).isEmpty();
    }

    private record Owner(String email, String name, String hash, String locale) {}

    private Unpacked write(ZipFile zip, Manifest manifest) throws IOException {
        Owner owner = jdbc.sql("select email, name, coalesce(password_hash, ''), locale from app_user")
                .query((row, number) ->
                        new Owner(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .single();
        tables.emptied()
                .forEach(table -> jdbc.sql("delete from \"" + table + "\"").update());
        jdbc.sql("create temporary table suitcase_line (line jsonb not null) on commit drop")
                .update();
        long rows = 0;
        int files = 0;
        for (Table table : tables.packed()) {
            if (table.name().equals(Tables.CONTENT)) {
                files = files(zip, manifest);
            } else if (zip.getEntry(table.path()) != null) {
                rows += rows(zip, table);
            }
        }
        keep(owner);
        types.forget();
        audit.note(
                "data.unpacked", manifest.name(), Change.fact("#audit.rows", rows), Change.fact("#audit.files", files));
        return new Unpacked(manifest.name(), rows, files);
    }

    private long rows(ZipFile zip, Table table) throws IOException {
        jdbc.sql("delete from suitcase_line").update();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(zip.getInputStream(zip.getEntry(table.path())), StandardCharsets.UTF_8))) {
            List<String> lot = new ArrayList<>();
            int length = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() > LONGEST_LINE) {
                    throw new SuitcaseRefused(Reason.DAMAGED, table.path());
                }
                lot.add(line);
                length += line.length();
                if (length > LOT) {
                    stage(lot);
                    length = 0;
                }
            }
            stage(lot);
        }
        String columns = table.columns().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        // one statement, because rows of a table may refer to each other
        return jdbc.sql("insert into \"" + table.name() + "\" (" + columns + ") overriding system value select "
                        + table.columns().stream()
                                .map(name -> "r.\"" + name + '"')
                                .collect(Collectors.joining(", "))
                        + " from suitcase_line l cross join lateral jsonb_populate_record(null::\"" + table.name()
                        + "\", l.line) r"
                        + (Tables.GROWING.contains(table.name()) ? " on conflict do nothing" : ""))
                .update();
    }

    private void stage(List<String> lot) {
        if (!lot.isEmpty()) {
            jdbc.sql("insert into suitcase_line (line) select l::jsonb from unnest(?::text[]) l")
                    .param(lot.toArray(String[]::new))
                    .update();
            lot.clear();
        }
    }

    private int files(ZipFile zip, Manifest manifest) throws IOException {
        int files = 0;
        for (Piece piece : manifest.pieces()) {
            if (piece.path().startsWith("files/")) {
                if (piece.bytes() > LARGEST_FILE || !piece.path().equals("files/" + piece.sha256())) {
                    throw new SuitcaseRefused(Reason.DAMAGED, piece.path());
                }
                try (InputStream in = zip.getInputStream(zip.getEntry(piece.path()))) {
                    jdbc.sql("insert into file_content (hash, content) values (?, ?)")
                            .params(piece.sha256(), in.readAllBytes())
                            .update();
                }
                files++;
            }
        }
        return files;
    }

    /** Whoever unpacks must still get in, as the owner. */
    private void keep(Owner owner) {
        int known =
                jdbc.sql("""
                        update app_user set password_hash = nullif(?, ''), state = 'ACTIVE',
                               role_id = (select id from role where key = ?)
                        where email = ?
                        """).params(owner.hash(), Roles.OWNER, owner.email()).update();
        if (known == 0) {
            jdbc.sql("""
                            insert into app_user (id, email, name, password_hash, role_id, state, locale)
                            select ?, ?, ?, nullif(?, ''), id, 'ACTIVE', ? from role where key = ?
                            """)
                    .params(UUID.randomUUID(), owner.email(), owner.name(), owner.hash(), owner.locale(), Roles.OWNER)
                    .update();
        }
    }
}
