package com.innodus.kernel.records;

import com.innodus.kernel.access.RecordFeatures;
import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.features.Feature;
import com.innodus.tenants.context.TenantScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All record types of the current tenant: the product's, with the fields that the tenant added, and the tenant's own. */
@Component
public class RecordTypes implements RecordFeatures {
    private static final String EVERYTHING = "";

    private final Types declared;
    private final FieldDefinitions definitions;
    private final TypeDefinitions made;
    private final Terms terms;
    private final TenantCache<String, Types> seen = new TenantCache<>();

    /** The types by each of their names. */
    private record Types(
            List<RecordType<?>> all,
            Map<String, RecordType<?>> byKey,
            Map<String, RecordType<?>> byPlural,
            DerivedFields derived) {
        static Types of(List<RecordType<?>> types) {
            Map<String, RecordType<?>> byKey =
                    types.stream().collect(Collectors.toMap(RecordType::key, Function.identity()));
            return new Types(
                    List.copyOf(types),
                    byKey,
                    types.stream().collect(Collectors.toMap(RecordType::plural, Function.identity())),
                    DerivedFields.of(byKey));
        }
    }

    RecordTypes(List<RecordType<?>> types, FieldDefinitions definitions, TypeDefinitions made, Terms terms) {
        this.definitions = definitions;
        this.made = made;
        this.terms = terms;
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
        if (TypeDefinition.isKey(recordType)) {
            return Feature.CORE;
        }
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

    /**
     * The type as the current tenant sees it now, whatever the caller got hold of and when.
     *
     * @throws TypeGone when the tenant had made it and has it no more
     */
    @SuppressWarnings("unchecked")
    <E extends BaseRecord> RecordType<E> seen(RecordType<E> type) {
        RecordType<?> seen = current().byKey().get(type.key());
        if (seen == null && type.definition().isPresent()) {
            throw new TypeGone(type.key());
        }
        return seen == null ? type : (RecordType<E>) seen;
    }

    /** Whether the product declares a type with this name. */
    boolean isDeclared(String keyOrPlural) {
        return declared.byKey().containsKey(keyOrPlural) || declared.byPlural().containsKey(keyOrPlural);
    }

    /** What follows from what in the current tenant. */
    DerivedFields derived() {
        return current().derived();
    }

    /** All types as they would be if the current tenant had this field as well, or in this way. */
    Map<String, RecordType<?>> trying(FieldDefinition field) {
        Map<String, RecordType<?>> tried = new LinkedHashMap<>(current().byKey());
        List<FieldDefinition> own = Stream.concat(
                        definitions.inUse().getOrDefault(field.recordType(), List.of()).stream()
                                .filter(other -> !other.key().equals(field.key())),
                        Stream.of(field))
                .toList();
        bare(field.recordType())
                .ifPresent(type -> tried.put(
                        type.key(),
                        with(type, own, terms.all(), current().byKey().keySet())));
        return tried;
    }

    /** Forgets the fields and types of the current tenant, after a change to them. */
    public void forget() {
        seen.clear();
    }

    private Types current() {
        return TenantScope.currentOrNull() == null ? declared : seen.get(EVERYTHING, key -> asSeen());
    }

    private Types asSeen() {
        Map<String, List<FieldDefinition>> own = definitions.inUse();
        List<TypeDefinition> added = made.inUse();
        Map<String, Term> words = terms.all();
        if (own.isEmpty() && added.isEmpty() && words.isEmpty()) {
            return declared;
        }
        List<RecordType<?>> all = new ArrayList<>(declared.all());
        added.forEach(definition -> all.add(RecordType.made(addressed(definition))));
        Set<String> known = all.stream().map(RecordType::key).collect(Collectors.toSet());
        return Types.of(all.stream()
                .<RecordType<?>>map(type -> with(type, own.getOrDefault(type.key(), List.of()), words, known))
                .toList());
    }

    /** A type without the fields that the tenant added. */
    private Optional<RecordType<?>> bare(String key) {
        return Optional.<RecordType<?>>ofNullable(declared.byKey().get(key))
                .or(() -> made.inUse().stream()
                        .filter(definition -> definition.key().equals(key))
                        .findFirst()
                        .map(definition -> RecordType.made(addressed(definition))));
    }

    /** A module that the product got later keeps its address; the tenant's type moves aside. */
    private TypeDefinition addressed(TypeDefinition definition) {
        return declared.byPlural().containsKey(definition.slug())
                ? definition.at(TypeDefinition.ASIDE + definition.slug())
                : definition;
    }

    private static <E extends BaseRecord> RecordType<E> with(
            RecordType<E> type, List<FieldDefinition> own, Map<String, Term> words, Set<String> known) {
        // a link to a type that this tenant doesn't have leads nowhere
        List<FieldDefinition> possible = own.stream()
                .filter(field -> {
                    String target = Field.linkTarget(field.type());
                    return target == null || known.contains(target);
                })
                .toList();
        return possible.isEmpty() && words.isEmpty() ? type : type.with(possible, words);
    }
}
