package com.innodus.themes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The colours that a brand really gets: as near to the chosen ones as legible text allows (WCAG 2.2, 1.4.3 level AA,
 * 4.5:1 for text, and 1.4.11, 3:1 for the focus ring).
 *
 * @param accent ground of buttons
 * @param onAccent text on the accent
 * @param accentText links and accented text on the ground
 * @param ground what all lies on
 * @param surface cards and fields
 * @param ink text
 */
public record Palette(Colour accent, Colour onAccent, Colour accentText, Colour ground, Colour surface, Colour ink) {
    /** Least contrast of text. */
    public static final double TEXT = 4.5;

    /** Where Aura changes from white to black text on an accent; ours must be the same to be true. */
    private static final double AURA_TURNING_POINT = 0.62;

    private static final double AURA_BLACK_OPACITY = 0.8;
    private static final double STEP = 0.005;

    /** Colours of a brand on light ground. */
    public static Palette light(Brand brand) {
        Colour tint = Objects.requireNonNullElse(brand.tint(), brand.accent());
        double chroma = brand.tint() == null ? 0.006 : 0.02;
        return of(
                brand.accent(),
                tint.atLightness(0.955, chroma),
                tint.atLightness(0.995, chroma / 4),
                tint.atLightness(0.25, 0.03));
    }

    /** Colours of a brand on dark ground. */
    public static Palette dark(Brand brand) {
        Colour tint = Objects.requireNonNullElse(brand.tint(), brand.accent());
        double chroma = brand.tint() == null ? 0.01 : 0.03;
        return of(
                Objects.requireNonNullElse(brand.accentDark(), brand.accent()),
                tint.atLightness(0.2, chroma),
                tint.atLightness(0.25, chroma),
                tint.atLightness(0.95, 0.01));
    }

    private static Palette of(Colour wanted, Colour ground, Colour surface, Colour ink) {
        Colour accent = nearest(wanted, colour -> colour.contrast(textOn(colour)) >= TEXT);
        Colour text = nearest(wanted, colour -> colour.contrast(ground) >= TEXT && colour.contrast(surface) >= TEXT);
        return new Palette(accent, textOn(accent), text, ground, surface, ink);
    }

    private static Colour textOn(Colour accent) {
        return accent.lightness() < AURA_TURNING_POINT ? Colour.WHITE : Colour.BLACK.over(accent, AURA_BLACK_OPACITY);
    }

    /** The colour itself if it is good, else the least lighter or darker one that is. */
    private static Colour nearest(Colour wanted, Predicate<Colour> good) {
        if (good.test(wanted)) {
            return wanted;
        }
        double lightness = wanted.lightness();
        for (double away = STEP; away <= 1; away += STEP) {
            List<Colour> candidates = new ArrayList<>(2);
            if (lightness - away >= 0) {
                candidates.add(wanted.atLightness(lightness - away));
            }
            if (lightness + away <= 1) {
                candidates.add(wanted.atLightness(lightness + away));
            }
            for (Colour candidate : candidates) {
                if (good.test(candidate)) {
                    return candidate;
                }
            }
        }
        // black or white is among the candidates, and one of the two is legible on any ground
        throw new IllegalStateException("No legible shade of " + wanted.hex());
    }
}
