package com.innodus.kernel.suitcase;

import java.time.Instant;
import java.util.List;

/**
 * What a suitcase says it holds; written last, when all is known.
 *
 * @param format of the suitcase itself
 * @param schemaVersion of the tables
 */
record Manifest(
        int format, int schemaVersion, String slug, String name, String edition, Instant at, List<Piece> pieces) {
    static final String NAME = "manifest.json";
    /** Whether this installation packed it: its key over the manifest's checksum. */
    static final String SEAL = "seal.txt";

    static final int FORMAT = 1;

    /** One file; {@code rows} is 0 where there are none. */
    record Piece(String path, long rows, long bytes, String sha256) {}
}
