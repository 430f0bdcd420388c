package com.innodus.kernel.records;

import com.innodus.kernel.access.RecordFeatures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All record types of the product. */
@Component
public class RecordTypes implements RecordFeatures {
    private final List<RecordType<?>> types;
    private final Map<String, RecordType<?>> byKey;
    private final Map<String, RecordType<?>> byPlural;

    RecordTypes(List<RecordType<?>> types) {
        this.types = List.copyOf(types);
        byKey = types.stream().collect(Collectors.toMap(RecordType::key, Function.identity()));
        byPlural = types.stream().collect(Collectors.toMap(RecordType::plural, Function.identity()));
        types.forEach(type -> type.fields().forEach(field -> {
            if (field.type() instanceof FieldType.Link link && !byKey.containsKey(link.target())) {
                throw new IllegalArgumentException(type + "." + field + " links to unknown type " + link.target());
            }
        }));
    }

    public List<RecordType<?>> all() {
        return types;
    }

    public Optional<RecordType<?>> byKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public Optional<RecordType<?>> byPlural(String plural) {
        return Optional.ofNullable(byPlural.get(plural));
    }

    @Override
    public String featureOf(String recordType) {
        return require(recordType).feature();
    }

    /**
     * The type with this key.
     *
     * @throws IllegalArgumentException when there is none
     */
    public RecordType<?> require(String key) {
        return byKey(key).orElseThrow(() -> new IllegalArgumentException("There is no record type " + key));
    }
}
