package com.innodus.kernel.i18n;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** How long ago something was, as people say it; after a day the date says more. */
public final class Ago {
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private Ago() {}

    public static String text(Instant at, Instant now, Locale locale) {
        Duration age = Duration.between(at, now);
        if (age.toMinutes() < 1) {
            return Texts.text(locale, "ago.now");
        }
        if (age.toHours() < 1) {
            return Texts.text(locale, "ago.minutes", age.toMinutes());
        }
        if (age.toDays() < 1) {
            return Texts.text(locale, "ago.hours", age.toHours());
        }
        return moment(at, locale);
    }

    /** Day and hour. */
    public static String moment(Instant at, Locale locale) {
        return at.atZone(ZONE)
                .format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale));
    }
}
