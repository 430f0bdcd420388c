package com.innodus.tenants.routing;

import com.innodus.tenants.catalogue.HostName;
import com.innodus.tenants.catalogue.Slug;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import java.util.Optional;

/**
 * Host names and addresses. Links in mails and redirects are made here from configuration, never from what a request
 * claims (forged Host and X-Forwarded-Host headers change nothing).
 */
public class Addresses {
    private final String scheme;
    private final String baseHost;
    private final int port;
    private final Tenants tenants;

    /**
     * @param scheme {@code http} or {@code https}, as browsers see it
     * @param baseHost host of sign-up and operators; tenants are its sub-domains
     * @param port as browsers see it
     */
    public Addresses(String scheme, String baseHost, int port, Tenants tenants) {
        this.scheme = scheme;
        this.baseHost = HostName.normalise(baseHost)
                .orElseThrow(() -> new IllegalArgumentException(baseHost + " is not a host name"));
        this.port = port;
        this.tenants = tenants;
    }

    /** Whether a request's host is the base host. */
    public boolean isBase(String host) {
        return host.equals(baseHost);
    }

    /** The tenant that a host name belongs to, whatever its state. */
    public Optional<Tenant> tenantOf(String host) {
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (host.endsWith("." + baseHost)) {
            String label = host.substring(0, host.length() - baseHost.length() - 1);
            return Slug.isPossible(label) ? tenants.bySlug(label) : Optional.empty();
        }
        return tenants.byCustomHost(host);
    }

    /**
     * Gives a tenant a host name of its own.
     *
     * @throws IllegalArgumentException when it is no host name, or one that we hand out ourselves
     * @throws Tenants.HostTaken when another tenant has it
     */
    public void addHost(Tenant tenant, String host) {
        String name = HostName.normalise(host)
                .filter(one -> !isBase(one) && !one.endsWith("." + baseHost))
                .orElseThrow(() -> new IllegalArgumentException("'" + host + "' can't be a tenant's own host name"));
        tenants.addHost(tenant, name);
    }

    /** Address of the base host without a final slash. */
    public String base() {
        return scheme + "://" + baseHost + portPart();
    }

    /** Address of the tenant without a final slash: its first custom host name, else its sub-domain. */
    public String of(Tenant tenant) {
        return ofHost(tenant.hosts().stream().findFirst().orElse(hostOf(tenant.slug())));
    }

    /** Host name that a slug stands for. */
    public String hostOf(String slug) {
        return slug + "." + baseHost;
    }

    private String ofHost(String host) {
        return scheme + "://" + host + portPart();
    }

    public String baseHost() {
        return baseHost;
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }

    private String portPart() {
        boolean usual = port == (isSecure() ? 443 : 80);
        return usual ? "" : ":" + port;
    }
}
