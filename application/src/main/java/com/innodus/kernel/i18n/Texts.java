package com.innodus.kernel.i18n;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** The product's texts: {@code vaadin-i18n/translations*.properties}, Spanish where a language has none. */
public final class Texts {
    public static final String BUNDLE = "vaadin-i18n/translations";

    /** Languages that people can choose, the first is the default. */
    public static final List<Locale> LANGUAGES = List.of(Locale.of("es"), Locale.ENGLISH, Locale.of("ca"));

    private Texts() {}

    /** The text with its arguments put in ({@link MessageFormat}); the key itself when there is none. */
    public static String text(Locale locale, String key, Object... arguments) {
        ResourceBundle bundle = bundle(locale);
        String pattern = bundle.containsKey(key) ? bundle.getString(key) : key;
        return arguments.length == 0
                ? pattern.replace("''", "'")
                : new MessageFormat(pattern, locale).format(arguments);
    }

    public static Optional<String> find(Locale locale, String key) {
        ResourceBundle bundle = bundle(locale);
        return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
    }

    /** The offered language nearest to what somebody asks for. */
    public static Locale nearest(Locale wish) {
        return LANGUAGES.stream()
                .filter(offered -> offered.getLanguage().equals(wish.getLanguage()))
                .findFirst()
                .orElse(LANGUAGES.getFirst());
    }

    private static ResourceBundle bundle(Locale locale) {
        Locale offered = nearest(locale);
        // the default file is Spanish; the machine's own language must not come in between
        return ResourceBundle.getBundle(
                BUNDLE,
                offered.getLanguage().equals("es") ? Locale.ROOT : offered,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
