package com.innodus.tenants.routing;

import com.innodus.tenants.catalogue.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a visitor sees when a host name leads nowhere now. Answers never redirect and never say which tenants exist. */
public interface ClosedDoors {
    void unknownHost(HttpServletRequest request, HttpServletResponse response) throws IOException;

    void suspended(Tenant tenant, HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Its schema is being made or migrated, or that failed. */
    void notReady(Tenant tenant, HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** A session cookie of one tenant came to another's host. */
    void foreignSession(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
