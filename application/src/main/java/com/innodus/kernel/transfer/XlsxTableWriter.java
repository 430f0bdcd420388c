package com.innodus.kernel.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes an XLSX file whose cells have types. A text is never a formula here, so nothing has to be guarded.
 *
 * <p>Beyond Excel's rows a second sheet goes on, with the header again. A text over Excel's {@value #MOST_CHARS}
 * characters is cut, since Excel would not open the file; {@link #shortenedTexts} counts them for a warning.
 */
public final class XlsxTableWriter implements TableWriter {
    static final int MOST_CHARS = 32_767;

    private static final String CUT = "…";
    private static final int FLUSH_ROWS = 500;
    /** A double has 15 digits; a longer number (an account, an identifier) stays whole only as text. */
    private static final int MOST_DIGITS = 15;

    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final Workbook workbook;
    private final String sheetName;
    private final ZoneId zone;
    private final int rowsPerSheet;
    private Worksheet sheet;
    private int sheets = 1;
    private int row;
    private List<String> names = List.of();
    private long shortened;

    /**
     * @param sheetName on the tab; characters that Excel forbids are replaced
     * @param zone in which moments are shown, as cells have none
     */
    public XlsxTableWriter(OutputStream out, String sheetName, ZoneId zone) {
        this(out, sheetName, zone, Worksheet.MAX_ROWS);
    }

    XlsxTableWriter(OutputStream out, String sheetName, ZoneId zone, int rowsPerSheet) {
        this.workbook = new Workbook(out, "Innodus", "1.0");
        this.sheetName = sheetName;
        this.zone = zone;
        this.rowsPerSheet = rowsPerSheet;
        this.sheet = workbook.newWorksheet(sheetName);
    }

    /** How many texts did not fit into a cell so far. */
    public long shortenedTexts() {
        return shortened;
    }

    @Override
    public void header(List<String> names) throws IOException {
        this.names = List.copyOf(names);
        writeHeader();
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        if (row == rowsPerSheet) {
            sheet.finish();
            sheet = workbook.newWorksheet(sheetName + " " + ++sheets);
            row = 0;
            writeHeader();
        }
        for (int column = 0; column < cells.size(); column++) {
            write(column, cells.get(column));
        }
        if (++row % FLUSH_ROWS == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        sheet.finish();
        workbook.finish();
    }

    private void writeHeader() {
        if (names.isEmpty()) {
            return;
        }
        sheet.freezePane(0, 1);
        for (int column = 0; column < names.size(); column++) {
            text(column, names.get(column));
            sheet.style(row, column).bold().set();
        }
        row++;
    }

    private void write(int column, Cell cell) {
        switch (cell) {
            case Text(String value) -> text(column, value);
            case Decimal(BigDecimal value) -> decimal(column, value);
            case Day(LocalDate value) -> day(column, value);
            case Moment(Instant value) -> moment(column, value);
            case Flag(boolean value) -> sheet.value(row, column, value);
            case Blank() -> {}
        }
    }

    private void text(int column, String value) {
        String fitting = value;
        if (value.length() > MOST_CHARS) {
            int end = MOST_CHARS - CUT.length();
            fitting = value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end) + CUT;
            shortened++;
        }
        // inline, because shared strings would all stay in memory until the end
        sheet.inlineString(row, column, fitting);
    }

    private void decimal(int column, BigDecimal value) {
        if (value.stripTrailingZeros().precision() > MOST_DIGITS) {
            text(column, value.toPlainString());
        } else {
            sheet.value(row, column, value);
        }
    }

    private void day(int column, LocalDate value) {
        if (value.isBefore(FIRST_DAY) || value.isAfter(LAST_DAY)) {
            text(column, value.toString());
            return;
        }
        sheet.value(row, column, value);
        sheet.style(row, column).format("yyyy-mm-dd").set();
    }

    private void moment(int column, Instant value) {
        LocalDateTime local = value.atZone(zone).toLocalDateTime();
        if (local.toLocalDate().isBefore(FIRST_DAY) || local.toLocalDate().isAfter(LAST_DAY)) {
            text(column, value.toString());
            return;
        }
        sheet.value(row, column, local);
        sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
    }
}
