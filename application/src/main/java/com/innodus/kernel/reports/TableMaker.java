package com.innodus.kernel.reports;

import com.innodus.kernel.formula.Expression;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Line;
import com.innodus.kernel.records.Summary.Measure;
import com.innodus.kernel.records.SummaryText;
import com.innodus.kernel.reports.ReportTable.Cell;
import com.innodus.kernel.reports.ReportTable.Column;
import com.innodus.kernel.reports.ReportTable.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sets the figures of groups as a table. */
final class TableMaker {
    /** Columns that fit beside each other. */
    private static final int MOST_GROUPS = 40;

    private final Definition definition;
    private final Query query;
    private final List<Measure> measures;
    private final List<Dimension> by;
    private final List<SummaryText.Names> names;
    private final Figures now;
    private final @Nullable Figures before;
    private final List<Boolean> linkable;
    private final List<String> labels;
    private final Locale locale;
    private final List<Integer> rowPlaces;
    private final List<@Nullable Object> groups;
    private final boolean hasTargets;
    private final List<Optional<Expression>> formulas;
    private final LocalDate today;

    /** Figures by some of the dimensions, given by their places. */
    interface Figures {
        Map<List<@Nullable Object>, Line> by(List<Integer> places);
    }

    TableMaker(
            Definition definition,
            Query query,
            List<Measure> measures,
            List<Dimension> by,
            List<SummaryText.Names> names,
            Figures now,
            @Nullable Figures before,
            List<Boolean> linkable,
            List<String> labels,
            LocalDate today,
            Locale locale) {
        this.definition = definition;
        this.query = query;
        this.measures = measures;
        this.by = by;
        this.names = names;
        this.now = now;
        this.before = before;
        this.linkable = linkable;
        this.labels = labels;
        this.locale = locale;
        rowPlaces = IntStream.range(0, definition.rows().size()).boxed().toList();
        groups = definition.column() == null ? List.of() : groups();
        this.today = today;
        formulas = definition.formulas().stream()
                .map(formula -> formula.expression(measures.size()))
                .toList();
        hasTargets = !definition.targets().isEmpty()
                && definition.column() == null
                && definition.rows().size() == 1;
    }

    private List<@Nullable Object> groups() {
        int place = rowPlaces.size();
        List<List<@Nullable Object>> keys =
                new ArrayList<>(now.by(List.of(place)).keySet());
        keys.sort(Comparator.comparing(key -> name(place, key.getFirst())));
        List<@Nullable Object> sorted = new ArrayList<>();
        keys.stream().limit(MOST_GROUPS).forEach(key -> sorted.add(key.getFirst()));
        return sorted;
    }

    /** What sorts by: of times the text form, which sorts as they follow each other. */
    private String name(int place, @Nullable Object key) {
        return by.get(place).grain() == null
                ? names.get(place).of(key)
                : Objects.requireNonNullElse(key, "~").toString();
    }

    ReportTable table(boolean cut) {
        List<Row> rows = new ArrayList<>();
        Map<List<@Nullable Object>, Line> old = oldBy(rowPlaces);
        if (!rowPlaces.isEmpty()) {
            Map<List<@Nullable Object>, Line> first = now.by(List.of(0));
            Map<List<@Nullable Object>, Line> firstOld = oldBy(List.of(0));
            Map<List<@Nullable Object>, Line> lines = now.by(rowPlaces);
            Map<List<@Nullable Object>, Line> cells = groups.isEmpty() ? Map.of() : now.by(all());
            Map<List<@Nullable Object>, Line> firstCells =
                    groups.isEmpty() ? Map.of() : now.by(List.of(0, rowPlaces.size()));
            List<List<@Nullable Object>> heads = new ArrayList<>(first.keySet());
            firstOld.keySet().stream().filter(key -> !first.containsKey(key)).forEach(heads::add);
            heads.sort(order(first, 0));
            int shown = definition.top() == 0 ? heads.size() : Math.min(definition.top(), heads.size());
            for (List<@Nullable Object> head : heads.subList(0, shown)) {
                rows.add(row(head, 0, first, firstOld, firstCells));
                if (rowPlaces.size() > 1) {
                    lines.keySet().stream()
                            .filter(key -> Objects.equals(key.getFirst(), head.getFirst()))
                            .sorted(order(lines, 1))
                            .forEach(key -> rows.add(row(key, 1, lines, old, cells)));
                }
            }
        }
        Row total = row(
                List.of(),
                0,
                now.by(List.of()),
                oldBy(List.of()),
                groups.isEmpty() ? Map.of() : now.by(List.of(rowPlaces.size())));
        if (rowPlaces.isEmpty()) {
            rows.add(total);
        }
        return new ReportTable(
                columns(),
                Math.max(1, rowPlaces.size()),
                drawn(),
                hasTargets ? 2 + (before == null ? 0 : 2) : 0,
                rows,
                rowPlaces.isEmpty() ? null : total,
                cut);
    }

