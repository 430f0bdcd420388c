package com.innodus.kernel.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the lines of a table come from; can be read any number of times. */
sealed interface Source permits DelimitedSource, WorkbookSource {
    TableFile.Format format();

    /** Name of the character set, or null where the format has none. */
    @Nullable String encoding();

    /** Between two cells, or null where the format has none. */
    @Nullable Character delimiter();

    Lines lines() throws IOException, UnreadableTable;

    /** Cells as they stand in the file, the header and blank lines included. */
    record Line(long number, List<String> cells) {}

    interface Lines extends Closeable {
        /** The next line, or null at the end. */
        @Nullable Line next() throws IOException, UnreadableTable;
    }
}
