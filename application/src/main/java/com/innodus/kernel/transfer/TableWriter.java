package com.innodus.kernel.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Writes a table as it comes, in constant memory; the file is whole once closed. The stream given is left open. */
public sealed interface TableWriter extends Closeable permits CsvTableWriter, XlsxTableWriter {
    /** Names of the columns; once, before the first row. */
    void header(List<String> names) throws IOException;

    void row(List<Cell> cells) throws IOException;

    /** A value that keeps its type where the format has types. */
    sealed interface Cell {}

    record Text(String value) implements Cell {}

    record Decimal(BigDecimal value) implements Cell {}

    record Day(LocalDate value) implements Cell {}

    record Moment(Instant value) implements Cell {}

    record Flag(boolean value) implements Cell {}

    /** No value. */
    record Blank() implements Cell {}
}
