package com.innodus.crm.calendars;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What other calendars are told of an event, also of one that was deleted a moment ago.
 *
 * @param version rises with each change (RFC 5545 SEQUENCE)
 */
record Facts(
        UUID id,
        @Nullable UUID series,
        @Nullable Instant occurrenceAt,
        @Nullable UUID owner,
        String title,
        Times times,
        @Nullable String place,
        @Nullable String description,
        int version) {
    static Facts of(Event event) {
        return new Facts(
                event.getId(),
                event.getSeries(),
                event.getOccurrenceAt(),
                event.getOwner(),
                event.getTitle(),
                Times.of(event),
                event.getPlace(),
                event.getDescription(),
                event.getVersion());
    }

    static Facts ofRow(ResultSet row, int number) throws SQLException {
        Instant start = row.getTimestamp("starts_at").toInstant();
        Timestamp end = row.getTimestamp("ends_at");
        Timestamp occurrence = row.getTimestamp("occurrence_at");
        return new Facts(
                row.getObject("id", UUID.class),
                row.getObject("series_id", UUID.class),
                occurrence == null ? null : occurrence.toInstant(),
                row.getObject("owner_id", UUID.class),
                row.getString("title"),
                Times.of(
                        Times.zone(row.getString("time_zone")),
                        start,
                        end == null ? start : end.toInstant(),
                        row.getBoolean("all_day"),
                        row.getString("repetition"),
                        row.getString("exceptions")),
                row.getString("place"),
                row.getString("description"),
                row.getInt("version"));
    }
}
