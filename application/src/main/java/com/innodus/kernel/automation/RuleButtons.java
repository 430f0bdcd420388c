package com.innodus.kernel.automation;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rules that people set off by a button. Whoever may edit a record may press; what follows is done with the rights of who
 * answers for the rule, which is what makes a button of it.
 */
@Service
@Transactional
public class RuleButtons {
    private final Rules rules;
    private final Runs runs;
    private final Records records;

    RuleButtons(Rules rules, Runs runs, Records records) {
        this.rules = rules;
        this.runs = runs;
        this.records = records;
    }

    /** A button and the rule behind it. */
    public record RuleButton(UUID rule, String label) {}

    /** The buttons of a type; from memory. */
    public List<RuleButton> of(RecordType<?> type) {
        return rules.enabledFor(type.key()).stream()
                .flatMap(rule -> rule.definition().trigger() instanceof Trigger.Button(var label)
                        ? Stream.of(new RuleButton(rule.id(), label))
                        : Stream.empty())
                .toList();
    }

    /** Sets a rule off for records; returns for how many. */
    public <E extends BaseRecord> int press(UUID id, RecordType<E> type, Collection<UUID> ids) {
        Rule rule = rules.enabledFor(type.key()).stream()
                .filter(each -> each.id().equals(id) && each.definition().trigger() instanceof Trigger.Button)
                .findFirst()
                .orElseThrow(() -> new Forbidden(Operation.EDIT, type.key()));
        List<UUID> editable = CurrentActor.get().isViewed() ? List.of() : records.among(type, ids, Operation.EDIT);
        if (editable.isEmpty()) {
            throw new Forbidden(Operation.EDIT, type.key());
        }
        String press = UUID.randomUUID().toString();
        editable.forEach(record -> runs.queue(rule, record, press, List.of(), Map.of()));
        return editable.size();
    }
}
