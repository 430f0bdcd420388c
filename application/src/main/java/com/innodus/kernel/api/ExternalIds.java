package com.innodus.kernel.api;

import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.merge.Pointer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What other programs call our records. The callers ask the gate for the records themselves. */
@Service
@Transactional
class ExternalIds {
    /** Other programs find the record that theirs becomes part of. */
    @Bean
    static Pointer externalIdsOfRecords() {
        return new Pointer.Belonging("external_id", "external_id", null);
    }

    private final JdbcClient jdbc;

    ExternalIds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which records these ids stand for. */
    @Transactional(readOnly = true)
    public Map<String, UUID> records(RecordType<?> type, Collection<String> externalIds) {
        Map<String, UUID> found = new HashMap<>();
        if (!externalIds.isEmpty()) {
            jdbc.sql("select external_id, record_id from external_id where record_type = ? and external_id = any(?)")
                    .params(type.key(), externalIds.toArray(String[]::new))
                    .query(row -> {
                        found.put(row.getString(1), row.getObject(2, UUID.class));
                    });
        }
        return found;
    }

    /** What these records are called. */
    @Transactional(readOnly = true)
    public Map<UUID, String> of(RecordType<?> type, Collection<UUID> records) {
        Map<UUID, String> found = new HashMap<>();
        if (!records.isEmpty()) {
            jdbc.sql("select record_id, external_id from external_id where record_id = any(?) and record_type = ?")
                    .params(records.toArray(UUID[]::new), type.key())
                    .query(row -> {
                        found.put(row.getObject(1, UUID.class), row.getString(2));
                    });
        }
        return found;
    }

    /** Gives names to records; a name that stood for another record stands for this one from now on. */
    public void name(RecordType<?> type, Map<String, UUID> named) {
        if (!named.isEmpty()) {
            jdbc.sql("""
                            insert into external_id (record_type, external_id, record_id)
                            select ?, n.external_id, n.record_id from unnest(?::text[], ?::uuid[]) as n(external_id, record_id)
                            on conflict (record_type, external_id) do update set record_id = excluded.record_id
                            """)
                    .params(
                            type.key(),
                            named.keySet().toArray(String[]::new),
                            named.values().toArray(UUID[]::new))
                    .update();
        }
    }
}
