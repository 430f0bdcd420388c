package com.innodus.kernel.formula;

import com.innodus.kernel.text.Folding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes a formula once. Each node is looked at once at most, and results have a limit, so it ends soon. */
final class Evaluation {
    private static final MathContext DIGITS = new MathContext(34, RoundingMode.HALF_UP);
    /** Before the mark; a bigger number is a missing one. */
    private static final int MOST_DIGITS = 30;

    private static final int MOST_DECIMALS = 30;
    private static final int LARGEST_EXPONENT = 100;
    private static final int LONGEST_TEXT = 20_000;

    private final Expression.Values values;
    private final Expression.Now now;

    Evaluation(Expression.Values values, Expression.Now now) {
        this.values = values;
        this.now = now;
    }

    /** The value as one of the kind that is asked for. */
    @Nullable Object of(Node node, Kind asked) {
        Object value = value(node);
        return asked == Kind.DAY && value instanceof Instant moment
                ? moment.atZone(now.zone()).toLocalDate()
                : value;
    }

    private @Nullable Object value(Node node) {
        return switch (node) {
            case Node.Literal(Kind ignored, Object value) -> value;
            case Node.Name(Kind ignored, String name) -> given(values.value(name));
            case Node.Negative(Node of) -> number(of) instanceof BigDecimal number ? number.negate() : null;
            case Node.Not(Node of) -> !holds(of);
            case Node.Both(Node left, Node right) -> holds(left) && holds(right);
            case Node.Either(Node left, Node right) -> holds(left) || holds(right);
            case Node.Comparison comparison -> compare(comparison);
            case Node.Calculation calculation -> calculate(calculation);
            case Node.Call call -> call(call);
        };
    }

    private static @Nullable Object given(@Nullable Object value) {
        return value instanceof BigDecimal number ? bounded(number) : value;
    }

    private boolean holds(Node node) {
        return Boolean.TRUE.equals(value(node));
    }

    private @Nullable BigDecimal number(Node node) {
        return (BigDecimal) value(node);
    }

    private @Nullable LocalDate day(Node node) {
        return (LocalDate) of(node, Kind.DAY);
    }

    private @Nullable String text(Node node) {
        return (String) value(node);
    }

