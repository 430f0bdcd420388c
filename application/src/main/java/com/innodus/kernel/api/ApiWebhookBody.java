package com.innodus.kernel.api;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.History.FieldChange;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.webhooks.WebhookBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Webhooks tell of records in the form in which the API reads them. */
@Component
class ApiWebhookBody implements WebhookBody {
    private final Records records;
    private final FieldRights fields;
    private final RecordJson json;
    private final History history;

    ApiWebhookBody(Records records, FieldRights fields, RecordJson json, History history) {
        this.records = records;
        this.fields = fields;
        this.json = json;
        this.history = history;
    }

    @Override
    public Optional<Map<String, @Nullable Object>> of(RecordType<?> type, UUID record) {
        return write(type, record);
    }

    @Override
    public Sides sides(RecordType<?> type, List<FieldChange> changes) {
        return sidesOf(fields.seen(type), changes);
    }

    private <E extends BaseRecord> Sides sidesOf(RecordType<E> type, List<FieldChange> changes) {
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        Map<String, @Nullable Object> after = new LinkedHashMap<>();
        for (FieldChange change : changes) {
            type.field(change.field()).ifPresent(field -> {
                before.put(field.key(), json.write(field, history.typed(field, change.before())));
                after.put(field.key(), json.write(field, history.typed(field, change.after())));
            });
        }
        return new Sides(before, after);
    }

    private <E extends BaseRecord> Optional<Map<String, @Nullable Object>> write(RecordType<E> type, UUID record) {
        return records.find(type, record).map(found -> json.write(fields.seen(type), found));
    }
}
