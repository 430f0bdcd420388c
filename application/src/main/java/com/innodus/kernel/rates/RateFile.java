package com.innodus.kernel.rates;

import com.innodus.kernel.transfer.Limits;
import com.innodus.kernel.transfer.Row;
import com.innodus.kernel.transfer.TableFile;
import com.innodus.kernel.transfer.UnreadableTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A table of rates: a day, a currency and a rate in each row, or a day in each row and a currency in each column, as the
 * European Central Bank publishes them.
 */
public final class RateFile {
    /** The bank's whole history from 1999 on has a quarter of a million. */
    private static final int MOST = 1_000_000;

    private static final Limits LIMITS = new Limits(20L * 1024 * 1024, 100_000, 200, 200);
    private static final Set<String> MISSING = Set.of("", "N/A", "-");
    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d/M/uuuu"),
            DateTimeFormatter.ofPattern("d.M.uuuu"),
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH));

    private RateFile() {}

    /**
     * All rates of the file.
     *
     * @throws UnreadableTable when it is no table
     * @throws InvalidRates when it is one of something else; nothing is taken over from a file that is partly wrong
     */
    public static List<Rate> read(Path file) throws UnreadableTable {
        TableFile table = TableFile.open(file, LIMITS, Integer::toString);
        List<String> headers = table.headers().stream().map(RateFile::code).toList();
        boolean isWide = headers.stream().skip(1).anyMatch(Rate::isCurrency);
        if (!isWide && headers.size() < 3) {
            throw new InvalidRates(0, "rates.error.columns", "");
        }
        List<Rate> rates = new ArrayList<>();
        try (TableFile.Rows rows = table.rows()) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                if (isWide) {
                    for (int i = 1; i < headers.size(); i++) {
                        if (Rate.isCurrency(headers.get(i))) {
                            add(rates, row, headers.get(i), row.cells().get(i));
                        }
                    }
                } else {
                    add(rates, row, code(row.cells().get(1)), row.cells().get(2));
                }
                if (rates.size() > MOST) {
                    throw new InvalidRates(row.number(), "rates.error.too-many", Integer.toString(MOST));
                }
            }
        }
        return rates;
    }

    private static String code(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    private static void add(List<Rate> rates, Row row, String currency, String text) {
        String given = text.strip();
        if (MISSING.contains(given.toUpperCase(Locale.ROOT))) {
            return;
        }
        Rate rate = new Rate(currency, day(row), number(row, given));
        String problem = Rates.problem(rate);
        if (problem != null) {
            throw new InvalidRates(row.number(), problem, problem.endsWith("currency") ? currency : given);
        }
        rates.add(rate);
    }

    private static LocalDate day(Row row) {
        String given = row.cells().getFirst().strip();
        for (DateTimeFormatter format : DAYS) {
            try {
                return LocalDate.parse(given, format);
            } catch (DateTimeParseException e) {
                // written in another way
            }
        }
        throw new InvalidRates(row.number(), "rates.error.day", given);
    }

    private static BigDecimal number(Row row, String given) {
        // a comma is the decimal one; rates are written without separators of thousands
        String plain = given.indexOf('.') < 0 ? given.replace(',', '.') : given;
        try {
            return new BigDecimal(plain);
        } catch (NumberFormatException e) {
            throw new InvalidRates(row.number(), "rates.error.rate", given);
        }
    }
}
