package com.innodus.kernel.reports;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.FieldPaths;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Summaries;
import com.innodus.kernel.records.Summary;
import com.innodus.kernel.records.Summary.Answer;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Line;
import com.innodus.kernel.records.Summary.Measure;
import com.innodus.kernel.records.SummaryText;
import com.innodus.kernel.reports.Period.Days;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers reports, with the rights of whoever runs them. */
@Service
@Transactional(readOnly = true)
public class ReportRun {
    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    /** Groups that are told apart. */
    private static final int MOST = 5_000;

    private final Summaries summaries;
    private final SummaryText texts;
    private final FieldPaths paths;
    private final Records records;
    private final RecordTypes types;
    private final Listing listing;
    private final Clock clock;

    ReportRun(
            Summaries summaries,
            SummaryText texts,
            FieldPaths paths,
            Records records,
            RecordTypes types,
            Listing listing,
            Clock clock) {
        this.summaries = summaries;
        this.texts = texts;
        this.paths = paths;
        this.records = records;
        this.types = types;
        this.listing = listing;
        this.clock = clock;
    }

    /**
     * What whoever runs a report chose.
     *
     * @param conditions in place of those that the report asks for
     */
    public record Choice(Filter conditions, Period period) {
        /** What the report proposes. */
        public static Choice of(Definition definition) {
            return new Choice(Definition.read(definition.asked()), definition.period());
        }
    }

    /**
     * The answer.
     *
     * @param most lines of a list of records
     * @throws com.innodus.kernel.records.InvalidFilter when it asks for what the acting user doesn't have
     * @throws com.innodus.kernel.records.TooSlow when the database takes too long
     */
    public ReportTable run(String type, Definition definition, Choice choice, int most, Locale locale) {
        return run(types.require(type), definition, choice, most, locale, Operation.READ);
    }

    /** The same of the records that the acting user may also take out. */
    ReportTable export(String type, Definition definition, Choice choice, int most, Locale locale) {
        return run(types.require(type), definition, choice, most, locale, Operation.EXPORT);
    }

    /** Keys of the types of which a report shows fields: its own, and those that it links to. */
    Set<String> typesOf(String type, Definition definition) {
        RecordType<?> own = types.require(type);
        Set<String> keys = new LinkedHashSet<>(Set.of(type));
        Stream.of(
                        definition.fields().stream(),
                        definition.rows().stream().map(Dimension::path),
                        Stream.ofNullable(definition.column()).map(Dimension::path),
                        definition.measures().stream().map(Measure::path).filter(path -> !path.isEmpty()))
                .flatMap(paths -> paths)
                .forEach(path -> this.paths
                        .require(own, path)
                        .links()
                        .forEach(link -> keys.add(link.to().key())));
        return keys;
    }

    private <E extends BaseRecord> ReportTable run(
            RecordType<E> type, Definition definition, Choice choice, int most, Locale locale, Operation purpose) {
        Days days = definition.periodField().isEmpty() ? null : choice.period().on(LocalDate.now(clock.withZone(ZONE)));
        Query query = query(definition, choice, days).to(purpose);
        if (definition.isList()) {
            return listing.of(type, definition, query, most, locale);
        }
        return new Grouped<>(type, definition, query, locale).table(days, choice);
    }

    private static Query query(Definition definition, Choice choice, @Nullable Days days) {
        Query query = Query.ALL.with(Definition.read(definition.filter())).with(choice.conditions());
        return days == null ? query : query.with(days.filter(definition.periodField()));
    }

    /** One grouped answer in the making. */
    private final class Grouped<E extends BaseRecord> {
        private final RecordType<E> type;
        private final Definition definition;
        private final Query query;
        private final Locale locale;
        private final List<Measure> measures;
        private final List<Dimension> by;
        private final boolean isAdditive;

        Grouped(RecordType<E> type, Definition definition, Query query, Locale locale) {
            this.type = type;
            this.definition = definition;
            this.query = query;
            this.locale = locale;
            measures = definition.measures().isEmpty() ? List.of(Measure.COUNT) : definition.measures();
            by = Stream.concat(definition.rows().stream(), Stream.ofNullable(definition.column()))
                    .toList();
            isAdditive =
                    measures.stream().allMatch(measure -> measure.aggregate().isAdditive());
        }

