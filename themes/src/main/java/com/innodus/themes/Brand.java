package com.innodus.themes;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an organisation looks: what its people chose, unchecked for contrast, which {@link Palette} sees to.
 *
 * @param accent colour of buttons, links and marks
 * @param accentDark the same on dark ground; the accent when missing
 * @param tint what the grounds are tinted with; neutral when missing
 * @param radius roundness of corners, 0 (square) to {@value #MOST_RADIUS}
 * @param images what pictures the brand has, by content hash
 * @param mailHeader HTML above each mail; all four are cleaned before use
 * @param customCss free style rules for what nothing above covers
 */
public record Brand(
        Colour accent,
        @Nullable Colour accentDark,
        @Nullable Colour tint,
        Font font,
        int radius,
        Density density,
        Scheme scheme,
        Map<Image, String> images,
        String mailHeader,
        String mailFooter,
        String documentHeader,
        String documentFooter,
        String customCss) {
    public static final int MOST_RADIUS = 10;

    /** What an organisation has that chose nothing yet, and what the service's own pages wear. */
    public static final Brand PLAIN = of(Colour.of("#1f4f8f"));

    public Brand {
        if (radius < 0 || radius > MOST_RADIUS) {
            throw new IllegalArgumentException("radius is 0 to " + MOST_RADIUS);
        }
        images = Map.copyOf(images);
    }

    /** A plain brand in this colour. */
    public static Brand of(Colour accent) {
        return new Brand(
                accent, null, null, Font.HOUSE, 4, Density.COMFORTABLE, Scheme.AUTO, Map.of(), "", "", "", "", "");
    }

    /** Pictures of a brand. */
    public enum Image {
        /** In the navigation, on pages and in mails. */
        LOGO,
        /** In the browser's tab. */
        ICON,
        /** Beside the log-in. */
        LOGIN
    }

    /** How much fits on a screen. */
    public enum Density {
        COMFORTABLE(16),
        COMPACT(13);

        private final int size;

        Density(int size) {
            this.size = size;
        }

        /** Aura's base size, px. */
        int size() {
            return size;
        }
    }

    /** Light or dark ground. */
    public enum Scheme {
        /** As the visitor's system is set. */
        AUTO("light dark"),
        LIGHT("light"),
        DARK("dark");

        private final String css;

        Scheme(String css) {
            this.css = css;
        }

        String css() {
            return css;
        }
    }

    /** Typefaces that need no download from elsewhere: one of our own, and what systems have. */
    public enum Font {
        HOUSE("\"Instrument Sans\", system-ui, sans-serif"),
        SYSTEM("system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif"),
        HUMANIST("Seravek, \"Gill Sans Nova\", Ubuntu, Calibri, \"DejaVu Sans\", sans-serif"),
        GEOMETRIC("Avenir, Montserrat, Corbel, \"URW Gothic\", \"Century Gothic\", sans-serif"),
        CLASSIC("\"Iowan Old Style\", \"Palatino Linotype\", \"URW Palladio L\", P052, Georgia, serif"),
        SLAB("Rockwell, \"Rockwell Nova\", \"Roboto Slab\", \"DejaVu Serif\", \"Sitka Small\", serif"),
        ROUNDED(
                "ui-rounded, \"Hiragino Maru Gothic ProN\", Quicksand, Comfortaa, Manjari, \"Arial Rounded MT Bold\", Calibri, sans-serif");

        private final String stack;

        Font(String stack) {
            this.stack = stack;
        }

        public String stack() {
            return stack;
        }
    }

    public Brand withAccent(Colour colour) {
        return new Brand(
                colour,
                accentDark,
                tint,
                font,
                radius,
                density,
                scheme,
                images,
                mailHeader,
                mailFooter,
                documentHeader,
                documentFooter,
                customCss);
    }

    public Brand withImages(Map<Image, String> pictures) {
        return new Brand(
                accent,
                accentDark,
                tint,
                font,
                radius,
                density,
                scheme,
                pictures,
                mailHeader,
                mailFooter,
                documentHeader,
                documentFooter,
                customCss);
    }

    /** The same look with other words around mails and documents. */
    public Brand withWords(String mailTop, String mailBottom, String documentTop, String documentBottom) {
        return new Brand(
                accent,
                accentDark,
                tint,
                font,
                radius,
                density,
                scheme,
                images,
                mailTop,
                mailBottom,
                documentTop,
                documentBottom,
                customCss);
    }
}
