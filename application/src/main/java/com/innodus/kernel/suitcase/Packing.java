package com.innodus.kernel.suitcase;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.platform.Secrets;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.exchange.Exports;
import com.innodus.kernel.suitcase.Manifest.Piece;
import com.innodus.kernel.suitcase.Tables.Table;
import com.innodus.kernel.transfer.CsvTableWriter;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Packs everything that the current tenant has into a ZIP (GDPR art. 20): each table as JSON lines, which can be unpacked
 * again; each record type also as a CSV file that a spreadsheet opens; files by their checksum; and last a manifest with
 * the checksum of each piece. Passwords, sessions, tokens and other secrets stay behind. Memory doesn't grow with it.
 */
@Service
public class Packing {
    private static final int FETCHED = 500;

    private final JdbcClient jdbc;
    private final Tables tables;
    private final RecordTypes types;
    private final Exports exports;
    private final Secrets secrets;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    Packing(
            JdbcClient jdbc,
            Tables tables,
            RecordTypes types,
            Exports exports,
            Secrets secrets,
            JsonMapper json,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.types = types;
        this.exports = exports;
        this.secrets = secrets;
        this.json = json;
        this.clock = clock;
        snapshot = new TransactionTemplate(transactions);
        // all tables as they were at one moment
        snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** Is told how far it is. */
    @FunctionalInterface
    public interface Progress {
        Progress NONE = (done, total) -> {};

        void at(int done, int total);
    }

    /** Writes the ZIP; the stream is left open. */
    public void pack(OutputStream target, Progress progress) {
        Tenant tenant = TenantScope.current();
        CurrentActor.run(
                Actor.SYSTEM,
                () -> snapshot.executeWithoutResult(status -> {
                    try {
                        new Case(tenant, target).fill(progress);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the seal is bound to, so that it can be moved nowhere else. */
    static String sealed(byte[] manifest) {
        return HexFormat.of().formatHex(sha256().digest(manifest));
    }

    private final class Case {
        private final Tenant tenant;
        private final ZipOutputStream zip;
        private final List<Piece> pieces = new ArrayList<>();

        Case(Tenant tenant, OutputStream target) {
            this.tenant = tenant;
            zip = new ZipOutputStream(target, StandardCharsets.UTF_8);
        }

        void fill(Progress progress) throws IOException {
            // the same moment is the same text wherever it is packed
            jdbc.sql("set local timezone = 'UTC'").update();
            List<Table> packed = tables.packed();
            List<RecordType<?>> readable = types.all();
            int total = packed.size() + readable.size();
            int done = 0;
            for (Table table : packed) {
                if (table.name().equals(Tables.CONTENT)) {
                    files();
                } else {
                    piece(table.path(), out -> lines(table, out));
                }
                progress.at(++done, total);
            }
            for (RecordType<?> type : readable) {
                piece("readable/" + type.plural() + ".csv", out -> {
                    try (CsvTableWriter file = new CsvTableWriter(out)) {
                        return exports.copy(type, file, Texts.LANGUAGES.getFirst());
                    }
                });
                progress.at(++done, total);
            }
            byte[] manifest = json.writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(new Manifest(
                            Manifest.FORMAT,
                            tenant.schemaVersion(),
                            tenant.slug(),
                            tenant.name(),
                            tenant.edition(),
                            clock.instant(),
                            pieces));
            plain(Manifest.NAME, manifest);
            plain(
                    Manifest.SEAL,
                    secrets.encrypt(sealed(manifest), Manifest.SEAL).getBytes(StandardCharsets.UTF_8));
            zip.finish();
        }

        private long lines(Table table, OutputStream out) {
            String columns =
                    table.columns().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
            String order = table.key().isEmpty()
                    ? ""
                    : table.key().stream()
                            .map(name -> '"' + name + '"')
                            .collect(Collectors.joining(", ", " order by ", ""));
            long[] rows = {0};
            jdbc.sql("select row_to_json(t)::text from (select " + columns + " from \"" + table.name() + "\"" + order
                            + ") t")
                    .withFetchSize(FETCHED)
                    .query(row -> {
                        write(out, row.getString(1).getBytes(StandardCharsets.UTF_8));
                        write(out, new byte[] {'\n'});
                        rows[0]++;
                    });
            return rows[0];
        }

        private void files() throws IOException {
            List<String> hashes = jdbc.sql("select hash from file_content order by hash")
                    .query(String.class)
                    .list();
            for (String hash : hashes) {
                // one at a time: all files together may not fit into memory
                piece("files/" + hash, out -> {
                    write(
                            out,
                            jdbc.sql("select content from file_content where hash = ?")
                                    .param(hash)
                                    .query((row, number) -> row.getBytes(1))
                                    .single());
                    return 0;
                });
            }
        }

        private void piece(String path, Filling filling) throws IOException {
            zip.putNextEntry(new ZipEntry(path));
            Measured out = new Measured(zip);
            long rows = filling.fill(out);
            out.flush();
            zip.closeEntry();
            pieces.add(new Piece(path, rows, out.bytes, HexFormat.of().formatHex(out.digest())));
        }

        private void plain(String path, byte[] content) throws IOException {
            zip.putNextEntry(new ZipEntry(path));
            zip.write(content);
            zip.closeEntry();
        }
    }

    private interface Filling {
        /** Returns how many rows it wrote. */
        long fill(OutputStream out) throws IOException;
    }

    private static void write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts and sums up what goes through; closing it leaves the ZIP open. */
    private static final class Measured extends FilterOutputStream {
        private final DigestOutputStream summed;
        private long bytes;

        Measured(OutputStream zip) {
            super(zip);
            summed = new DigestOutputStream(zip, sha256());
        }

        @Override
        public void write(int one) throws IOException {
            summed.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            summed.write(some, from, length);
            bytes += length;
        }

        byte[] digest() {
            return summed.getMessageDigest().digest();
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
