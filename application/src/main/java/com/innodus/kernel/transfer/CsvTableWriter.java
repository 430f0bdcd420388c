package com.innodus.kernel.transfer;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes CSV (RFC 4180, UTF-8 with byte order mark, every cell quoted) that {@link TableFile} reads back unchanged.
 *
 * <p>Texts that a spreadsheet could run get an apostrophe in front, which the reader takes away again. NUL characters
 * are left out: no database stores them and no reader takes them. Days and moments are ISO 8601, moments in UTC.
 */
public final class CsvTableWriter implements TableWriter {
    private final CsvWriter writer;
    private final Dialect dialect;

    /**
     * What Excel expects depends on the country.
     *
     * @param separator between cells
     * @param decimalSign in numbers
     */
    public record Dialect(char separator, char decimalSign) {
        /** Excel in Spain and most of Europe. */
        public static final Dialect EUROPEAN = new Dialect(';', ',');
        /** Programs, and Excel in English. */
        public static final Dialect INTERNATIONAL = new Dialect(',', '.');
    }

    public CsvTableWriter(OutputStream out) throws IOException {
        this(out, Dialect.EUROPEAN);
    }

    public CsvTableWriter(OutputStream out, Dialect dialect) throws IOException {
        this.dialect = dialect;
        // without the mark Excel takes UTF-8 for the Windows code page
        out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        this.writer = CsvWriter.builder()
                .fieldSeparator(dialect.separator())
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new Unclosed(out), StandardCharsets.UTF_8);
    }

    @Override
    public void header(List<String> names) throws IOException {
        write(names.stream().map(CsvTableWriter::safe).toList());
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        write(cells.stream().map(this::text).toList());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void write(List<String> cells) throws IOException {
        try {
            writer.writeRecord(cells);
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private String text(Cell cell) {
        return switch (cell) {
            case Text(String value) -> safe(value);
            case Decimal(BigDecimal value) -> value.toPlainString().replace('.', dialect.decimalSign());
            case Day(var value) -> value.toString();
            case Moment(var value) -> value.toString();
            case Flag(boolean value) -> String.valueOf(value);
            case Blank() -> "";
        };
    }

    private static String safe(String text) {
        return FormulaGuard.guard(text.indexOf(0) < 0 ? text : text.replace("\0", ""));
    }

    /** Leaves the stream open for its owner: a response, a zip entry. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
