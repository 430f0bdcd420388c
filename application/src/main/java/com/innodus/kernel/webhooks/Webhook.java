package com.innodus.kernel.webhooks;

import com.innodus.kernel.records.History;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told what happens.
 *
 * @param topics what of, see {@link #topic}
 * @param owner with whose present rights it is told: who changed it last
 * @param failures how many deliveries in a row were given up
 * @param offReason key of the text that says why it was switched off, null when a person did it or it is on
 */
public record Webhook(
        UUID id,
        String name,
        String url,
        Set<String> topics,
        boolean enabled,
        UUID owner,
        int failures,
        @Nullable String offReason,
        Instant createdAt) {

    /** What can happen to a record. */
    public enum Event {
        CREATED,
        CHANGED,
        DELETED,
        RESTORED;

        /** As it stands in a topic. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Event> of(History.Kind kind) {
            return switch (kind) {
                case CREATED -> Optional.of(CREATED);
                case CHANGED -> Optional.of(CHANGED);
                case DELETED -> Optional.of(DELETED);
                case RESTORED -> Optional.of(RESTORED);
                case FILE_ADDED, FILE_REMOVED, MERGED, PARTED -> Optional.empty();
            };
        }
    }

    /** What receivers know an event by: {@code organisation.created}. */
    public static String topic(String recordType, Event event) {
        return recordType + "." + event.word();
    }
}
