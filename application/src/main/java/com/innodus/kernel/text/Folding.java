package com.innodus.kernel.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Makes texts comparable for searching and matching: "Cañón", "canon" and "CAÑON" fold to the same text.
 *
 * <p>The result is for machines, never shown. Folding is idempotent, and the same in every language of the user.
 */
public final class Folding {
    private Folding() {}

    /** The folded text: lower case, without Latin, Greek, Arabic and Hebrew marks, whitespace collapsed and trimmed. */
    public static String fold(String text) {
        String current = foldOnce(text);
        // recomposition can bring two letters together that fold again; the second pass is a no-op for nearly all texts
        for (String next = foldOnce(current); !next.equals(current); next = foldOnce(current)) {
            current = next;
        }
        return current;
    }

    /** The folded words of a search, all of which must be found. */
    public static List<String> words(String search) {
        return Stream.of(fold(search).split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String foldOnce(String text) {
        if (isFoldedAscii(text)) {
            return text;
        }
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var folded = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(point -> append(folded, point));
        int end = folded.length();
        if (end > 0 && folded.charAt(end - 1) == ' ') {
            folded.setLength(end - 1);
        }
        // Hangul and kana were taken apart as well and have to be whole again
        return joinCatalanL(Normalizer.normalize(folded, Normalizer.Form.NFC));
    }

    private static void append(StringBuilder folded, int point) {
        if (Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point)) {
            if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
            return;
        }
        if (isMark(point) || isInvisible(point)) {
            return;
        }
        switch (point) {
            case 'ß' -> folded.append("ss");
            case 'æ' -> folded.append("ae");
            case 'œ' -> folded.append("oe");
            case 'þ' -> folded.append("th");
            case 'ø' -> folded.append('o');
            case 'ł' -> folded.append('l');
            case 'đ', 'ð' -> folded.append('d');
            case 'ħ' -> folded.append('h');
            case 'ŧ' -> folded.append('t');
            case 'ŋ' -> folded.append('n');
            case 'ı' -> folded.append('i');
            case 'ς' -> folded.append('σ');
            case '‘', '’', 'ʼ', '´', '`' -> folded.append('\'');
            case '“', '”', '«', '»' -> folded.append('"');
            case '‐', '‑', '‒', '–', '—', '−' -> folded.append('-');
            default -> folded.appendCodePoint(point);
        }
    }

    /** Marks that writers leave out when they type in a hurry; the vowels of Indic scripts and kana voicing are not. */
    private static boolean isMark(int point) {
        return (point >= 0x0300 && point <= 0x036F)
                || (point >= 0x0591 && point <= 0x05C7 && Character.getType(point) == Character.NON_SPACING_MARK)
                || point == 0x0640
                || (point >= 0x064B && point <= 0x065F)
                || point == 0x0670
                || (point >= 0x1AB0 && point <= 0x1AFF)
                || (point >= 0x1DC0 && point <= 0x1DFF)
                || (point >= 0x20D0 && point <= 0x20FF)
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xFE20 && point <= 0xFE2F);
    }

    /** Soft hyphen, zero-width space, byte order mark and direction marks; the joiner stays, it holds emoji together. */
    private static boolean isInvisible(int point) {
        return point == 0x00AD
                || point == 0x200B
                || point == 0x200E
                || point == 0x200F
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2060 && point <= 0x2069)
                || point == 0xFEFF;
    }

    private static String joinCatalanL(String text) {
        return text.contains("l·l") || text.contains("l•l") || text.contains("l‧l") || text.contains("l⋅l")
                ? text.replaceAll("l[·•‧⋅](?=l)", "l")
                : text;
    }

    private static boolean isFoldedAscii(String text) {
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 127 || c == '`' || (c >= 'A' && c <= 'Z') || (c == ' ' && space)) {
                return false;
            }
            space = c == ' ';
        }
        return text.isEmpty() || !space;
    }
}
