package com.innodus.kernel.forms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Money;
import com.innodus.kernel.records.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must keep to, beyond what its field demands anyway. Each applies to the kinds of value that have it.
 *
 * @param least number or day (ISO 8601); "" for none
 * @param most number or day; "" for none
 * @param shortest letters of a text; 0 for any
 * @param longest letters of a text; 0 for any
 * @param pattern regular expression that the whole of a text must match; "" for none
 * @param words what is said to whom doesn't match it; "" for something general
 */
public record Limits(String least, String most, int shortest, int longest, String pattern, String words) {
    public static final Limits NONE = new Limits("", "", 0, 0, "", "");

    /** Longer ones nobody can read any more. */
    static final int LONGEST_PATTERN = 200;

    /** Letters that a pattern may look at; patterns that go back and forth for ever are given up there. */
    private static final int MOST_LOOKS = 200_000;

    public Limits {
        least = Objects.requireNonNullElse(least, "");
        most = Objects.requireNonNullElse(most, "");
        pattern = Objects.requireNonNullElse(pattern, "");
        words = Objects.requireNonNullElse(words, "");
    }

    /** What of a kind of field can be limited. */
    public enum Kind {
        TEXT,
        NUMBER,
        DAY,
        NOTHING;

        public static Kind of(FieldType type) {
            return switch (type) {
                case FieldType.Text ignored -> TEXT;
                case FieldType.LongText ignored -> TEXT;
                case FieldType.Url ignored -> TEXT;
                case FieldType.TaxNumber ignored -> TEXT;
                case FieldType.Amount ignored -> NUMBER;
                case FieldType.Price ignored -> NUMBER;
                case FieldType.Decimal ignored -> NUMBER;
                case FieldType.Percent ignored -> NUMBER;
                case FieldType.Whole ignored -> NUMBER;
                case FieldType.Rating ignored -> NUMBER;
                case FieldType.Day ignored -> DAY;
                default -> NOTHING;
            };
        }
    }

    public static Limits between(String least, String most) {
        return new Limits(least, most, 0, 0, "", "");
    }

    public static Limits ofLength(int shortest, int longest) {
        return new Limits("", "", shortest, longest, "", "");
    }

    public static Limits matching(String pattern, String words) {
        return new Limits("", "", 0, 0, pattern, words);
    }

    @JsonIgnore
    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether they are limits of values of this kind at all: numbers, days and a pattern that can be read. */
    public boolean fit(Kind kind) {
        try {
            return switch (kind) {
                case NUMBER -> isOrdered(number(least), number(most));
                case DAY -> isOrdered(day(least), day(most));
                case TEXT -> isPattern() && shortest >= 0 && longest >= 0 && (longest == 0 || shortest <= longest);
                case NOTHING -> isNone();
            };
        } catch (NumberFormatException | DateTimeException | PatternSyntaxException e) {
            return false;
        }
    }

    private boolean isPattern() {
        Pattern.compile(pattern);
        return pattern.length() <= LONGEST_PATTERN;
    }

    private static <T extends Comparable<? super T>> boolean isOrdered(@Nullable T from, @Nullable T to) {
        return from == null || to == null || from.compareTo(to) <= 0;
    }

    private static @Nullable BigDecimal number(String text) {
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    private static @Nullable LocalDate day(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    /** What is wrong with a value. */
    Optional<Problem> problem(String place, Object value) {
        return switch (value) {
            case String text -> ofText(place, text.strip());
            case Money money -> outside(place, money.amount(), number(least), number(most));
            case BigDecimal amount -> outside(place, amount, number(least), number(most));
            case Integer whole -> outside(place, BigDecimal.valueOf(whole), number(least), number(most));
            case LocalDate day -> outside(place, day, day(least), day(most));
            default -> Optional.empty();
        };
    }

    private Optional<Problem> ofText(String place, String text) {
        if (text.length() < shortest) {
            return Optional.of(Problem.of(place, "error.too-short", Integer.toString(shortest)));
        }
        if (longest > 0 && text.length() > longest) {
            return Optional.of(Problem.of(place, "error.too-long", Integer.toString(longest)));
        }
        if (!pattern.isEmpty() && !matches(text)) {
            return Optional.of(
                    words.isEmpty() ? Problem.of(place, "error.pattern") : Problem.of(place, "error.own-words", words));
        }
        return Optional.empty();
    }

    private <T extends Comparable<? super T>> Optional<Problem> outside(
            String place, T value, @Nullable T from, @Nullable T to) {
        if (from != null && value.compareTo(from) < 0) {
            return Optional.of(Problem.of(place, "error.too-little", least));
        }
        if (to != null && value.compareTo(to) > 0) {
            return Optional.of(Problem.of(place, "error.too-much", most));
        }
        return Optional.empty();
    }

    private boolean matches(String text) {
        try {
            return Pattern.compile(pattern).matcher(new Counted(text)).matches();
        } catch (TooManyLooks e) {
            return false;
        }
    }

    /** A text that counts how often it is looked at: {@code (a+)+b} would hold a processor for years. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int at) {
            if (++looks > MOST_LOOKS) {
                throw new TooManyLooks();
            }
            return text.charAt(at);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.substring(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
