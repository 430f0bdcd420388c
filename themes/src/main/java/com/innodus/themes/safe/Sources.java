package com.innodus.themes.safe;

import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that may be named in cleaned content. Everything is compared after decoding, against a whole-string form. */
final class Sources {

    private static final Pattern BRAND_PATH = Pattern.compile("/brand(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    private static final Pattern DATA_IMAGE = Pattern.compile(
            "data:image/(png|jpeg|jpg|gif|webp);base64,(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern FRAGMENT = Pattern.compile("#[\\p{L}_][\\p{L}\\p{N}_.:-]*");

    private Sources() {}

    /** A file of the tenant's own brand on this origin; no dots that climb, no escapes, no second slash. */
    static boolean isBrandPath(String address) {
        return BRAND_PATH.matcher(address).matches();
    }

    /** A reference to a part of the same document. */
    static boolean isFragment(String address) {
        return FRAGMENT.matcher(address).matches();
    }

    /** The picture in one spelling (no line breaks, lower-case type), or null when it is not a bitmap picture. */
    static @Nullable String dataImage(String address) {
        var matcher = DATA_IMAGE.matcher(address.strip());
        if (!matcher.matches()) {
            return null;
        }
        var type = matcher.group(1).toLowerCase(Locale.ROOT);
        var data = matcher.group(2).replaceAll("[ \\t\\r\\n]", "");
        try {
            Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        return "data:image/" + (type.equals("jpg") ? "jpeg" : type) + ";base64," + data;
    }
}
