package com.innodus.tenants.provisioning;

import com.innodus.tenants.catalogue.Tenant;

/** A place outside the database where tenants leave something. */
public interface Traces {
    /** Erases what the tenant left; its slug may soon be somebody else's. */
    void erase(Tenant tenant);
}
