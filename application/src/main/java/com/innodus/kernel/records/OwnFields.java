package com.innodus.kernel.records;

import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.FieldDefinition.Values;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the gate demands of the fields that a tenant made. For declared fields the table's constraints say it; here the
 * definition does: what is required, shown or closed under which condition, what may be linked, which number is next.
 */
@Component
class OwnFields {
    private final EntityManager entities;
    private final Options options;
    private final Users users;
    private final RecordTypes types;
    private final Clock clock;

    OwnFields(EntityManager entities, Options options, Users users, RecordTypes types, Clock clock) {
        this.entities = entities;
        this.options = options;
        this.users = users;
        this.types = types;
        this.clock = clock;
    }

    /** Whether the acting user may read a record that is linked to. */
    interface Reading {
        <T extends BaseRecord> boolean may(RecordType<T> type, UUID id);
    }

    /** What fields start with that a new record is given no value for. */
    <E extends BaseRecord> Map<String, @Nullable Object> starts(
            RecordType<E> type, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> starts = new LinkedHashMap<>();
        for (Field<E> field : type.fields()) {
            field.definition().map(FieldDefinition::start).ifPresent(start -> {
                if (field.isWritable() && !values.containsKey(field.key())) {
                    starts.put(field.key(), JsonForm.read(field.type(), start));
                }
            });
        }
        return starts;
    }

    /**
     * Adds what is wrong with the tenant's own fields after a write.
     *
     * @param seen the type as the acting user sees it, of whom nothing is demanded that they can't write
     * @param changed what the fields that were changed held before, by key
     */
    <E extends BaseRecord> void check(
            RecordType<E> type,
            RecordType<E> seen,
            E record,
            Map<String, @Nullable Object> changed,
            Reading reading,
            List<Problem> problems) {
        boolean isNew = record.getCreatedAt() == null;
        Instant now = clock.instant();
        Values after = type.values(record);
        Values before = key -> changed.containsKey(key) ? changed.get(key) : after.apply(key);
        for (Field<E> field : type.fields()) {
            FieldDefinition definition = field.definition().orElse(null);
            boolean isChanged = changed.containsKey(field.key());
            if (definition != null
                    && field.isWritable()
                    && (definition.hasConditions() || isChanged || isNew && definition.required())) {
                boolean isEmpty = record.extra(field.key()) == null;
                boolean filled = isChanged && !isEmpty;
                if (filled && !definition.isVisible(after, now)) {
                    problems.add(Problem.of(field.key(), "error.not-asked"));
                } else if (isChanged
                        && !isNew
                        && definition.isReadOnly(before, now)
                        && definition.isReadOnly(after, now)) {
                    problems.add(Problem.of(field.key(), "error.read-only"));
                } else if (filled && !leadsSomewhere(field, record, reading)) {
                    problems.add(Problem.of(field.key(), "error.unknown-value"));
                }
                // a gap from before the field was demanded holds up no other change
                if (isEmpty
                        && seen.field(field.key()).filter(Field::isWritable).isPresent()
                        && definition.isRequired(after, now)
                        && (isNew || isChanged || !definition.isRequired(before, now))) {
                    problems.add(Problem.of(field.key(), "error.required"));
                }
            }
        }
    }

    private <E extends BaseRecord> boolean leadsSomewhere(Field<E> field, E record, Reading reading) {
        Object value = field.get(record);
        Collection<?> each = value instanceof Collection<?> several ? several : List.of(Objects.requireNonNull(value));
        return switch (field.type()) {
            case FieldType.Choice(String list) -> each.stream().allMatch(id -> isOf(list, id));
            case FieldType.Choices(String list) -> each.stream().allMatch(id -> isOf(list, id));
            case FieldType.Link(String target) ->
                each.stream().allMatch(id -> reading.may(types.require(target), (UUID) id));
            case FieldType.Links(String target) ->
                each.stream().allMatch(id -> reading.may(types.require(target), (UUID) id));
            case FieldType.User ignored ->
                users.byId((UUID) each.iterator().next()).isPresent();
            default -> true;
        };
    }

    private boolean isOf(String list, Object id) {
        return options.byId((UUID) id)
                .filter(option -> option.list().equals(list))
                .isPresent();
    }

    /** Gives a new record its numbers. */
    <E extends BaseRecord> void number(RecordType<E> type, E record) {
        for (Field<E> field : type.fields()) {
            if (field.type() instanceof FieldType.Autonumber(String pattern) && field.isEntry()) {
                LocalDate today = LocalDate.ofInstant(clock.instant(), Predicates.ZONE);
                long number = next(type.key(), Numbering.counter(field.key(), pattern, today));
                record.putExtra(field.key(), Numbering.write(pattern, number, today));
            }
        }
    }

    private long next(String recordType, String key) {
        return ((Number) entities.createNativeQuery("""
                        insert into field_number (record_type, key, last) values (:type, :key, 1)
                        on conflict (record_type, key) do update set last = field_number.last + 1 returning last
                        """)
                        .setParameter("type", recordType)
                        .setParameter("key", key)
                        .getSingleResult())
                .longValue();
    }

    /**
     * Makes others who want the same value wait until this transaction ends: entries of the JSON column have no unique
     * index, and between looking and writing a colleague could take the value.
     */
    <E extends BaseRecord> void reserve(RecordType<E> type, Field<E> field, Object value) {
        entities.createNativeQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended(current_schema() || :value, 0)) as text)",
                        String.class)
                .setParameter("value", "/" + type.key() + "/" + field.key() + "/" + value)
                .getSingleResult();
    }
}
