package com.innodus.kernel.records.merge;

import org.jspecify.annotations.Nullable;

/**
 * A column, or an entry of one, by which rows lead to records; in the words of SQL. Names in it are the product's own or
 * keys of custom fields, never what somebody typed.
 *
 * @param source what the moves are noted under
 * @param found which rows lead to {@code :from}
 * @param value what stands there now, as JSONB
 * @param led sets the value that leads to {@code :into} instead
 * @param back sets the value {@code m.was}
 * @param field of a record type, whose history tells of it; null where there is no history
 */
record Link(
        String source,
        String table,
        String key,
        String found,
        String value,
        String led,
        String back,
        @Nullable Field field) {
    /**
     * A field of a record type.
     *
     * @param shared whether records of other types stand in the same table
     */
    record Field(String recordType, String key, boolean shared) {}

    /** One record in a column. */
    static Link column(String table, String column, Field field) {
        return new Link(
                source(field),
                table,
                "id",
                "t." + column + " = :from",
                "to_jsonb(t." + column + ")",
                column + " = :into",
                column + " = (m.was #>> '{}')::uuid",
                field);
    }

    /** Several records in a column. */
    static Link list(String table, String column, Field field) {
        return new Link(
                source(field),
                table,
                "id",
                "t." + column + " @> array[:from]",
                "to_jsonb(t." + column + ")",
                column + " = (select array_agg(each order by place) from (select each, min(place) as place"
                        + " from unnest(array_replace(t." + column
                        + ", :from, :into)) with ordinality as u(each, place)"
                        + " group by each) as distinct_ones)",
                column + " = array(select jsonb_array_elements_text(m.was)::uuid)",
                field);
    }

    /** One record in an entry of {@code extra}. */
    static Link entry(String table, Field field) {
        String key = field.key();
        return new Link(
                source(field),
                table,
                "id",
                only(table, field) + "t.extra @> jsonb_build_object('" + key + "', :from::text)",
                "t.extra -> '" + key + "'",
                "extra = jsonb_set(t.extra, '{" + key + "}', to_jsonb(:into::text))",
                "extra = jsonb_set(t.extra, '{" + key + "}', m.was)",
                field);
    }

    /** Several records in an entry of {@code extra}. */
    static Link entryList(String table, Field field) {
        String key = field.key();
        return new Link(
                source(field),
                table,
                "id",
                only(table, field) + "t.extra @> jsonb_build_object('" + key + "', jsonb_build_array(:from::text))",
                "t.extra -> '" + key + "'",
                "extra = jsonb_set(t.extra, '{" + key + "}', (select jsonb_agg(each order by place) from ("
                        + "select case each when :from::text then :into::text else each end as each, min(place) as place"
                        + " from jsonb_array_elements_text(t.extra -> '" + key + "') with ordinality as u(each, place)"
                        + " group by 1) as distinct_ones))",
                "extra = jsonb_set(t.extra, '{" + key + "}', m.was)",
                field);
    }

    /** The types that a tenant made share a table; another one may have a field of the same name. */
    private static String only(String table, Field field) {
        return table.equals("custom_record") ? "t.type_key = '" + field.recordType() + "' and " : "";
    }

    static Link of(Pointer.Column pointer) {
        String column = pointer.column();
        return new Link(
                pointer.source(),
                pointer.table(),
                pointer.key(),
                "t." + column + " = :from",
                "to_jsonb(t." + column + ")",
                column + " = :into",
                column + " = (m.was #>> '{}')::uuid",
                null);
    }

    static Link of(Pointer.Text pointer) {
        String column = pointer.column();
        String text = "t." + column + "::text";
        String kind = pointer.json() ? "jsonb" : "text";
        return new Link(
                pointer.source(),
                pointer.table(),
                pointer.key(),
                "position(:from::text in " + text + ") > 0",
                "to_jsonb(t." + column + ")",
                column + " = replace(" + text + ", :from::text, :into::text)::" + kind,
                column + " = " + (pointer.json() ? "m.was" : "m.was #>> '{}'"),
                null);
    }

    private static String source(Field field) {
        return field.recordType() + "." + field.key();
    }

    /**
     * Leads rows from one record to another, tells it in their histories and notes what stood there. Parameters: merge, from,
     * into, merged (whose own links stay as they are), at, by.
     */
    String leading() {
        return """
                with found as (select t.%2$s as key, %4$s as was from %1$s t where %3$s %8$s for update),
                led as (update %1$s t set %5$s %9$s from found where t.%2$s = found.key
                    returning t.%2$s as key, found.was, %4$s as became),
                told as (%6$s)
                insert into record_merge_move as m (merge_id, source, row_key, was, became)
                select :merge, '%7$s', key::text, was, became from led
                on conflict (merge_id, source, row_key) do update set became = excluded.became
                """.formatted(table, key, found, value, led, told("led"), source, others(), touched());
    }

    /** Leads rows back whose value is still what the merging made of it. Parameters: merge, at, by. */
    String leadingBack() {
        return """
                with led as (update %1$s t set %2$s %3$s from record_merge_move m
                    where m.merge_id = :merge and m.source = '%4$s' and t.%5$s::text = m.row_key and %6$s = m.became
                    returning t.%5$s as key, m.became as was, m.was as became),
                told as (%7$s)
                select count(*) from led
                """.formatted(table, back, touched(), source, key, value, told("led"));
    }

    private String others() {
        if (field == null) {
            return "";
        }
        return "and t.id <> all(:merged)" + (field.shared() ? " and t.type_key = '" + field.recordType() + "'" : "");
    }

    private String touched() {
        return field == null ? "" : ", version = t.version + 1, changed_at = :at, changed_by = :by";
    }

    private String told(String rows) {
        return field == null ? "select 1" : """
                insert into record_change (id, record_type, record_id, kind, changes, user_id, at)
                    select gen_random_uuid(), '%s', key, 'CHANGED', jsonb_build_array(
                        jsonb_build_object('field', '%s', 'before', was, 'after', became)), :by, :at
                    from %s""".formatted(field.recordType(), field.key(), rows);
    }
}
