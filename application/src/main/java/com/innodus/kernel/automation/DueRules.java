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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets rules off whose time has come. A server that stood still makes up for each of them once, not for each time. */
@Component
class DueRules {
    /** A rule that reaches more records at once is a bulk action, and done as one. */
    static final int MOST_RECORDS = 1_000;

    private final Rules rules;
    private final Runs runs;
    private final Users users;
    private final Records records;
    private final RecordTypes types;

    DueRules(Rules rules, Runs runs, Users users, Records records, RecordTypes types) {
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
        LocalDate day = due.atZone(Times.ZONE).toLocalDate();
        try {
            switch (rule.definition().trigger()) {
                case Trigger.DayComes comes -> {
                    for (LocalDate meant : Times.daysMeant(comes, day)) {
                        String occurrence = comes.field() + " " + meant;
                        found(type, on(comes, meant))
                                .forEach(record -> runs.queue(rule, record, occurrence, List.of(), Map.of()));
                    }
                }
                case Trigger.Schedule ignored ->
                    found(type, FilterText.read(rule.definition().filter()))
                            .forEach(record -> runs.queue(rule, record, due.toString(), List.of(), Map.of()));
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

    private <E extends BaseRecord> List<UUID> found(RecordType<E> type, Filter filter) {
        return records.ids(type, Query.ALL.with(filter), MOST_RECORDS);
    }
}
