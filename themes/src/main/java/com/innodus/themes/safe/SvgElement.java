package com.innodus.themes.safe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of a cleaned drawing.
 *
 * @param attributes by qualified name, clean
 * @param children elements, and text as String
 */
record SvgElement(String name, Map<String, String> attributes, List<Object> children) {

    SvgElement(String name) {
        this(name, new LinkedHashMap<>(), new ArrayList<>());
    }

    List<SvgElement> elements() {
        return children.stream()
                .filter(SvgElement.class::isInstance)
                .map(SvgElement.class::cast)
                .toList();
    }

    String text() {
        var text = new StringBuilder();
        children.forEach(child -> text.append(child instanceof String part ? part : ""));
        return text.toString();
    }

    /** Holds no elements, only words or rules. */
    boolean isLabel() {
        return name.equals("title") || name.equals("desc") || name.equals("style");
    }

    void addText(String text) {
        if (!children.isEmpty() && children.getLast() instanceof String before) {
            children.set(children.size() - 1, before + text);
        } else {
            children.add(text);
        }
    }

    /** Appends the element as XML; text is always escaped, so nothing in it can become markup. */
    void write(StringBuilder out, String namespaces) {
        out.append('<').append(name).append(namespaces);
        attributes.forEach((name, value) -> {
            out.append(' ').append(name).append("=\"");
            escape(value, true, out);
            out.append('"');
        });
        if (children.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (var child : children) {
            switch (child) {
                case SvgElement inner -> inner.write(out, "");
                default -> escape(child.toString(), false, out);
            }
        }
        out.append("</").append(name).append('>');
    }

    private static void escape(String text, boolean attribute, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\r' -> out.append("&#13;");
                case '\n', '\t' -> out.append(attribute ? "&#" + (int) c + ";" : Character.toString(c));
                default -> out.append(c);
            }
        }
    }
}
