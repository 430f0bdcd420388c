package com.innodus.themes.safe;

import com.innodus.themes.safe.CssToken.Kind;
import com.innodus.themes.safe.UnsafeUpload.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the shapes a drawing asks for once every reference is followed. Copies, masks and patterns that refer to one
 * another double at every step, so a file of a kilobyte can ask for billions and stop whoever draws it.
 */
final class SvgCost {

    static final long MAX_SHAPES = 100_000;
    static final int MAX_STEPS = 16;

    private static final Set<String> PAINTS = Set.of("linearGradient", "radialGradient", "stop");

    private final Map<String, List<SvgElement>> byId = new HashMap<>();
    private final Map<String, Set<String>> byClass = new HashMap<>();
    /** References of rules whose selector is more than a class: taken to hold for every element that is drawn. */
    private final Set<String> everywhere = new HashSet<>();

    private final Map<String, Long> known = new HashMap<>();

    private SvgCost() {}

    /** @throws UnsafeUpload when the drawing is too complex, or refers to itself */
    static void check(SvgElement root) {
        var cost = new SvgCost();
        cost.index(root);
        cost.of(root, 0);
    }

    private void index(SvgElement element) {
        var id = element.attributes().get("id");
        if (id != null) {
            byId.computeIfAbsent(id, key -> new ArrayList<>()).add(element);
        }
        if (element.name().equals("style")) {
            indexRules(CssValue.parse(element.text()));
        }
        element.elements().forEach(this::index);
    }

    private void indexRules(List<CssValue> sheet) {
        int start = 0;
        for (int i = 0; i < sheet.size(); i++) {
            if (sheet.get(i) instanceof CssValue.Group group && group.isBlock()) {
                var references = new LinkedHashSet<String>();
                collect(group.inside(), references);
                var selector = CssValue.trim(sheet.subList(start, i));
                var classes = classes(selector);
                if (classes.isEmpty() || group.inside().stream().anyMatch(CssValue::isBlock)) {
                    everywhere.addAll(references);
                }
                for (var word : classes) {
                    byClass.computeIfAbsent(word, key -> new HashSet<>()).addAll(references);
                }
                start = i + 1;
            }
        }
    }

    /** The classes of a selector like {@code .a, .b}; none when it says anything else. */
    private static Set<String> classes(List<CssValue> selector) {
        var classes = new HashSet<String>();
        for (int i = 0; i < selector.size(); i++) {
            var value = selector.get(i);
            if (value.is(Kind.DELIM, ".")
                    && i + 1 < selector.size()
                    && selector.get(i + 1).is(Kind.IDENT)) {
                classes.add(selector.get(++i).first().value());
            } else if (!value.is(Kind.COMMA) && !value.is(Kind.SPACE)) {
                return Set.of();
            }
        }
        return classes;
    }

    private long of(SvgElement element, int steps) {
        long shapes = 1;
        for (var child : element.elements()) {
            shapes = limited(shapes + of(child, steps));
        }
        for (var id : references(element)) {
            shapes = limited(shapes + ofReference(id, steps + 1));
        }
        return shapes;
    }

    private long ofReference(String id, int steps) {
        var before = known.get(id);
        if (before != null) {
            return before;
        }
        if (steps > MAX_STEPS) {
            throw new UnsafeUpload(Problem.TOO_COMPLEX, "references nested or circular at #" + id);
        }
        long shapes = 0;
        for (var target : byId.getOrDefault(id, List.of())) {
            shapes = limited(shapes + of(target, steps));
        }
        known.put(id, shapes);
        return shapes;
    }

    private static long limited(long shapes) {
        if (shapes > MAX_SHAPES) {
            throw new UnsafeUpload(Problem.TOO_COMPLEX, "more than " + MAX_SHAPES + " shapes");
        }
        return shapes;
    }

    private Set<String> references(SvgElement element) {
        var references = new LinkedHashSet<String>();
        element.attributes().forEach((name, value) -> {
            if (name.endsWith("href") && value.startsWith("#")) {
                references.add(value.substring(1));
            } else if (value.contains("(") && (name.equals("style") || SvgWords.STYLING.contains(name))) {
                collect(CssValue.parse(value), references);
            }
        });
        if (!PAINTS.contains(element.name())) {
            references.addAll(everywhere);
            for (var word : element.attributes().getOrDefault("class", "").split("\\s+", -1)) {
                references.addAll(byClass.getOrDefault(word, Set.of()));
            }
        }
        return references;
    }

    private static void collect(List<CssValue> values, Set<String> references) {
        for (var value : values) {
            switch (value) {
                case CssValue.Group group -> {
                    var inside = CssValue.trim(group.inside());
                    if ("url".equals(group.function()) && inside.size() == 1) {
                        references.add(inside.getFirst().first().value().substring(1));
                    } else {
                        collect(inside, references);
                    }
                }
                case CssValue.Leaf(var token) -> {
                    if (token.is(Kind.URL)) {
                        references.add(token.value().substring(1));
                    }
                }
            }
        }
    }
}
