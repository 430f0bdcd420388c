package com.innodus.kernel.records;

import com.innodus.kernel.records.Filter.And;
import com.innodus.kernel.records.Filter.Not;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Filter.Or;
import com.innodus.kernel.records.Filter.Related;
import com.innodus.kernel.records.Filter.Test;
import com.innodus.kernel.text.Folding;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Compiles filters to criteria. Only keys of declared fields become columns, and every operand is bound. */
final class Predicates<E extends BaseRecord> {
    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A pasted page is not a search. */
    private static final int MOST_WORDS = 16;

    /** More than any column has; written out, 1e999999999 would fill the memory. */
    private static final int MOST_DIGITS = 50;

    /** PostgreSQL's calendar ends long before Java's. */
    private static final int LAST_YEAR = 9999;

    private final RecordType<E> type;
    private final HibernateCriteriaBuilder builder;
    private final From<?, E> root;
    private final Clock clock;
    private final List<Field<E>> hidden;
    private final Function<Related, Predicate> related;

    /** Predicates about the record alone. */
    Predicates(
            RecordType<E> type, HibernateCriteriaBuilder builder, From<?, E> root, Clock clock, List<Field<E>> hidden) {
        this(type, builder, root, clock, hidden, other -> {
            throw new InvalidFilter("field", other.way());
        });
    }

    /**
     * @param hidden fields that the acting user may not read: to that user, the type hasn't got them
     * @param related what is asked of linked records
     */
    Predicates(
            RecordType<E> type,
            HibernateCriteriaBuilder builder,
            From<?, E> root,
            Clock clock,
            List<Field<E>> hidden,
            Function<Related, Predicate> related) {
        this.related = related;
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
            case Related other -> related.apply(other);
            // it is never neither, and plain it becomes a join
            case Not(Related other) -> builder.not(related.apply(other));
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
        Set<String> out = hidden.stream().map(Field::key).collect(Collectors.toSet());
        if (lines.stream().map(Field::key).noneMatch(out::contains)) {
            return somewhere;
        }
        List<Predicate> shown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            // lines of the tenant's own fields move when those do, so they are never taken for one another
            if (!lines.get(i).isEntry() && !out.contains(lines.get(i).key())) {
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
            case FieldType.RichText ignored -> text(test);
            case FieldType.Url ignored -> text(test);
            case FieldType.TaxNumber ignored -> text(test);
            case FieldType.Iban ignored -> text(test);
            case FieldType.ColourCode ignored -> text(test);
            case FieldType.Autonumber ignored -> text(test);
            case FieldType.Emails ignored -> json(test);
            case FieldType.Phones ignored -> json(test);
            case FieldType.Addresses ignored -> json(test);
            case FieldType.Checklist ignored -> json(test);
            case FieldType.File ignored -> presence(test);
            case FieldType.Image ignored -> presence(test);
            case FieldType.Choice ignored -> reference(test);
            case FieldType.Link ignored -> reference(test);
            case FieldType.User ignored -> reference(test);
            case FieldType.Team ignored -> reference(test);
            case FieldType.Choices ignored -> several(test);
            case FieldType.Links ignored -> several(test);
            case FieldType.Users ignored -> several(test);
            case FieldType.Repetition ignored -> text(test);
            case FieldType.Zone ignored -> text(test);
            case FieldType.Amount ignored -> ordered(test, decimal(test));
            case FieldType.Price ignored -> ordered(test, decimal(test));
            case FieldType.Decimal ignored -> ordered(test, decimal(test));
            case FieldType.Percent ignored -> ordered(test, decimal(test));
            case FieldType.Whole ignored -> ordered(test, whole(test));
            case FieldType.Rating ignored -> ordered(test, whole(test));
            case FieldType.Span ignored -> ordered(test, span(test));
            case FieldType.Day ignored -> day(test);
            case FieldType.Moment ignored -> moment(test);
            case FieldType.Flag ignored -> flag(test);
        };
    }

    /** The field in a query; its operands have to be made {@link #comparable}. */
    @SuppressWarnings("unchecked")
    private <T> Expression<T> column(String key) {
        return (Expression<T>) type.column(root, builder, key);
    }

