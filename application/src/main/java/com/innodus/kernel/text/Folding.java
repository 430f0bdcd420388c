package com.innodus.kernel.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text without case, accents and superfluous space, so that "Àgora" is found by "agora". */
public final class Folding {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}]+");

    /** Letters that Unicode doesn't decompose, and the Catalan middle dot. */
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('ø', "o"),
            Map.entry('ł', "l"),
            Map.entry('đ', "d"),
            Map.entry('ð', "d"),
            Map.entry('þ', "th"),
            Map.entry('ı', "i"),
            Map.entry('·', ""));

    private Folding() {}

    /** The folded form; blank text folds to the empty string. */
    public static String fold(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String bare =
                MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
        StringBuilder folded = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            char letter = bare.charAt(i);
            String replacement = LETTERS.get(letter);
            if (replacement == null) {
                folded.append(letter);
            } else {
                folded.append(replacement);
            }
        }
        return SPACE.matcher(folded).replaceAll(" ").strip();
    }

    /** The folded words of a search, all of which must be found. */
    public static List<String> words(String search) {
        return Stream.of(fold(search).split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
