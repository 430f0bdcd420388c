package com.innodus.kernel.transfer;

import java.util.regex.Pattern;

/**
 * Keeps texts in a CSV file from being run as formulas by the spreadsheet that opens it, reversibly.
 *
 * <p>A text that a spreadsheet could take for a formula gets an apostrophe in front, the spreadsheets' own sign for
 * "this is text"; so does a text that already looks guarded, else the reader could not tell them apart. Hence
 * {@code release(guard(x))} is x for every x. Numbers and telephone numbers stay as they are: people export them to
 * calculate and to dial, and digits alone can do no harm. Rules: OWASP "CSV Injection", ASVS 5.0 1.2.10.
 */
final class FormulaGuard {
    private static final char SIGN = '\'';
    private static final String STARTERS = "=+-@＝＋－＠﹦﹢﹣﹫";
    /** Digits with separators, or a telephone number in groups; no operator besides the sign in front. */
    private static final Pattern HARMLESS = Pattern.compile("[+-]\\d+(?:[.,]\\d+)*|\\+\\d+(?: \\d+)*");

    private FormulaGuard() {}

    static String guard(String text) {
        return needsGuard(text) ? SIGN + text : text;
    }

    /** Undoes {@link #guard}: takes the apostrophe away only where guard would have put it. */
    static String release(String text) {
        return !text.isEmpty() && text.charAt(0) == SIGN && needsGuard(text.substring(1)) ? text.substring(1) : text;
    }

    private static boolean needsGuard(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == SIGN) {
            start++;
        }
        if (start == text.length()) {
            return false;
        }
        char first = text.charAt(start);
        if (first == '\t' || first == '\r' || first == '\n' || first == 0) {
            return true;
        }
        int visible = start;
        while (visible < text.length() && isIgnored(text.charAt(visible))) {
            visible++;
        }
        return visible < text.length()
                && STARTERS.indexOf(text.charAt(visible)) >= 0
                && !HARMLESS.matcher(text).region(start, text.length()).matches();
    }

    /** What a spreadsheet may drop before it looks for the formula sign. */
    private static boolean isIgnored(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
