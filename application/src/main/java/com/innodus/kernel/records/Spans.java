package com.innodus.kernel.records;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 2h45m}, {@code 1:30}, {@code 0,5}, {@code 2 d}, {@code 45 min}. */
public final class Spans {
    /** Ten years; more is a typing error. */
    private static final long MOST_MINUTES = 5_256_000;

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,6}):([0-5]?\\d)");
    private static final Pattern HOURS = Pattern.compile("\\d{1,7}([.,]\\d{1,4})?");
    private static final Pattern UNITS = Pattern.compile("(?:(\\d{1,5}(?:[.,]\\d{1,4})?)\\s*d(?:[ií]as?|ies|ays?)?)?"
            + "\\s*(?:(\\d{1,6}(?:[.,]\\d{1,4})?)\\s*h(?:oras?|ores|ora|rs?|ours?)?)?"
            + "\\s*(?:(\\d{1,7})\\s*(?:m(?:in(?:utos?|uts?|utes?)?)?|['′])?)?\\.?");

    private Spans() {}

    /** What a text means; a bare number is hours. Empty for what isn't a length of time. */
    public static Optional<Duration> read(String text) {
        String bare = text.strip().toLowerCase(Locale.ROOT);
        Matcher clock = CLOCK.matcher(bare);
        if (clock.matches()) {
            return within(Long.parseLong(clock.group(1)) * 60 + Long.parseLong(clock.group(2)));
        }
        if (HOURS.matcher(bare).matches()) {
            return within(minutes(bare, 60));
        }
        Matcher units = UNITS.matcher(bare);
        if (bare.isEmpty() || !units.matches()) {
            return Optional.empty();
        }
        return within(minutes(units.group(1), 24 * 60) + minutes(units.group(2), 60) + minutes(units.group(3), 1));
    }

    private static long minutes(@org.jspecify.annotations.Nullable String number, int each) {
        return number == null
                ? 0
                : new BigDecimal(number.replace(',', '.'))
                        .multiply(BigDecimal.valueOf(each))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    private static Optional<Duration> within(long minutes) {
        return minutes <= MOST_MINUTES ? Optional.of(Duration.ofMinutes(minutes)) : Optional.empty();
    }

    static boolean isReasonable(Duration span) {
        return !span.isNegative() && span.toMinutes() <= MOST_MINUTES;
    }

    /** The shortest form that {@link #read} reads: {@code 2h 45m}. */
    public static String write(Duration span) {
        long hours = span.toMinutes() / 60;
        long minutes = span.toMinutes() % 60;
        if (hours == 0) {
            return minutes + "m";
        }
        return minutes == 0 ? hours + "h" : hours + "h " + minutes + "m";
    }
}
