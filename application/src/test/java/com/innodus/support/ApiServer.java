package com.innodus.support;

import com.innodus.kernel.clients.ApiClients;
import com.innodus.kernel.clients.ApiClients.Created;
import com.innodus.kernel.clients.ApiClients.Wish;
import com.innodus.kernel.clients.ApiScopes;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;

/** The product with programs that use it. */
public abstract class ApiServer extends Server {
    @Autowired
    protected ApiClients clients;

    protected Api at(Tenant tenant) {
        return new Api(port, tenant.slug() + ".localhost");
    }

    protected Created newClient(Tenant tenant, String scopes) {
        return as(
                tenant,
                () -> clients.create(
                        new Wish("Tienda", ApiScopes.read(scopes), List.of(), true),
                        owner(tenant).id()));
    }

    protected String tokenOf(Tenant tenant, String scopes) {
        Created client = newClient(tenant, scopes);
        return at(tenant)
                .token(client.client().clientId(), client.secret(), "")
                .json()
                .path("access_token")
                .stringValue();
    }

    /** A program with all rights of the tenant's owner, or what the scopes leave of them. */
    protected Api api(Tenant tenant, String scopes) {
        return at(tenant).bearing(tokenOf(tenant, scopes));
    }
}
