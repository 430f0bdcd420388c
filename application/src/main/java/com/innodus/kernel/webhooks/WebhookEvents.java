package com.innodus.kernel.webhooks;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.events.EventSubscriber;
import com.innodus.kernel.events.RecordEvent;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.History.FieldChange;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.webhooks.Webhook.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes what webhooks are told: of a record that whoever answers for the webhook may read, and what they may read of it. */
@Component
@Transactional
public class WebhookEvents implements EventSubscriber {
    static final String TEST = "test";

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookBody body;
    private final Users users;
    private final RecordTypes types;
    private final Records records;
    private final FieldRights fields;
    private final JsonMapper json;
    private final Clock clock;

    WebhookEvents(
            Webhooks webhooks,
            Deliveries deliveries,
            WebhookBody body,
            Users users,
            RecordTypes types,
            Records records,
            FieldRights fields,
            JsonMapper json,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.body = body;
        this.users = users;
        this.types = types;
        this.records = records;
        this.fields = fields;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean waitsFor(String recordType) {
        List<String> topics = Arrays.stream(Event.values())
                .map(event -> Webhook.topic(recordType, event))
                .toList();
        return !webhooks.waitingFor(topics).isEmpty();
    }

    @Override
    public void receive(RecordEvent event) {
        Optional<RecordType<?>> type = types.byKey(event.type());
        Optional<Event> kind = Event.of(event.kind());
        if (type.isEmpty() || kind.isEmpty()) {
            return;
        }
        String topic = Webhook.topic(event.type(), kind.get());
        for (Webhook hook : webhooks.waitingFor(Set.of(topic))) {
            data(hook, type.get(), event, kind.get())
                    .ifPresent(data -> deliveries.queue(
                            hook.id(),
                            event.id(),
                            topic,
                            event.type(),
                            event.record(),
                            write(topic, event.at(), data)));
        }
    }

    /** What is told of an event, as the webhook's owner may know it. */
    private Optional<Map<String, @Nullable Object>> data(
            Webhook hook, RecordType<?> type, RecordEvent event, Event kind) {
        return asOwner(hook, () -> {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("recordType", event.type());
            data.put("id", event.record());
            data.put("by", event.user());
            if (kind == Event.DELETED) {
                return records.reaches(type, event.record()) ? Optional.of(data) : Optional.empty();
            }
            if (kind == Event.CHANGED) {
                List<FieldChange> changed = seen(type, event.changes());
                if (changed.isEmpty()) {
                    return Optional.empty();
                }
                data.put("changed", changed.stream().map(FieldChange::field).toList());
                WebhookBody.Sides sides = body.sides(type, changed);
                data.put("before", sides.before());
                data.put("after", sides.after());
            }
            return body.of(type, event.record()).map(record -> {
                data.put("record", record);
                return data;
            });
        });
    }

    private <E extends BaseRecord> List<FieldChange> seen(RecordType<E> type, List<FieldChange> changes) {
        RecordType<E> seen = fields.seen(type);
        return changes.stream()
                .filter(change -> seen.field(change.field()).isPresent())
                .toList();
    }

    private <T> Optional<T> asOwner(Webhook hook, java.util.function.Supplier<Optional<T>> body) {
        return users.byId(hook.owner())
                .filter(user -> user.state() == User.State.ACTIVE)
                .flatMap(owner -> CurrentActor.as(owner.actor(), body));
    }

    /**
     * Tells a webhook what a rule says, of a record or of what another program sent.
     *
     * @param record null when it is about none
     * @return whether it will be told: the webhook is there and its owner may read the record
     */
    public boolean tell(
            UUID webhook, String topic, RecordType<?> type, @Nullable UUID record, Map<String, String> sent) {
        Optional<Webhook> hook = webhooks.byId(webhook).filter(Webhook::enabled);
        Optional<Map<String, @Nullable Object>> data = hook.flatMap(found -> asOwner(found, () -> {
            Map<String, @Nullable Object> told = new LinkedHashMap<>();
            if (record == null) {
                told.putAll(sent);
                return Optional.of(told);
            }
            told.put("recordType", type.key());
            told.put("id", record);
            return body.of(type, record).map(known -> {
                told.put("record", known);
                return told;
            });
        }));
        data.ifPresent(told -> deliveries.queue(
                webhook,
                UUID.randomUUID(),
                topic,
                record == null ? null : type.key(),
                record,
                write(topic, clock.instant(), told)));
        return data.isPresent();
    }

    /** Something to try the address with. */
    UUID test(Webhook hook) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("webhook", hook.name());
        return deliveries.queue(hook.id(), UUID.randomUUID(), TEST, null, null, write(TEST, clock.instant(), data));
    }

    private String write(String topic, Instant at, Map<String, @Nullable Object> data) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", topic);
        message.put("timestamp", at.toString());
        message.put("data", data);
        return json.writeValueAsString(message);
    }
}
