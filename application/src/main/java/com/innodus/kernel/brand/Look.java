package com.innodus.kernel.brand;

import com.innodus.themes.Brand;
import com.innodus.themes.Brand.Image;
import com.innodus.themes.BrandCss;
import org.jspecify.annotations.Nullable;

/**
 * A brand as it is worn.
 *
 * @param revision number of the publication, 0 when nothing was ever published
 */
public record Look(int revision, Brand brand, BrandCss css) {
    /** What pages without a tenant wear. */
    public static final Look PLAIN = new Look(0, Brand.PLAIN, BrandCss.compile(Brand.PLAIN, ""));

    /** Address of the style sheet; other content has another address. */
    public String cssPath() {
        return "/brand/" + css.hash() + ".css";
    }

    /** Address of a picture, null when the brand has none. */
    public @Nullable String imagePath(Image image) {
        String hash = brand.images().get(image);
        return hash == null ? null : "/brand/" + hash;
    }
}
