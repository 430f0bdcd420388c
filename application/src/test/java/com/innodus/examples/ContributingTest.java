package com.innodus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import jakarta.persistence.Column;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** CONTRIBUTING.md shows how a record type is declared: what it shows is this package, and it works. */
class ContributingTest extends Server {
    private static final Path HERE = Path.of("src/test/java/com/innodus/examples");
    private static final int MOST_LINES = 40;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final RecordType<Vehicle> vehicles = new VehiclesModule().vehicle();

    /** The first block of the page in that language. */
    private static String block(String language) throws IOException {
        String page = Files.readString(Path.of("../CONTRIBUTING.md"));
        var block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    /** Without what the page leaves out, and however the lines are broken. */
    private static String essence(String java) {
        return java.replaceAll("(?m)^(package|import) .*$", "")
                .replace("// getters and setters", "")
                .replaceAll("\\s+", "");
    }

    @Test
    void whatThePageShowsIsWhatCompilesHere() throws IOException {
        String shown = block("java");
        assertThat(shown.lines().filter(line -> !line.isBlank()).count()).isLessThan(MOST_LINES);
        String entity = shown.substring(0, shown.indexOf("@Configuration"));
        String module = shown.substring(shown.indexOf("@Configuration"));

        assertThat(essence(module)).isEqualTo(essence(Files.readString(HERE.resolve("VehiclesModule.java"))));
        String fields = essence(entity);
        assertThat(essence(Files.readString(HERE.resolve("Vehicle.java"))).replace("=\"\"", ""))
                .startsWith(fields.substring(0, fields.lastIndexOf('}')));
    }

    @Test
    void theTableThatItShowsHoldsItsRecords() throws IOException {
        String sql = block("sql");
        Tenant tenant = newTenant();
        List<String> columns = TenantScope.supply(
                tenant,
                () -> transaction.execute(status -> {
                    jdbc.sql(sql).update();
                    return jdbc.sql("""
                            select column_name from information_schema.columns
                            where table_schema = current_schema() and table_name = 'vehicle'
                            """).query(String.class).list();
                }));
        List<String> indexes = TenantScope.supply(
                tenant,
                () -> transaction.execute(status -> jdbc.sql(
                                "select indexdef from pg_indexes where schemaname = current_schema() and tablename = 'vehicle'")
                        .query(String.class)
                        .list()));

        assertThat(columns)
                .containsAll(Stream.of(BaseRecord.class, Vehicle.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .filter(field -> !Modifier.isStatic(field.getModifiers())
                                && !field.isAnnotationPresent(jakarta.persistence.Transient.class))
                        .map(ContributingTest::column)
                        .toList());
        assertThat(Stream.concat(
                        Stream.of("title"),
                        vehicles.fields().stream().filter(Field::isSortable).map(Field::key)))
                .allMatch(key -> indexes.stream().anyMatch(index -> index.contains("(" + key + ", id)")));
        assertThat(indexes)
                .as("what is unique has an index of the name by which the gate knows it")
                .anyMatch(index -> index.contains("vehicle_plate_unique"));
    }

    private static String column(java.lang.reflect.Field field) {
        Column named = field.getAnnotation(Column.class);
        return named == null || named.name().isEmpty()
                ? field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : named.name();
    }
}
