package com.innodus.kernel.records;

import com.innodus.kernel.records.Summary.Answer;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Figure;
import com.innodus.kernel.records.Summary.Figures;
import com.innodus.kernel.records.Summary.Line;
import com.innodus.kernel.records.Summary.Measure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The gate's answers about many records at once. What the acting user may not read is in no group and no figure; a
 * record whose link leads to what the user may not read stands with those that link to nothing.
 */
@Service
@Transactional(readOnly = true)
public class Summaries {
    /** Longer than this nobody waits, and other people wait with them. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final EntityManager entities;
    private final Records records;
    private final RecordTypes types;
    private final RowRights rows;
    private final FieldPaths paths;
    private final Options options;

    Summaries(
            EntityManager entities,
            Records records,
            RecordTypes types,
            RowRights rows,
            FieldPaths paths,
            Options options) {
        this.entities = entities;
        this.records = records;
        this.types = types;
        this.rows = rows;
        this.paths = paths;
        this.options = options;
    }

    /**
     * Groups the records that the query finds; one statement, and a further one for each field that says a currency.
     *
     * @throws InvalidFilter when a field can't be asked for, or not by the acting user
     * @throws TooSlow when the database takes too long
     */
    public <E extends BaseRecord> Answer of(RecordType<E> declared, Query query, Summary asked) {
        RecordType<E> type = types.seen(declared);
        Map<String, List<Integer>> byCurrency = new LinkedHashMap<>();
        byCurrency.put("", new ArrayList<>());
        for (int i = 0; i < asked.measures().size(); i++) {
            String currency = currency(type, asked.measures().get(i));
            byCurrency.computeIfAbsent(currency, key -> new ArrayList<>()).add(i);
        }
        // each statement may meet another spelling of the same text first
        Map<List<@Nullable Object>, Line> lines = new LinkedHashMap<>();
        Map<String, String> spellings = new HashMap<>();
        boolean cut = false;
        for (Map.Entry<String, List<Integer>> part : byCurrency.entrySet()) {
            List<Tuple> found = ask(type, query, asked, part.getKey(), part.getValue());
            boolean isFirst = part.getKey().isEmpty();
            cut |= isFirst && found.size() > asked.most();
            for (Tuple row : isFirst ? found.subList(0, Math.min(found.size(), asked.most())) : found) {
                add(row, type, asked, part, lines, spellings);
            }
        }
        return new Answer(
                lines.values().stream().map(line -> spelled(line, spellings)).toList(), cut);
    }

    private static Line spelled(Line line, Map<String, String> spellings) {
        List<@Nullable Object> keys = new ArrayList<>();
        line.keys().forEach(key -> keys.add(key instanceof String text ? spellings.getOrDefault(text, text) : key));
        return new Line(Collections.unmodifiableList(keys), line.count(), line.figures());
    }

    /** Where the measure's currency stands: a path, or {@code .} behind the path of a price; "" for no money. */
    private String currency(RecordType<?> type, Measure measure) {
        if (!measure.aggregate().needsFigures()) {
            return "";
        }
        FieldPath path = paths.require(type, measure.path());
        if (path.field().type() instanceof FieldType.Price) {
            return measure.path() + ".";
        }
        if (!(path.field().type() instanceof FieldType.Amount)) {
            return "";
        }
        String before = measure.path().substring(0, measure.path().lastIndexOf('.') + 1);
        // also one that the acting user may not read: amounts of several currencies are never one sum
        return types.seen(types.require(path.owner().key())).fields().stream()
                .filter(field -> field.type() instanceof FieldType.Choice(String list) && list.equals("currency"))
                .findFirst()
                .map(field -> before + field.key())
                .orElse("");
    }

