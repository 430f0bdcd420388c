package com.innodus.tenants.catalogue;

/** No tenant has that slug. */
public class TenantNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TenantNotFound(String slug) {
        super("There is no tenant '" + slug + "'");
    }
}
