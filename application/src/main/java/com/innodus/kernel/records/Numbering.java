package com.innodus.kernel.records;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the gate's numbers are written: {@code EXP-} gives {@code EXP-00001}; {@code {yyyy}} and {@code {yy}} stand for the
 * year, with which counting begins anew, and {@code {000}} for the number with at least so many digits, such as
 * {@code F{yy}/{0000}} for {@code F26/0001}.
 */
public final class Numbering {
    public static final int LONGEST = 30;

    private static final Pattern VALID = Pattern.compile("(?:[\\p{L}\\p{N} ./_-]|\\{yyyy}|\\{yy}|\\{0{1,9}})*");
    private static final Pattern DIGITS = Pattern.compile("\\{(0{1,9})}");
    private static final int USUAL_DIGITS = 5;

    private Numbering() {}

    /** Whether it is a pattern, with the number at one place at most. */
    public static boolean isPattern(String text) {
        return text.length() <= LONGEST
                && VALID.matcher(text).matches()
                && DIGITS.matcher(text).results().count() <= 1;
    }

    /** The number as it is written in a year. */
    public static String write(String pattern, long number, LocalDate day) {
        String dated = dated(pattern, day);
        Matcher digits = DIGITS.matcher(dated);
        return digits.find()
                ? dated.substring(0, digits.start())
                        + padded(number, digits.group(1).length())
                        + dated.substring(digits.end())
                : dated + padded(number, USUAL_DIGITS);
    }

    /** What numbers of a year look like, as an expression of PostgreSQL whose only group is the number. */
    static String expression(String pattern, LocalDate day) {
        String dated = dated(pattern, day);
        Matcher digits = DIGITS.matcher(dated);
        boolean said = digits.find();
        String before = said ? dated.substring(0, digits.start()) : dated;
        String behind = said ? dated.substring(digits.end()) : "";
        return "^" + quoted(before) + "([0-9]{1,9})" + quoted(behind) + "$";
    }

    private static String quoted(String text) {
        return text.replace(".", "\\.");
    }

    private static String dated(String pattern, LocalDate day) {
        return pattern.replace("{yyyy}", "%04d".formatted(day.getYear()))
                .replace("{yy}", "%02d".formatted(day.getYear() % 100));
    }

    private static String padded(long number, int digits) {
        return ("%0" + digits + "d").formatted(number);
    }

    /** What is counted for a field: all of its numbers, or those of a year. */
    static String counter(String field, String pattern, LocalDate day) {
        return pattern.contains("{yy") ? field + "/" + day.getYear() : field;
    }
}