    private List<Integer> all() {
        return IntStream.range(0, by.size()).boxed().toList();
    }

    private Map<List<@Nullable Object>, Line> oldBy(List<Integer> places) {
        return before == null ? Map.of() : before.by(places);
    }

    private Comparator<List<@Nullable Object>> order(Map<List<@Nullable Object>, Line> lines, int place) {
        Comparator<List<@Nullable Object>> byName = Comparator.comparing(key -> name(place, key.get(place)));
        if (definition.sort() < 0 || definition.sort() >= measures.size()) {
            return definition.ascending() || definition.sort() < 0 ? byName : byName.reversed();
        }
        Comparator<List<@Nullable Object>> byFigure = Comparator.comparing(key -> largest(lines.get(key)));
        return (definition.ascending() ? byFigure : byFigure.reversed()).thenComparing(byName);
    }

    private BigDecimal largest(@Nullable Line line) {
        return line == null
                ? BigDecimal.ZERO
                : line.figures().get(definition.sort()).numbers().values().stream()
                        .max(Comparator.naturalOrder())
                        .orElse(BigDecimal.ZERO);
    }

    // columns

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        if (rowPlaces.isEmpty()) {
            columns.add(new Column("", false));
        }
        rowPlaces.forEach(place -> columns.add(new Column(labels.get(place), false)));
        for (Object group : groups) {
            for (int i = 0; i < measures.size(); i++) {
                String name = names.getLast().of(group);
                columns.add(new Column(measures.size() == 1 ? name : name + " · " + measure(i), true));
            }
        }
        for (int i = 0; i < measures.size(); i++) {
            columns.add(new Column(
                    groups.isEmpty() ? measure(i) : Texts.text(locale, "report.total") + " · " + measure(i), true));
            if (before != null) {
                columns.add(new Column(
                        Texts.text(
                                locale, "report.against." + definition.against().name(), measure(i)),
                        true));
                columns.add(new Column(Texts.text(locale, "report.change"), true));
            }
            if (i == 0 && hasTargets) {
                columns.add(new Column(Texts.text(locale, "report.target"), true));
                columns.add(new Column(Texts.text(locale, "report.reached"), true));
            }
        }
        definition.formulas().forEach(formula -> columns.add(new Column(formula.name(), true)));
        return columns;
    }

    /** Of a column's groups the first figure; without groups all figures and what they are compared with. */
    private List<Integer> drawn() {
        int labels = Math.max(1, rowPlaces.size());
        List<Integer> drawn = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            drawn.add(labels + i * measures.size());
        }
        int at = labels;
        for (int i = 0; groups.isEmpty() && i < measures.size(); i++) {
            // euros beside a number of records would make its bars vanish
            boolean isOfOneKind = measures.get(i).aggregate().needsFigures()
                    == measures.getFirst().aggregate().needsFigures();
            if (isOfOneKind) {
                drawn.add(at);
            }
            at++;
            if (before != null) {
                if (isOfOneKind) {
                    drawn.add(at);
                }
                at += 2;
            }
            at += i == 0 && hasTargets ? 2 : 0;
        }
        return drawn;
    }

    private String measure(int place) {
        return labels.get(by.size() + place);
    }

    // rows

    private Row row(
            List<@Nullable Object> key,
            int level,
            Map<List<@Nullable Object>, Line> lines,
            Map<List<@Nullable Object>, Line> old,
            Map<List<@Nullable Object>, Line> cells) {
        List<Cell> row = new ArrayList<>();
        Filter behind = behind(key, rowPlaces);
        if (key.isEmpty()) {
            row.add(new Cell(Texts.text(locale, "report.total"), null, behind));
            row.addAll(Collections.nCopies(Math.max(0, rowPlaces.size() - 1), Cell.EMPTY));
        } else {
            for (int i = 0; i < rowPlaces.size(); i++) {
                row.add(i == level ? new Cell(names.get(i).of(key.get(i)), null, behind) : Cell.EMPTY);
            }
        }
        for (Object group : groups) {
            List<@Nullable Object> whole = new ArrayList<>(key);
            whole.add(group);
            List<Integer> places = new ArrayList<>(rowPlaces.subList(0, key.size()));
            places.add(rowPlaces.size());
            Line line = cells.get(whole);
            for (int i = 0; i < measures.size(); i++) {
                row.add(figure(line, i, line == null ? null : behind(whole, places)));
            }
        }
        Line line = lines.get(key);
        Line then = old.get(key);
        for (int i = 0; i < measures.size(); i++) {
            Cell figure = figure(line, i, behind);
            row.add(figure);
            if (before != null) {
                Cell earlier = figure(then, i, null);
                row.add(earlier);
                row.add(change(figure.number(), earlier.number()));
            }
            if (i == 0 && hasTargets) {
                target(row, key, figure.number());
            }
        }
        for (Optional<Expression> formula : formulas) {
            BigDecimal value =
                    line == null || formula.isEmpty() ? null : FigureFormula.value(formula.get(), line, today);
            row.add(value == null ? Cell.EMPTY : new Cell(decimal(value), value, null));
        }
        String colour = level == 0 && !key.isEmpty() ? names.getFirst().colour(key.getFirst()) : null;
        return new Row(row, level, colour, null, key.isEmpty() ? null : String.valueOf(key.getFirst()));
    }

    private String decimal(BigDecimal value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(2);
        return format.format(value);
    }

    private @Nullable Filter behind(List<@Nullable Object> key, List<Integer> places) {
        Query whole = query;
        for (int i = 0; i < key.size(); i++) {
            if (!linkable.get(places.get(i))) {
                return null;
            }
            whole = whole.with(by.get(places.get(i)).behind(key.get(i)));
        }
        return whole.filter();
    }

    private Cell figure(@Nullable Line line, int measure, @Nullable Filter behind) {
        Measure asked = measures.get(measure);
        if (line == null) {
            return before == null ? Cell.EMPTY : new Cell("0", BigDecimal.ZERO, null);
        }
        SortedMap<String, BigDecimal> numbers = line.figures().get(measure).numbers();
        BigDecimal number = numbers.size() == 1 ? numbers.values().iterator().next() : null;
        return new Cell(SummaryText.figures(asked.aggregate(), numbers, locale), number, behind);
    }

    private Cell change(@Nullable BigDecimal is, @Nullable BigDecimal was) {
        if (is == null || was == null || was.signum() == 0) {
            return Cell.EMPTY;
        }
        BigDecimal change = is.subtract(was).divide(was.abs(), MathContext.DECIMAL32);
        return new Cell((change.signum() > 0 ? "+" : "") + percent(change), change, null);
    }

    private void target(List<Cell> row, List<@Nullable Object> key, @Nullable BigDecimal reached) {
        BigDecimal target = key.isEmpty() ? wholeTarget() : target(key);
        if (target == null) {
            row.addAll(List.of(Cell.EMPTY, Cell.EMPTY));
            return;
        }
        row.add(new Cell(NumberFormat.getNumberInstance(locale).format(target), target, null));
        BigDecimal share =
                reached == null || target.signum() == 0 ? null : reached.divide(target, MathContext.DECIMAL32);
        row.add(share == null ? Cell.EMPTY : new Cell(percent(share), share, null));
    }

    private @Nullable BigDecimal target(List<@Nullable Object> key) {
        BigDecimal own = definition.targets().get(String.valueOf(key.getFirst()));
        return own == null ? definition.targets().get(Definition.EACH) : own;
    }

    /** What all groups should come to together. */
    private BigDecimal wholeTarget() {
        BigDecimal sum = BigDecimal.ZERO;
        Set<String> there = new HashSet<>();
        for (List<@Nullable Object> key : now.by(List.of(0)).keySet()) {
            there.add(String.valueOf(key.getFirst()));
            BigDecimal target = target(key);
            sum = target == null ? sum : sum.add(target);
        }
        for (Map.Entry<String, BigDecimal> each : definition.targets().entrySet()) {
            // also of groups in which nothing happened yet
            boolean isMore = !each.getKey().equals(Definition.EACH) && !there.contains(each.getKey());
            sum = isMore ? sum.add(each.getValue()) : sum;
        }
        return sum;
    }

    private String percent(BigDecimal share) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }
}
