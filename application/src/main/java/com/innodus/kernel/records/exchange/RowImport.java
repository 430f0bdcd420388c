package com.innodus.kernel.records.exchange;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.Records.Outcome;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.text.Folding;
import com.innodus.kernel.transfer.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one file by its plan. To be called within a transaction for each lot of rows; lives as long as the
 * file, because a row may bring again what an earlier one brought.
 */
final class RowImport<E extends BaseRecord> {
    /** Letters of an option's key, before what makes it unique. */
    private static final int LONGEST_KEY = 100;

    private final RecordType<E> type;
    private final ImportPlan plan;
    private final Records records;
    private final RecordTypes types;
    private final Options options;
    private final Access access;
    private final CellValues cells;
    private final Names names = new Names();
    private final List<Field<E>> matchFields;

    RowImport(
            RecordType<E> type,
            ImportPlan plan,
            Records records,
            RecordTypes types,
            Options options,
            Access access,
            CellValues cells) {
        this.type = type;
        this.plan = plan;
        this.records = records;
        this.types = types;
        this.options = options;
        this.access = access;
        this.cells = cells;
        this.matchFields = plan.policy() == ImportPlan.Policy.CREATE
                ? List.of()
                : plan.matchOn().stream().map(type::require).toList();
    }

    /** What became of a row. */
    sealed interface Result {
        record Created(UUID id) implements Result {}

        record Updated(UUID id) implements Result {}

        /** Existed and stayed as it is. */
        record Skipped(UUID id) implements Result {}

        record Refused(List<Problem> reasons) implements Result {}
    }

    /** A row that could be read. @param key what it is recognised by, or null */
    private record Draft(
            int index,
            Map<String, @Nullable Object> values,
            @Nullable Key key) {}

    private record Key(String field, String form) {}

