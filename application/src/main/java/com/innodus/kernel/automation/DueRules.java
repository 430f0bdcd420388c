package com.innodus.kernel.automation;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sets rules off whose time has come. A server that stood still makes up for each day that passed where a rule waits for
 * days, and once where it goes by the clock.
 */
@Component
class DueRules {
    /** Records read at once. */
    private static final int PAGE = 1_000;

    /** Days that are made up for; what waited longer is nobody's news any more. */
    private static final int MOST_DAYS = 31;

    private final Rules rules;
    private final Runs runs;
    private final Users users;
    private final Records records;
    private final RecordTypes types;
    private final Clock clock;

    DueRules(Rules rules, Runs runs, Users users, Records records, RecordTypes types, Clock clock) {
        this.clock = clock;
        this.rules = rules;
        this.runs = runs;
        this.users = users;
        this.records = records;
        this.types = types;
    }

    @Transactional
    void setOff() {
        for (Rule rule : rules.lockDue()) {
            Instant due = rules.dueAt(rule.id());
            users.byId(rule.owner())
                    .filter(user -> user.state() == User.State.ACTIVE)
                    .ifPresent(owner -> types.byKey(rule.definition().recordType())
                            .ifPresent(type -> CurrentActor.run(owner.actor(), () -> setOff(rule, type, due))));
            rules.wait(rule);
        }
    }

    private <E extends BaseRecord> void setOff(Rule rule, RecordType<E> type, Instant due) {
        try {
            switch (rule.definition().trigger()) {
                case Trigger.DayComes comes ->
                    daysSince(due, comes)
                            .flatMap(day -> Times.daysMeant(comes, day).stream())
                            .forEach(meant -> queue(rule, type, on(comes, meant), comes.field() + " " + meant));
                case Trigger.Schedule ignored ->
                    queue(rule, type, FilterText.read(rule.definition().filter()), due.toString());
                case Trigger.Created ignored -> {}
                case Trigger.Changed ignored -> {}
                case Trigger.Button ignored -> {}
                case Trigger.Called ignored -> {}
            }
        } catch (InvalidFilter e) {
            // a field is gone since: said where the rule is edited, and in the log of each run
            runs.skip(rule, Runs.NO_RECORD, due.toString(), List.of(), "automation.reason.filter");
        }
    }

    static Filter on(Trigger.DayComes trigger, LocalDate day) {
        return Filter.test(trigger.field(), Filter.Operator.IS, day.toString());
    }

    /** The day that it was due, and those after it whose hour has come too. */
    private Stream<LocalDate> daysSince(Instant due, Trigger.DayComes comes) {
        LocalDate first = due.atZone(Times.ZONE).toLocalDate();
        return Stream.iterate(first, day -> day.plusDays(1))
                .limit(MOST_DAYS)
                .takeWhile(day -> day.equals(first)
                        || !day.atTime(comes.at())
                                .atZone(Times.ZONE)
                                .toInstant()
                                .isAfter(clock.instant()));
    }

    private <E extends BaseRecord> void queue(Rule rule, RecordType<E> type, Filter filter, String occurrence) {
        Query query = Query.ALL.with(filter);
        List<E> page = records.page(type, query, null, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(record -> runs.queue(rule, record.getId(), occurrence, List.of(), Map.of()));
            page = page.size() < PAGE
                    ? List.of()
                    : records.page(type, query, records.edge(type, query, page.getLast()), 0, PAGE);
        }
    }
}