    private <E extends BaseRecord> List<Tuple> ask(
            RecordType<E> type, Query query, Summary asked, String currency, List<Integer> measures) {
        HibernateCriteriaBuilder builder = (HibernateCriteriaBuilder) entities.getCriteriaBuilder();
        SummaryQuery<E> statement = new SummaryQuery<>(type, builder, rows, paths, asked);
        asked.by().forEach(statement::group);
        statement.count();
        if (!currency.isEmpty()) {
            statement.groupByCurrency(currency);
        }
        measures.forEach(place -> statement.measure(asked.measures().get(place)));
        try {
            return entities.createQuery(statement.criteria(records.conditions(
                            type, query, Keyset.all(), builder, statement.statement(), statement.root())))
                    // the currencies of a group are far fewer than this
                    .setMaxResults(currency.isEmpty() ? asked.most() + 1 : 40 * (asked.most() + 1))
                    .setHint("jakarta.persistence.query.timeout", (int) LONGEST.toMillis())
                    .getResultList();
        } catch (QueryTimeoutException | org.hibernate.QueryTimeoutException e) {
            throw new TooSlow(e);
        }
    }

    private void add(
            Tuple row,
            RecordType<?> type,
            Summary asked,
            Map.Entry<String, List<Integer>> part,
            Map<List<@Nullable Object>, Line> lines,
            Map<String, String> spellings) {
        int at = 0;
        List<@Nullable Object> keys = new ArrayList<>();
        for (Dimension dimension : asked.by()) {
            Object key = value(type, dimension, row.get(at++));
            if (key instanceof String text && isText(type, dimension)) {
                key = text.toLowerCase(Locale.ROOT);
                spellings.merge((String) key, text, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
            keys.add(key);
        }
        long count = ((Number) row.get(at++)).longValue();
        String currency = "";
        if (!part.getKey().isEmpty()) {
            Object said = row.get(at++);
            currency = said instanceof UUID id
                    ? options.byId(id).map(Options.Option::key).orElse("")
                    : Objects.requireNonNullElse(said, "").toString();
            if (!currency.isEmpty()
                    && !part.getKey().endsWith(".")
                    && paths.find(type, part.getKey()).isEmpty()) {
                currency = veiled(currency);
            }
            if (!lines.containsKey(keys)) {
                // a group that was left out
                return;
            }
        }
        Line line = lines.computeIfAbsent(
                Collections.unmodifiableList(keys),
                found -> new Line(
                        found,
                        count,
                        new ArrayList<>(asked.measures().stream()
                                .map(measure -> Figures.none(measure.aggregate()))
                                .toList())));
        for (int place : part.getValue()) {
            Measure measure = asked.measures().get(place);
            BigDecimal value = number(row.get(at++));
            long of = measure.aggregate() == Summary.Aggregate.AVERAGE
                    ? Objects.requireNonNull(number(row.get(at++))).longValue()
                    : 1;
            if (value != null) {
                line.figures()
                        .set(
                                place,
                                line.figures()
                                        .get(place)
                                        .with(new Figures(
                                                measure.aggregate(),
                                                new TreeMap<>(Map.of(currency, new Figure(value, of))))));
            }
        }
    }

    /** Tells currencies apart for somebody who may not know which they are. */
    private String veiled(String currency) {
        return "¤"
                + (1
                        + options.offered("currency").stream()
                                .map(Options.Option::key)
                                .toList()
                                .indexOf(currency));
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal decimal -> decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
            default -> new BigDecimal(value.toString());
        };
    }

    private boolean isText(RecordType<?> type, Dimension dimension) {
        return paths.require(type, dimension.path()).field().type() instanceof FieldType.Text;
    }

    private @Nullable Object value(RecordType<?> type, Dimension dimension, @Nullable Object read) {
        Field<?> field = paths.require(type, dimension.path()).field();
        boolean isStored = field.isEntry()
                && dimension.grain() == null
                && !(field.type() instanceof FieldType.Text)
                && !(field.type() instanceof FieldType.Link);
        return isStored ? JsonForm.readOrNothing(field.type(), read) : read;
    }
}
