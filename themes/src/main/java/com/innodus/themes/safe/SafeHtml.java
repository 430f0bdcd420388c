package com.innodus.themes.safe;

import com.innodus.themes.safe.UnsafeUpload.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Cleans the HTML of mail and document headers and footers, and of rich text. What is not on the list loses its tags
 * and keeps its words; what could run or load (scripts, frames, forms, embedded drawings) goes with all it holds.
 */
public final class SafeHtml {

    /** Longest accepted text, in characters. */
    public static final int MAX_LENGTH = 256 * 1024;

    private static final int MAX_DEPTH = 100;

    private static final Set<String> ELEMENTS = Set.of(
            "p",
            "br",
            "b",
            "strong",
            "i",
            "em",
            "u",
            "s",
            "a",
            "ul",
            "ol",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "blockquote",
            "table",
            "caption",
            "colgroup",
            "col",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "th",
            "td",
            "img",
            "span",
            "div",
            "hr");

    /** Dropped with all they hold: their inside is not text that anybody reads. */
    private static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "iframe",
            "frame",
            "frameset",
            "object",
            "embed",
            "applet",
            "noscript",
            "noembed",
            "noframes",
            "template",
            "svg",
            "math",
            "title",
            "textarea",
            "select",
            "datalist",
            "xmp",
            "plaintext",
            "listing",
            "head",
            "meta",
            "link",
            "base",
            "audio",
            "video",
            "canvas",
            "portal",
            "fencedframe");

    private static final Set<String> BLOCKS =
            Set.of("p", "ul", "ol", "li", "h1", "h2", "h3", "h4", "blockquote", "table", "tr", "caption", "div", "hr");

    private static final Set<String> STYLED =
            Set.of("span", "div", "p", "h1", "h2", "h3", "h4", "table", "tr", "td", "th", "a", "img", "ul", "ol", "li");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}%?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,20}");
    private static final Map<String, Set<String>> NUMBERS = Map.of(
            "img", Set.of("width", "height"),
            "table", Set.of("width", "cellpadding", "cellspacing", "border"),
            "td", Set.of("width", "height", "colspan", "rowspan"),
            "th", Set.of("width", "height", "colspan", "rowspan"),
            "col", Set.of("width", "span"),
            "colgroup", Set.of("span"),
            "ol", Set.of("start"));
    private static final Map<String, Set<String>> WORDS = Map.of(
            "table", Set.of("align"),
            "tr", Set.of("align", "valign"),
            "td", Set.of("align", "valign"),
            "th", Set.of("align", "valign", "scope"));
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");

    private SafeHtml() {}

    /**
     * Cleans a fragment of HTML. Links open apart and without reference to the page; pictures are the brand's own or
     * carried inside.
     *
     * @throws UnsafeUpload when the text is longer than {@link #MAX_LENGTH}
     */
    public static String clean(String html) {
        limit(html);
        return limit(settled(cleanOnce(html)));
    }

    private static String settled(String clean) {
        var once = clean;
        // broken nesting may move when read again: what is handed out reads back as itself
        for (int i = 0; i < 4; i++) {
            var again = cleanOnce(once);
            if (again.equals(once)) {
                return once;
            }
            once = again;
        }
        return "<p>" + Entities.escape(words(once)) + "</p>";
    }

    /** The words alone, a line for each block; pictures give their alternative text. Not HTML: escape it before use in a page. */
    public static String text(String html) {
        limit(html);
        return words(html);
    }

    private static String words(String html) {
        var out = new StringBuilder();
        appendText(parse(html).body(), out);
        return out.toString()
                .replaceAll("[ \\t]*\\n[ \\t]*", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private static String cleanOnce(String html) {
        var clean = Document.createShell("");
        clean.outputSettings().prettyPrint(false).escapeMode(Entities.EscapeMode.xhtml);
        copy(parse(html).body(), clean.body());
        return clean.body().html();
    }

    private static String limit(String html) {
        if (html.length() > MAX_LENGTH) {
            throw new UnsafeUpload(Problem.TOO_LARGE, html.length() + " characters");
        }
        return html;
    }

    private static Document parse(String html) {
        var parser = Parser.htmlParser().setMaxDepth(MAX_DEPTH);
        return Jsoup.parse(html.replace("\0", ""), "", parser);
    }

    private static void copy(Element from, Element to) {
        for (Node node : from.childNodes()) {
            if (node instanceof TextNode text) {
                to.appendText(text.getWholeText());
            } else if (node instanceof Element element && !isDropped(element)) {
                var kept = kept(element);
                if (kept != null) {
                    to.appendChild(kept);
                }
                if (kept == null || !kept.tag().isEmpty()) {
                    copy(element, kept == null ? to : kept);
                }
            }
        }
    }

    private static boolean isDropped(Element element) {
        return DROPPED.contains(element.normalName())
                || !element.tag().namespace().equals(Parser.NamespaceHtml);
    }

    /** The element with its clean attributes only, or null when its tags are to go. */
    private static @Nullable Element kept(Element element) {
        var name = element.normalName();
        if (!ELEMENTS.contains(name)) {
            return null;
        }
        var kept = new Element(name);
        if (name.equals("a")) {
            var address = link(element.attr("href"));
            if (address == null) {
                return null;
            }
            kept.attr("href", address).attr("rel", "noopener nofollow").attr("target", "_blank");
        }
        if (name.equals("img")) {
            var source = picture(element.attr("src"));
            if (source == null) {
                return null;
            }
            kept.attr("src", source).attr("alt", element.attr("alt"));
        }
        copyMatching(element, kept, NUMBERS.getOrDefault(name, Set.of()), NUMBER);
        copyMatching(element, kept, WORDS.getOrDefault(name, Set.of()), WORD);
        if (STYLED.contains(name)) {
            var style = SafeCss.declarations(element.attr("style"), CssUrls.NONE, HtmlStyles::allows);
            if (!style.isEmpty()) {
                kept.attr("style", style);
            }
        }
        return kept;
    }

    private static void copyMatching(Element from, Element to, Set<String> names, Pattern form) {
        for (var attribute : from.attributes()) {
            if (names.contains(attribute.getKey())
                    && form.matcher(attribute.getValue()).matches()) {
                to.attr(attribute.getKey(), attribute.getValue());
            }
        }
    }

    /** The address as a browser reads it (no control characters, no outer spaces), or null when it is no plain link. */
    private static @Nullable String link(String href) {
        var bare = new StringBuilder();
        href.codePoints().filter(c -> c >= ' ' && (c < 0x7f || c > 0x9f)).forEach(bare::appendCodePoint);
        var address = bare.toString().strip().replace(" ", "%20");
        int colon = address.indexOf(':');
        if (colon < 0) {
            return null;
        }
        var scheme = address.substring(0, colon).toLowerCase(Locale.ROOT);
        return SCHEMES.contains(scheme) ? scheme + address.substring(colon) : null;
    }

    private static @Nullable String picture(String src) {
        var address = src.strip();
        return Sources.isBrandPath(address) ? address : Sources.dataImage(address);
    }

    private static void appendText(Element from, StringBuilder out) {
        for (Node node : from.childNodes()) {
            if (node instanceof TextNode text) {
                out.append(text.getWholeText().replaceAll("\\s+", " "));
            } else if (node instanceof Element element && !isDropped(element)) {
                var name = element.normalName();
                var block = BLOCKS.contains(name);
                if (block || name.equals("br")) {
                    out.append('\n');
                }
                switch (name) {
                    case "li" -> out.append("- ");
                    case "img" -> out.append(element.attr("alt"));
                    case "td", "th" -> out.append(' ');
                    default -> {
                        // the words follow
                    }
                }
                appendText(element, out);
                if (block) {
                    out.append('\n');
                }
            }
        }
    }
}
