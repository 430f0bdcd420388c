package com.innodus.kernel.records;

import com.innodus.kernel.i18n.Texts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field as seen from a type: its own, or one of a record that it links to.
 *
 * @param links that lead to the field's record, none for a field of the type itself
 * @param owner the type that has the field, as the acting user sees it
 */
public record FieldPath(List<Link> links, RecordType<?> owner, Field<?> field) {
    /** A link on the way. */
    public record Link(RecordType<?> from, Field<?> field, RecordType<?> to) {}

    /** Its form in reports and filters, such as {@code organisation.city}. */
    public String text() {
        return Stream.concat(links.stream().map(Link::field), Stream.of(field))
                .map(Field::key)
                .collect(Collectors.joining("."));
    }

    /** What people call it, such as {@code Organización · Ciudad}. */
    public String label(Locale locale) {
        return Stream.concat(
                        links.stream()
                                .map(link -> link.from().label(link.field().key(), locale)),
                        Stream.of(name(locale)))
                .collect(Collectors.joining(" · "));
    }

    /** What every record has without declaring it is called alike everywhere. */
    private String name(Locale locale) {
        return owner.field(field.key()).isPresent()
                ? owner.label(field.key(), locale)
                : Texts.text(locale, "list.column." + field.key());
    }
}
