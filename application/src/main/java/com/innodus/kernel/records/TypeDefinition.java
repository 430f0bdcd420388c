package com.innodus.kernel.records;

import com.innodus.kernel.i18n.Texts;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A type of record that a tenant made.
 *
 * @param key never one that the product declares
 * @param slug in addresses, in interfaces and in their scopes; chosen once
 * @param title what the field is called by which a record is known
 * @param icon name in Vaadin's set
 * @param colour of the icon, hexadecimal
 * @param area of the navigation: the key of one of the product's, or the tenant's own word
 * @param hidden ways of looking at a list that aren't offered: BOARD, CALENDAR, TREE, CHART
 * @param archived out of every face; its records stay and come back with it
 */
public record TypeDefinition(
        String key,
        String slug,
        Term name,
        Term plural,
        Term title,
        String icon,
        @Nullable String colour,
        String area,
        Set<String> hidden,
        boolean archived) {
    /** Where types stand that name no area. */
    public static final String AREA = "records";

    public static final String ICON = "CLIPBOARD_TEXT";

    /** Before the address of a type whose own the product needs. */
    static final String ASIDE = "x-";

    private static final Pattern KEY = Pattern.compile("x_[a-z0-9_]{1,40}");

    public TypeDefinition {
        // they stand in statements
        if (!isKey(key)) {
            throw new IllegalArgumentException("Not a key of a tenant's own type: " + key);
        }
        hidden = Set.copyOf(hidden);
    }

    /** What somebody begins with who makes a type. */
    public static TypeDefinition named(Term name, Term plural) {
        return new TypeDefinition(
                "x_new", "", name, plural, Term.ofText("types.field.name"), ICON, null, AREA, Set.of(), false);
    }

    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /** What a field is called that every such type has. */
    String label(String field, Locale locale) {
        return field.equals("name") ? title.in(locale) : Texts.text(locale, "types.field." + field);
    }

    /** The same under another address. */
    TypeDefinition at(String address) {
        return new TypeDefinition(key, address, name, plural, title, icon, colour, area, hidden, archived);
    }
}
