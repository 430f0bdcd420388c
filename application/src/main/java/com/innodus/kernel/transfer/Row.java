package com.innodus.kernel.transfer;

import java.util.List;

/**
 * One row of a file.
 *
 * @param number where the user finds it, from 1: the line it starts on in a text file, the row in a workbook
 * @param cells as many as the table has headers; what the file leaves out is ""
 * @param surplus cells beyond the last header, when one of them isn't blank; the row is then suspect, usually because
 *     of a delimiter inside an unquoted text
 */
public record Row(long number, List<String> cells, List<String> surplus) {
    public Row {
        cells = List.copyOf(cells);
        surplus = List.copyOf(surplus);
    }
}
