package com.innodus.kernel.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks into a zip before the workbook parser may: a small upload must not become gigabytes in memory.
 *
 * <p>It unpacks every part once, counting, through the same zip reader that the workbook parser uses; with another one
 * a crafted file could show two faces.
 */
final class WorkbookPackage {
    /** A workbook has a dozen parts and a few per sheet, picture and comment. */
    private static final int MOST_ENTRIES = 2_000;
    /** Unpacked size against that of the largest file allowed; sheets usually pack 5 to 20 times. */
    private static final int MOST_UNPACKED = 12;
    /** Shared strings stay in memory while the file is read. */
    private static final long MOST_SHARED_STRINGS = 160L * 1024 * 1024;
    /** A part above {@link #RATIO_FREE} packed further than this is refused; the same row repeated packs 100 times. */
    private static final int MOST_RATIO = 250;

    private static final long RATIO_FREE = 4L * 1024 * 1024;

    private WorkbookPackage() {}

    static void check(Path file, Limits limits) throws IOException, UnreadableTable {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            long unpacked = 0;
            int entries = 0;
            Set<String> names = new HashSet<>();
            byte[] buffer = new byte[1 << 16];
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (++entries > MOST_ENTRIES) {
                    throw new UnreadableTable(TableProblem.ZIP_BOMB);
                }
                if (!names.add(entry.getName()) || !zip.canReadEntryData(entry)) {
                    throw new UnreadableTable(TableProblem.BROKEN_WORKBOOK);
                }
                unpacked += unpack(zip, entry, buffer, limits.maxBytes() * MOST_UNPACKED - unpacked);
            }
            if (!names.contains("[Content_Types].xml")) {
                throw new UnreadableTable(TableProblem.NOT_A_TABLE);
            }
        }
    }

    private static long unpack(ZipFile zip, ZipArchiveEntry entry, byte[] buffer, long allowed)
            throws IOException, UnreadableTable {
        long most = entry.getName().toLowerCase(Locale.ROOT).contains("sharedstrings")
                ? Math.min(allowed, MOST_SHARED_STRINGS)
                : allowed;
        long packed = Math.max(1, entry.getCompressedSize());
        long size = 0;
        var scan = new MarkupScan();
        try (InputStream in = zip.getInputStream(entry)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > most || (size > RATIO_FREE && size / packed > MOST_RATIO)) {
                    throw new UnreadableTable(TableProblem.ZIP_BOMB);
                }
                scan.add(buffer, n);
            }
        }
        return size;
    }

    /**
     * Watches the bytes of XML for what no spreadsheet program writes and a parser could choke on: a document type, and
     * a cell so far to the right that the parser would fill memory with empty cells up to it.
     */
    private static final class MarkupScan {
        private static final String DOCTYPE = "<!DOCTYPE";
        /** Longest column name of Excel is XFD. */
        private static final int MOST_COLUMN_LETTERS = 3;

        private int doctype;
        private boolean tag;
        /** How much of {@code r="} stands behind whitespace: 1 space, 2 r, 3 equals sign, 4 inside the value. */
        private int reference;

        private int letters;

        void add(byte[] bytes, int length) throws UnreadableTable {
            for (int i = 0; i < length; i++) {
                // zero bytes of UTF-16 are skipped, so that it is looked through as well
                if (bytes[i] != 0) {
                    next((char) (bytes[i] & 0xFF));
                }
            }
        }

        private void next(char c) throws UnreadableTable {
            if (c == DOCTYPE.charAt(doctype)) {
                if (++doctype == DOCTYPE.length()) {
                    throw new UnreadableTable(TableProblem.XML_ENTITIES);
                }
            } else {
                doctype = c == '<' ? 1 : 0;
            }
            if (c == '<' || c == '>') {
                tag = c == '<';
                reference = 0;
            } else if (tag) {
                inTag(c);
            }
        }

        private void inTag(char c) throws UnreadableTable {
            boolean space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (reference == 4) {
                if (c == '&') {
                    throw new UnreadableTable(TableProblem.BROKEN_WORKBOOK);
                }
                boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
                if (letter && ++letters > MOST_COLUMN_LETTERS) {
                    throw new UnreadableTable(TableProblem.BROKEN_WORKBOOK);
                }
                reference = letter || c == '$' ? 4 : 0;
            } else if (space) {
                reference = Math.max(reference, 1);
            } else if (reference == 1 && c == 'r') {
                reference = 2;
            } else if (reference == 2 && c == '=') {
                reference = 3;
            } else if (reference == 3 && (c == '"' || c == '\'')) {
                reference = 4;
                letters = 0;
            } else {
                reference = 0;
            }
        }
    }
}
