package com.innodus.kernel.shell;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.records.TypeGone;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that no screen expected. The reference stands in the log and before the user, so that support finds the one
 * by the other.
 *
 * @param title key of the words that say it in short
 */
record Mishap(String title, String reference) {
    private static final Logger LOG = LoggerFactory.getLogger(Mishap.class);
    private static final int LENGTH = 8;

    static Mishap of(Throwable thrown) {
        String reference = UUID.randomUUID().toString().substring(0, LENGTH).toUpperCase(Locale.ROOT);
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Forbidden) {
                LOG.info("Refused, reference {}: {}", reference, cause.getMessage());
                return new Mishap("error.403", reference);
            }
            if (cause instanceof TypeGone) {
                LOG.info("Gone, reference {}: {}", reference, cause.getMessage());
                return new Mishap("types.gone", reference);
            }
        }
        LOG.error("Failed, reference {}", reference, thrown);
        return new Mishap("error.title", reference);
    }
}
