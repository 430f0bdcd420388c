package com.innodus.themes.safe;

import com.innodus.themes.safe.CssToken.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Cleans style sheets that tenants write. The sheet is parsed by the rules of CSS Syntax Level 3 and written anew from
 * the tree: what loads from another origin, runs script or leaves its scope is left out and reported with its line.
 */
public final class SafeCss {

    /** Longest accepted sheet, in bytes of UTF-8. */
    public static final int MAX_BYTES = 64 * 1024;

    /**
     * @param css the clean sheet, possibly empty
     * @param refusals what was left out, in the order of the sheet
     */
    public record Result(String css, List<Refusal> refusals) {}

    /**
     * One part that was left out.
     *
     * @param line where it starts, from 1
     * @param what the part itself, shortened
     * @param messageKey key of the sentence that says why
     */
    public record Refusal(int line, String what, String messageKey) {}

    /** What may stand between a pair of braces. */
    private enum Place {
        /** Top level, or a condition around top-level rules. */
        SHEET,
        /** Inside a style rule: declarations and nested rules. */
        RULE,
        KEYFRAMES,
        DECLARATIONS,
        /** Declarations and margin boxes of a printed page. */
        PAGE
    }

    private static final Set<String> CONDITIONS = Set.of("media", "supports", "container", "layer", "starting-style");
    private static final Map<String, Place> SHEET_RULES = Map.of(
            "keyframes", Place.KEYFRAMES,
            "-webkit-keyframes", Place.KEYFRAMES,
            "font-face", Place.DECLARATIONS,
            "property", Place.DECLARATIONS,
            "counter-style", Place.DECLARATIONS,
            "page", Place.PAGE);
    private static final Set<String> LOADING_RULES = Set.of("import", "namespace", "charset", "document");
    private static final Set<String> SCRIPT_PROPERTIES =
            Set.of("behavior", "-ms-behavior", "-moz-binding", "-ms-filter");

    private final CssUrls urls;
    private final CssScope scope;
    private final List<Refusal> refusals = new ArrayList<>();

    private SafeCss(CssUrls urls, String scope) {
        this.urls = urls;
        this.scope = new CssScope(scope);
    }

    /**
     * Cleans a sheet. Addresses may name only pictures carried inside and the brand's own files under {@code /brand/}.
     *
     * @param scope one selector that every rule is held inside ({@code html}, {@code body} and {@code :root} then mean
     *     the scope itself), or empty for the whole page
     */
    public static Result clean(String css, String scope) {
        return clean(css, scope, CssUrls.PAGE);
    }

    static Result clean(String css, String scope, CssUrls urls) {
        var run = new SafeCss(urls, scope);
        if (css.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            run.refuse(1, CssObjection.shortened(css), "brand.css.too-large");
            return new Result("", List.copyOf(run.refusals));
        }
        var out = new StringBuilder();
        try {
            run.contents(CssValue.parse(css), Place.SHEET, "", out);
        } catch (CssValue.TooDeep tooDeep) {
            run.refuse(1, CssObjection.shortened(css.strip()), "brand.css.too-deep");
            return new Result("", List.copyOf(run.refusals));
        }
        return new Result(out.toString(), List.copyOf(run.refusals));
    }

    /** The harmless declarations of a style attribute for which {@code allowed} says yes, on one line. */
    static String declarations(String css, CssUrls urls, BiPredicate<String, List<CssValue>> allowed) {
        var run = new SafeCss(urls, "");
        var kept = new ArrayList<String>();
        try {
            var values = CssValue.parse(css);
            for (int at = 0; at < values.size(); ) {
                int end = indexOf(values, at, Kind.SEMICOLON);
                var declaration = run.declaration(CssValue.trim(values.subList(at, end)));
                if (declaration != null && allowed.test(declaration.property(), declaration.values())) {
                    kept.add(declaration.css());
                }
                at = end + 1;
            }
        } catch (CssValue.TooDeep tooDeep) {
            return "";
        }
        return String.join("; ", kept);
    }

