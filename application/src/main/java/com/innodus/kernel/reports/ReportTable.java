package com.innodus.kernel.reports;

import com.innodus.kernel.records.Filter;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report's answer, as it is shown and written to files.
 *
 * @param labels how many of the columns are names of groups; the others are figures
 * @param drawn places of the columns that charts draw
 * @param target place of the column with what the first figure should come to; 0 for none
 * @param total below the rows; null where there is nothing to add up
 * @param cut whether there was more than is shown
 */
public record ReportTable(
        List<Column> columns,
        int labels,
        List<Integer> drawn,
        int target,
        List<Row> rows,
        @Nullable Row total,
        boolean cut) {
    /** Whether there is a target beside the first figure, in the column {@link #target}. */
    public boolean hasTarget() {
        return target > 0;
    }

    /** @param isFigure is set to the right, unit below unit */
    public record Column(String name, boolean isFigure) {}

    /**
     * A line.
     *
     * @param level 0 for groups of the first dimension, 1 for those within
     * @param record whose line it is, in a list of records
     * @param key of the first dimension's group, as targets are kept by it
     */
    public record Row(
            List<Cell> cells,
            int level,
            @Nullable String colour,
            @Nullable UUID record,
            @Nullable String key) {}

    /**
     * A value.
     *
     * @param number as it is; null for what is no single number
     * @param behind the records that it was made of; null where no list can show exactly them
     */
    public record Cell(
            String text,
            @Nullable BigDecimal number,
            @Nullable Filter behind) {
        static final Cell EMPTY = new Cell("", null, null);

        static Cell text(String text) {
            return new Cell(text, null, null);
        }
    }

    /** Rows that charts draw: those of the first dimension. */
    public List<Row> categories() {
        return rows.stream().filter(row -> row.level() == 0).toList();
    }
}
