package com.innodus.kernel.records.exchange;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import org.springframework.stereotype.Component;

/** Makes what writes the rows of one file. */
@Component
class RowImports {
    private final Records records;
    private final RecordTypes types;
    private final Options options;
    private final Access access;
    private final CellValues cells;

    RowImports(Records records, RecordTypes types, Options options, Access access, CellValues cells) {
        this.records = records;
        this.types = types;
        this.options = options;
        this.access = access;
        this.cells = cells;
    }

    <E extends BaseRecord> RowImport<E> of(RecordType<E> type, ImportPlan plan) {
        return new RowImport<>(type, plan, records, types, options, access, cells);
    }
}
