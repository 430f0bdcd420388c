package com.innodus.kernel.records.merge;

import com.innodus.kernel.records.RecordTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records that definitions of the tenant's own fields name: what a field starts with, and the conditions on others. */
@Component
class MergedDefinitions {
    private final RecordTypes types;

    MergedDefinitions(RecordTypes types) {
        this.types = types;
    }

    private static Pointer ofFields(String column, boolean json) {
        return new Pointer.Text("field_definition", "id", column, json);
    }

    @Bean
    static Pointer startsOfFields() {
        return ofFields("start_value", true);
    }

    @Bean
    static Pointer whatRequiresFields() {
        return ofFields("required_when", false);
    }

    @Bean
    static Pointer whatShowsFields() {
        return ofFields("visible_when", false);
    }

    @Bean
    static Pointer whatClosesFields() {
        return ofFields("read_only_when", false);
    }

    /** Definitions are kept in memory. */
    @EventListener
    void forget(Merges.Merged merged) {
        types.forget();
    }
}
