package com.innodus.kernel.webhooks;

import com.innodus.kernel.records.History.FieldChange;
import com.innodus.kernel.records.RecordType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a record as programs read it elsewhere; the REST API declares how. */
public interface WebhookBody {
    /** The record as the acting user may read it; nothing when they may not. */
    Optional<Map<String, @Nullable Object>> of(RecordType<?> type, UUID record);

    /** Values of fields before and after a change. */
    record Sides(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {}

    /** What changed, as far as the acting user may read it: hidden fields and unknown linked records aren't told. */
    Sides sides(RecordType<?> type, List<FieldChange> changes);
}
