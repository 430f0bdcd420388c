package com.innodus.themes.safe;

import com.innodus.themes.safe.CssToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a value may not stand in a style.
 *
 * @param what the part objected to, for the user to recognise
 */
record CssObjection(int line, String what, String messageKey) {

    static final String SYNTAX = "brand.css.syntax";
    static final String ADDRESS = "brand.css.address";
    static final String SCRIPT = "brand.css.script";
    static final String PLACE = "brand.css.place";

    /** What a string means where it stands. */
    private enum Strings {
        TEXT,
        /** Taken for an address unless proved otherwise: functions yet to be invented are covered. */
        ADDRESSES,
        /** Addresses, and none may come in through a variable, which nobody can check beforehand. */
        LITERAL_ADDRESSES
    }

    private static final Set<String> TEXT_FUNCTIONS = Set.of(
            "attr",
            "counter",
            "counters",
            "env",
            "format",
            "leader",
            "local",
            "path",
            "symbols",
            "target-counter",
            "target-counters",
            "target-text",
            "tech",
            "type",
            "var");

    private static final Set<String> IMAGE_FUNCTIONS = Set.of(
            "image-set",
            "-webkit-image-set",
            "image",
            "cross-fade",
            "-webkit-cross-fade",
            "filter",
            "-webkit-filter",
            "-moz-image-rect");

    private static final Set<String> SCRIPT_WORDS = Set.of("expression", "progid", "javascript", "vbscript");

    /** Objection to the value of a declaration or the prelude of an at-rule, or null when it is harmless. */
    static @Nullable CssObjection toValue(List<CssValue> values, CssUrls urls) {
        return find(values, urls, Strings.TEXT);
    }

    /** Selectors name no address, so strings and functions in them are free; they must only be well formed. */
    static @Nullable CssObjection toSelector(List<CssValue> values) {
        for (var value : values) {
            var objection = switch (value) {
                case CssValue.Group group ->
                    group.isBlock() || "url".equals(group.function())
                            ? at(group.open(), SYNTAX)
                            : toSelector(group.inside());
                case CssValue.Leaf(var token) ->
                    switch (token.kind()) {
                        case BROKEN, MARK, CLOSE, URL, SEMICOLON, AT -> at(token, SYNTAX);
                        default -> token.is(Kind.DELIM, "<") || token.is(Kind.DELIM, "!") ? at(token, SYNTAX) : null;
                    };
            };
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private static @Nullable CssObjection find(List<CssValue> values, CssUrls urls, Strings strings) {
        for (var value : values) {
            var objection = switch (value) {
                case CssValue.Group group -> toGroup(group, urls, strings);
                case CssValue.Leaf(var token) -> toToken(token, urls, strings);
            };
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private static @Nullable CssObjection toToken(CssToken token, CssUrls urls, Strings strings) {
        return switch (token.kind()) {
            case BROKEN -> at(token, token.value().startsWith("url(") ? ADDRESS : SYNTAX);
            case MARK, CLOSE -> at(token, SYNTAX);
            case DELIM -> token.value().equals("!") ? at(token, SYNTAX) : null;
            case URL -> urls.accepts(token.value()) ? null : address(token);
            case STRING -> strings == Strings.TEXT || urls.accepts(token.value()) ? null : address(token);
            case IDENT -> SCRIPT_WORDS.contains(lower(token)) ? at(token, SCRIPT) : null;
            default -> null;
        };
    }

    private static @Nullable CssObjection toGroup(CssValue.Group group, CssUrls urls, Strings strings) {
        var function = group.function();
        if (function == null) {
            return find(group.inside(), urls, strings);
        }
        if (SCRIPT_WORDS.contains(function)) {
            return at(group.open(), SCRIPT);
        }
        if (function.equals("url") || function.equals("src")) {
            var inside = group.inside().stream().filter(v -> !v.is(Kind.SPACE)).toList();
            if (inside.size() != 1 || !inside.getFirst().is(Kind.STRING)) {
                return address(group.open());
            }
            return find(inside, urls, Strings.ADDRESSES);
        }
        if (IMAGE_FUNCTIONS.contains(function)) {
            return find(group.inside(), urls, Strings.LITERAL_ADDRESSES);
        }
        if (strings == Strings.LITERAL_ADDRESSES) {
            if (function.equals("type")) {
                return find(group.inside(), urls, Strings.TEXT);
            }
            return function.endsWith("-gradient") || function.equals("calc")
                    ? find(group.inside(), urls, Strings.ADDRESSES)
                    : address(group.open());
        }
        return find(group.inside(), urls, TEXT_FUNCTIONS.contains(function) ? Strings.TEXT : Strings.ADDRESSES);
    }

    private static CssObjection address(CssToken token) {
        return at(token, ADDRESS);
    }

    private static String lower(CssToken token) {
        return token.value().toLowerCase(Locale.ROOT);
    }

    static CssObjection at(CssToken token, String messageKey) {
        var what = switch (token.kind()) {
            case BROKEN, MARK -> token.value();
            default -> token.css();
        };
        return new CssObjection(token.line(), shortened(what), messageKey);
    }

    static String shortened(String what) {
        return what.length() <= 80 ? what : what.substring(0, 77) + "...";
    }
}