    private boolean compare(Node.Comparison comparison) {
        Object left = of(comparison.left(), comparison.compared());
        Object right = of(comparison.right(), comparison.compared());
        if (left == null || right == null) {
            return switch (comparison.sign()) {
                case "=" -> left == right;
                case "<>" -> left != right;
                default -> false;
            };
        }
        int order = order(left, right);
        return switch (comparison.sign()) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static int order(Object left, Object right) {
        return switch (left) {
            case BigDecimal number -> number.compareTo((BigDecimal) right);
            case String text -> Folding.fold(text).compareTo(Folding.fold((String) right));
            case LocalDate day -> day.compareTo((LocalDate) right);
            case Instant moment -> moment.compareTo((Instant) right);
            case Boolean flag -> flag.compareTo((Boolean) right);
            default -> throw new IllegalStateException("No order of " + left.getClass());
        };
    }

    private @Nullable Object calculate(Node.Calculation calculation) {
        Node left = calculation.left();
        Node right = calculation.right();
        if (calculation.kind() == Kind.TEXT) {
            return cut(words(value(left)) + words(value(right)));
        }
        if (isDay(left) || isDay(right)) {
            LocalDate from = day(left);
            if (calculation.kind() == Kind.NUMBER) {
                return between(day(right), from, ChronoUnit.DAYS);
            }
            BigDecimal days = number(right);
            return later(from, days == null || calculation.sign().equals("+") ? days : days.negate(), ChronoUnit.DAYS);
        }
        BigDecimal one = number(left);
        BigDecimal other = number(right);
        return one == null || other == null ? null : calculate(calculation.sign(), one, other);
    }

    private static boolean isDay(Node node) {
        return node.kind() == Kind.DAY || node.kind() == Kind.MOMENT;
    }

    private static @Nullable BigDecimal calculate(String sign, BigDecimal one, BigDecimal other) {
        return switch (sign) {
            case "+" -> bounded(one.add(other, DIGITS));
            case "-" -> bounded(one.subtract(other, DIGITS));
            case "*" -> bounded(one.multiply(other, DIGITS));
            case "/" -> other.signum() == 0 ? null : bounded(one.divide(other, DIGITS));
            default -> power(one, other);
        };
    }

    private static @Nullable BigDecimal power(BigDecimal base, BigDecimal exponent) {
        Integer times = whole(exponent);
        if (times == null || Math.abs(times) > LARGEST_EXPONENT || base.signum() == 0 && times < 0) {
            return null;
        }
        BigDecimal power = base.pow(Math.abs(times), DIGITS);
        if (times >= 0) {
            return bounded(power);
        }
        return power.signum() == 0 ? null : bounded(BigDecimal.ONE.divide(power, DIGITS));
    }

    private @Nullable Object call(Node.Call call) {
        List<Node> given = call.arguments();
        return switch (call.function()) {
            case IF -> {
                Node chosen = holds(given.get(0)) ? given.get(1) : given.size() > 2 ? given.get(2) : null;
                yield chosen == null ? null : of(chosen, call.kind());
            }
            case COALESCE -> all(given, call.kind()).findFirst().orElse(null);
            case IS_EMPTY -> isEmpty(value(given.getFirst()));
            case MIN -> best(given, call.kind(), (one, other) -> order(one, other) <= 0 ? one : other);
            case MAX -> best(given, call.kind(), (one, other) -> order(one, other) >= 0 ? one : other);
            case SUM -> sum(given);
            case AVERAGE -> average(given);
            case ROUND -> round(given);
            case ABS -> number(given.getFirst()) instanceof BigDecimal number ? number.abs() : null;
            case FLOOR -> scaled(given.getFirst(), RoundingMode.FLOOR);
            case CEIL -> scaled(given.getFirst(), RoundingMode.CEILING);
            case MOD -> modulo(number(given.get(0)), number(given.get(1)));
            case NUMBER -> parsed(text(given.getFirst()));
            case CONCAT ->
                cut(given.stream()
                        .map(this::value)
                        .map(Evaluation::words)
                        .reduce("", (one, other) -> cut(one + other)));
            case TEXT -> value(given.getFirst()) instanceof Object value ? words(value) : null;
            case UPPER -> text(given.getFirst()) instanceof String text ? cut(text.toUpperCase(Locale.ROOT)) : null;
            case LOWER -> text(given.getFirst()) instanceof String text ? cut(text.toLowerCase(Locale.ROOT)) : null;
            case TRIM -> text(given.getFirst()) instanceof String text ? text.strip() : null;
            case LEFT -> part(given, true);
            case RIGHT -> part(given, false);
            case LENGTH -> BigDecimal.valueOf(letters(Objects.requireNonNullElse(text(given.getFirst()), "")));
            case CONTAINS -> folded(given.get(0)).contains(folded(given.get(1)));
            case STARTS_WITH -> folded(given.get(0)).startsWith(folded(given.get(1)));
            case REPLACE -> replaced(given);
            case TODAY -> now.today();
            case DATE -> date(number(given.get(0)), number(given.get(1)), number(given.get(2)));
            case DAYS_BETWEEN -> between(day(given.get(0)), day(given.get(1)), ChronoUnit.DAYS);
            case MONTHS_BETWEEN -> between(day(given.get(0)), day(given.get(1)), ChronoUnit.MONTHS);
            case WORKDAYS_BETWEEN -> workdays(day(given.get(0)), day(given.get(1)));
            case HOURS_BETWEEN -> hours((Instant) value(given.get(0)), (Instant) value(given.get(1)));
            case ADD_DAYS -> later(day(given.get(0)), number(given.get(1)), ChronoUnit.DAYS);
            case ADD_MONTHS -> later(day(given.get(0)), number(given.get(1)), ChronoUnit.MONTHS);
            case YEAR -> day(given.getFirst()) instanceof LocalDate day ? BigDecimal.valueOf(day.getYear()) : null;
            case MONTH ->
                day(given.getFirst()) instanceof LocalDate day ? BigDecimal.valueOf(day.getMonthValue()) : null;
            case DAY -> day(given.getFirst()) instanceof LocalDate day ? BigDecimal.valueOf(day.getDayOfMonth()) : null;
            case WEEKDAY ->
                day(given.getFirst()) instanceof LocalDate day
                        ? BigDecimal.valueOf(day.getDayOfWeek().getValue())
                        : null;
        };
    }

    private Stream<Object> all(List<Node> nodes, Kind kind) {
        return nodes.stream()
                .map(node -> of(node, kind))
                .filter(Objects::nonNull)
                .map(Object.class::cast);
    }

    private @Nullable Object best(List<Node> nodes, Kind kind, BinaryOperator<Object> better) {
        return all(nodes, kind).reduce(better).orElse(null);
    }

    // numbers

    private BigDecimal sum(List<Node> nodes) {
        return Objects.requireNonNullElse(
                bounded(all(nodes, Kind.NUMBER)
                        .map(BigDecimal.class::cast)
                        .reduce(BigDecimal.ZERO, (one, other) -> one.add(other, DIGITS))),
                BigDecimal.ZERO);
    }

    private @Nullable BigDecimal average(List<Node> nodes) {
        long count = all(nodes, Kind.NUMBER).count();
        return count == 0 ? null : bounded(sum(nodes).divide(BigDecimal.valueOf(count), DIGITS));
    }

    private @Nullable BigDecimal round(List<Node> given) {
        BigDecimal number = number(given.getFirst());
        Integer digits = given.size() == 1 ? Integer.valueOf(0) : whole(number(given.get(1)));
        return number == null || digits == null || Math.abs(digits) > MOST_DECIMALS
                ? null
                : bounded(number.setScale(digits, RoundingMode.HALF_UP));
    }

    private @Nullable BigDecimal scaled(Node node, RoundingMode mode) {
        BigDecimal number = number(node);
        return number == null ? null : number.setScale(0, mode);
    }

    /** With the sign of the divisor, as spreadsheets have it. */
    private static @Nullable BigDecimal modulo(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null || other.signum() == 0) {
            return null;
        }
        BigDecimal rest = one.remainder(other);
        return rest.signum() != 0 && rest.signum() != other.signum() ? rest.add(other) : rest;
    }

