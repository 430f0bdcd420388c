package com.innodus.themes.safe;

import com.innodus.themes.safe.CssToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps selectors inside the part of the page that the author owns. An empty scope is the whole page. */
final class CssScope {

    private static final Set<String> PAGE_WORDS = Set.of("html", "body");
    private static final Set<String> PAGE_PSEUDOS = Set.of("root", "host", "scope");

    private final List<CssValue> prefix;

    /** @throws IllegalArgumentException when the scope, which we write ourselves, is not one selector */
    CssScope(String selector) {
        prefix = CssValue.trim(CssValue.parse(selector));
        if (CssObjection.toSelector(prefix) != null || prefix.stream().anyMatch(v -> v.is(Kind.COMMA))) {
            throw new IllegalArgumentException("not one selector: " + selector);
        }
    }

    /** The selector list of a top-level rule, every selector held inside the scope; null when one cannot be. */
    @Nullable List<CssValue> placed(List<CssValue> selectors) {
        var placed = new ArrayList<CssValue>();
        for (var selector : split(selectors)) {
            var one = prefix.isEmpty() ? selector : placedOne(selector);
            if (one == null || one.isEmpty()) {
                return null;
            }
            append(placed, one);
        }
        return placed;
    }

    /** The selector list of a nested rule, which is already held by its parent unless it climbs out; null then. */
    @Nullable List<CssValue> nested(List<CssValue> selectors) {
        var kept = new ArrayList<CssValue>();
        for (var selector : split(selectors)) {
            if (selector.isEmpty()) {
                return null;
            }
            if (!prefix.isEmpty()) {
                int parents = parents(selector);
                boolean leads = selector.getFirst().is(Kind.DELIM, "&");
                if (parents > (leads ? 1 : 0) || leads && stepsAside(selector, 1) || startsAside(selector)) {
                    return null;
                }
            }
            append(kept, selector);
        }
        return kept;
    }

    private @Nullable List<CssValue> placedOne(List<CssValue> selector) {
        if (selector.isEmpty()) {
            return null;
        }
        var one = new ArrayList<CssValue>();
        int page = pageWords(selector);
        if (page > 0) {
            one.addAll(prefix);
            one.addAll(selector.subList(page, selector.size()));
        } else if (startsWithPrefix(selector)) {
            one.addAll(selector);
        } else {
            one.addAll(prefix);
            one.add(space());
            one.addAll(selector);
        }
        return stepsAside(one, prefix.size()) ? null : one;
    }

    /** How many values at the start name the whole page, as in "html body", which the scope then stands for. */
    private static int pageWords(List<CssValue> selector) {
        int end = pageWord(selector, 0);
        while (end > 0) {
            int next = end;
            while (next < selector.size()
                    && (selector.get(next).is(Kind.SPACE) || selector.get(next).is(Kind.DELIM, ">"))) {
                next++;
            }
            int word = next > end ? pageWord(selector, next) : 0;
            if (word == 0) {
                break;
            }
            end = next + word;
        }
        return end;
    }

    private static int pageWord(List<CssValue> selector, int at) {
        if (at >= selector.size() || !(selector.get(at) instanceof CssValue.Leaf(var token))) {
            return 0;
        }
        if (token.is(Kind.DELIM, "&")) {
            return 1;
        }
        if (token.is(Kind.IDENT)) {
            return PAGE_WORDS.contains(token.value().toLowerCase(Locale.ROOT)) ? 1 : 0;
        }
        if (token.is(Kind.COLON)
                && at + 1 < selector.size()
                && selector.get(at + 1).is(Kind.IDENT)) {
            var pseudo = selector.get(at + 1).first().value().toLowerCase(Locale.ROOT);
            return PAGE_PSEUDOS.contains(pseudo) ? 2 : 0;
        }
        return 0;
    }

    private boolean startsWithPrefix(List<CssValue> selector) {
        return selector.size() >= prefix.size()
                && CssValue.css(selector.subList(0, prefix.size())).equals(CssValue.css(prefix));
    }

    /** Whether the first step from here goes to a sibling, that is out of the scope. */
    private static boolean stepsAside(List<CssValue> selector, int from) {
        for (int i = from; i < selector.size(); i++) {
            var value = selector.get(i);
            if (value.is(Kind.DELIM, ">")) {
                return false;
            }
            if (value.is(Kind.SPACE)) {
                return startsAside(selector.subList(i + 1, selector.size()));
            }
            if (startsAside(selector.subList(i, i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAside(List<CssValue> selector) {
        return !selector.isEmpty()
                && (selector.getFirst().is(Kind.DELIM, "+")
                        || selector.getFirst().is(Kind.DELIM, "~"));
    }

    private static int parents(List<CssValue> values) {
        int count = 0;
        for (var value : values) {
            if (value instanceof CssValue.Group group) {
                count += parents(group.inside());
            } else if (value.is(Kind.DELIM, "&")) {
                count++;
            }
        }
        return count;
    }

    private static List<List<CssValue>> split(List<CssValue> selectors) {
        var parts = new ArrayList<List<CssValue>>();
        var part = new ArrayList<CssValue>();
        for (var value : selectors) {
            if (value.is(Kind.COMMA)) {
                parts.add(CssValue.trim(part));
                part = new ArrayList<>();
            } else {
                part.add(value);
            }
        }
        parts.add(CssValue.trim(part));
        return parts;
    }

    private static void append(List<CssValue> list, List<CssValue> selector) {
        if (!list.isEmpty()) {
            list.add(new CssValue.Leaf(new CssToken(Kind.COMMA, ",", "", 0)));
            list.add(space());
        }
        list.addAll(selector);
    }

    private static CssValue space() {
        return new CssValue.Leaf(new CssToken(Kind.SPACE, " ", "", 0));
    }
}
