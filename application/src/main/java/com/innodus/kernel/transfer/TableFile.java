package com.innodus.kernel.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody uploaded, as a table: one row of headers and rows of texts below.
 *
 * <p>What the file is, is told by its content; its name plays no part. {@link #open} reads it once to the end, so that
 * every {@link TableProblem} is known before the first row is handed out; {@link #rows} then streams it in constant
 * memory (a workbook keeps its shared strings).
 */
public final class TableFile {
    /** What a table file can be. */
    public enum Format {
        /** Text with delimiters: CSV, TSV and their kin. */
        DELIMITED,
        /** Office Open XML spreadsheet; its first visible sheet is the table. */
        XLSX
    }

    private static final int SIGNATURE_BYTES = 8;

    private final Source source;
    private final Limits limits;
    private final List<String> headers;
    private final long headerNumber;
    private final long rowCount;

    private TableFile(Source source, Limits limits, List<String> headers, long headerNumber, long rowCount) {
        this.source = source;
        this.limits = limits;
        this.headers = headers;
        this.headerNumber = headerNumber;
        this.rowCount = rowCount;
    }

    /**
     * Opens a file and checks all of it.
     *
     * @param blankHeader name of a column without header, given its number from 1: "Columna 3"
     * @throws UnreadableTable if it is no table, is damaged, or breaks a limit
     */
    public static TableFile open(Path file, Limits limits, IntFunction<String> blankHeader) throws UnreadableTable {
        try {
            Source source = detect(file, limits);
            try (Source.Lines lines = source.lines()) {
                Source.Line header = nextNotBlank(lines);
                if (header == null) {
                    throw new UnreadableTable(TableProblem.EMPTY);
                }
                List<String> headers = named(header, limits, blankHeader);
                return new TableFile(source, limits, headers, header.number(), count(lines, limits));
            }
        } catch (IOException e) {
            throw new UnreadableTable(TableProblem.NOT_READABLE, e);
        }
    }

    public Format format() {
        return source.format();
    }

    /** The headers, unique and none blank: a repeated one is numbered, "Mail (2)". */
    public List<String> headers() {
        return headers;
    }

    /** Rows below the header, blank ones not counted. */
    public long rowCount() {
        return rowCount;
    }

    /** The file's first rows, at most {@code most}. */
    public Preview preview(int most) throws UnreadableTable {
        List<Row> first = new ArrayList<>();
        try (Rows rows = rows()) {
            for (Row row = first.size() < most ? rows.next() : null;
                    row != null;
                    row = first.size() < most ? rows.next() : null) {
                first.add(row);
            }
        }
        return new Preview(source.format(), source.encoding(), source.delimiter(), headers, first, rowCount);
    }

    /** All rows from the first. */
    public Rows rows() throws UnreadableTable {
        return rowsAfter(headerNumber);
    }

    /**
     * The rows below the one with this {@link Row#number}, for an import that goes on after an interruption.
     *
     * @param number of the last row that is done; 0 for none
     */
    public Rows rowsAfter(long number) throws UnreadableTable {
        try {
            return new Rows(source.lines(), headers.size(), limits, Math.max(number, headerNumber));
        } catch (IOException e) {
            throw new UnreadableTable(TableProblem.NOT_READABLE, e);
        }
    }

    /** Rows of an open file, in its order; to be closed. */
    public static final class Rows implements AutoCloseable {
        private final Source.Lines lines;
        private final int columns;
        private final Limits limits;
        private final long after;

        private Rows(Source.Lines lines, int columns, Limits limits, long after) {
            this.lines = lines;
            this.columns = columns;
            this.limits = limits;
            this.after = after;
        }

        /** The next row that is not blank, or null at the end. */
        public @Nullable Row next() throws UnreadableTable {
            try {
                Source.Line line = nextNotBlank(lines);
                while (line != null && line.number() <= after) {
                    line = nextNotBlank(lines);
                }
                if (line == null) {
                    return null;
                }
                check(line, limits);
                return row(line);
            } catch (IOException e) {
                throw new UnreadableTable(TableProblem.NOT_READABLE, e);
            }
        }

        private Row row(Source.Line line) {
            List<String> cells = line.cells();
            if (cells.size() == columns) {
                return new Row(line.number(), cells, List.of());
            }
            if (cells.size() > columns) {
                List<String> surplus = cells.subList(columns, cells.size());
                return new Row(
                        line.number(),
                        cells.subList(0, columns),
                        surplus.stream().allMatch(String::isBlank) ? List.of() : surplus);
            }
            List<String> padded = new ArrayList<>(cells);
            while (padded.size() < columns) {
                padded.add("");
            }
            return new Row(line.number(), padded, List.of());
        }

        @Override
        public void close() throws UnreadableTable {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UnreadableTable(TableProblem.NOT_READABLE, e);
            }
        }
    }

    private static Source detect(Path file, Limits limits) throws IOException, UnreadableTable {
        long size = Files.size(file);
        if (size == 0) {
            throw new UnreadableTable(TableProblem.EMPTY);
        }
        if (size > limits.maxBytes()) {
            throw new UnreadableTable(TableProblem.TOO_LARGE, size, limits.maxBytes());
        }
        byte[] signature;
        try (InputStream in = Files.newInputStream(file)) {
            signature = in.readNBytes(SIGNATURE_BYTES);
        }
        if (startsWith(signature, 'P', 'K', 3, 4) || startsWith(signature, 'P', 'K', 5, 6)) {
            return WorkbookSource.open(file, limits);
        }
        if (startsWith(signature, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
            throw new UnreadableTable(TableProblem.OLD_OR_PROTECTED_WORKBOOK);
        }
        if (startsWith(signature, '%', 'P', 'D', 'F', '-') || startsWith(signature, '{', '\\', 'r', 't', 'f')) {
            throw new UnreadableTable(TableProblem.NOT_A_TABLE);
        }
        return DelimitedSource.open(file, limits);
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static Source.@Nullable Line nextNotBlank(Source.Lines lines) throws IOException, UnreadableTable {
        Source.Line line = lines.next();
        while (line != null && line.cells().stream().allMatch(String::isBlank)) {
            line = lines.next();
        }
        return line;
    }

    private static long count(Source.Lines lines, Limits limits) throws IOException, UnreadableTable {
        long rows = 0;
        for (Source.Line line = nextNotBlank(lines); line != null; line = nextNotBlank(lines)) {
            check(line, limits);
            if (++rows > limits.maxRows()) {
                throw new UnreadableTable(TableProblem.TOO_MANY_ROWS, limits.maxRows());
            }
        }
        if (rows == 0) {
            throw new UnreadableTable(TableProblem.HEADER_ONLY);
        }
        return rows;
    }

    private static void check(Source.Line line, Limits limits) throws UnreadableTable {
        for (String cell : line.cells()) {
            if (cell.length() > limits.maxCellChars()) {
                throw new UnreadableTable(TableProblem.CELL_TOO_LONG, limits.maxCellChars(), line.number());
            }
        }
    }

    private static List<String> named(Source.Line header, Limits limits, IntFunction<String> blankHeader)
            throws UnreadableTable {
        check(header, limits);
        List<String> cells = new ArrayList<>(header.cells());
        while (cells.getLast().isBlank()) {
            cells.removeLast();
        }
        if (cells.size() > limits.maxColumns()) {
            throw new UnreadableTable(TableProblem.TOO_MANY_COLUMNS, limits.maxColumns(), header.number());
        }
        // names that stand in the file are kept; only repetitions and blanks give way
        Set<String> taken = new HashSet<>();
        cells.forEach(cell -> taken.add(cell.strip()));
        Set<String> used = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            boolean blank = cells.get(i).isBlank();
            String wanted = blank ? blankHeader.apply(i + 1) : cells.get(i).strip();
            String name = wanted;
            for (int n = 2; used.contains(name) || ((blank || n > 2) && taken.contains(name)); n++) {
                name = wanted + " (" + n + ")";
            }
            used.add(name);
            names.add(name);
        }
        return List.copyOf(names);
    }
}
