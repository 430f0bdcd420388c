package com.innodus.kernel.suitcase;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The tables of the current tenant, as the database knows them: a new module's are packed without being named here. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Tables {
    /** What lets somebody in, what is on its way out, and what is only of the moment. */
    private static final Set<String> LEFT_OUT = Set.of(
            "api_client",
            "api_consent",
            "api_grant",
            "bulk_run",
            "calendar_feed",
            "domain_event",
            "draft",
            "flyway_schema_history",
            "identity_provider",
            "log_in_attempt",
            "mail_outbox",
            "oauth_key",
            "one_time_token",
            "personal_token",
            "suitcase",
            "suitcase_part",
            "user_session",
            "webhook",
            "webhook_delivery");

    /** Stays as it is when a suitcase is unpacked; what the suitcase has of it comes on top. */
    static final Set<String> GROWING = Set.of("audit_entry");

    /** Of the house and not of the tenant's contents. */
    private static final Set<String> NEVER_EMPTIED =
            Set.of("audit_entry", "flyway_schema_history", "oauth_key", "suitcase", "suitcase_part");

    private static final Pattern SECRET_COLUMN = Pattern.compile("password_hash|.*secret.*|.*token.*|.*_key_hash");

    /** Whose rows stand beside the tables, each in a file of its own. */
    static final String CONTENT = "file_content";

    private final JdbcClient jdbc;

    Tables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param columns without those that hold secrets */
    record Table(String name, List<String> columns, List<String> key) {
        String path() {
            return "tables/" + name + ".jsonl";
        }
    }

    /** What is packed, in the order in which it can be unpacked: nothing before what it refers to. */
    List<Table> packed() {
        Map<String, List<String>> columns = columns();
        Map<String, List<String>> keys = keys();
        return inOrder().stream()
                .filter(table -> !LEFT_OUT.contains(table))
                .map(table -> new Table(
                        table,
                        columns.getOrDefault(table, List.of()).stream()
                                .filter(column -> !SECRET_COLUMN.matcher(column).matches())
                                .toList(),
                        keys.getOrDefault(table, List.of())))
                .toList();
    }

    /** What must be empty before a suitcase is unpacked, in the order in which it can be emptied. */
    List<String> emptied() {
        return inOrder().reversed().stream()
                .filter(table -> !NEVER_EMPTIED.contains(table))
                .toList();
    }

    private Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new TreeMap<>();
        jdbc.sql("""
                        select c.relname, a.attname from pg_catalog.pg_class c
                        join pg_catalog.pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                          and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                        order by c.relname, a.attnum
                        """).query(row -> {
            columns.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                    .add(row.getString(2));
        });
        return columns;
    }

    private Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new TreeMap<>();
        jdbc.sql("""
                        select c.relname, a.attname from pg_catalog.pg_class c
                        join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
                        cross join lateral unnest(k.conkey) with ordinality as part (number, place)
                        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = part.number
                        where c.relnamespace = current_schema()::regnamespace
                        order by c.relname, part.place
                        """).query(row -> {
            keys.computeIfAbsent(row.getString(1), table -> new ArrayList<>()).add(row.getString(2));
        });
        return keys;
    }

    private List<String> inOrder() {
        Map<String, Set<String>> needs = new TreeMap<>();
        columns().keySet().forEach(table -> needs.put(table, new TreeSet<>()));
        jdbc.sql("""
                        select c.relname, target.relname from pg_catalog.pg_constraint k
                        join pg_catalog.pg_class c on c.oid = k.conrelid
                        join pg_catalog.pg_class target on target.oid = k.confrelid
                        where c.relnamespace = current_schema()::regnamespace and k.contype = 'f'
                          and c.oid <> target.oid
                        """).query(row -> {
            needs.computeIfAbsent(row.getString(1), table -> new TreeSet<>()).add(row.getString(2));
        });
        Set<String> done = new LinkedHashSet<>();
        while (done.size() < needs.size()) {
            List<String> free = needs.keySet().stream()
                    .filter(table -> !done.contains(table) && done.containsAll(needs.get(table)))
                    .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException("Tables refer to each other in a circle: " + needs.keySet());
            }
            done.addAll(free);
        }
        return List.copyOf(done);
    }
}
