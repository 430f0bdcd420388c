package com.innodus.kernel.transfer;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * The first visible sheet of an XLSX file.
 *
 * <p>Cells become the text that means the same everywhere: numbers with a point and no grouping, dates as ISO 8601,
 * booleans as true and false, formulas as their last result.
 */
record WorkbookSource(Path file, Limits limits) implements Source {
    /** With the formats, for only they tell a date from a number. */
    private static final ReadingOptions FORMATS = new ReadingOptions(true, true);

    private static final ReadingOptions NO_FORMATS = new ReadingOptions(false, true);
    /** A double holds 15 digits for certain; what follows is noise such as 0.30000000000000004. */
    private static final MathContext PRECISION = new MathContext(15, RoundingMode.HALF_EVEN);
    /** Farthest decimal place of a double; written out, anything beyond would only fill memory. */
    private static final int FARTHEST_DIGIT = 400;
    /** What is no part of the pattern: quoted text, [colour or locale], escaped and padding characters. */
    private static final Pattern FORMAT_LITERALS = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.|\\*.");

    static WorkbookSource open(Path file, Limits limits) throws UnreadableTable {
        try {
            WorkbookPackage.check(file, limits);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableTable(TableProblem.BROKEN_WORKBOOK, e);
        }
        return new WorkbookSource(file, limits);
    }

    @Override
    public TableFile.Format format() {
        return TableFile.Format.XLSX;
    }

    @Override
    public @Nullable String encoding() {
        return null;
    }

    @Override
    public @Nullable Character delimiter() {
        return null;
    }

    @Override
    public Lines lines() throws IOException, UnreadableTable {
        ReadableWorkbook workbook;
        try {
            workbook = workbook();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableTable(TableProblem.BROKEN_WORKBOOK, e);
        }
        try {
            Sheet sheet = workbook.getSheets()
                    .filter(candidate -> candidate.getVisibility() == SheetVisibility.VISIBLE)
                    .findFirst()
                    .orElseGet(workbook::getFirstSheet);
            return new SheetLines(workbook, sheet.openStream(), limits);
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw new UnreadableTable(TableProblem.BROKEN_WORKBOOK, e);
        }
    }

    private ReadableWorkbook workbook() throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), FORMATS);
        } catch (ExcelReaderException e) {
            // the part with the formats is optional in a workbook, but the parser insists on it when asked for formats
            return new ReadableWorkbook(file.toFile(), NO_FORMATS);
        }
    }

    private static final class SheetLines implements Lines {
        private final ReadableWorkbook workbook;
        private final Stream<org.dhatim.fastexcel.reader.Row> stream;
        private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
        private final Limits limits;

        SheetLines(ReadableWorkbook workbook, Stream<org.dhatim.fastexcel.reader.Row> stream, Limits limits) {
            this.workbook = workbook;
            this.stream = stream;
            this.rows = stream.iterator();
            this.limits = limits;
        }

        @Override
        public @Nullable Line next() throws UnreadableTable {
            try {
                if (!rows.hasNext()) {
                    return null;
                }
                org.dhatim.fastexcel.reader.Row row = rows.next();
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < row.getCellCount(); i++) {
                    cells.add(row.getOptionalCell(i).map(this::text).orElse(""));
                }
                return new Line(row.getRowNum(), cells);
            } catch (RuntimeException e) {
                // the parser has no exception of its own for most of what a damaged sheet can do to it
                throw new UnreadableTable(TableProblem.BROKEN_WORKBOOK, e);
            }
        }

        private String text(Cell cell) {
            String raw = cell.getRawValue();
            return switch (cell.getType()) {
                case EMPTY -> "";
                case STRING -> cell.getValue() instanceof String value ? value : "";
                case BOOLEAN -> String.valueOf(cell.asBoolean());
                case NUMBER -> number(cell, cell.asNumber());
                case FORMULA -> raw == null ? "" : formula(cell, raw);
                case ERROR -> raw == null ? "" : raw;
            };
        }

        private String formula(Cell cell, String result) {
            if (result.length() <= limits.maxCellChars() && cell.getValue() instanceof BigDecimal number) {
                return number(cell, number);
            }
            return result;
        }

        private String number(Cell cell, @Nullable BigDecimal number) {
            if (number == null) {
                return "";
            }
            String format = cell.getDataFormatString();
            if (format != null) {
                String date = date(format, number);
                if (date != null) {
                    return date;
                }
            }
            BigDecimal rounded = number.round(PRECISION).stripTrailingZeros();
            return Math.abs((long) rounded.scale()) > FARTHEST_DIGIT ? number.toString() : rounded.toPlainString();
        }

        /** The number as date, time or both when its format shows it so. */
        private @Nullable String date(String format, BigDecimal number) {
            String pattern = FORMAT_LITERALS.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
            boolean days = pattern.matches(".*[yd].*") || pattern.matches("[^0#?hs]*m[^0#?hs]*");
            boolean hours = pattern.matches(".*[hs].*");
            if (!(days || hours) || pattern.contains("general") || pattern.contains("standard")) {
                return null;
            }
            // 2,958,466 is the year 10000, where Excel ends
            if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(2_958_466)) >= 0) {
                return null;
            }
            LocalDateTime moment = moment(number);
            if (!days && number.compareTo(BigDecimal.ONE) < 0) {
                return moment.toLocalTime().toString();
            }
            boolean midnight = moment.toLocalTime().equals(LocalTime.MIDNIGHT);
            return !hours || (midnight && !days) ? moment.toLocalDate().toString() : moment.toString();
        }

        private LocalDateTime moment(BigDecimal number) {
            LocalDateTime origin;
            if (workbook.isDate1904()) {
                origin = LocalDateTime.of(1904, 1, 1, 0, 0);
            } else if (number.compareTo(BigDecimal.valueOf(60)) < 0) {
                origin = LocalDateTime.of(1899, 12, 31, 0, 0);
            } else {
                // Excel believes in 29 February 1900 since Lotus 1-2-3 did
                origin = LocalDateTime.of(1899, 12, 30, 0, 0);
            }
            long millis = number.multiply(BigDecimal.valueOf(86_400_000))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            return origin.plus(millis, ChronoUnit.MILLIS);
        }

        @Override
        public void close() throws IOException {
            stream.close();
            workbook.close();
        }
    }
}
