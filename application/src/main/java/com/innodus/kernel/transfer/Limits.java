package com.innodus.kernel.transfer;

/**
 * How big a file may be; beyond any of these it is refused.
 *
 * @param maxBytes size of the uploaded file
 * @param maxRows rows below the header, blank ones not counted
 * @param maxColumns columns of the header
 * @param maxCellChars UTF-16 units in one cell
 */
public record Limits(long maxBytes, long maxRows, int maxColumns, int maxCellChars) {
    public static final Limits DEFAULT = new Limits(50L * 1024 * 1024, 1_000_000, 200, 100_000);

    public Limits {
        if (maxBytes < 1 || maxRows < 1 || maxColumns < 1 || maxCellChars < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
