package com.innodus.tenants.routing;

import com.innodus.tenants.catalogue.HostName;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * First filter of every request: binds the tenant that the host name stands for. On an unknown host, or for a tenant
 * that isn't served, nothing behind it runs.
 */
public class TenantFilter extends OncePerRequestFilter {
    /** Session attribute that ties a session to the tenant it began with. */
    static final String SESSION_TENANT = TenantFilter.class.getName() + ".tenant";

    /** Mark of sessions of the base host. */
    private static final UUID BASE = new UUID(0, 0);

    private final Addresses addresses;
    private final Tenants tenants;
    private final ClosedDoors closedDoors;
    private final int servedVersion;

    /**
     * @param closedDoors what to answer instead
     * @param servedVersion schema version that this release works with
     */
    public TenantFilter(Addresses addresses, Tenants tenants, ClosedDoors closedDoors, int servedVersion) {
        this.addresses = addresses;
        this.tenants = tenants;
        this.closedDoors = closedDoors;
        this.servedVersion = servedVersion;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals("/health")) {
            chain.doFilter(request, response);
            return;
        }
        String host = HostName.normalise(request.getServerName()).orElse("");
        if (addresses.isBase(host)) {
            if (tied(request, BASE)) {
                chain.doFilter(new TyingRequest(request, BASE), response);
            } else {
                closedDoors.foreignSession(request, response);
            }
            return;
        }
        Tenant tenant = addresses.tenantOf(host).orElse(null);
        if (tenant == null || tenant.state() == Tenant.State.DELETED) {
            closedDoors.unknownHost(request, response);
        } else if (tenant.state() == Tenant.State.SUSPENDED) {
            closedDoors.suspended(tenant, request, response);
        } else if (!tenant.isActive() || tenant.schemaVersion() < servedVersion) {
            closedDoors.notReady(tenant, request, response);
        } else if (!tied(request, tenant.id())) {
            closedDoors.foreignSession(request, response);
        } else {
            serve(tenant, request, response, chain);
        }
    }

    private void serve(Tenant tenant, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        tenants.noteUse(tenant);
        try {
            TenantScope.call(tenant, () -> {
                chain.doFilter(new TyingRequest(request, tenant.id()), response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /** Whether the request's session, if it has one, began with this tenant. */
    private static boolean tied(HttpServletRequest request, UUID tenant) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return true;
        }
        Object owner = session.getAttribute(SESSION_TENANT);
        if (owner == null) {
            session.setAttribute(SESSION_TENANT, tenant);
            return true;
        }
        return owner.equals(tenant);
    }

    /** Ties each session to its tenant at the moment it is made. */
    private static final class TyingRequest extends jakarta.servlet.http.HttpServletRequestWrapper {
        private final UUID tenant;

        TyingRequest(HttpServletRequest request, UUID tenant) {
            super(request);
            this.tenant = tenant;
        }

        @Override
        public HttpSession getSession() {
            return tie(super.getSession());
        }

        @Override
        @SuppressWarnings("NullAway") // the servlet API answers null for create = false
        public HttpSession getSession(boolean create) {
            HttpSession session = super.getSession(create);
            return session == null ? null : tie(session);
        }

        private HttpSession tie(HttpSession session) {
            if (session.getAttribute(SESSION_TENANT) == null) {
                session.setAttribute(SESSION_TENANT, tenant);
            }
            return session;
        }
    }
}
