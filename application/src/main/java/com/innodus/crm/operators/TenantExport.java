package com.innodus.crm.operators;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that a tenant has, as a ZIP of CSV files (GDPR art. 20): one file for each table, attachments under
 * {@code files/} by content hash. Passwords, sessions and tokens stay behind.
 */
@Service
public class TenantExport {
    private static final Set<String> LEFT_OUT = Set.of(
            "one_time_token",
            "user_session",
            "log_in_attempt",
            "identity_provider",
            "oauth_key",
            "api_client",
            "api_grant",
            "api_consent",
            "personal_token",
            "draft",
            "flyway_schema_history",
            "file_content");
    private static final Set<String> SECRET_COLUMNS = Set.of("password_hash");

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final JsonMapper json;
    private final DataSource tenantPool;

    TenantExport(JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json, DataSource tenantPool) {
        this.jdbc = jdbc;
        this.json = json;
        this.tenantPool = tenantPool;
        snapshot = new TransactionTemplate(transactions);
        // all tables as they were at one moment
        snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    private record Manifest(String slug, String name, String edition, int schemaVersion, List<String> tables) {}

    /** Writes the ZIP; the stream is left open. */
    public void write(Tenant tenant, OutputStream target) {
        TenantScope.run(
                tenant,
                () -> snapshot.executeWithoutResult(status -> {
                    try {
                        ZipOutputStream zip = new ZipOutputStream(target);
                        List<String> tables = tables(tenant);
                        zip.putNextEntry(new ZipEntry("manifest.json"));
                        zip.write(json.writerWithDefaultPrettyPrinter()
                                .writeValueAsBytes(new Manifest(
                                        tenant.slug(),
                                        tenant.name(),
                                        tenant.edition(),
                                        tenant.schemaVersion(),
                                        tables)));
                        for (String table : tables) {
                            zip.putNextEntry(new ZipEntry(table + ".csv"));
                            copy(tenant, table, zip);
                        }
                        files(zip);
                        zip.finish();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    private List<String> tables(Tenant tenant) {
        return jdbc
                .sql("select table_name from information_schema.tables where table_schema = ? order by table_name")
                .param(tenant.schema())
                .query(String.class)
                .list()
                .stream()
                .filter(table -> !LEFT_OUT.contains(table))
                .toList();
    }

    private void copy(Tenant tenant, String table, ZipOutputStream zip) throws IOException {
        String columns = String.join(
                ", ",
                jdbc
                        .sql(
                                "select column_name from information_schema.columns where table_schema = ? and table_name = ? order by ordinal_position")
                        .params(tenant.schema(), table)
                        .query(String.class)
                        .list()
                        .stream()
                        .filter(column -> !SECRET_COLUMNS.contains(column))
                        .map(column -> '"' + column + '"')
                        .toList());
        Connection connection = DataSourceUtils.getConnection(tenantPool);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select " + columns + " from \"" + table + "\") to stdout (format csv, header)", zip);
        } catch (SQLException e) {
            throw new IllegalStateException("Table " + table + " could not be exported", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, tenantPool);
        }
    }

    private void files(ZipOutputStream zip) throws IOException {
        List<String> hashes = jdbc.sql("select hash from file_content order by hash")
                .query(String.class)
                .list();
        for (String hash : hashes) {
            zip.putNextEntry(new ZipEntry("files/" + hash));
            // one at a time: all files together may not fit into memory
            zip.write(jdbc.sql("select content from file_content where hash = ?")
                    .param(hash)
                    .query((row, number) -> row.getBytes(1))
                    .single());
        }
    }
}
