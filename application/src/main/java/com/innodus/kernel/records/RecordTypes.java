package com.innodus.kernel.records;

import com.innodus.kernel.access.RecordFeatures;
import com.innodus.kernel.access.TenantCache;
import com.innodus.tenants.context.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All record types of the product, as the current tenant sees them: with the fields that it made itself. */
@Component
public class RecordTypes implements RecordFeatures {
    private static final String EVERYTHING = "";

    private final Types declared;
    private final FieldDefinitions definitions;
    private final TenantCache<String, Types> seen = new TenantCache<>();

    /** The types by each of their names. */
    private record Types(
            List<RecordType<?>> all, Map<String, RecordType<?>> byKey, Map<String, RecordType<?>> byPlural) {
        static Types of(List<RecordType<?>> types) {
            return new Types(
                    List.copyOf(types),
                    types.stream().collect(Collectors.toMap(RecordType::key, Function.identity())),
                    types.stream().collect(Collectors.toMap(RecordType::plural, Function.identity())));
        }
    }

    RecordTypes(List<RecordType<?>> types, FieldDefinitions definitions) {
        this.definitions = definitions;
        declared = Types.of(types);
        types.forEach(type -> type.fields().forEach(field -> {
            String target = field.linkTarget();
            if (target != null && !declared.byKey().containsKey(target)) {
                throw new IllegalArgumentException(type + "." + field + " links to unknown type " + target);
            }
        }));
    }

    public List<RecordType<?>> all() {
        return current().all();
    }

    public Optional<RecordType<?>> byKey(String key) {
        return Optional.ofNullable(current().byKey().get(key));
    }

    public Optional<RecordType<?>> byPlural(String plural) {
        return Optional.ofNullable(current().byPlural().get(plural));
    }

    @Override
    public String featureOf(String recordType) {
        RecordType<?> type = declared.byKey().get(recordType);
        if (type == null) {
            throw new IllegalArgumentException("There is no record type " + recordType);
        }
        return type.feature();
    }

    /**
     * The type with this key.
     *
     * @throws IllegalArgumentException when there is none
     */
    public RecordType<?> require(String key) {
        return byKey(key).orElseThrow(() -> new IllegalArgumentException("There is no record type " + key));
    }

    /** The type as the current tenant sees it now, whatever the caller got hold of and when. */
    @SuppressWarnings("unchecked")
    <E extends BaseRecord> RecordType<E> seen(RecordType<E> type) {
        RecordType<?> seen = current().byKey().get(type.key());
        return seen == null ? type : (RecordType<E>) seen;
    }

    /** Forgets the fields of the current tenant, after a change to them. */
    void forget() {
        seen.clear();
    }

    private Types current() {
        return TenantScope.currentOrNull() == null ? declared : seen.get(EVERYTHING, key -> asSeen());
    }

    private Types asSeen() {
        Map<String, List<FieldDefinition>> own = definitions.inUse();
        if (own.isEmpty()) {
            return declared;
        }
        return Types.of(declared.all().stream()
                .<RecordType<?>>map(type -> with(type, own.getOrDefault(type.key(), List.of())))
                .toList());
    }

    private <E extends BaseRecord> RecordType<E> with(RecordType<E> type, List<FieldDefinition> own) {
        // a link to a type that this installation doesn't have leads nowhere
        List<FieldDefinition> possible = own.stream()
                .filter(field -> {
                    String target = Field.linkTarget(field.type());
                    return target == null || declared.byKey().containsKey(target);
                })
                .toList();
        return possible.isEmpty() ? type : type.with(possible);
    }
}
