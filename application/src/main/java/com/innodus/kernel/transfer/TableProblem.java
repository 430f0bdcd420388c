package com.innodus.kernel.transfer;

import java.util.Locale;

/** Why a file cannot be read as a table. Each has a text of the same key, with the arguments named here. */
public enum TableProblem {
    /** Nothing in it. */
    EMPTY,
    /** A header and no row below it. */
    HEADER_ONLY,
    /** Neither text nor a workbook: a picture, a PDF, a program. */
    NOT_A_TABLE,
    /** A workbook of Excel 97-2003, or one protected with a password; to be saved as .xlsx without password. */
    OLD_OR_PROTECTED_WORKBOOK,
    /** Says it is a workbook, but its parts are missing or damaged. */
    BROKEN_WORKBOOK,
    /** Unpacks to far more than it should. */
    ZIP_BOMB,
    /** Its XML declares entities, which no spreadsheet program writes. */
    XML_ENTITIES,
    /** Text with NUL characters. {0} line. */
    NUL_BYTES,
    /** A quotation mark is opened and never closed. {0} line of the row in which it opens. */
    UNTERMINATED_QUOTE,
    /** {0} size in bytes, {1} most allowed. */
    TOO_LARGE,
    /** {0} most allowed. */
    TOO_MANY_ROWS,
    /** {0} most allowed, {1} line. */
    TOO_MANY_COLUMNS,
    /** {0} most allowed characters, {1} line; usually a quotation mark that is never closed in a long file. */
    CELL_TOO_LONG,
    /** The storage failed while reading; worth another try. */
    NOT_READABLE;

    /** Key of the text for the user, such as {@code transfer.problem.zip-bomb}. */
    public String messageKey() {
        return "transfer.problem." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
