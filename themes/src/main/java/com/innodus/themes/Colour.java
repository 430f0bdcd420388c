package com.innodus.themes;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An opaque sRGB colour, each part 0 to 255. Lightness and hue are those of OKLCH, in which equal steps look equal.
 *
 * @see <a href="https://www.w3.org/TR/css-color-4/#ok-lab">CSS Color 4, Oklab</a>
 */
public record Colour(int red, int green, int blue) {
    public static final Colour WHITE = new Colour(255, 255, 255);
    public static final Colour BLACK = new Colour(0, 0, 0);

    private static final Pattern HEX = Pattern.compile("#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})");

    public Colour {
        if (((red | green | blue) & ~0xFF) != 0) {
            throw new IllegalArgumentException("parts of a colour are 0 to 255");
        }
    }

    /** Reads {@code #1f4f8f}, {@code 1F4F8F} or {@code #fff}; empty when it is none of these. */
    public static Optional<Colour> parse(String text) {
        var matcher = HEX.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(1);
        if (digits.length() == 3) {
            digits = digits.replaceAll("(.)", "$1$1");
        }
        int value = Integer.parseInt(digits, 16);
        return Optional.of(new Colour(value >> 16, (value >> 8) & 0xFF, value & 0xFF));
    }

    /** Like {@link #parse} for texts that are known to be good. */
    public static Colour of(String hex) {
        return parse(hex).orElseThrow(() -> new IllegalArgumentException(hex + " is not a colour"));
    }

    /** {@code #rrggbb} in lower case. */
    public String hex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    /** This colour laid over another. @param opacity 0 to 1 */
    public Colour over(Colour ground, double opacity) {
        return new Colour(
                mix(red, ground.red, opacity), mix(green, ground.green, opacity), mix(blue, ground.blue, opacity));
    }

    private static int mix(int top, int bottom, double opacity) {
        return (int) Math.round(top * opacity + bottom * (1 - opacity));
    }

    /**
     * Contrast ratio, 1 to 21.
     *
     * @see <a href="https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio">WCAG 2.2</a>
     */
    public double contrast(Colour other) {
        double one = luminance();
        double two = other.luminance();
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        double value = part / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int encoded(double linear) {
        double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.round(Math.clamp(value, 0, 1) * 255);
    }

    /** OKLCH lightness, 0 (black) to 1 (white). */
    public double lightness() {
        return lab()[0];
    }

    /** OKLCH chroma, 0 (grey) to about 0.32 in sRGB. */
    public double chroma() {
        double[] lab = lab();
        return Math.hypot(lab[1], lab[2]);
    }

    /** The same hue at another lightness, with chroma reduced as far as sRGB demands. */
    public Colour atLightness(double lightness) {
        return atLightness(lightness, chroma());
    }

    /** The same hue at another lightness and at most that chroma. */
    public Colour atLightness(double lightness, double mostChroma) {
        double[] lab = lab();
        double hue = Math.atan2(lab[2], lab[1]);
        double chroma = Math.min(chroma(), mostChroma);
        while (chroma > 0 && !inGamut(lightness, chroma, hue)) {
            chroma = chroma < 0.002 ? 0 : chroma - 0.002;
        }
        double[] rgb = rgb(lightness, chroma, hue);
        return new Colour(encoded(rgb[0]), encoded(rgb[1]), encoded(rgb[2]));
    }

    private static boolean inGamut(double lightness, double chroma, double hue) {
        for (double part : rgb(lightness, chroma, hue)) {
            if (part < -0.0005 || part > 1.0005) {
                return false;
            }
        }
        return true;
    }

    private double[] lab() {
        double r = linear(red);
        double g = linear(green);
        double b = linear(blue);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }

    private static double[] rgb(double lightness, double chroma, double hue) {
        double a = chroma * Math.cos(hue);
        double b = chroma * Math.sin(hue);
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double cube(double value) {
        return value * value * value;
    }
}
