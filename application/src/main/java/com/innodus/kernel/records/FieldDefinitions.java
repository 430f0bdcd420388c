package com.innodus.kernel.records;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Reads the fields that the current tenant made. */
@Component
class FieldDefinitions {
    private static final Logger LOG = LoggerFactory.getLogger(FieldDefinitions.class);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final JsonMapper json;

    FieldDefinitions(JdbcClient jdbc, TransactionOperations transactions, JsonMapper json) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
    }

    /** Those in use, in order, by record type. */
    Map<String, List<FieldDefinition>> inUse() {
        return read("where not archived").stream().collect(Collectors.groupingBy(FieldDefinition::recordType));
    }

    /** Those of one type, the archived ones too. */
    List<FieldDefinition> of(String recordType) {
        return read("where record_type = ?", recordType);
    }

    Optional<FieldDefinition> byId(java.util.UUID id) {
        return read("where id = ?", id).stream().findFirst();
    }

    private List<FieldDefinition> read(String where, Object... parameters) {
        return Objects.requireNonNull(transactions.execute(status -> {
            JdbcClient.StatementSpec statement = jdbc.sql("""
                    select id, record_type, key, kind, detail, label, label_en, label_ca, help, section, required,
                        required_when, visible_when, read_only_when, no_twins, searchable, in_list, personal_data,
                        start_value::text, archived, derivation::text
                    from field_definition %s order by record_type, position, label, id
                    """.formatted(where));
            for (Object parameter : parameters) {
                statement = statement.param(parameter);
            }
            return statement.query((row, number) -> definition(new Row(row))).list().stream()
                    .flatMap(Optional::stream)
                    .toList();
        }));
    }

    private record Row(java.sql.ResultSet set) {
        String text(String column) throws java.sql.SQLException {
            return set.getString(column);
        }

        @Nullable String optional(String column) throws java.sql.SQLException {
            return set.getString(column);
        }

        boolean flag(String column) throws java.sql.SQLException {
            return set.getBoolean(column);
        }

        @Nullable Filter filter(String column) throws java.sql.SQLException {
            String text = set.getString(column);
            return text == null || text.isEmpty() ? null : FilterText.read(text);
        }
    }

    /** Nothing for one that can't be understood: the other fields and the records must stay usable. */
    private Optional<FieldDefinition> definition(Row row) throws java.sql.SQLException {
        try {
            String start = row.optional("start_value");
            return Optional.of(new FieldDefinition(
                    row.set().getObject("id", java.util.UUID.class),
                    row.text("record_type"),
                    row.text("key"),
                    FieldKinds.of(row.text("kind"), row.text("detail")),
                    row.text("label"),
                    row.optional("label_en"),
                    row.optional("label_ca"),
                    row.optional("help"),
                    row.text("section"),
                    row.flag("required"),
                    row.filter("required_when"),
                    Objects.requireNonNullElse(row.filter("visible_when"), Filter.NONE),
                    row.filter("read_only_when"),
                    row.flag("no_twins"),
                    row.flag("searchable"),
                    row.flag("in_list"),
                    row.flag("personal_data"),
                    start == null ? null : json.readValue(start, Object.class),
                    row.flag("archived"),
                    DerivationText.read(json, row.optional("derivation"))));
        } catch (IllegalArgumentException | InvalidFilter e) {
            LOG.error("The definition of field {} of {} can't be read", row.text("key"), row.text("record_type"), e);
            return Optional.empty();
        }
    }
}
