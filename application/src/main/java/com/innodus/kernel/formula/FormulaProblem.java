package com.innodus.kernel.formula;

import com.innodus.kernel.i18n.Texts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A text is no formula. */
public class FormulaProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final String message;
    private final transient List<String> arguments;

    /**
     * @param position of the first letter that is wrong, counted from 1
     * @param message key of the sentence, whose first argument is the position
     * @param arguments further ones; kinds by the keys of their names
     */
    public FormulaProblem(int position, String message, String... arguments) {
        super(message + " at " + position + " " + List.of(arguments));
        this.position = position;
        this.message = message;
        this.arguments = List.of(arguments);
    }

    public int position() {
        return position;
    }

    /** Key of the sentence. */
    public String message() {
        return message;
    }

    /** Of the sentence: the position first; kinds by the keys of their names. */
    public List<String> arguments() {
        return Stream.concat(Stream.of(Integer.toString(position)), arguments.stream())
                .toList();
    }

    /** What is wrong, in the language of the reader. */
    public String sentence(Locale locale) {
        return sentence(locale, message, arguments());
    }

    /** The same from its parts. */
    public static String sentence(Locale locale, String message, List<String> arguments) {
        return Texts.text(
                locale,
                message,
                arguments.stream()
                        .map(word -> word.startsWith("formula.kind.") ? Texts.text(locale, word) : word)
                        .toArray());
    }
}
