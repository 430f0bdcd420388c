package com.innodus.tenants.provisioning;

import com.innodus.tenants.catalogue.Tenant;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes something that every new tenant starts with. */
public interface FirstContents {
    /**
     * @param connection in the provisioning transaction, search path = the new schema; not to be committed or closed
     * @param request what the sign-up asked for, as JSON
     */
    void write(Connection connection, Tenant tenant, String request) throws SQLException;
}
