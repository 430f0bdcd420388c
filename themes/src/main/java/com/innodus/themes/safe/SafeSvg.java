package com.innodus.themes.safe;

import com.innodus.themes.safe.UnsafeUpload.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Cleans SVG drawings such as logos. Keeps shapes, text, gradients, masks and pictures carried inside; scripts, events,
 * animations, foreign content, links and every address outside the drawing are left out. No DTD is read and no entity
 * expanded. Serve the result as a picture ({@code <img>}): a style sheet inside would reach the page it is pasted into.
 */
public final class SafeSvg {

    /** Largest accepted file, in bytes. */
    public static final int MAX_BYTES = 512 * 1024;

    static final int MAX_DEPTH = 64;
    static final int MAX_ELEMENTS = 10_000;

    private int elements;

    private SafeSvg() {}

    /**
     * @param file the uploaded bytes, in any encoding that the XML declares
     * @return well-formed UTF-8 without anything but the drawing
     * @throws UnsafeUpload when the file is no SVG, is damaged (entities included), or is too large or complex
     */
    public static byte[] clean(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new UnsafeUpload(Problem.TOO_LARGE, file.length + " bytes");
        }
        var run = new SafeSvg();
        var root = run.read(file);
        SvgCost.check(root);
        var out = new StringBuilder();
        var links = usesXlink(root) ? " xmlns:xlink=\"" + SvgWords.XLINK + "\"" : "";
        root.write(out, " xmlns=\"" + SvgWords.SVG + "\"" + links);
        return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static XMLInputFactory parsers() {
        // the JDK's own parser, whatever else is on the class path
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entity " + systemId);
        });
        return factory;
    }

    private SvgElement read(byte[] file) {
        var started = false;
        try {
            var reader = parsers().createXMLStreamReader(new ByteArrayInputStream(file));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // prolog: declarations, comments and processing instructions are left behind
            }
            // pasted drawings often lack the namespace
            var namespace = Objects.requireNonNullElse(reader.getNamespaceURI(), "");
            if (!reader.getLocalName().equals("svg") || !namespace.isEmpty() && !namespace.equals(SvgWords.SVG)) {
                throw new UnsafeUpload(Problem.NOT_AN_SVG, "root " + reader.getLocalName());
            }
            started = true;
            var root = tree(reader, namespace);
            while (reader.hasNext()) {
                reader.next();
            }
            return root;
        } catch (XMLStreamException damaged) {
            throw new UnsafeUpload(started ? Problem.DAMAGED : Problem.NOT_AN_SVG, damaged);
        }
    }

    /** Reads the element that the reader stands on, down to its end. */
    private SvgElement tree(XMLStreamReader reader, String namespace) throws XMLStreamException {
        var root = drawn(reader);
        // one entry an open element; the same entry again for a transparent one
        Deque<SvgElement> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            var parent = open.element();
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    count(open.size());
                    var name = reader.getLocalName();
                    var ours = Objects.requireNonNullElse(reader.getNamespaceURI(), "")
                            .equals(namespace);
                    if (ours && SvgWords.TRANSPARENT.contains(name) && !parent.isLabel()) {
                        open.push(parent);
                    } else if (ours && SvgWords.ELEMENTS.contains(name) && !parent.isLabel()) {
                        var child = drawn(reader);
                        parent.children().add(child);
                        open.push(child);
                    } else {
                        skip(reader, open.size());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (open.pop().name().equals("style")) {
                        cleanStyle(parent);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (SvgWords.TEXT_HOLDERS.contains(parent.name())) {
                        parent.addText(reader.getText());
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("entity " + reader.getLocalName());
                default -> {
                    // comments and processing instructions are left out
                }
            }
        }
        return root;
    }

    private void skip(XMLStreamReader reader, int depth) throws XMLStreamException {
        for (int inside = 1; inside > 0; ) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> count(depth + ++inside);
                case XMLStreamConstants.END_ELEMENT -> inside--;
                default -> {
                    // dropped
                }
            }
        }
    }

    private void count(int depth) {
        if (++elements > MAX_ELEMENTS || depth > MAX_DEPTH) {
            throw new UnsafeUpload(Problem.TOO_COMPLEX, elements + " elements, depth " + depth);
        }
    }

    private static void cleanStyle(SvgElement style) {
        var css = SafeCss.clean(style.text(), "", CssUrls.DRAWING).css();
        style.children().clear();
        if (!css.isEmpty()) {
            style.addText(css);
        }
    }

    private static SvgElement drawn(XMLStreamReader reader) {
        var element = new SvgElement(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            var namespace = Objects.requireNonNullElse(reader.getAttributeNamespace(i), "");
            var name = reader.getAttributeLocalName(i);
            var value = reader.getAttributeValue(i);
            if (namespace.isEmpty() || namespace.equals(SvgWords.XLINK) && name.equals("href")) {
                var clean = cleanAttribute(element.name(), name, value);
                if (clean != null) {
                    element.attributes().put(namespace.isEmpty() ? name : "xlink:" + name, clean);
                }
            } else if (namespace.equals("http://www.w3.org/XML/1998/namespace") && name.equals("space")) {
                element.attributes().put("xml:space", value.equals("preserve") ? "preserve" : "default");
            }
        }
        return element;
    }

    private static @Nullable String cleanAttribute(String element, String name, String value) {
        if (name.equals("href")) {
            if (element.equals("image")) {
                return Sources.dataImage(value);
            }
            return SvgWords.REFERRERS.contains(element) && Sources.isFragment(value.strip()) ? value.strip() : null;
        }
        if (name.equals("style")) {
            var css = SafeCss.declarations(value, CssUrls.DRAWING, (property, parts) -> true);
            return css.isEmpty() ? null : css;
        }
        if (name.equals("id")) {
            return Sources.isFragment("#" + value) ? value : null;
        }
        if (SvgWords.STYLING.contains(name)) {
            return isHarmless(value) ? value : null;
        }
        return SvgWords.PLAIN.contains(name) ? value : null;
    }

    private static boolean isHarmless(String value) {
        try {
            return CssObjection.toValue(CssValue.parse(value), CssUrls.DRAWING) == null;
        } catch (CssValue.TooDeep tooDeep) {
            return false;
        }
    }

    private static boolean usesXlink(SvgElement element) {
        return element.attributes().containsKey("xlink:href")
                || element.elements().stream().anyMatch(SafeSvg::usesXlink);
    }
}
