package com.innodus.kernel.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses the server may ask on a tenant's behalf (OWASP: server-side request forgery): public ones by https.
 * An installation for development also asks its own machine and network, by http too.
 */
record OutboundRules(boolean development) {
    /** At least two labels, the last one no number: so neither an address in digits nor a name of the local network. */
    private static final Pattern NAME = Pattern.compile(
            "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+(?=[a-z0-9-]*[a-z])[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern INTERNAL =
            Pattern.compile("(.*\\.)?(localhost|local|internal|intranet|lan|home|corp|localdomain|arpa|onion)");

    /**
     * The address, when it may be asked as far as its text tells.
     *
     * @throws UnsafeAddress when it may not
     */
    URI check(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new UnsafeAddress(url);
        }
        String host = uri.getHost();
        boolean plain = "http".equals(uri.getScheme()) && development;
        if (!plain && !"https".equals(uri.getScheme())
                || host == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null
                || uri.getPort() == 0
                || uri.getPort() > 65_535) {
            throw new UnsafeAddress(url);
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (!development
                && (!NAME.matcher(name).matches() || INTERNAL.matcher(name).matches())) {
            throw new UnsafeAddress(url);
        }
        return uri;
    }

    /** Whether a server at this address may be asked; asked once for each connection, on what the name resolved to. */
    boolean allows(InetAddress address) {
        if (development) {
            return !address.isLinkLocalAddress() && !address.isMulticastAddress() && !address.isAnyLocalAddress();
        }
        return address instanceof Inet4Address
                ? isPublic(address.getAddress())
                : address instanceof Inet6Address && isGlobalUnicast(address.getAddress());
    }

    /** All but the special-purpose ranges of RFC 6890. */
    private static boolean isPublic(byte[] address) {
        int a = address[0] & 0xff;
        int b = address[1] & 0xff;
        int c = address[2] & 0xff;
        boolean special = a == 0
                || a == 10
                || a == 127
                || a >= 224
                || a == 100 && b >= 64 && b < 128
                || a == 169 && b == 254
                || a == 172 && b >= 16 && b < 32
                || a == 192 && b == 0 && (c == 0 || c == 2)
                || a == 192 && b == 88 && c == 99
                || a == 192 && b == 168
                || a == 198 && (b == 18 || b == 19)
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113;
        return !special;
    }

    /** Within 2000::/3, and neither a tunnel (Teredo, 6to4) that could lead inside nor documentation. */
    private static boolean isGlobalUnicast(byte[] address) {
        int first = (address[0] & 0xff) << 8 | address[1] & 0xff;
        int second = (address[2] & 0xff) << 8 | address[3] & 0xff;
        return first >> 13 == 1
                && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8))
                && first != 0x2002
                && !(first == 0x3fff && second < 0x1000);
    }
}
