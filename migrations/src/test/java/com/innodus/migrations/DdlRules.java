package com.innodus.migrations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What scripts must not do, so that they run on a distributed engine and on a thousand schemas: found by trying them on
 * Citus. A foreign key that needs no index is listed in a comment {@code -- unindexed: name, name: why}.
 */
final class DdlRules {
    private record Forbidden(Pattern pattern, String why) {
        static Forbidden of(String pattern, String why) {
            return new Forbidden(Pattern.compile(pattern), why);
        }
    }

    private static final List<Forbidden> FORBIDDEN = List.of(
            Forbidden.of("\\bcreate (or replace )?(constraint )?trigger\\b", "triggers are refused by Citus"),
            Forbidden.of("\\bcreate (or replace )?rule\\b", "rules are refused by Citus"),
            Forbidden.of("\\binherits ?\\(", "inheritance is refused by Citus"),
            Forbidden.of("\\bcreate foreign table\\b", "foreign tables are refused by Citus"),
            Forbidden.of("\\bcreate table \\w+ of\\b", "typed tables are refused by Citus"),
            Forbidden.of("\\bcreate (or replace )?(temp(orary)? |recursive )*view\\b", "views can be written to"),
            Forbidden.of("\\bcreate materialized view\\b", "Citus keeps materialised views on the coordinator"),
            Forbidden.of("\\b(small|big)?serial\\b", "serial can't be added later: use uuid keys"),
            Forbidden.of("\\balter table .*\\bas identity\\b", "identity can't be added later"),
            Forbidden.of("\\bmerge into\\b", "MERGE is refused: use ON CONFLICT"),
            Forbidden.of("\\brename constraint\\b", "constraints can't be renamed"),
            Forbidden.of("\\bset (statistics|storage)\\b", "tuning is no migration"),
            Forbidden.of("\\b(create policy|row level security)\\b", "a session's settings don't reach the workers"),
            Forbidden.of("\\bcreate (schema|extension)\\b", "schemas and extensions aren't a script's business"),
            Forbidden.of("\\b(search_path|set schema)\\b", "the runner sets the path"),
            Forbidden.of(
                    "\\b(from|join|into|update|table|references|on|exists) (only )?[a-z_]\\w*\\.[a-z_]",
                    "a script names no schema"),
            Forbidden.of(
                    "^update .*\\b(random|clock_timestamp|gen_random_uuid|nextval|uuidv7|statement_timestamp)\\(",
                    "volatile values of an UPDATE are computed in Java"),
            Forbidden.of(
                    "^alter table .*\\badd (column )?.*,.*\\badd constraint\\b",
                    "a constraint has its own ALTER TABLE"));

    private static final Pattern CREATE_TABLE =
            Pattern.compile("^create (?:unlogged )?table (?:if not exists )?(\\w+) \\((.*)\\)[^)]*$");
    private static final Pattern ADD_CONSTRAINT = Pattern.compile("^alter table (?:only )?(\\w+) add (constraint .*)$");
    private static final Pattern ADD_COLUMN = Pattern.compile("^alter table (?:only )?(\\w+) add column (.*)$");
    private static final Pattern CONSTRAINED =
            Pattern.compile("\\b(primary key|foreign key|references|unique|check ?\\(|exclude)");
    private static final Pattern NAMED = Pattern.compile("^constraint (\\w+) (.*)$");
    private static final Pattern INDEX = Pattern.compile(
            "^create (?:unique )?index (?:concurrently )?(\\w+) on (\\w+) (?:using \\w+ )?\\((.*?)\\).*$");
    private static final Pattern COLUMNS = Pattern.compile("\\(([^)]*)\\)");

    private final Set<String> tables = new HashSet<>();
    private final Set<String> keyed = new HashSet<>();
    private final Set<String> unindexed = new HashSet<>();
    /** Leading columns of indexes and keys, as {@code table(a,b)}. */
    private final Set<String> indexed = new HashSet<>();
    /** Foreign keys by name, as {@code table(a,b)}. */
    private final Map<String, String> foreignKeys = new LinkedHashMap<>();

    private final List<String> problems = new ArrayList<>();

    private DdlRules() {}

