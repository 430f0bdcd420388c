package com.innodus.kernel.records;

import com.innodus.kernel.records.Filter.And;
import com.innodus.kernel.records.Filter.Not;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Filter.Or;
import com.innodus.kernel.records.Filter.Test;
import com.innodus.kernel.text.Folding;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/** Compiles filters to criteria. Only keys of declared fields become columns, and every operand is bound. */
final class Predicates<E extends BaseRecord> {
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    /** A pasted page is not a search. */
    private static final int MOST_WORDS = 16;

    /** More than any column has; written out, 1e999999999 would fill the memory. */
    private static final int MOST_DIGITS = 50;

    /** PostgreSQL's calendar ends long before Java's. */
    private static final int LAST_YEAR = 9999;

    private final RecordType<E> type;
    private final HibernateCriteriaBuilder builder;
    private final Root<E> root;
    private final Clock clock;
    private final List<Field<E>> hidden;

    /** @param hidden fields that the acting user may not read: to that user, the type hasn't got them */
    Predicates(RecordType<E> type, HibernateCriteriaBuilder builder, Root<E> root, Clock clock, List<Field<E>> hidden) {
        this.hidden = hidden;
        this.type = type;
        this.builder = builder;
        this.root = root;
        this.clock = clock;
    }

    Predicate of(Filter filter) {
        return switch (filter) {
            case And(var parts) -> builder.and(parts.stream().map(this::of).toArray(Predicate[]::new));
            case Or(var parts) ->
                parts.isEmpty()
                        ? builder.conjunction()
                        : builder.or(parts.stream().map(this::of).toArray(Predicate[]::new));
            // an empty column is "not x" as well, so null must count as false here
            case Not(var part) -> builder.not(builder.isTrue(builder.coalesce(asBoolean(of(part)), false)));
            case Test test -> of(test);
        };
    }

    private static Expression<Boolean> asBoolean(Predicate predicate) {
        return predicate;
    }

    Predicate search(String search) {
        return builder.and(Folding.words(search).stream()
                .distinct()
                .limit(MOST_WORDS)
                .map(word -> found("%" + escape(word) + "%"))
                .toArray(Predicate[]::new));
    }

