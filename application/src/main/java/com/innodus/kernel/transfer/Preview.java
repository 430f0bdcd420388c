package com.innodus.kernel.transfer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user sees before importing.
 *
 * @param format what the content is, whatever the name says
 * @param encoding character set of a text file, such as "UTF-8"; null for a workbook
 * @param delimiter between the cells of a text file; null for a workbook
 * @param headers unique and not blank
 * @param rows the first rows
 * @param rowCount rows below the header, blank ones not counted
 */
public record Preview(
        TableFile.Format format,
        @Nullable String encoding,
        @Nullable Character delimiter,
        List<String> headers,
        List<Row> rows,
        long rowCount) {
    public Preview {
        headers = List.copyOf(headers);
        rows = List.copyOf(rows);
    }
}
