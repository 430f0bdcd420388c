package com.innodus.kernel.records;

import com.innodus.kernel.i18n.Texts;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a tenant calls something, in each language; where a language has no word of its own, the first one stands. */
public record Term(
        String word, @Nullable String english, @Nullable String catalan) {
    public static Term of(String word) {
        return new Term(word, null, null);
    }

    /** A text of the product, as a beginning. */
    static Term ofText(String key) {
        return new Term(
                Texts.text(Texts.LANGUAGES.getFirst(), key),
                Texts.text(Locale.ENGLISH, key),
                Texts.text(Locale.of("ca"), key));
    }

    public String in(Locale locale) {
        String own = switch (locale.getLanguage()) {
            case "en" -> english;
            case "ca" -> catalan;
            default -> word;
        };
        return own == null ? word : own;
    }

    /** As it stands within a sentence: without a capital, unless it is an abbreviation. */
    public String within(Locale locale) {
        String said = in(locale);
        int first = said.codePointAt(0);
        int second = said.length() > Character.charCount(first) ? said.codePointAt(Character.charCount(first)) : ' ';
        return Character.isUpperCase(second)
                ? said
                : Character.toString(Character.toLowerCase(first)) + said.substring(Character.charCount(first));
    }

    boolean isEmpty() {
        return words().allMatch(String::isEmpty);
    }

    /** The words that there are. */
    Stream<String> words() {
        return Stream.of(word, english, catalan).flatMap(Stream::ofNullable);
    }

    /** The same, with blanks and control characters as people don't see them. */
    Term clean() {
        return new Term(clean(word), cleanOrNull(english), cleanOrNull(catalan));
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static @Nullable String cleanOrNull(@Nullable String text) {
        String clean = text == null ? "" : clean(text);
        return clean.isEmpty() ? null : clean;
    }
}
