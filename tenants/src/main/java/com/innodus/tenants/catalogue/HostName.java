package com.innodus.tenants.catalogue;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Host names as they come in a request or are typed by an operator. */
public final class HostName {
    private static final Pattern VALID =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private HostName() {}

    /** Lower case, ASCII form, without port and final dot; empty when it isn't a host name. */
    public static Optional<String> normalise(String host) {
        String name = host.strip();
        int colon = name.lastIndexOf(':');
        if (colon >= 0) {
            name = name.substring(0, colon);
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        try {
            name = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return name.equals("localhost") || VALID.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
}
