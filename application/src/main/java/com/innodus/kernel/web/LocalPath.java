package com.innodus.kernel.web;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Addresses within the host that somebody is on: the only ones that a request may name to be sent to. */
public final class LocalPath {
    private static final int LONGEST = 2000;

    private LocalPath() {}

    /** The path and query, or {@code otherwise} when browsers could understand it as anything but a path of this host. */
    public static String or(@Nullable String path, String otherwise) {
        return path != null && isLocal(path) ? path : otherwise;
    }

    private static boolean isLocal(String path) {
        // browsers read \ as / and leave out control characters; what begins with // names a host
        if (path.length() > LONGEST
                || !path.startsWith("/")
                || path.startsWith("//")
                || path.chars().anyMatch(letter -> letter == '\\' || letter <= ' ' || letter == 0x7f)) {
            return false;
        }
        try {
            URI uri = new URI(path);
            return uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && !uri.getRawPath().contains("//");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
