package com.innodus.kernel.api;

/** Parts of addresses. */
final class ApiPaths {
    static final String ID = "[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}";

    private ApiPaths() {}
}
