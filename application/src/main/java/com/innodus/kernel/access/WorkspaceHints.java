package com.innodus.kernel.access;

import com.innodus.kernel.platform.DatabaseConfiguration;
import com.innodus.kernel.platform.Secrets;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Where to look for the workspaces of an address. Only a hint: whether the address still has a user there, the workspace
 * itself says.
 */
@Service
public class WorkspaceHints {
    private static final int MOST = 20;

    private final JdbcClient platform;
    private final Secrets secrets;
    private final Tenants tenants;

    WorkspaceHints(
            @Qualifier(DatabaseConfiguration.PLATFORM) JdbcClient platformJdbc, Secrets secrets, Tenants tenants) {
        platform = platformJdbc;
        this.secrets = secrets;
        this.tenants = tenants;
    }

    /** Notes that the address has a user in the current tenant. */
    public void remember(String email) {
        platform.sql("insert into workspace_hint (email_mac, tenant_id) values (?, ?) on conflict do nothing")
                .params(mac(email), TenantScope.current().id())
                .update();
    }

    /** Active tenants in which the address has, or had, a user. */
    public List<Tenant> of(String email) {
        return platform.sql("""
                        select t.slug from workspace_hint h join tenant t on t.id = h.tenant_id
                        where h.email_mac = ? and t.state = 'ACTIVE' order by t.last_used_at desc nulls last, t.slug
                        limit ?
                        """).params(mac(email), MOST).query(String.class).list().stream()
                .map(tenants::require)
                .toList();
    }

    private String mac(String email) {
        return secrets.fingerprint("workspace:" + email.strip().toLowerCase(Locale.ROOT));
    }
}
