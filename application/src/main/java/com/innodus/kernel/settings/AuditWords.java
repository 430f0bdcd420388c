package com.innodus.kernel.settings;

import com.innodus.kernel.audit.AuditLog.Entry;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.RecordTypes;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Entries of the audit log as people read them, each in their own language. */
@Component
public class AuditWords {
    private final RecordTypes types;

    AuditWords(RecordTypes types) {
        this.types = types;
    }

    /** What was done. */
    public String act(Entry entry, Locale locale) {
        return Texts.text(locale, "audit.act." + entry.act());
    }

    /** A text of an entry; see {@link Change} for how it is made. */
    public String text(@Nullable String text, Locale locale) {
        return text == null
                ? ""
                : Stream.of(text.split("\\|"))
                        .map(part -> part.startsWith("#") ? known(part.substring(1), locale) : part)
                        .collect(Collectors.joining(": "));
    }

    /** One change in a line. */
    public String line(Change change, Locale locale) {
        String after = change.after() == null ? "—" : text(change.after(), locale);
        return text(change.what(), locale) + ": "
                + (change.before() == null ? after : text(change.before(), locale) + " → " + after);
    }

    private String known(String key, Locale locale) {
        return Texts.find(locale, key)
                .or(() -> type(key, locale))
                .or(() -> field(key, locale))
                .orElse(key);
    }

    /** A type of the tenant's own has its name in no file. */
    private Optional<String> type(String key, Locale locale) {
        return types.all().stream()
                .filter(type -> key.equals("type." + type.key()) || key.equals("type." + type.key() + ".plural"))
                .map(type -> key.endsWith(".plural") ? type.pluralName(locale) : type.name(locale))
                .findFirst();
    }

    /** Nor has a field. */
    private Optional<String> field(String key, Locale locale) {
        int dot = key.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : types.all().stream()
                        .filter(type -> type.key().equals(key.substring(0, dot)))
                        .map(type -> type.label(key.substring(dot + 1), locale))
                        .findFirst();
    }
}
