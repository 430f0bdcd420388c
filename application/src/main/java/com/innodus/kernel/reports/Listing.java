package com.innodus.kernel.reports;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldPath;
import com.innodus.kernel.records.FieldPaths;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.exchange.CellValues;
import com.innodus.kernel.reports.ReportTable.Cell;
import com.innodus.kernel.reports.ReportTable.Column;
import com.innodus.kernel.reports.ReportTable.Row;
import com.innodus.kernel.transfer.TableWriter;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A report that lists records, with fields of their own and of those that they link to. */
@Component
class Listing {
    private final Records records;
    private final RecordTypes types;
    private final FieldPaths paths;
    private final CellValues cells;

    Listing(Records records, RecordTypes types, FieldPaths paths, CellValues cells) {
        this.records = records;
        this.types = types;
        this.paths = paths;
        this.cells = cells;
    }

    <E extends BaseRecord> ReportTable of(
            RecordType<E> type, Definition definition, Query query, int most, Locale locale) {
        List<FieldPath> fields = definition.fields().stream()
                .map(path -> paths.require(type, path))
                .toList();
        Query sorted = new Query(query.filter(), query.search(), sorts(definition, fields), query.purpose());
        List<E> found = records.page(type, sorted, null, 0, most + 1);
        List<E> page = found.subList(0, Math.min(most, found.size()));
        Map<String, Map<UUID, BaseRecord>> linked = new HashMap<>();
        List<Map<UUID, Cell>> values = fields.stream()
                .map(field -> cells(type, page, field, linked, locale))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (E record : page) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(record.getTitle())));
            values.forEach(column -> row.add(column.getOrDefault(record.getId(), Cell.EMPTY)));
            rows.add(new Row(row, 0, null, record.getId(), null));
        }
        List<Column> columns = new ArrayList<>(List.of(new Column(type.name(locale), false)));
        fields.forEach(field -> columns.add(
                new Column(field.label(locale), isFigure(field.field().type()))));
        return new ReportTable(columns, columns.size(), List.of(), 0, rows, null, found.size() > most);
    }

    private static List<Query.Sort> sorts(Definition definition, List<FieldPath> fields) {
        boolean isOne = definition.sort() >= 0
                && definition.sort() < fields.size()
                && fields.get(definition.sort()).links().isEmpty()
                && fields.get(definition.sort()).field().isSortable();
        return isOne
                ? List.of(new Query.Sort(fields.get(definition.sort()).field().key(), definition.ascending()))
                : List.of();
    }

    private static boolean isFigure(FieldType type) {
        return com.innodus.kernel.records.Abilities.isAddedUp(type);
    }

    /** The cells of a column, by record; a statement for each link and one for the titles of links. */
    private <E extends BaseRecord> Map<UUID, Cell> cells(
            RecordType<E> type,
            List<E> page,
            FieldPath path,
            Map<String, Map<UUID, BaseRecord>> linked,
            Locale locale) {
        Map<UUID, @Nullable Object> values = values(page, path, 0, linked);
        Map<UUID, String> titles = new HashMap<>();
        String target = path.field().linkTarget();
        if (target != null) {
            List<UUID> ids = new ArrayList<>();
            for (Object value : values.values()) {
                if (value instanceof UUID id) {
                    ids.add(id);
                } else if (value instanceof Collection<?> several) {
                    several.forEach(each -> ids.add((UUID) each));
                }
            }
            titles.putAll(records.titles(types.require(target), ids));
        }
        Map<UUID, Cell> column = new HashMap<>();
        values.forEach((id, value) -> {
            if (value != null) {
                column.put(id, cell(cells.write(path.field().type(), value, titles, locale), locale));
            }
        });
        return column;
    }

    @SuppressWarnings("unchecked")
    private <R extends BaseRecord> Map<UUID, @Nullable Object> values(
            Collection<R> some, FieldPath path, int depth, Map<String, Map<UUID, BaseRecord>> linked) {
        Map<UUID, @Nullable Object> values = new HashMap<>();
        if (depth == path.links().size()) {
            some.forEach(record -> values.put(record.getId(), ((Field<R>) path.field()).get(record)));
            return values;
        }
        FieldPath.Link link = path.links().get(depth);
        Field<R> field = (Field<R>) link.field();
        String name = new FieldPath(path.links().subList(0, depth), link.from(), link.field()).text();
        Map<UUID, BaseRecord> targets = linked.computeIfAbsent(name, key -> targets(link.to(), some, field));
        Map<UUID, @Nullable Object> behind = values(targets.values(), path, depth + 1, linked);
        for (R record : some) {
            List<UUID> id = field.linked(record);
            if (!id.isEmpty()) {
                values.put(record.getId(), behind.get(id.getFirst()));
            }
        }
        return values;
    }

    private <R extends BaseRecord, T extends BaseRecord> Map<UUID, BaseRecord> targets(
            RecordType<T> to, Collection<R> some, Field<R> link) {
        List<UUID> ids = some.stream()
                .flatMap(record -> link.linked(record).stream())
                .distinct()
                .toList();
        Map<UUID, BaseRecord> targets = new HashMap<>();
        records.all(to, ids).forEach(record -> targets.put(record.getId(), record));
        return targets;
    }

    private static Cell cell(TableWriter.Cell cell, Locale locale) {
        return switch (cell) {
            case TableWriter.Text(String text) -> Cell.text(text);
            case TableWriter.Decimal(var number) ->
                new Cell(NumberFormat.getNumberInstance(locale).format(number), number, null);
            case TableWriter.Day(var day) ->
                Cell.text(day.format(
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale)));
            case TableWriter.Moment(var at) ->
                Cell.text(at.atZone(ReportRun.ZONE)
                        .format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                                .withLocale(locale)));
            case TableWriter.Flag(boolean flag) ->
                Cell.text(com.innodus.kernel.i18n.Texts.text(locale, flag ? "value.yes" : "value.no"));
            case TableWriter.Blank ignored -> Cell.EMPTY;
        };
    }
}