    private <T> T comparable(String key, T value) {
        return type.field(key).map(field -> asCompared(field, value)).orElse(value);
    }

    @SuppressWarnings("unchecked")
    private static <T> T asCompared(Field<?> field, T value) {
        return (T) Objects.requireNonNull(field.comparable(value));
    }

    private boolean isEntry(Test test) {
        return type.field(test.field()).filter(Field::isEntry).isPresent();
    }

    /** Containment in the JSON column, which its index answers. */
    static Predicate contains(
            HibernateCriteriaBuilder builder, From<?, ?> root, Field<?> field, @Nullable Object json) {
        return builder.isTrue(builder.sql(
                "(? @> jsonb_build_object('" + field.key() + "', cast(? as jsonb)))",
                Boolean.class,
                root.get("extra"),
                builder.value(JSON.writeValueAsString(json))));
    }

    /** Holds where the entry is, or has among its elements, one of the values. */
    private Predicate containsAny(Test test, UnaryOperator<Object> form) {
        Field<E> field = type.require(test.field());
        return builder.or(test.operands().stream()
                .map(Predicates::uuid)
                .map(id -> contains(builder, root, field, form.apply(id.toString())))
                .toArray(Predicate[]::new));
    }

    /** Whether there is anything, which is all that can be asked. */
    private Predicate presence(Test test) {
        return switch (test.operator()) {
            case EMPTY -> builder.isNull(column(test.field()));
            case NOT_EMPTY -> builder.isNotNull(column(test.field()));
            default -> throw unfit(test);
        };
    }

    private Predicate flag(Test test) {
        return switch (test.operator()) {
            case IS -> flag(test, Boolean.parseBoolean(operand(test)));
            case IS_NOT -> flag(test, !Boolean.parseBoolean(operand(test)));
            case EMPTY -> builder.isNull(column(test.field()));
            case NOT_EMPTY -> builder.isNotNull(column(test.field()));
            default -> throw unfit(test);
        };
    }

    /** What was never said counts as no. */
    private Predicate flag(Test test, boolean wanted) {
        if (!isEntry(test)) {
            return builder.equal(root.get(test.field()), wanted);
        }
        Predicate ticked = contains(builder, root, type.require(test.field()), true);
        return wanted ? ticked : builder.not(ticked);
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
        Expression<String> column = column(test.field());
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
        Expression<String> column =
                isEntry(test) ? column(test.field()) : builder.function("text", String.class, root.get(test.field()));
        return switch (test.operator()) {
            case CONTAINS, IS -> builder.ilike(column, "%" + escape(operand(test)) + "%", '\\');
            case EMPTY -> builder.or(builder.isNull(column), builder.equal(column, "[]"));
            case NOT_EMPTY -> builder.notEqual(column, "[]");
            default -> throw unfit(test);
        };
    }

    private Predicate reference(Test test) {
        if (isEntry(test)) {
            return entry(test, id -> id);
        }
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

    /** @param form of an id in the entry */
    private Predicate entry(Test test, UnaryOperator<Object> form) {
        return switch (test.operator()) {
            case IS, IN -> containsAny(test, form);
            case IS_NOT -> builder.not(containsAny(test, form));
            case EMPTY -> builder.isNull(column(test.field()));
            case NOT_EMPTY -> builder.isNotNull(column(test.field()));
            default -> throw unfit(test);
        };
    }

    private Predicate several(Test test) {
        if (isEntry(test)) {
            return entry(test, List::of);
        }
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
            case LAST_DAYS, NEXT_DAYS, THIS, PREVIOUS, COMING, OLDER, LATER ->
                on(Days.of(test.operator(), operand(test), today), test, day -> day, Operator.AT_MOST, day -> day);
            default -> ordered(test, localDate(test));
        };
    }

