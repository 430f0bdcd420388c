package com.innodus.kernel.api;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.webhooks.WebhookBody;
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

    ApiWebhookBody(Records records, FieldRights fields, RecordJson json) {
        this.records = records;
        this.fields = fields;
        this.json = json;
    }

    @Override
    public Optional<Map<String, @Nullable Object>> of(RecordType<?> type, UUID record) {
        return write(type, record);
    }

    private <E extends BaseRecord> Optional<Map<String, @Nullable Object>> write(RecordType<E> type, UUID record) {
        return records.find(type, record).map(found -> json.write(fields.seen(type), found));
    }
}
