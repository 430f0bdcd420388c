package com.innodus.kernel.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Reads the types that the current tenant made. */
@Component
class TypeDefinitions {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    TypeDefinitions(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Those in use, in order. */
    List<TypeDefinition> inUse() {
        return read("where deleted_at is null and not archived");
    }

    /** All, the archived ones last. */
    List<TypeDefinition> all() {
        return read("where deleted_at is null");
    }

    private List<TypeDefinition> read(String where) {
        return Objects.requireNonNull(transactions.execute(status -> jdbc.sql("""
                        select key, slug, name, name_en, name_ca, plural, plural_en, plural_ca,
                            title_label, title_label_en, title_label_ca, icon, colour, area, hidden_faces, archived
                        from type_definition %s order by archived, position, name, key
                        """.formatted(where))
                .query((row, number) -> definition(row))
                .list()));
    }

    private static TypeDefinition definition(ResultSet row) throws SQLException {
        return new TypeDefinition(
                row.getString("key"),
                row.getString("slug"),
                term(row, "name"),
                term(row, "plural"),
                term(row, "title_label"),
                row.getString("icon"),
                row.getString("colour"),
                row.getString("area"),
                Set.of((String[]) row.getArray("hidden_faces").getArray()),
                row.getBoolean("archived"));
    }

    private static Term term(ResultSet row, String column) throws SQLException {
        return new Term(row.getString(column), row.getString(column + "_en"), row.getString(column + "_ca"));
    }
}