    /** What is wrong with the scripts of a folder, read in order. */
    static List<String> problems(String... scripts) {
        DdlRules rules = new DdlRules();
        for (String script : scripts) {
            rules.readComments(script);
            statements(script).forEach(rules::readStatement);
        }
        rules.judge();
        return rules.problems;
    }

    private void readComments(String script) {
        boolean explained = false;
        for (String line : script.lines().map(String::strip).toList()) {
            if (line.startsWith("--")) {
                explained = true;
                Matcher list = Pattern.compile("-- unindexed: ([^:]+): .+").matcher(line);
                if (list.matches()) {
                    unindexed.addAll(List.of(list.group(1).split(", *")));
                }
            } else if (line.matches("(?i)create (unique )?index .*")) {
                if (!explained) {
                    problems.add("no comment says which screen needs it: " + line);
                }
            } else {
                explained = false;
            }
        }
    }

    /** Statements in lower case on one line, without comments and contents of strings. */
    private static List<String> statements(String script) {
        String bare = script.replaceAll("--[^\\n]*", " ")
                .replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("(?s)\\$\\$.*?\\$\\$", "''")
                .replaceAll("'(?:[^']|'')*'", "''")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
        return Stream.of(bare.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private void readStatement(String statement) {
        boolean isComment = statement.startsWith("comment on ");
        for (Forbidden forbidden : FORBIDDEN) {
            if (!isComment && forbidden.pattern().matcher(statement).find()) {
                problems.add(forbidden.why() + ": " + statement);
            }
        }
        Matcher table = CREATE_TABLE.matcher(statement);
        Matcher constraint = ADD_CONSTRAINT.matcher(statement);
        Matcher column = ADD_COLUMN.matcher(statement);
        Matcher index = INDEX.matcher(statement);
        if (table.matches()) {
            tables.add(table.group(1));
            elements(table.group(2)).forEach(element -> readElement(table.group(1), element));
        } else if (constraint.matches()) {
            readElement(constraint.group(1), constraint.group(2));
        } else if (column.matches()) {
            readElement(column.group(1), column.group(2));
        } else if (index.matches()) {
            indexed.add(index.group(2) + key(index.group(3)));
        } else if (statement.startsWith("alter table")
                && CONSTRAINED.matcher(statement).find()) {
            problems.add("a constraint needs a name: " + statement);
        }
    }

    private void readElement(String table, String element) {
        if (!CONSTRAINED.matcher(element).find()) {
            return;
        }
        Matcher named = NAMED.matcher(element);
        if (!named.matches()) {
            problems.add("a constraint needs a name, and stands by itself: " + table + ": " + element);
            return;
        }
        String rule = named.group(2);
        Matcher columns = COLUMNS.matcher(rule);
        String key = columns.find() ? table + key(columns.group(1)) : table;
        if (rule.startsWith("primary key")) {
            keyed.add(table);
            indexed.add(key);
        } else if (rule.startsWith("unique")) {
            indexed.add(key);
        } else if (rule.startsWith("foreign key")) {
            foreignKeys.put(named.group(1), key);
        }
    }

    private static String key(String columns) {
        return "("
                + columns.replaceAll(" (asc|desc|nulls \\w+|\\w+_ops)\\b", "").replace(" ", "");
    }

    /** Splits at the commas that are in no parentheses. */
    private static List<String> elements(String list) {
        List<String> elements = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                elements.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        elements.add(list.substring(start).strip());
        return elements;
    }

    private void judge() {
        tables.stream()
                .filter(table -> !keyed.contains(table))
                .map(table -> "a table needs a primary key: " + table)
                .forEach(problems::add);
        foreignKeys.forEach((name, columns) -> {
            boolean found = indexed.stream().anyMatch(index -> (index + ",").startsWith(columns + ","));
            if (!found && !unindexed.contains(name)) {
                problems.add(
                        "deleting the other side reads the whole table without an index on " + columns + ": " + name);
            }
            if (found && unindexed.contains(name)) {
                problems.add("listed as unindexed, but has an index: " + name);
            }
        });
        unindexed.stream()
                .filter(name -> !foreignKeys.containsKey(name))
                .map(name -> "listed as unindexed, but there is no such foreign key: " + name)
                .forEach(problems::add);
    }
}
