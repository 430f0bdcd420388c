package com.innodus.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;

/** What a schema consists of, line by line, without its name; two that are alike have equal shapes. */
final class Shape {
    private static final List<String> QUESTIONS = List.of("""
            select 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text,
                   coalesce(pg_get_expr(d.adbin, d.adrelid), ''), coalesce(col_description(c.oid, a.attnum), '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            where n.nspname = ? and c.relkind in ('r', 'p')
            """, """
            select 'constraint', c.relname, k.conname, pg_get_constraintdef(k.oid), '', '', ''
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and k.contype <> 'n'
            """, """
            select 'index', i.tablename, i.indexname, i.indexdef, '', '', '' from pg_indexes i where i.schemaname = ?
            """, """
            select 'other', c.relname, c.relkind::text, '', '', '', '' from pg_class c
            join pg_namespace n on n.oid = c.relnamespace where n.nspname = ? and c.relkind not in ('r', 'p', 'i')
            """);

    private Shape() {}

    static List<String> of(Connection connection, String schema) throws SQLException {
        TreeSet<String> lines = new TreeSet<>();
        for (String question : QUESTIONS) {
            try (PreparedStatement statement = connection.prepareStatement(question)) {
                statement.setString(1, schema);
                ResultSet rows = statement.executeQuery();
                while (rows.next()) {
                    StringBuilder line = new StringBuilder();
                    for (int i = 1; i <= 7; i++) {
                        line.append(rows.getString(i)).append(" | ");
                    }
                    lines.add(line.toString().replace(schema + ".", ""));
                }
            }
        }
        lines.removeIf(line -> line.contains("flyway_schema_history"));
        return List.copyOf(lines);
    }
}
