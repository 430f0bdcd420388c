package com.innodus.kernel.records;

import com.innodus.kernel.jobs.TenantSweep;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes what belongs to deleted types out of the database, a portion in each transaction. Everything that belongs to a
 * type names it in a column {@code record_type}, so that tables of modules to come are emptied as well.
 */
@Component
class TypePurge implements TenantSweep {
    private static final int PORTION = 5_000;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    TypePurge(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void sweep() {
        List<String> deleted = read("select key from type_definition where deleted_at is not null");
        if (deleted.isEmpty()) {
            return;
        }
        List<String> tables = read("""
                select c.table_name from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                where c.table_schema = current_schema() and c.column_name = 'record_type'
                    and t.table_type = 'BASE TABLE' order by c.table_name
                """);
        for (String key : deleted) {
            empty("custom_record", "type_key", key);
            tables.forEach(table -> empty(table, "record_type", key));
            // the options that were made with its fields
            delete("""
                    delete from attribute a where starts_with(a.list, ?)
                        and not exists (select 1 from field_definition d where d.detail = a.list)
                    """, key + ".");
            delete("delete from type_definition where key = ?", key);
        }
    }

    private void empty(String table, String column, String key) {
        String portion =
                "delete from \"%1$s\" where ctid = any(array(select ctid from \"%1$s\" where %2$s = ? limit %3$d))"
                        .formatted(table, column, PORTION);
        while (delete(portion, key) == PORTION) {
            // the next one
            continue;
        }
    }

    private int delete(String statement, String parameter) {
        return Objects.requireNonNull(transactions.execute(
                status -> jdbc.sql(statement).param(parameter).update()));
    }

    private List<String> read(String statement) {
        return Objects.requireNonNull(transactions.execute(
                status -> jdbc.sql(statement).query(String.class).list()));
    }
}
