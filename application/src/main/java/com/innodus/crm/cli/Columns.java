package com.innodus.crm.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table for people: each column as wide as its widest cell. */
final class Columns {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... titles) {
        rows.add(List.of(titles));
    }

    void row(Object... cells) {
        rows.add(java.util.Arrays.stream(cells).map(String::valueOf).toList());
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            line.append(cell)
                    .append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length())))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
