package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * From a type's records to others: over a link of its own, such as {@code organisation}, or over one that leads here, such
 * as {@code person.organisation}. As far as the acting user may know them.
 */
@Component
public class Ways {
    private final RecordTypes types;
    private final FieldRights rights;
    private final Access access;

    Ways(RecordTypes types, FieldRights rights, Access access) {
        this.types = types;
        this.rights = rights;
        this.access = access;
    }

    /**
     * A way.
     *
     * @param from where it begins
     * @param link of the one type or of the other
     * @param to where it leads, as the acting user sees it
     * @param isBack whether it is the other type's link
     */
    public record Way(RecordType<?> from, Field<?> link, RecordType<?> to, boolean isBack) {
        /** Its form in filters. */
        public String text() {
            return isBack ? to.key() + "." + link.key() : link.key();
        }

        /** What people call it, such as {@code Organización} or {@code Personas (Organización)}. */
        public String label(Locale locale) {
            return isBack
                    ? to.pluralName(locale) + " (" + to.label(link.key(), locale) + ")"
                    : from.label(link.key(), locale);
        }
    }

    /** The way with this text, if there is one for the acting user. */
    public Optional<Way> find(RecordType<?> type, String text) {
        RecordType<?> from = rights.seen(type);
        int dot = text.indexOf('.');
        if (dot < 0) {
            return from.field(text).flatMap(link -> over(from, link));
        }
        return types.byKey(text.substring(0, dot))
                .filter(other -> access.may(other.key(), Operation.READ))
                .map(rights::seen)
                .flatMap(other -> other.field(text.substring(dot + 1))
                        .filter(link -> from.key().equals(link.linkTarget()))
                        .map(link -> new Way(from, link, other, true)));
    }

    /**
     * The way with this text.
     *
     * @throws InvalidFilter when there is none, or none that the acting user may know
     */
    public Way require(RecordType<?> type, String text) {
        return find(type, text).orElseThrow(() -> new InvalidFilter("field", text));
    }

    /** All ways that lead away, those over own links first. */
    public List<Way> of(RecordType<?> type) {
        RecordType<?> from = rights.seen(type);
        List<Way> ways = new ArrayList<>();
        from.fields().forEach(link -> over(from, link).ifPresent(ways::add));
        for (RecordType<?> other : types.all()) {
            if (access.may(other.key(), Operation.READ)) {
                RecordType<?> seen = rights.seen(other);
                seen.linksTo(from.key()).forEach(link -> ways.add(new Way(from, link, seen, true)));
            }
        }
        return ways;
    }

    private Optional<Way> over(RecordType<?> from, Field<?> link) {
        String target = link.linkTarget();
        return target != null && types.byKey(target).isPresent() && access.may(target, Operation.READ)
                ? Optional.of(new Way(from, link, rights.seen(types.require(target)), false))
                : Optional.empty();
    }
}
