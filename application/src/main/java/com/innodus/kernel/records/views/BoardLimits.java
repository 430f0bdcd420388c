package com.innodus.kernel.records.views;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much work a column of a board should hold at most, the same for everybody. It warns and doesn't refuse: a board
 * that hides what is there helps nobody.
 */
@Service
@Transactional
public class BoardLimits {
    private final JdbcClient jdbc;
    private final Access access;

    BoardLimits(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** By value of the field. */
    @Transactional(readOnly = true)
    public Map<UUID, Integer> of(RecordType<?> type, Field<?> field) {
        return jdbc
                .sql("select value, most from board_limit where record_type = ? and field = ?")
                .params(type.key(), field.key())
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether the acting user may set limits: who may change the lists of values. */
    @Transactional(readOnly = true)
    public boolean maySet() {
        return access.may(Options.RECORD_TYPE, Operation.EDIT);
    }

    /**
     * @param most null for no limit
     * @throws Forbidden when the acting user may not change the lists of values
     */
    public void set(RecordType<?> type, Field<?> field, UUID value, @Nullable Integer most) {
        if (!maySet()) {
            throw new Forbidden(Operation.EDIT, "board limit");
        }
        if (most == null) {
            jdbc.sql("delete from board_limit where record_type = ? and field = ? and value = ?")
                    .params(type.key(), field.key(), value)
                    .update();
        } else {
            jdbc.sql("""
                            insert into board_limit (record_type, field, value, most) values (?, ?, ?, ?)
                            on conflict (record_type, field, value) do update set most = excluded.most
                            """).params(type.key(), field.key(), value, most).update();
        }
    }
}
