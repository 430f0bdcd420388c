package com.innodus.migrations;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The scripts of a tenant schema: one squashed baseline ({@code B<n>__*.sql}) for new tenants and increments
 * ({@code V<m>__*.sql}, m &gt; n) for those that exist.
 */
public final class TenantMigrations {
    private static final Pattern SCRIPT = Pattern.compile("([BV])(\\d+)__[a-z0-9_]+\\.sql");

    private final String folder;
    private final List<Integer> baselines;
    private final int latestVersion;
    private final List<String> provisioningScripts;

    private TenantMigrations(
            String folder, List<Integer> baselines, int latestVersion, List<String> provisioningScripts) {
        this.folder = folder;
        this.baselines = baselines;
        this.latestVersion = latestVersion;
        this.provisioningScripts = provisioningScripts;
    }

    /** The scripts of this release. */
    public static TenantMigrations ofRelease() {
        return in("db/tenant");
    }

    /** The scripts in another folder of the class path; for tests of the runner. */
    public static TenantMigrations in(String folder) {
        return in(folder, Integer.MAX_VALUE);
    }

    /** The scripts as if there were no squashed baseline after that version; all ways must lead to the same schema. */
    static TenantMigrations in(String folder, int lastBaseline) {
        TreeMap<Integer, String> baselines = new TreeMap<>();
        TreeMap<Integer, String> increments = new TreeMap<>();
        for (String name : names(folder)) {
            Matcher matcher = SCRIPT.matcher(name);
            if (!matcher.matches()) {
                throw new IllegalStateException(folder + "/" + name + " is named neither B<n>__x.sql nor V<n>__x.sql");
            }
            (matcher.group(1).equals("B") ? baselines : increments).put(Integer.valueOf(matcher.group(2)), name);
        }
        Map.Entry<Integer, String> baseline = baselines.floorEntry(lastBaseline);
        if (baseline == null) {
            throw new IllegalStateException(folder + " has no baseline");
        }
        List<String> scripts = new ArrayList<>();
        scripts.add(read(folder, baseline.getValue()));
        increments.tailMap(baseline.getKey(), false).values().forEach(name -> scripts.add(read(folder, name)));
        int latest = increments.isEmpty() ? baseline.getKey() : Math.max(baseline.getKey(), increments.lastKey());
        return new TenantMigrations(folder, List.copyOf(baselines.keySet()), latest, List.copyOf(scripts));
    }

    /** Version of a tenant schema that has everything. */
    public int latestVersion() {
        return latestVersion;
    }

    /** Versions that have a squashed baseline, oldest first. */
    List<Integer> baselines() {
        return baselines;
    }

    /** The scripts that make a new tenant's schema, in order; the bench runs them bare. */
    public List<String> provisioningScripts() {
        return provisioningScripts;
    }

    /**
     * Makes a new schema within the caller's transaction; afterwards the connection's search path is the new schema and
     * {@code ext}.
     *
     * @param schema a name that the caller has validated; it becomes part of SQL
     */
    public void create(Connection connection, String schema) throws SQLException {
        if (!schema.matches("t_[a-z0-9_]{1,40}")) {
            throw new IllegalArgumentException("Not a tenant schema's name: " + schema);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
            statement.execute("set local search_path = " + schema + ", ext");
            for (String script : provisioningScripts) {
                statement.execute(script);
            }
        }
    }

    /**
     * Applies what is missing in one schema.
     *
     * @param fromVersion the version that the directory has noted; becomes Flyway's baseline the first time
     * @return the version reached
     * @throws MigrationFailed when a script fails; earlier scripts of the run stay applied
     */
    public int migrate(DataSource dataSource, String schema, int fromVersion) {
        if (fromVersion >= latestVersion) {
            return fromVersion;
        }
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .createSchemas(false)
                    .locations("classpath:" + folder)
                    .baselineOnMigrate(true)
                    .baselineVersion(Integer.toString(fromVersion))
                    // a long lock on a busy table is worse than another try
                    .initSql("set search_path = " + schema + ", ext; set lock_timeout = '5s'")
                    .ignoreMigrationPatterns("*:missing", "*:ignored")
                    .loggers("slf4j")
                    .load()
                    .migrate();
            return latestVersion;
        } catch (FlywayException e) {
            throw new MigrationFailed("Schema " + schema + " could not be migrated", e);
        }
    }

    private static List<String> names(String folder) {
        URL url = Thread.currentThread().getContextClassLoader().getResource(folder);
        if (url == null) {
            throw new IllegalStateException("No folder " + folder + " on the class path");
        }
        try {
            URI uri = url.toURI();
            if (!uri.getScheme().equals("jar")) {
                return list(Path.of(uri));
            }
            // inside an executable jar
            try (FileSystem jar = FileSystems.newFileSystem(uri, Collections.emptyMap())) {
                return list(jar.provider().getPath(uri));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("Folder " + folder + " cannot be listed", e);
        }
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .toList();
        }
    }

    private static String read(String folder, String name) {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(folder + "/" + name)) {
            if (in == null) {
                throw new IllegalStateException("No script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Script " + name + " cannot be read", e);
        }
    }
}
