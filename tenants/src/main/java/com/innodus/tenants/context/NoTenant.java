package com.innodus.tenants.context;

/** Code that needs a tenant runs where none is bound. */
public class NoTenant extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoTenant() {
        super("No tenant is bound here");
    }
}
