package com.innodus.themes;

import java.util.List;
import java.util.Objects;

/** What the correction of a brand's colours came to, for the person who chooses them. */
public record ContrastReport(List<Line> lines) {
    /**
     * @param key text of what was looked at
     * @param chosen the colour as chosen
     * @param used the colour that is used
     * @param against what it is read on, or what is read on it
     * @param ratio contrast of the used colour, 1 to 21
     */
    public record Line(String key, Colour chosen, Colour used, Colour against, double ratio) {
        /** Whether the chosen colour had to give way. */
        public boolean corrected() {
            return !chosen.equals(used);
        }
    }

    public static ContrastReport of(Brand brand) {
        Palette light = Palette.light(brand);
        Palette dark = Palette.dark(brand);
        Colour accentDark = Objects.requireNonNullElse(brand.accentDark(), brand.accent());
        return new ContrastReport(List.of(
                line("brand.contrast.button", brand.accent(), light.accent(), light.onAccent()),
                line("brand.contrast.link", brand.accent(), light.accentText(), light.ground()),
                line("brand.contrast.button-dark", accentDark, dark.accent(), dark.onAccent()),
                line("brand.contrast.link-dark", accentDark, dark.accentText(), dark.surface())));
    }

    private static Line line(String key, Colour chosen, Colour used, Colour against) {
        return new Line(key, chosen, used, against, used.contrast(against));
    }
}