    private record Declaration(String property, List<CssValue> values, boolean important) {
        String css() {
            var name = new CssToken(Kind.IDENT, property, "", 0).css();
            return name + ": " + CssValue.css(values) + (important ? " !important" : "");
        }
    }

    private void contents(List<CssValue> values, Place place, String indent, StringBuilder out) {
        int at = 0;
        while (at < values.size()) {
            var value = values.get(at);
            if (value.is(Kind.SPACE) || value.is(Kind.SEMICOLON) || place == Place.SHEET && value.is(Kind.MARK)) {
                at++;
            } else if (value.is(Kind.AT)) {
                int end = endOfRule(values, at + 1);
                atRule(value.first(), values.subList(at + 1, end), place, indent, out);
                at = end;
            } else if (isDeclaration(values, at, place)) {
                int end = indexOf(values, at, Kind.SEMICOLON);
                var declaration = declaration(CssValue.trim(values.subList(at, end)));
                if (declaration != null) {
                    out.append(indent).append(declaration.css()).append(";\n");
                }
                at = end;
            } else {
                int end = place == Place.SHEET ? endOfBlock(values, at) : endOfRule(values, at);
                rule(values.subList(at, end), place, indent, out);
                at = end;
            }
        }
    }

    private static boolean isDeclaration(List<CssValue> values, int at, Place place) {
        if (place == Place.SHEET || place == Place.KEYFRAMES || !values.get(at).is(Kind.IDENT)) {
            return false;
        }
        int colon = at + 1;
        while (colon < values.size() && values.get(colon).is(Kind.SPACE)) {
            colon++;
        }
        if (colon >= values.size() || !values.get(colon).is(Kind.COLON)) {
            return false;
        }
        // "a:hover {" looks like a declaration until its braces
        var end = indexOf(values, at, Kind.SEMICOLON);
        return values.get(at).first().value().startsWith("--")
                || values.subList(at, end).stream().noneMatch(CssValue::isBlock);
    }

    private @Nullable Declaration declaration(List<CssValue> values) {
        if (values.isEmpty()) {
            return null;
        }
        var name = values.getFirst();
        int colon = values.size() > 1 && values.get(1).is(Kind.SPACE) ? 2 : 1;
        if (!name.is(Kind.IDENT) || colon >= values.size() || !values.get(colon).is(Kind.COLON)) {
            return refuse(CssObjection.at(name.first(), CssObjection.SYNTAX));
        }
        var custom = name.first().value().startsWith("--");
        var property = custom ? name.first().value() : name.first().value().toLowerCase(Locale.ROOT);
        if (SCRIPT_PROPERTIES.contains(property)) {
            return refuse(CssObjection.at(name.first(), CssObjection.SCRIPT));
        }
        var value = CssValue.trim(values.subList(colon + 1, values.size()));
        var important = isImportant(value);
        if (important) {
            value = CssValue.trim(value.subList(0, lastIndexOf(value, "!")));
        }
        var objection = CssObjection.toValue(value, urls);
        if (objection != null) {
            return refuse(objection);
        }
        if (!custom && (value.isEmpty() || value.stream().anyMatch(CssValue::isBlock))) {
            return refuse(CssObjection.at(name.first(), CssObjection.SYNTAX));
        }
        return new Declaration(property, value, important);
    }

    private static boolean isImportant(List<CssValue> value) {
        int mark = lastIndexOf(value, "!");
        var after = mark < 0 ? List.<CssValue>of() : CssValue.trim(value.subList(mark + 1, value.size()));
        return after.size() == 1
                && after.getFirst().is(Kind.IDENT)
                && after.getFirst().first().value().equalsIgnoreCase("important");
    }

