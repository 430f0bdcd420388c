package com.innodus.kernel.records.merge;

import com.innodus.kernel.records.Formulas;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.merge.Merges.Merged;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has derived fields follow a merge, which leads links past the gate. */
@Component
class MergedValues {
    private final Formulas formulas;
    private final RecordTypes types;

    MergedValues(Formulas formulas, RecordTypes types) {
        this.formulas = formulas;
        this.types = types;
    }

    @EventListener
    void follow(Merged merged) {
        List<UUID> all = Stream.concat(Stream.of(merged.kept()), merged.others().stream())
                .toList();
        formulas.follow(types.require(merged.type()), all);
    }
}
