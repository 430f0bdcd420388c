package com.innodus.kernel.records;

import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.records.Records.RecordWritten;
import com.innodus.kernel.text.Folding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/** The options of choice fields: the tenant's attribute lists, in memory because every row of every list shows some. */
@Component
public class Options {
    /** Record type whose records are the options. */
    public static final String RECORD_TYPE = "attribute";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final TenantCache<String, Map<UUID, Option>> cache = new TenantCache<>();

    Options(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * One option.
     *
     * @param colour hexadecimal, for its badge
     * @param preset what a new record starts with
     * @param archived no longer offered, but still shown where it was chosen
     */
    public record Option(
            UUID id,
            String list,
            String key,
            String label,
            @Nullable String english,
            @Nullable String catalan,
            @Nullable String synonyms,
            @Nullable String colour,
            boolean preset,
            boolean archived) {
        public String label(Locale locale) {
            String own = switch (locale.getLanguage()) {
                case "en" -> english;
                case "ca" -> catalan;
                default -> label;
            };
            return own == null ? label : own;
        }

        /** Whether people may mean this option by that text: its key or its label in any language. */
        boolean isMeantBy(String folded) {
            Stream<@Nullable String> others = synonyms == null ? Stream.of() : Stream.of(synonyms.split(";"));
            return Stream.concat(Stream.of(key, label, english, catalan), others)
                    .anyMatch(text -> text != null && Folding.fold(text).equals(folded));
        }
    }

    /** What is offered for a list, in order. */
    public List<Option> offered(String list) {
        return all().values().stream()
                .filter(option -> option.list().equals(list) && !option.archived())
                .toList();
    }

    /** What new records of a type start with, by field key. */
    public Map<String, UUID> presets(RecordType<?> type) {
        Map<String, UUID> presets = new LinkedHashMap<>();
        for (Field<?> field : type.fields()) {
            if (field.type() instanceof FieldType.Choice(String list)) {
                offered(list).stream()
                        .filter(Option::preset)
                        .findFirst()
                        .ifPresent(option -> presets.put(field.key(), option.id()));
            }
        }
        return presets;
    }

    public Optional<Option> byId(@Nullable UUID id) {
        return Optional.ofNullable(id).map(all()::get);
    }

    /** The option of a list that a text in a file means. */
    public Optional<Option> meantBy(String list, String text) {
        String folded = Folding.fold(text);
        return all().values().stream()
                .filter(option -> option.list().equals(list) && option.isMeantBy(folded))
                .findFirst();
    }

    /** Keys of all lists that offer something. */
    public List<String> lists() {
        return all().values().stream()
                .filter(option -> !option.archived())
                .map(Option::list)
                .distinct()
                .sorted()
                .toList();
    }

    /** Forgets what is cached of the current tenant, after a change in the same transaction. */
    void forget() {
        cache.clear();
    }

    private Map<UUID, Option> all() {
        return cache.get("", key -> java.util.Objects.requireNonNull(transactions.execute(status -> load())));
    }

    // also when it was taken back: the transaction itself may have read what it made
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION)
    void forget(RecordWritten written) {
        if (written.type().equals(RECORD_TYPE)) {
            cache.clear();
        }
    }

    private Map<UUID, Option> load() {
        return jdbc
                .sql("""
                        select id, list, key, label, label_en, label_ca, synonyms, colour, preset, archived
                        from attribute where deleted_at is null order by list, position, label, id
                        """)
                .query((row, number) -> new Option(
                        row.getObject("id", UUID.class),
                        row.getString("list"),
                        row.getString("key"),
                        row.getString("label"),
                        row.getString("label_en"),
                        row.getString("label_ca"),
                        row.getString("synonyms"),
                        row.getString("colour"),
                        row.getBoolean("preset"),
                        row.getBoolean("archived")))
                .list()
                .stream()
                .collect(Collectors.toMap(Option::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }
}