        ReportTable table(@Nullable Days days, Choice choice) {
            Answer fine = summaries.of(type, query, new Summary(by, measures, MOST));
            List<Line> shown = new ArrayList<>(fine.lines());
            Levels levels = new Levels(query, fine, null);
            Levels before = null;
            Days compared = days == null || definition.column() != null ? null : days.against(definition.against());
            if (days != null && compared != null) {
                Query then = query(definition, choice, compared).to(query.purpose());
                Answer old = summaries.of(type, then, new Summary(by, measures, MOST));
                Shift shift = new Shift(compared.start(), days.start());
                before = new Levels(then, new Answer(shift.of(old.lines(), by), old.cut()), shift);
                shown.addAll(before.fine.lines());
            }
            return new TableMaker(
                            definition,
                            query,
                            measures,
                            by,
                            names(shown),
                            levels,
                            before,
                            linkable(),
                            label(),
                            LocalDate.now(clock.withZone(ZONE)),
                            locale)
                    .table(fine.cut());
        }

        private List<SummaryText.Names> names(List<Line> lines) {
            List<SummaryText.Names> names = new ArrayList<>();
            for (int i = 0; i < by.size(); i++) {
                names.add(texts.names(type, by.get(i), i, lines, locale));
            }
            return names;
        }

        /** Names of the dimensions and the measures. */
        private List<String> label() {
            return Stream.concat(
                            by.stream()
                                    .map(dimension -> paths.require(type, dimension.path())
                                            .label(locale)),
                            measures.stream().map(measure -> ReportRun.this.label(type, measure, locale)))
                    .toList();
        }

        /** Whether a list can show exactly the records of a group, for each dimension. */
        private List<Boolean> linkable() {
            return by.stream()
                    .map(dimension -> records.fits(type, dimension.behind(null)))
                    .toList();
        }

        /** Moves the times of the compared stretch to where those stand that they are compared with. */
        private final class Shift {
            private final long months;
            private final long days;
            private final boolean isByMonths;

            Shift(LocalDate from, LocalDate to) {
                months = ChronoUnit.MONTHS.between(from, to);
                days = ChronoUnit.DAYS.between(from, to);
                isByMonths = from.plusMonths(months).equals(to);
            }

            List<Line> of(List<Line> lines, List<Dimension> dimensions) {
                List<Line> moved = new ArrayList<>();
                for (Line line : lines) {
                    List<@Nullable Object> keys = new ArrayList<>(line.keys());
                    for (int i = 0; i < dimensions.size(); i++) {
                        Dimension dimension = dimensions.get(i);
                        Object key = keys.get(i);
                        if (key != null
                                && dimension.grain() != null
                                && dimension.path().equals(definition.periodField())) {
                            LocalDate first = dimension.grain().first(key.toString());
                            keys.set(
                                    i,
                                    dimension.grain().of(isByMonths ? first.plusMonths(months) : first.plusDays(days)));
                        }
                    }
                    moved.add(new Line(keys, line.count(), line.figures()));
                }
                return moved;
            }
        }

        /** Figures of groups and of groups of groups. */
        private final class Levels implements TableMaker.Figures {
            private final Query asked;
            private final Answer fine;
            private final @Nullable Shift shift;

            /** @param shift of an earlier stretch to the one that it is compared with */
            Levels(Query asked, Answer fine, @Nullable Shift shift) {
                this.asked = asked;
                this.fine = fine;
                this.shift = shift;
            }

            @Override
            public Map<List<@Nullable Object>, Line> by(List<Integer> places) {
                Map<List<@Nullable Object>, Line> lines = new LinkedHashMap<>();
                if (places.size() == by.size()) {
                    // the last days of a longer month stand on one day of a shorter one
                    fine.lines()
                            .forEach(line -> lines.merge(
                                    line.keys(), line, (first, second) -> isAdditive ? first.with(second) : first));
                } else if (isAdditive && !fine.cut()) {
                    for (Line line : fine.lines()) {
                        List<@Nullable Object> keys = new ArrayList<>();
                        places.forEach(place -> keys.add(line.keys().get(place)));
                        lines.merge(keys, new Line(keys, line.count(), line.figures()), Line::with);
                    }
                } else {
                    // what is different here may be the same there
                    List<Dimension> some = places.stream().map(by::get).toList();
                    List<Line> anew = summaries
                            .of(type, asked, new Summary(some, measures, MOST))
                            .lines();
                    (shift == null ? anew : shift.of(anew, some)).forEach(line -> lines.putIfAbsent(line.keys(), line));
                }
                return lines;
            }
        }
    }

    /** What a measure is called. */
    public String label(RecordType<?> type, Measure measure, Locale locale) {
        if (measure.path().isEmpty()) {
            return Texts.text(locale, "aggregate.COUNT");
        }
        return Texts.text(
                locale,
                "report.measure",
                Texts.text(locale, "aggregate." + measure.aggregate().name()),
                paths.require(type, measure.path()).label(locale));
    }
}
