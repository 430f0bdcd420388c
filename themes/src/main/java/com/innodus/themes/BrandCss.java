package com.innodus.themes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A brand as a style sheet: custom properties for Vaadin's Aura and, as {@code --brand-*}, for our own pages, then the
 * organisation's own rules.
 *
 * @param text the style sheet
 * @param hash of the text, 32 hex digits: its address, so that a browser may keep it for ever
 */
public record BrandCss(String text, String hash) {
    /**
     * @param ownRules the organisation's own style rules, cleaned
     */
    public static BrandCss compile(Brand brand, String ownRules) {
        Palette light = Palette.light(brand);
        Palette dark = Palette.dark(brand);
        // :root:root outweighs the defaults of Aura whatever the order of the style sheets
        String text = """
                :root:root {
                  color-scheme: %s;
                  --aura-accent-color-light: %s;
                  --aura-accent-color-dark: %s;
                  --aura-background-color-light: %s;
                  --aura-background-color-dark: %s;
                  --aura-base-radius: %d;
                  --aura-base-size: %d;
                  --aura-font-family: %s;
                  --brand-accent: %s;
                  --brand-on-accent: %s;
                  --brand-accent-text: %s;
                  --brand-ground: %s;
                  --brand-surface: %s;
                  --brand-ink: %s;
                  --brand-radius: %dpx;
                  --brand-font: %s;
                }
                """.formatted(
                                brand.scheme().css(),
                                light.accent().hex(),
                                dark.accent().hex(),
                                light.ground().hex(),
                                dark.ground().hex(),
                                brand.radius(),
                                brand.density().size(),
                                brand.font().stack(),
                                both(light.accent(), dark.accent()),
                                both(light.onAccent(), dark.onAccent()),
                                both(light.accentText(), dark.accentText()),
                                both(light.ground(), dark.ground()),
                                both(light.surface(), dark.surface()),
                                both(light.ink(), dark.ink()),
                                2 * brand.radius() + 2,
                                brand.font().stack())
                + ownRules;
        return new BrandCss(text, hash(text));
    }

    private static String both(Colour light, Colour dark) {
        return "light-dark(" + light.hex() + ", " + dark.hex() + ")";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
