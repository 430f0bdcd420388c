package com.innodus.kernel.outbound;

/** An address that the server doesn't ask. */
public class UnsafeAddress extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnsafeAddress(String url) {
        super("Not an address to ask: " + url);
    }
}
