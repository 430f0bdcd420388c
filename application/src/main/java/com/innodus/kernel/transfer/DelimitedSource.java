package com.innodus.kernel.transfer;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text file with delimiters (RFC 4180 and what spreadsheets make of it). */
record DelimitedSource(Path file, TextEncoding text, char separator, boolean directive, Limits limits)
        implements Source {
    /** In order of preference when a file would do with several. */
    private static final char[] SEPARATORS = {';', '\t', ',', '|'};

    private static final char DEFAULT_SEPARATOR = ';';
    private static final int SAMPLE_CHARS = 1 << 16;
    private static final int SAMPLE_LINES = 100;
    /** The first line with which Excel tells the delimiter to itself. */
    private static final Pattern DIRECTIVE = Pattern.compile("\"?sep=([;,|\\t])\"?\\R", Pattern.CASE_INSENSITIVE);
    /** Columns of Excel; a row with more is not a row. */
    private static final int MOST_CELLS = 16_384;

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    static DelimitedSource open(Path file, Limits limits) throws IOException, UnreadableTable {
        TextEncoding text = TextEncoding.detect(file);
        String sample;
        try (Reader reader = text.reader(file)) {
            char[] chars = new char[SAMPLE_CHARS];
            int length = 0;
            for (int n = reader.read(chars); n > 0; n = reader.read(chars, length, chars.length - length)) {
                length += n;
            }
            sample = new String(chars, 0, length);
        }
        if (sample.isBlank()) {
            throw new UnreadableTable(TableProblem.EMPTY);
        }
        Matcher told = DIRECTIVE.matcher(sample);
        if (told.lookingAt()) {
            return new DelimitedSource(file, text, told.group(1).charAt(0), true, limits);
        }
        return new DelimitedSource(file, text, guessSeparator(sample), false, limits);
    }

    @Override
    public TableFile.Format format() {
        return TableFile.Format.DELIMITED;
    }

    @Override
    public String encoding() {
        return text.charset().name();
    }

    @Override
    public Character delimiter() {
        return separator;
    }

    @Override
    public Lines lines() throws IOException {
        var handler = CsvRecordHandler.of(handling -> handling.maxFields(Math.max(MOST_CELLS, limits.maxColumns()))
                .maxFieldSize(limits.maxCellChars() + 1)
                .maxRecordSize(Integer.MAX_VALUE));
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                // a quotation mark in a quoted cell takes two characters
                .maxBufferSize(Math.max(1 << 16, 2 * limits.maxCellChars() + (1 << 14)))
                .build(handler, text.reader(file));
        CloseableIterator<CsvRecord> records = reader.iterator();
        var lines = new CsvLines(reader, records, limits);
        if (directive) {
            records.next();
        }
        return lines;
    }

    private record CsvLines(CsvReader<CsvRecord> reader, CloseableIterator<CsvRecord> records, Limits limits)
            implements Lines {
        @Override
        public @Nullable Line next() throws IOException, UnreadableTable {
            try {
                if (!records.hasNext()) {
                    return null;
                }
                CsvRecord csv = records.next();
                List<String> cells = new ArrayList<>(csv.getFieldCount());
                for (int i = 0; i < csv.getFieldCount(); i++) {
                    cells.add(FormulaGuard.release(csv.getField(i)));
                }
                return new Line(csv.getStartingLineNumber(), cells);
            } catch (CsvParseException e) {
                throw refusal(e);
            } catch (UncheckedIOException e) {
                throw new IOException(e);
            } catch (NoSuchElementException e) {
                return null;
            }
        }

        /** The parser tells its reasons by message only. */
        private UnreadableTable refusal(CsvParseException e) {
            var messages = new StringBuilder();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                messages.append(cause.getMessage()).append('\n');
            }
            Matcher place = LINE.matcher(messages);
            long line = place.find() ? Long.parseLong(place.group(1)) : 0;
            if (messages.indexOf("Unclosed quoted field") >= 0) {
                return new UnreadableTable(TableProblem.UNTERMINATED_QUOTE, e, line);
            }
            if (messages.indexOf("surpassed the maximum limit") >= 0) {
                return new UnreadableTable(TableProblem.TOO_MANY_COLUMNS, e, limits.maxColumns(), line);
            }
            return new UnreadableTable(TableProblem.CELL_TOO_LONG, e, limits.maxCellChars(), line);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** The separator that gives most lines as many cells as the header has; of equals, the one with more columns. */
    private static char guessSeparator(String sample) {
        char best = DEFAULT_SEPARATOR;
        double bestScore = 0;
        int bestColumns = 1;
        for (char candidate : SEPARATORS) {
            List<Integer> counts = columnCounts(sample, candidate);
            int columns = counts.getFirst();
            double alike = counts.stream().filter(count -> count == columns).count();
            double score = columns < 2 ? 0 : alike / counts.size();
            if (score > bestScore || (score == bestScore && score > 0 && columns > bestColumns)) {
                best = candidate;
                bestScore = score;
                bestColumns = columns;
            }
        }
        return best;
    }

    /** Cells of each line that isn't blank, as far as quotation marks are taken into account; at least one line. */
    private static List<Integer> columnCounts(String sample, char separator) {
        List<Integer> counts = new ArrayList<>();
        int cells = 1;
        boolean quoted = false;
        boolean quotedCell = false;
        boolean cellStart = true;
        boolean blank = true;
        for (int i = 0; i < sample.length() && counts.size() < SAMPLE_LINES; i++) {
            char c = sample.charAt(i);
            // a doubled quotation mark closes and opens again
            if (c == '"' && (cellStart || quotedCell)) {
                quoted = !quoted;
                quotedCell = true;
                cellStart = false;
                blank = false;
            } else if (!quoted && (c == separator || c == '\n' || c == '\r')) {
                if (c == separator) {
                    cells++;
                    blank = false;
                } else {
                    if (!blank) {
                        counts.add(cells);
                    }
                    cells = 1;
                    blank = true;
                }
                cellStart = true;
                quotedCell = false;
            } else {
                cellStart = false;
                blank = blank && Character.isWhitespace(c);
            }
        }
        boolean cutOff = sample.length() == SAMPLE_CHARS && !counts.isEmpty();
        if (!blank && !cutOff && counts.size() < SAMPLE_LINES) {
            counts.add(cells);
        }
        return counts.isEmpty() ? List.of(1) : counts;
    }
}
