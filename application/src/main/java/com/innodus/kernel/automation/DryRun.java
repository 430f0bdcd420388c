package com.innodus.kernel.automation;

import com.innodus.kernel.automation.Rule.Definition;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Mention;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which records a rule would have fired for lately: what set it off is taken from the past, its conditions are asked as the
 * records are now. Nothing is done.
 */
@Service
public class DryRun {
    public static final int DAYS = 30;

    /** Of the records some are named. */
    private static final int NAMED = 12;

    private static final int MOST = 1_000;

    private final JdbcClient jdbc;
    private final Records records;
    private final RecordTypes types;
    private final JsonMapper json;
    private final Clock clock;

    DryRun(JdbcClient jdbc, Records records, RecordTypes types, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.types = types;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What would have happened.
     *
     * @param setOff how many records would have set it off
     * @param fitting how many of them fulfil the conditions
     * @param atLeast whether it is more than anybody counted
     */
    public record Outcome(int setOff, int fitting, boolean atLeast, List<Mention> some) {}

    /** For the last {@link #DAYS} days. */
    @Transactional(readOnly = true)
    public Outcome of(Definition rule) {
        Rules.requireAdministrator();
        return types.byKey(rule.recordType()).map(type -> of(rule, type)).orElse(new Outcome(0, 0, false, List.of()));
    }

    private <E extends BaseRecord> Outcome of(Definition rule, RecordType<E> type) {
        try {
            Filter conditions = FilterText.read(rule.filter());
            List<UUID> setOff = List.copyOf(setOff(rule.trigger(), type, conditions));
            Set<UUID> fitting = records.fitting(type, conditions, setOff);
            List<UUID> named =
                    setOff.stream().filter(fitting::contains).limit(NAMED).toList();
            Map<UUID, String> titles = records.titles(type, named);
            return new Outcome(
                    setOff.size(),
                    fitting.size(),
                    setOff.size() >= MOST,
                    named.stream()
                            .filter(titles::containsKey)
                            .map(id -> new Mention(id, titles.getOrDefault(id, "")))
                            .toList());
        } catch (InvalidFilter e) {
            return new Outcome(0, 0, false, List.of());
        }
    }

    private <E extends BaseRecord> Set<UUID> setOff(Trigger trigger, RecordType<E> type, Filter conditions) {
        return switch (trigger) {
            case Trigger.Created ignored ->
                found(type, Filter.test("createdAt", Filter.Operator.LAST_DAYS, Integer.toString(DAYS)));
            case Trigger.Changed changed -> changed(type, changed);
            case Trigger.DayComes comes -> {
                Set<UUID> all = new LinkedHashSet<>();
                LocalDate today = clock.instant().atZone(Times.ZONE).toLocalDate();
                List<Filter> days = today.minusDays(DAYS)
                        .datesUntil(today.plusDays(1))
                        .flatMap(day -> Times.daysMeant(comes, day).stream())
                        .distinct()
                        .map(day -> DueRules.on(comes, day))
                        .toList();
                all.addAll(found(type, new Filter.Or(days)));
                yield all;
            }
            // these reach whatever fits when the time comes
            case Trigger.Schedule ignored -> found(type, conditions);
            case Trigger.Button ignored -> found(type, conditions);
            case Trigger.Called ignored -> Set.of();
        };
    }

    private <E extends BaseRecord> Set<UUID> found(RecordType<E> type, Filter filter) {
        return new LinkedHashSet<>(records.ids(type, Query.ALL.with(filter), MOST));
    }

    private Set<UUID> changed(RecordType<?> type, Trigger.Changed trigger) {
        Instant since = clock.instant().minus(Duration.ofDays(DAYS));
        Set<UUID> found = new LinkedHashSet<>();
        jdbc.sql("""
                        select record_id, changes::text from record_change
                        where record_type = ? and kind = ? and at >= ?
                          and changes @> jsonb_build_array(jsonb_build_object('field', ?::text))
                        order by at desc limit ?
                        """)
                .params(type.key(), History.Kind.CHANGED.name(), Timestamp.from(since), trigger.field(), MOST)
                .query((row, number) -> {
                    List<History.FieldChange> changes =
                            json.readValue(row.getString(2), new TypeReference<List<History.FieldChange>>() {});
                    if (changes.stream().anyMatch(change -> Waiting.isMeant(trigger, change))) {
                        found.add(row.getObject(1, UUID.class));
                    }
                    return number;
                })
                .list();
        return found;
    }
}