    private static @Nullable BigDecimal parsed(@Nullable String text) {
        if (text == null || !text.strip().matches("[+-]?\\d{1,30}([.,]\\d{1,30})?")) {
            return null;
        }
        return bounded(new BigDecimal(text.strip().replace(',', '.')));
    }

    private static @Nullable BigDecimal bounded(BigDecimal number) {
        if ((long) number.precision() - number.scale() > MOST_DIGITS) {
            return null;
        }
        if ((long) number.scale() - number.precision() > MOST_DECIMALS) {
            // written out, 1e-999999999 would fill the memory
            return BigDecimal.ZERO;
        }
        return number.scale() > MOST_DECIMALS ? number.setScale(MOST_DECIMALS, RoundingMode.HALF_UP) : number;
    }

    private static @Nullable Integer whole(@Nullable BigDecimal number) {
        if (number == null
                || number.stripTrailingZeros().scale() > 0
                || number.abs().compareTo(new BigDecimal("1e9")) > 0) {
            return null;
        }
        return number.intValue();
    }

    // texts

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }

    private String folded(Node node) {
        return Folding.fold(Objects.requireNonNullElse(text(node), ""));
    }

    /** A value as text: numbers without needless digits, days as 2026-11-24. */
    private static String words(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number ->
                number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            case Boolean flag -> flag ? "1" : "0";
            default -> value.toString();
        };
    }

    private @Nullable String part(List<Node> given, boolean left) {
        String text = text(given.get(0));
        Integer count = whole(number(given.get(1)));
        if (text == null || count == null) {
            return null;
        }
        int letters = letters(text);
        int kept = Math.clamp(count, 0, letters);
        return left
                ? text.substring(0, text.offsetByCodePoints(0, kept))
                : text.substring(text.offsetByCodePoints(0, letters - kept));
    }

    private @Nullable String replaced(List<Node> given) {
        String text = text(given.get(0));
        String sought = text(given.get(1));
        if (text == null || sought == null || sought.isEmpty()) {
            return text;
        }
        String other = Objects.requireNonNullElse(text(given.get(2)), "");
        // it grows with each find: not before it is known to stay small
        long finds = (text.length() - text.replace(sought, "").length()) / sought.length();
        return text.length() + finds * other.length() > LONGEST_TEXT ? cut(text) : text.replace(sought, other);
    }

    private static int letters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    // days

    private static @Nullable LocalDate date(
            @Nullable BigDecimal year, @Nullable BigDecimal month, @Nullable BigDecimal day) {
        Integer y = whole(year);
        Integer m = whole(month);
        Integer d = whole(day);
        if (y == null || m == null || d == null || y < 1 || y > 9999) {
            return null;
        }
        try {
            return LocalDate.of(y, m, d);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal between(@Nullable LocalDate from, @Nullable LocalDate to, ChronoUnit unit) {
        return from == null || to == null ? null : BigDecimal.valueOf(unit.between(from, to));
    }

    private static @Nullable LocalDate later(@Nullable LocalDate day, @Nullable BigDecimal count, ChronoUnit unit) {
        Integer whole = count == null ? null : whole(count.setScale(0, RoundingMode.FLOOR));
        if (day == null || whole == null) {
            return null;
        }
        LocalDate later = day.plus(whole, unit);
        return later.getYear() < 1 || later.getYear() > 9999 ? null : later;
    }

    /** Mondays to Fridays from the day until before the other; less than zero when the other is earlier. */
    private static @Nullable BigDecimal workdays(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from == null || to == null) {
            return null;
        }
        return BigDecimal.valueOf(workdayNumber(to) - workdayNumber(from));
    }

    /** How many Mondays to Fridays there were before the day, since the first Monday of 1970. */
    private static long workdayNumber(LocalDate day) {
        // 1970-01-05
        long days = day.toEpochDay() - 4;
        return Math.floorDiv(days, 7) * 5 + Math.min(Math.floorMod(days, 7), 5);
    }

    private static @Nullable BigDecimal hours(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? null
                : BigDecimal.valueOf(Duration.between(from, to).toSeconds()).divide(BigDecimal.valueOf(3_600), DIGITS);
    }
}