    /** Writes these rows; the results are in their order. */
    List<Result> write(List<Row> rows, WriteContext context) {
        Result[] results = new Result[rows.size()];
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<Problem> problems = new ArrayList<>();
            Map<String, @Nullable Object> values = values(rows.get(i), problems);
            if (problems.isEmpty()) {
                drafts.add(new Draft(i, values, key(values)));
            } else {
                results[i] = new Result.Refused(problems);
            }
        }
        // a row that repeats one of the same lot must see what that one became
        List<Draft> lot = new ArrayList<>();
        Set<Key> inLot = new HashSet<>();
        for (Draft draft : drafts) {
            if (draft.key() != null && !inLot.add(draft.key())) {
                writeLot(lot, results, context);
                lot.clear();
                inLot.clear();
                inLot.add(draft.key());
            }
            lot.add(draft);
        }
        writeLot(lot, results, context);
        return List.of(results);
    }

    private Map<String, @Nullable Object> values(Row row, List<Problem> problems) {
        if (!row.surplus().isEmpty()) {
            problems.add(Problem.of("", "import.row.surplus", String.join(" | ", row.surplus())));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        plan.columns().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(column -> {
            Field<E> field = type.require(column.getValue());
            String cell = column.getKey() < row.cells().size() ? row.cells().get(column.getKey()) : "";
            Object value = cells.read(field, cell, names, problems);
            if (value != null) {
                values.merge(field.key(), value, RowImport::both);
            }
        });
        return values;
    }

    /** Two columns for one field: lists are joined, of single values the first stands. */
    private static Object both(Object first, Object second) {
        if (first instanceof Collection<?> some && second instanceof Collection<?> more) {
            List<Object> all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        }
        return first;
    }

    private @Nullable Key key(Map<String, @Nullable Object> values) {
        for (Field<E> field : matchFields) {
            String form = Records.matchForm(field, values.get(field.key()));
            if (form != null) {
                return new Key(field.key(), form);
            }
        }
        return null;
    }

    private void writeLot(List<Draft> lot, Result[] results, WriteContext context) {
        Map<Key, UUID> known = known(lot);
        List<Draft> writing = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (Draft draft : lot) {
            UUID existing = draft.key() == null ? null : known.get(draft.key());
            if (existing != null && plan.policy() == ImportPlan.Policy.SKIP) {
                results[draft.index()] = new Result.Skipped(existing);
            } else {
                writing.add(draft);
                entries.add(new Entry(existing, existing == null ? draft.values() : again(existing, draft.values())));
            }
        }
        List<Outcome> outcomes = records.writeAll(type, entries, context);
        for (int i = 0; i < writing.size(); i++) {
            boolean isNew = entries.get(i).id() == null;
            results[writing.get(i).index()] = switch (outcomes.get(i)) {
                case Outcome.Refused(var reasons) -> new Result.Refused(reasons);
                case Outcome.Saved(var written) when isNew -> new Result.Created(written.id());
                case Outcome.Saved(var written) when written.changed() -> new Result.Updated(written.id());
                case Outcome.Saved(var written) -> new Result.Skipped(written.id());
            };
        }
    }

    /** What of a row goes into a record that exists. */
    private Map<String, @Nullable Object> again(UUID existing, Map<String, @Nullable Object> values) {
        if (plan.policy() != ImportPlan.Policy.FILL) {
            return values;
        }
        Map<String, @Nullable Object> missing = new LinkedHashMap<>(values);
        records.find(type, existing)
                .ifPresent(record -> missing.keySet().removeIf(key -> {
                    Object has = type.require(key).get(record);
                    return has != null && !(has instanceof Collection<?> several && several.isEmpty());
                }));
        return missing;
    }

    private Map<Key, UUID> known(List<Draft> lot) {
        Map<Key, UUID> known = new HashMap<>();
        for (Field<E> field : matchFields) {
            List<String> forms = lot.stream()
                    .map(Draft::key)
                    .filter(Objects::nonNull)
                    .filter(key -> key.field().equals(field.key()))
                    .map(Key::form)
                    .distinct()
                    .toList();
            records.having(type, field, forms).forEach((form, id) -> known.put(new Key(field.key(), form), id));
        }
        return known;
    }

    /** What was made under these names went with a transaction that failed. */
    void forgetNames() {
        names.remembered.clear();
    }

    /** Options and linked records by name, remembered; made where the plan says so. */
    private final class Names implements CellValues.Lookup {
        private final Map<String, Optional<UUID>> remembered = new HashMap<>();

        @Override
        public Optional<UUID> option(String list, String name) {
            return remember(
                    "option/" + list,
                    name,
                    () -> options.meantBy(list, name)
                            .map(Options.Option::id)
                            .or(() -> plan.createMissing() ? makeOption(list, name) : Optional.empty()));
        }

        @Override
        public Optional<UUID> record(String key, String title) {
            return remember("record/" + key, title, () -> linked(types.require(key), title));
        }

        private Optional<UUID> remember(String kind, String name, java.util.function.Supplier<Optional<UUID>> look) {
            String key = kind + "/" + Folding.fold(name);
            Optional<UUID> known = remembered.get(key);
            if (known == null) {
                known = look.get();
                remembered.put(key, known);
            }
            return known;
        }

        private <T extends BaseRecord> Optional<UUID> linked(RecordType<T> target, String title) {
            // a title made of several fields can't be told apart again, but one that only one record has is that record
            if (target.titleFields().size() != 1) {
                List<UUID> same = List.copyOf(records.titles(target, records.titled(target, title.strip(), 2))
                        .keySet());
                return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
            }
            Field<T> field = target.titleFields().getFirst();
            Optional<UUID> found = Optional.ofNullable(
                    records.having(target, field, List.of(title.strip().toLowerCase(Locale.ROOT)))
                            .get(title.strip().toLowerCase(Locale.ROOT)));
            return found.isPresent() || !plan.createMissing() ? found : make(target, Map.of(field.key(), title));
        }

        private Optional<UUID> makeOption(String list, String name) {
            String folded = Folding.fold(name);
            String key = folded.replaceAll("[^a-z0-9]+", "-");
            // of "C++" and "C#" the same is left
            String unique = key.equals(folded)
                    ? key
                    : key.substring(0, Math.min(key.length(), LONGEST_KEY)) + "-"
                            + UUID.randomUUID().toString().substring(0, 8);
            return make(types.require(Options.RECORD_TYPE), Map.of("list", list, "key", unique, "label", name.strip()));
        }

        /** Nothing where it can't be one, or the acting user may not make one: the row says so, the others go on. */
        private <T extends BaseRecord> Optional<UUID> make(
                RecordType<T> missing, Map<String, @Nullable Object> values) {
            if (!access.may(missing.key(), Operation.CREATE)) {
                return Optional.empty();
            }
            Outcome outcome = records.writeAll(missing, List.of(new Entry(null, values)), WriteContext.SINGLE)
                    .getFirst();
            return outcome instanceof Outcome.Saved(var written) ? Optional.of(written.id()) : Optional.empty();
        }
    }
}
