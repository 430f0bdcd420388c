package com.innodus.themes.safe;

/** Which addresses a style may name, by where the style lives. */
enum CssUrls {
    /** A tenant's style sheet: its own brand files and pictures carried inside. */
    PAGE {
        @Override
        boolean accepts(String address) {
            return Sources.isBrandPath(address) || Sources.dataImage(address) != null;
        }
    },
    /** A drawing: gradients, masks and clips of the same drawing. */
    DRAWING {
        @Override
        boolean accepts(String address) {
            return Sources.isFragment(address);
        }
    },
    /** A mail or document: none. */
    NONE {
        @Override
        boolean accepts(String address) {
            return false;
        }
    };

    abstract boolean accepts(String address);
}