    private void atRule(CssToken name, List<CssValue> rest, Place place, String indent, StringBuilder out) {
        var rule = name.value().toLowerCase(Locale.ROOT);
        var body = !rest.isEmpty() && rest.getLast() instanceof CssValue.Group group && group.isBlock() ? group : null;
        var prelude = CssValue.trim(body == null ? rest : rest.subList(0, rest.size() - 1));
        if (LOADING_RULES.contains(rule)) {
            refuse(
                    name.line(),
                    CssObjection.shortened("@" + rule),
                    "brand.css." + (rule.equals("import") ? "import" : "at-rule"));
            return;
        }
        var inside = insideOf(rule, place);
        if (inside == null || body == null && !rule.equals("layer")) {
            refuse(name.line(), CssObjection.shortened(name.css()), "brand.css.at-rule");
            return;
        }
        var objection = CssObjection.toValue(prelude, urls);
        if (objection != null) {
            refuse(objection);
            return;
        }
        var head = "@" + rule + (prelude.isEmpty() ? "" : " " + CssValue.css(prelude));
        if (body == null) {
            out.append(indent).append(head).append(";\n");
            return;
        }
        var block = new StringBuilder();
        contents(body.inside(), inside, indent + "  ", block);
        // an empty layer still sets the order of layers
        if (!block.isEmpty() || rule.equals("layer")) {
            out.append(indent)
                    .append(head)
                    .append(" {\n")
                    .append(block)
                    .append(indent)
                    .append("}\n");
        }
    }

    private static @Nullable Place insideOf(String rule, Place place) {
        return switch (place) {
            case SHEET -> CONDITIONS.contains(rule) ? Place.SHEET : SHEET_RULES.get(rule);
            case RULE -> CONDITIONS.contains(rule) ? Place.RULE : null;
            case PAGE -> rule.matches("(top|bottom|left|right)-[a-z-]+") ? Place.DECLARATIONS : null;
            case KEYFRAMES, DECLARATIONS -> null;
        };
    }

    private void rule(List<CssValue> values, Place place, String indent, StringBuilder out) {
        var start = values.getFirst().first();
        if (!(values.getLast() instanceof CssValue.Group body) || !body.isBlock()) {
            refuse(CssObjection.at(start, CssObjection.SYNTAX));
            return;
        }
        var selectors = CssValue.trim(values.subList(0, values.size() - 1));
        var objection = CssObjection.toSelector(selectors);
        if (objection != null || selectors.isEmpty() || place == Place.DECLARATIONS || place == Place.PAGE) {
            refuse(objection != null ? objection : CssObjection.at(start, CssObjection.SYNTAX));
            return;
        }
        var held = switch (place) {
            case SHEET -> scope.placed(selectors);
            case RULE -> scope.nested(selectors);
            default -> selectors;
        };
        if (held == null) {
            refuse(start.line(), CssObjection.shortened(CssValue.css(selectors)), CssObjection.PLACE);
            return;
        }
        var block = new StringBuilder();
        contents(body.inside(), place == Place.KEYFRAMES ? Place.DECLARATIONS : Place.RULE, indent + "  ", block);
        if (!block.isEmpty()) {
            out.append(indent).append(CssValue.css(held)).append(" {\n").append(block);
            out.append(indent).append("}\n");
        }
    }

    /** Past the block that ends a rule; at the semicolon when that comes first. */
    private static int endOfRule(List<CssValue> values, int from) {
        for (int i = from; i < values.size(); i++) {
            if (values.get(i).isBlock()) {
                return i + 1;
            }
            if (values.get(i).is(Kind.SEMICOLON)) {
                return i;
            }
        }
        return values.size();
    }

    private static int endOfBlock(List<CssValue> values, int from) {
        for (int i = from; i < values.size(); i++) {
            if (values.get(i).isBlock()) {
                return i + 1;
            }
        }
        return values.size();
    }

    private static int indexOf(List<CssValue> values, int from, Kind kind) {
        for (int i = from; i < values.size(); i++) {
            if (values.get(i).is(kind)) {
                return i;
            }
        }
        return values.size();
    }

    private static int lastIndexOf(List<CssValue> values, String delim) {
        for (int i = values.size() - 1; i >= 0; i--) {
            if (values.get(i).is(Kind.DELIM, delim)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Declaration refuse(CssObjection objection) {
        refuse(objection.line(), objection.what(), objection.messageKey());
        return null;
    }

    private void refuse(int line, String what, String messageKey) {
        refusals.add(new Refusal(line, what, messageKey));
    }
}
