package com.innodus.kernel.records;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Derivations as they are stored. */
final class DerivationText {
    private DerivationText() {}

    static @Nullable String write(JsonMapper json, @Nullable Derivation derivation) {
        Map<String, Object> stored = new LinkedHashMap<>();
        switch (derivation) {
            case null -> {
                return null;
            }
            case Derivation.Formula formula -> {
                stored.put("formula", formula.text());
                stored.put("open", formula.open());
            }
            case Derivation.RollUp rollUp -> {
                stored.put("child", rollUp.child());
                stored.put("link", rollUp.link());
                stored.put("aggregate", rollUp.aggregate());
                stored.put("measured", rollUp.measured());
                stored.put("filter", rollUp.filter().isEmpty() ? "" : FilterText.write(rollUp.filter()));
                stored.put("open", rollUp.open());
            }
        }
        return json.writeValueAsString(stored);
    }

    /** @throws IllegalArgumentException when it is none */
    static @Nullable Derivation read(JsonMapper json, @Nullable String stored) {
        if (stored == null) {
            return null;
        }
        Map<?, ?> map = json.readValue(stored, Map.class);
        boolean open = Boolean.TRUE.equals(map.get("open"));
        if (map.get("formula") instanceof String text) {
            return new Derivation.Formula(text, open);
        }
        String filter = String.valueOf(map.get("filter"));
        return new Derivation.RollUp(
                String.valueOf(map.get("child")),
                String.valueOf(map.get("link")),
                Derivation.Aggregate.valueOf(String.valueOf(map.get("aggregate"))),
                String.valueOf(map.get("measured")),
                filter.isEmpty() ? Filter.NONE : FilterText.read(filter),
                open);
    }
}
