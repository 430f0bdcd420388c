package com.innodus.themes;

import java.util.List;

/** Colours to start from, each legible as it is on light ground. */
public final class Presets {
    /** @param key text of its name */
    public record Preset(String key, Colour accent) {}

    public static final List<Preset> ALL = List.of(
            new Preset("brand.preset.sea", Colour.of("#1f4f8f")),
            new Preset("brand.preset.pine", Colour.of("#1b6b4a")),
            new Preset("brand.preset.plum", Colour.of("#6d2e7c")),
            new Preset("brand.preset.terracotta", Colour.of("#a3412a")),
            new Preset("brand.preset.cherry", Colour.of("#a31f44")),
            new Preset("brand.preset.petrol", Colour.of("#0f6273")),
            new Preset("brand.preset.ochre", Colour.of("#8a5a00")),
            new Preset("brand.preset.slate", Colour.of("#3d4a5c")));

    private Presets() {}
}
