package com.innodus.crm.calendars;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.records.Options;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How long events of each type usually are: what has no end gets this one. */
@Service
public class UsualLengths {
    /** Minutes of the longest one, a week. */
    public static final int LONGEST = 7 * 24 * 60;

    private static final String KEY = "event-lengths";
    private static final TypeReference<Map<UUID, Integer>> FORM = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Options options;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final TenantCache<String, Map<UUID, Integer>> lengths = new TenantCache<>();

    UsualLengths(
            JdbcClient jdbc, JsonMapper json, Options options, AuditTrail audit, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.json = json;
        this.options = options;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Minutes by option of the list {@code event-type}, for those that have a length of their own. */
    public Map<UUID, Integer> all() {
        return lengths.get(KEY, key -> Objects.requireNonNull(transactions.execute(status -> load())));
    }

    private Map<UUID, Integer> load() {
        return jdbc.sql("select value::text from setting where key = ?")
                .param(KEY)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, FORM))
                .orElse(Map.of());
    }

    public Duration of(@Nullable UUID kind) {
        Integer minutes = kind == null ? null : all().get(kind);
        return minutes == null ? Times.USUAL : Duration.ofMinutes(minutes);
    }

    /** Changes all of them; for administrators. */
    @Transactional
    public void save(Map<UUID, Integer> wanted) {
        if (!Roles.isAdministrator(CurrentActor.get().role())
                || CurrentActor.get().isViewed()) {
            throw new Forbidden(Operation.EDIT, "event types");
        }
        wanted.forEach((kind, minutes) -> {
            if (minutes < 1 || minutes > LONGEST || options.byId(kind).isEmpty()) {
                throw new IllegalArgumentException("Not the length of an event: " + minutes);
            }
        });
        Map<UUID, Integer> before = all();
        jdbc.sql("""
                        insert into setting (key, value) values (?, ?::jsonb)
                        on conflict (key) do update set value = excluded.value
                        """).params(KEY, json.writeValueAsString(wanted)).update();
        lengths.clear();
        audit.note("event-type.lengths", "", Change.between(words(before), words(wanted)));
    }

    private Map<String, String> words(Map<UUID, Integer> some) {
        Map<String, String> words = new HashMap<>();
        some.forEach(
                (kind, minutes) -> options.byId(kind).ifPresent(option -> words.put(option.label(), minutes + " min")));
        return words;
    }
}
