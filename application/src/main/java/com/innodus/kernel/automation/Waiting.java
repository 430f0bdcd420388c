package com.innodus.kernel.automation;

import com.innodus.kernel.events.EventSubscriber;
import com.innodus.kernel.events.RecordEvent;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.History.FieldChange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets rules off that wait for what happens to records. */
@Component
class Waiting implements EventSubscriber {
    /** Longer chains of rules that set off each other are a mistake. */
    private static final int LONGEST_CHAIN = 5;

    private final Rules rules;
    private final Runs runs;

    Waiting(Rules rules, Runs runs) {
        this.rules = rules;
        this.runs = runs;
    }

    @Override
    public boolean waitsFor(String recordType) {
        return rules.enabledFor(recordType).stream()
                .anyMatch(rule -> switch (rule.definition().trigger()) {
                    case Trigger.Created ignored -> true;
                    case Trigger.Changed ignored -> true;
                    case Trigger.DayComes ignored -> false;
                    case Trigger.Schedule ignored -> false;
                    case Trigger.Button ignored -> false;
                    case Trigger.Called ignored -> false;
                });
    }

    @Override
    public void receive(RecordEvent event) {
        for (Rule rule : rules.enabledFor(event.type())) {
            if (!isMeant(rule.definition().trigger(), event)) {
                continue;
            }
            List<UUID> causes = event.causes();
            if (causes.contains(rule.id()) || causes.size() >= LONGEST_CHAIN) {
                runs.skip(rule, event.record(), event.id().toString(), causes, "automation.reason.loop");
            } else {
                runs.queue(rule, event.record(), event.id().toString(), causes, Map.of());
            }
        }
    }

    private static boolean isMeant(Trigger trigger, RecordEvent event) {
        return switch (trigger) {
            case Trigger.Created ignored -> event.kind() == History.Kind.CREATED;
            case Trigger.Changed changed ->
                event.kind() == History.Kind.CHANGED
                        && event.changes().stream().anyMatch(each -> isMeant(changed, each));
            case Trigger.DayComes ignored -> false;
            case Trigger.Schedule ignored -> false;
            case Trigger.Button ignored -> false;
            case Trigger.Called ignored -> false;
        };
    }

    static boolean isMeant(Trigger.Changed trigger, FieldChange change) {
        return change.field().equals(trigger.field())
                && (trigger.from() == null || is(change.before(), trigger.from()))
                && (trigger.to() == null || is(change.after(), trigger.to()));
    }

    private static boolean is(@Nullable Object value, String operand) {
        return switch (value) {
            case null -> operand.isEmpty();
            case Collection<?> several -> several.stream().anyMatch(each -> is(each, operand));
            default -> value.toString().equals(operand);
        };
    }
}