    /** The whole text is asked by index; where fields are hidden, one of the others' lines must have the word as well. */
    private Predicate found(String pattern) {
        Expression<String> text = root.get("searchText");
        Predicate somewhere = builder.like(text, pattern, '\\');
        List<Field<E>> lines = SearchText.fields(type.whole());
        if (lines.stream().noneMatch(hidden::contains)) {
            return somewhere;
        }
        List<Predicate> shown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!hidden.contains(lines.get(i))) {
                Expression<String> line = builder.function(
                        "split_part", String.class, text, builder.literal(SearchText.LINE), builder.literal(i + 1));
                shown.add(builder.like(line, pattern, '\\'));
            }
        }
        return builder.and(somewhere, builder.or(shown.toArray(Predicate[]::new)));
    }

    private Predicate of(Test test) {
        FieldType fieldType = fieldType(test.field());
        return switch (fieldType) {
            case FieldType.Text ignored -> text(test);
            case FieldType.LongText ignored -> text(test);
            case FieldType.Url ignored -> text(test);
            case FieldType.TaxNumber ignored -> text(test);
            case FieldType.ColourCode ignored -> text(test);
            case FieldType.Emails ignored -> json(test);
            case FieldType.Phones ignored -> json(test);
            case FieldType.Addresses ignored -> json(test);
            case FieldType.Choice ignored -> reference(test);
            case FieldType.Link ignored -> reference(test);
            case FieldType.User ignored -> reference(test);
            case FieldType.Choices ignored -> several(test);
            case FieldType.Amount ignored -> ordered(test, BigDecimal.class, decimal(test));
            case FieldType.Whole ignored -> ordered(test, Integer.class, whole(test));
            case FieldType.Day ignored -> day(test);
            case FieldType.Moment ignored -> moment(test);
            case FieldType.Flag ignored -> builder.equal(root.get(test.field()), Boolean.valueOf(operand(test)));
        };
    }

    private FieldType fieldType(String key) {
        if (key.equals("createdAt") || key.equals("changedAt")) {
            return new FieldType.Moment();
        }
        if (key.equals("title")) {
            return new FieldType.Text(4000);
        }
        return type.field(key)
                .filter(field -> hidden.stream().noneMatch(each -> each.key().equals(key)))
                .orElseThrow(() -> new InvalidFilter("field", key))
                .type();
    }

    private Predicate text(Test test) {
        Expression<String> column = root.get(test.field());
        return switch (test.operator()) {
            case CONTAINS -> contains(test, column);
            case STARTS -> builder.ilike(column, escape(operand(test)) + "%", '\\');
            case IS -> builder.equal(builder.lower(column), operand(test).toLowerCase(java.util.Locale.ROOT));
            case IS_NOT ->
                builder.or(
                        builder.isNull(column),
                        builder.notEqual(builder.lower(column), operand(test).toLowerCase(java.util.Locale.ROOT)));
            case EMPTY -> builder.or(builder.isNull(column), builder.equal(column, ""));
            case NOT_EMPTY -> builder.and(builder.isNotNull(column), builder.notEqual(column, ""));
            default -> throw unfit(test);
        };
    }

    /**
     * Whatever its case and marks. Titles stand at the beginning of the text that records are found by, whose index
     * knows the middle of words too.
     */
    private Predicate contains(Test test, Expression<String> column) {
        String raw = operand(test);
        Expression<String> bare = builder.sql(
                "regexp_replace(lower(normalize(?, NFKD)), '[\\u0300-\\u036f]', '', 'g')", String.class, column);
        Predicate found = builder.or(
                builder.like(bare, "%" + escape(Folding.fold(raw)) + "%", '\\'),
                builder.ilike(column, "%" + escape(raw) + "%", '\\'));
        boolean isTitle = test.field().equals("title")
                || type.field(test.field()).filter(Field::isTitle).isPresent();
        return isTitle ? builder.and(search(raw), found) : found;
    }

    private Predicate json(Test test) {
        Expression<String> column = builder.function("text", String.class, root.get(test.field()));
        return switch (test.operator()) {
            case CONTAINS, IS -> builder.ilike(column, "%" + escape(operand(test)) + "%", '\\');
            case EMPTY -> builder.equal(column, "[]");
            case NOT_EMPTY -> builder.notEqual(column, "[]");
            default -> throw unfit(test);
        };
    }

    private Predicate reference(Test test) {
        Expression<UUID> column = root.get(test.field());
        return switch (test.operator()) {
            case IS, IN ->
                column.in(test.operands().stream().map(Predicates::uuid).toList());
            case IS_NOT ->
                builder.or(
                        builder.isNull(column),
                        builder.not(column.in(
                                test.operands().stream().map(Predicates::uuid).toList())));
            case EMPTY -> builder.isNull(column);
            case NOT_EMPTY -> builder.isNotNull(column);
            default -> throw unfit(test);
        };
    }

    private Predicate several(Test test) {
        Expression<List<UUID>> column = root.get(test.field());
        List<UUID> wanted = test.operands().stream().map(Predicates::uuid).toList();
        return switch (test.operator()) {
            case IS, IN -> builder.collectionIntersects(column, wanted);
            case IS_NOT -> builder.not(builder.collectionIntersects(column, wanted));
            case EMPTY -> builder.equal(builder.function("cardinality", Integer.class, column), 0);
            case NOT_EMPTY -> builder.greaterThan(builder.function("cardinality", Integer.class, column), 0);
            default -> throw unfit(test);
        };
    }

    private Predicate day(Test test) {
        LocalDate today = LocalDate.now(clock.withZone(ZONE));
        return switch (test.operator()) {
            case LAST_DAYS -> builder.between(root.get(test.field()), today.minusDays(days(test)), today);
            case NEXT_DAYS -> builder.between(root.get(test.field()), today, today.plusDays(days(test)));
            default -> ordered(test, LocalDate.class, localDate(test));
        };
    }

    private Predicate moment(Test test) {
        Expression<Instant> column = root.get(test.field());
        Instant now = clock.instant();
        return switch (test.operator()) {
            case LAST_DAYS -> builder.between(column, now.minusSeconds(86_400L * days(test)), now);
            case NEXT_DAYS -> builder.between(column, now, now.plusSeconds(86_400L * days(test)));
            case EMPTY -> builder.isNull(column);
            case NOT_EMPTY -> builder.isNotNull(column);
            case IS ->
                builder.and(builder.greaterThanOrEqualTo(column, start(test)), builder.lessThan(column, end(test)));
            case AT_LEAST -> builder.greaterThanOrEqualTo(column, start(test));
            case GREATER -> builder.greaterThanOrEqualTo(column, end(test));
            case LESS -> builder.lessThan(column, start(test));
            case AT_MOST -> builder.lessThan(column, end(test));
            default -> throw unfit(test);
        };
    }

    private <T extends Comparable<? super T>> Predicate ordered(Test test, Class<T> valueType, @Nullable T value) {
        Expression<T> column = root.get(test.field());
        if (test.operator() == Operator.EMPTY) {
            return builder.isNull(column);
        }
        if (test.operator() == Operator.NOT_EMPTY) {
            return builder.isNotNull(column);
        }
        if (value == null) {
            throw new InvalidFilter("value", test.operands().toString());
        }
        return switch (test.operator()) {
            case IS -> builder.equal(column, value);
            case IS_NOT -> builder.or(builder.isNull(column), builder.notEqual(column, value));
            case LESS -> builder.lessThan(column, value);
            case AT_MOST -> builder.lessThanOrEqualTo(column, value);
            case AT_LEAST -> builder.greaterThanOrEqualTo(column, value);
            case GREATER -> builder.greaterThan(column, value);
            default -> throw unfit(test);
        };
    }

    /** Days and moments are grouped by month, as people read a year. */
    static boolean isByMonth(Field<?> field) {
        return field.type() instanceof FieldType.Day || field.type() instanceof FieldType.Moment;
    }

    /** What records are grouped by; literals, because a parameter isn't the same expression twice. */
    static <E extends BaseRecord> Expression<?> grouped(CriteriaBuilder builder, Root<E> root, Field<?> field) {
        if (!isByMonth(field)) {
            return root.get(field.key());
        }
        Expression<?> day = field.type() instanceof FieldType.Moment
                ? builder.function(
                        "timezone", LocalDateTime.class, builder.literal(ZONE.getId()), root.get(field.key()))
                : root.get(field.key());
        return builder.function("to_char", String.class, day, builder.literal("YYYY-MM"));
    }

    private static boolean without(Test test) {
        return test.operator() == Operator.EMPTY || test.operator() == Operator.NOT_EMPTY;
    }

    private static @Nullable BigDecimal decimal(Test test) {
        if (without(test)) {
            return null;
        }
        try {
            BigDecimal amount = new BigDecimal(operand(test));
            if (amount.precision() <= MOST_DIGITS && Math.abs((long) amount.scale()) <= MOST_DIGITS) {
                return amount;
            }
        } catch (NumberFormatException e) {
            throw new InvalidFilter("value", operand(test));
        }
        throw new InvalidFilter("value", operand(test));
    }

    private static @Nullable Integer whole(Test test) {
        try {
            return without(test) ? null : Integer.valueOf(operand(test));
        } catch (NumberFormatException e) {
            throw new InvalidFilter("value", operand(test));
        }
    }

    private static @Nullable LocalDate localDate(Test test) {
        if (without(test)) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(operand(test));
            if (day.getYear() >= 1 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException e) {
            throw new InvalidFilter("value", operand(test));
        }
        throw new InvalidFilter("value", operand(test));
    }

    private static Instant start(Test test) {
        LocalDate day = localDate(test);
        if (day == null) {
            throw unfit(test);
        }
        return day.atStartOfDay(ZONE).toInstant();
    }

    private static Instant end(Test test) {
        return start(test).atZone(ZONE).plusDays(1).toInstant();
    }

    private static long days(Test test) {
        Integer days = whole(test);
        if (days == null || days < 0 || days > 36_500) {
            throw new InvalidFilter("value", test.operands().toString());
        }
        return days;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidFilter("value", text);
        }
    }

    private static String operand(Test test) {
        if (test.operands().isEmpty()) {
            throw new InvalidFilter("value", "");
        }
        // PostgreSQL takes no NUL
        return test.operands().getFirst().replace("\0", "");
    }

    private static InvalidFilter unfit(Test test) {
        return new InvalidFilter(
                "operator", test.field() + "." + test.operator().word());
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
