package com.innodus.kernel.settings;

import com.innodus.kernel.audit.AuditLog.Search;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A search of the audit log as an address has it, with days as they are in Spain. */
public final class AuditSearch {
    public static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private AuditSearch() {}

    /** @param until the last day that counts */
    public static Search of(
            @Nullable UUID who, String area, String words, @Nullable LocalDate since, @Nullable LocalDate until) {
        return new Search(
                who,
                area,
                words.strip(),
                since == null ? null : since.atStartOfDay(ZONE).toInstant(),
                until == null ? null : until.plusDays(1).atStartOfDay(ZONE).toInstant());
    }

    /** Parts of an address; what can't be read doesn't count. */
    static Search of(Map<String, String> parts) {
        return of(
                uuid(parts.get("who")),
                parts.getOrDefault("area", ""),
                parts.getOrDefault("q", ""),
                day(parts.get("since")),
                day(parts.get("until")));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
