package com.innodus.kernel.events;

import com.innodus.kernel.records.History;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a record.
 *
 * @param changes values before and after, in their JSON forms
 * @param user who did it, null for the installation
 * @param causes the rules whose doing it was, the first one first; empty when a person or program did it
 */
public record RecordEvent(
        UUID id,
        String type,
        UUID record,
        History.Kind kind,
        List<History.FieldChange> changes,
        @Nullable UUID user,
        List<UUID> causes,
        Instant at) {}
