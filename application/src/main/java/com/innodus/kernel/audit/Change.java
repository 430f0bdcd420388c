package com.innodus.kernel.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is another now. Never holds a secret.
 *
 * <p>Each of the texts may be made of parts with {@code |} between them; a part that begins with {@code #} is the key of
 * a text, shown in the reader's language.
 *
 * @param before null when there was nothing
 * @param after null when there is nothing any more
 */
public record Change(
        String what, @Nullable String before, @Nullable String after) {
    /** Something that is told beside an act. */
    public static Change fact(String what, Object value) {
        return new Change(what, null, value.toString());
    }

    /** What differs between two states, by what it is called; things that are blank are not there. */
    public static List<Change> between(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        return all.stream()
                .map(what -> new Change(what, present(before.get(what)), present(after.get(what))))
                .filter(change -> !Objects.equals(change.before(), change.after()))
                .toList();
    }

    /** Several values as one text, in an order of their own. */
    public static String list(Collection<String> values) {
        return String.join(", ", new TreeSet<>(values));
    }

    private static @Nullable String present(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