    private Predicate on(
            Days days, Test test, Function<LocalDate, Object> first, Operator end, Function<LocalDate, Object> last) {
        List<Predicate> both = new ArrayList<>();
        if (days.from() != null) {
            both.add(compared(test.field(), Operator.AT_LEAST, first.apply(days.from())));
        }
        if (days.to() != null) {
            both.add(compared(test.field(), end, last.apply(days.to())));
        }
        return builder.and(both.toArray(Predicate[]::new));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    private Predicate moment(Test test) {
        Instant now = clock.instant();
        return switch (test.operator()) {
            case LAST_DAYS -> between(test.field(), now.minusSeconds(86_400L * days(test)), now);
            case NEXT_DAYS -> between(test.field(), now, now.plusSeconds(86_400L * days(test)));
            case THIS, PREVIOUS, COMING, OLDER, LATER ->
                on(
                        Days.of(test.operator(), operand(test), now.atZone(ZONE).toLocalDate()),
                        test,
                        Predicates::midnight,
                        Operator.LESS,
                        day -> midnight(day.plusDays(1)));
            case EMPTY -> builder.isNull(column(test.field()));
            case NOT_EMPTY -> builder.isNotNull(column(test.field()));
            case IS ->
                builder.and(compared(test, Operator.AT_LEAST, start(test)), compared(test, Operator.LESS, end(test)));
            case AT_LEAST -> compared(test, Operator.AT_LEAST, start(test));
            case GREATER -> compared(test, Operator.AT_LEAST, end(test));
            case LESS -> compared(test, Operator.LESS, start(test));
            case AT_MOST -> compared(test, Operator.LESS, end(test));
            default -> throw unfit(test);
        };
    }

    private Predicate between(String key, Object from, Object to) {
        return builder.and(compared(key, Operator.AT_LEAST, from), compared(key, Operator.AT_MOST, to));
    }

    private Predicate ordered(Test test, @Nullable Object value) {
        if (test.operator() == Operator.EMPTY) {
            return builder.isNull(column(test.field()));
        }
        if (test.operator() == Operator.NOT_EMPTY) {
            return builder.isNotNull(column(test.field()));
        }
        if (value == null) {
            throw new InvalidFilter("value", test.operands().toString());
        }
        return compared(test, test.operator(), value);
    }

    private Predicate compared(Test test, Operator operator, Object value) {
        return switch (operator) {
            case IS, IS_NOT, LESS, AT_MOST, AT_LEAST, GREATER -> compared(test.field(), operator, value);
            default -> throw unfit(test);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Predicate compared(String key, Operator operator, Object given) {
        Expression column = column(key);
        Comparable value = (Comparable) comparable(key, given);
        return switch (operator) {
            case IS -> builder.equal(column, value);
            case IS_NOT -> builder.or(builder.isNull(column), builder.notEqual(column, value));
            case LESS -> builder.lessThan(column, value);
            case AT_MOST -> builder.lessThanOrEqualTo(column, value);
            case AT_LEAST -> builder.greaterThanOrEqualTo(column, value);
            case GREATER -> builder.greaterThan(column, value);
            default -> throw new IllegalArgumentException(operator + " compares nothing");
        };
    }

    /** Days and moments are grouped by month, as people read a year. */
    static boolean isByMonth(Field<?> field) {
        return field.type() instanceof FieldType.Day || field.type() instanceof FieldType.Moment;
    }

    /** What records are grouped by; literals, because a parameter isn't the same expression twice. */
    static <E extends BaseRecord> Expression<?> grouped(
            HibernateCriteriaBuilder builder, From<?, E> root, Field<E> field) {
        Expression<?> value = field.in(root, builder);
        if (!isByMonth(field)) {
            return value;
        }
        boolean isMoment = field.type() instanceof FieldType.Moment;
        if (field.isEntry()) {
            return builder.sql(
                    isMoment
                            ? "to_char(timezone('" + ZONE.getId() + "', cast(? as timestamptz)), 'YYYY-MM')"
                            : "left(?, 7)",
                    String.class,
                    value);
        }
        Expression<?> day = isMoment
                ? builder.function("timezone", LocalDateTime.class, builder.literal(ZONE.getId()), value)
                : value;
        return builder.function("to_char", String.class, day, builder.literal("YYYY-MM"));
    }

    /** Minutes, or a length of time as people write it. */
    private static @Nullable Duration span(Test test) {
        if (without(test)) {
            return null;
        }
        return operand(test).matches("\\d{1,7}")
                ? Duration.ofMinutes(Long.parseLong(operand(test)))
                : Spans.read(operand(test)).orElseThrow(() -> new InvalidFilter("value", operand(test)));
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
        return Days.number(operand(test));
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
