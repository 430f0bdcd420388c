package com.innodus.kernel.templates;

import com.innodus.kernel.i18n.Texts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail that a tenant words once and writes again and again.
 *
 * @param recordType key of the type whose fields it may name; null for records of any type
 * @param wordings by language (ISO 639), at least one; their texts may hold placeholders, see {@link Templates}
 */
public record MailTemplate(
        UUID id, String name, @Nullable String recordType, int version, Map<String, Wording> wordings) {
    public MailTemplate {
        wordings = Collections.unmodifiableMap(new LinkedHashMap<>(wordings));
    }

    /** What it says in one language. */
    public record Wording(String subject, String body) {
        public static final Wording NONE = new Wording("", "");

        public boolean isBlank() {
            return subject.isBlank() && body.isBlank();
        }
    }

    /** The languages that it has, in the product's order. */
    public List<Locale> languages() {
        return Texts.LANGUAGES.stream()
                .filter(language -> wordings.containsKey(language.getLanguage()))
                .toList();
    }

    /** What it says to somebody of a language; in another where it doesn't have that one. */
    public Wording in(Locale wish) {
        return Stream.concat(Stream.of(Texts.nearest(wish)), languages().stream())
                .map(language -> wordings.get(language.getLanguage()))
                .filter(wording -> wording != null)
                .findFirst()
                .orElse(Wording.NONE);
    }
}
