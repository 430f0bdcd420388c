package com.innodus.kernel.records.views;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.records.RecordType;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The columns that the acting user has chosen for each list. */
@Service
@Transactional
public class ListColumns {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ListColumns(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional(readOnly = true)
    public List<Column> of(RecordType<?> type) {
        return jdbc.sql("select columns::text from list_setting where user_id = ? and record_type = ?")
                .params(CurrentActor.get().id(), type.key())
                .query(String.class)
                .optional()
                .map(stored -> Column.known(type, json.readValue(stored, new TypeReference<List<Column>>() {})))
                .orElseGet(() -> Column.standard(type));
    }

    public void choose(RecordType<?> type, List<Column> columns) {
        if (CurrentActor.get().isViewed()) {
            return;
        }
        jdbc.sql("""
                        insert into list_setting (user_id, record_type, columns) values (?, ?, ?::jsonb)
                        on conflict (user_id, record_type) do update set columns = excluded.columns
                        """)
                .params(CurrentActor.get().id(), type.key(), json.writeValueAsString(Column.known(type, columns)))
                .update();
    }

    /** Back to the columns that the type declares. */
    public void reset(RecordType<?> type) {
        if (CurrentActor.get().isViewed()) {
            return;
        }
        jdbc.sql("delete from list_setting where user_id = ? and record_type = ?")
                .params(CurrentActor.get().id(), type.key())
                .update();
    }
}
