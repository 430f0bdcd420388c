package com.innodus.kernel.accounts.oidc;

import com.innodus.tenants.context.TenantScope;
import java.util.List;
import java.util.UUID;

/**
 * Somebody who vouches for a tenant's people.
 *
 * @param createUsers whether people who are unknown here become users
 * @param allowedDomains of their addresses, in small letters
 */
public record IdentityProvider(
        UUID id,
        String name,
        String issuer,
        String clientId,
        Endpoints endpoints,
        boolean createUsers,
        List<String> allowedDomains,
        boolean enabled) {
    /** Where the log-in begins, below the tenant's address. */
    public String path() {
        return "/oauth2/authorization/" + registrationId();
    }

    /** Where the provider sends people back to, below the tenant's address. */
    public String callbackPath() {
        return "/login/oauth2/code/" + registrationId();
    }

    String registrationId() {
        return "t_" + TenantScope.current().id() + "_" + id;
    }
}
