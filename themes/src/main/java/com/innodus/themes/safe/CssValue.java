package com.innodus.themes.safe;

import com.innodus.themes.safe.CssToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A piece of CSS: one token, or a bracket or function with what is inside. Brackets are always balanced. */
sealed interface CssValue {

    /** Nesting beyond this is an attack on the reader, not a style. */
    int MAX_DEPTH = 32;

    record Leaf(CssToken token) implements CssValue {}

    /** @param open the opening bracket, or the FUNCTION */
    record Group(CssToken open, List<CssValue> inside) implements CssValue {

        String close() {
            return switch (open.value()) {
                case "{" -> "}";
                case "[" -> "]";
                default -> ")";
            };
        }

        @Override
        public boolean isBlock() {
            return open.is(Kind.OPEN, "{");
        }

        /** Lower-case name of the function, null for a bracket. */
        @Nullable String function() {
            return open.is(Kind.FUNCTION) ? open.value().toLowerCase(Locale.ROOT) : null;
        }
    }

    /** Says that brackets are nested beyond {@link #MAX_DEPTH}. */
    final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The token, or the bracket that opens the group. */
    default CssToken first() {
        return switch (this) {
            case Leaf leaf -> leaf.token();
            case Group group -> group.open();
        };
    }

    default boolean is(Kind kind) {
        return this instanceof Leaf leaf && leaf.token().is(kind);
    }

    default boolean is(Kind kind, String text) {
        return this instanceof Leaf leaf && leaf.token().is(kind, text);
    }

    default boolean isBlock() {
        return this instanceof Group group && group.isBlock();
    }

    static List<CssValue> parse(String css) {
        return new Reader(CssTokenizer.tokens(css)).values("", 0);
    }

    /** Without white space at both ends. */
    static List<CssValue> trim(List<CssValue> values) {
        int from = 0;
        int to = values.size();
        while (from < to && values.get(from).is(Kind.SPACE)) {
            from++;
        }
        while (to > from && values.get(to - 1).is(Kind.SPACE)) {
            to--;
        }
        return values.subList(from, to);
    }

    /** Writes the values so that they read back as the same tokens. */
    static String css(List<CssValue> values) {
        var tokens = new ArrayList<CssToken>();
        flatten(trim(values), tokens);
        var out = new StringBuilder();
        @Nullable CssToken before = null;
        for (var token : tokens) {
            if (before != null) {
                out.append(between(before, token));
            }
            out.append(token.css());
            before = token;
        }
        return out.toString();
    }

    private static String between(CssToken before, CssToken token) {
        if (before.is(Kind.DELIM, "<") && !token.is(Kind.SPACE)) {
            // keeps "</style" and "<!--" out of the text whatever follows
            return token.is(Kind.DELIM, "=") ? "" : " ";
        }
        var endsAlone = switch (before.kind()) {
            case SPACE, COMMA, COLON, SEMICOLON, OPEN, CLOSE, STRING, URL -> true;
            default -> false;
        };
        var startsAlone = switch (token.kind()) {
            case SPACE, COMMA, COLON, SEMICOLON, CLOSE, STRING -> true;
            default -> false;
        };
        if (endsAlone || startsAlone) {
            return "";
        }
        var together = CssTokenizer.tokens(before.css() + token.css());
        // an address reads back as function, string, bracket
        int expected = token.is(Kind.URL) ? 4 : 2;
        var kept = together.size() == expected && together.getFirst().sameAs(before);
        return kept ? "" : "/**/";
    }

    private static void flatten(List<CssValue> values, List<CssToken> tokens) {
        for (var value : values) {
            tokens.add(value.first());
            if (value instanceof Group group) {
                flatten(group.inside(), tokens);
                tokens.add(
                        new CssToken(Kind.CLOSE, group.close(), "", group.open().line()));
            }
        }
    }

    /** Builds the tree; a bracket left open is closed at the end, as browsers do. */
    final class Reader {
        private final List<CssToken> tokens;
        private int at;

        private Reader(List<CssToken> tokens) {
            this.tokens = tokens;
        }

        private List<CssValue> values(String closedBy, int depth) {
            if (depth > MAX_DEPTH) {
                throw new TooDeep();
            }
            var values = new ArrayList<CssValue>();
            while (at < tokens.size()) {
                var token = tokens.get(at++);
                if (token.is(Kind.CLOSE, closedBy)) {
                    break;
                }
                if (token.is(Kind.OPEN) || token.is(Kind.FUNCTION)) {
                    var group = new Group(token, new ArrayList<>());
                    group.inside().addAll(values(group.close(), depth + 1));
                    values.add(group);
                } else if (!token.is(Kind.SPACE)
                        || values.isEmpty()
                        || !values.getLast().is(Kind.SPACE)) {
                    // two spaces with a comment between them count as one
                    values.add(new Leaf(token));
                }
            }
            return values;
        }
    }
}
