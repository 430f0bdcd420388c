package com.innodus.themes.safe;

import com.innodus.themes.safe.CssToken.Kind;
import java.util.List;
import java.util.Set;

/** The declarations that a style attribute of a mail or document may hold: look of the text and of its own box. */
final class HtmlStyles {

    private static final Set<String> PROPERTIES = Set.of(
            "color", "background-color", "text-align", "font", "width", "border", "border-collapse", "border-spacing");
    private static final List<String> FAMILIES = List.of("font-", "padding", "margin", "border-");
    private static final Set<String> FUNCTIONS =
            Set.of("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch");

    private HtmlStyles() {}

    static boolean allows(String property, List<CssValue> value) {
        var known = PROPERTIES.contains(property) || FAMILIES.stream().anyMatch(property::startsWith);
        return known && value.stream().allMatch(HtmlStyles::allows);
    }

    private static boolean allows(CssValue value) {
        return switch (value) {
            case CssValue.Group group -> {
                var function = group.function();
                yield function != null && FUNCTIONS.contains(function);
            }
            // a negative margin would lay the content over its surroundings
            case CssValue.Leaf(var token) -> !isNumber(token) || !token.value().startsWith("-");
        };
    }

    private static boolean isNumber(CssToken token) {
        return token.is(Kind.NUMBER) || token.is(Kind.PERCENTAGE) || token.is(Kind.DIMENSION);
    }
}
