package com.innodus.tenants.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.support.Database;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class AddressesTest {
    private final Tenants tenants = Database.directory();
    private final Addresses addresses = new Addresses("https", "crm.example", 443, tenants);

    @Test
    void linksCarryThePortOnlyWhereBrowsersNeedIt() {
        Tenant tenant = Database.newTenant(tenants);
        assertThat(addresses.of(tenant)).isEqualTo("https://" + tenant.slug() + ".crm.example");
        assertThat(new Addresses("http", "localhost", 8080, tenants).of(tenant))
                .isEqualTo("http://" + tenant.slug() + ".localhost:8080");
        assertThat(new Addresses("http", "LOCALHOST.", 80, tenants).base()).isEqualTo("http://localhost");
    }

    @Test
    void aTenantsOwnHostNameStandsInItsLinksAndLeadsToIt() {
        Tenant tenant = Database.newTenant(tenants);
        addresses.addHost(tenant, "Clientes.Agora.example");
        Tenant now = tenants.require(tenant.slug());
        assertThat(addresses.of(now)).isEqualTo("https://clientes.agora.example");
        assertThat(addresses.tenantOf("clientes.agora.example")).map(Tenant::id).contains(tenant.id());
        assertThat(addresses.tenantOf(tenant.slug() + ".crm.example"))
                .map(Tenant::id)
                .contains(tenant.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"crm.example", "CRM.example.", "other.crm.example", "a.b.crm.example", "127.0.0.1", "", "[::1]"})
    void nobodyGetsTheBaseHostOrAnybodysSubDomainAsHisOwn(String host) {
        Tenant tenant = Database.newTenant(tenants);
        assertThatThrownBy(() -> addresses.addHost(tenant, host)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crm.example",
                "www.crm.example",
                "a.b.crm.example",
                "nobody.crm.example",
                "crm.example.evil.example"
            })
    void otherHostsLeadNowhere(String host) {
        assertThat(addresses.tenantOf(host)).isEmpty();
    }

    @Test
    void manyRequestsAskTheDirectoryOnceAndImpossibleNamesNever() {
        AtomicInteger connections = new AtomicInteger();
        Tenants counted = new Tenants(
                JdbcClient.create(new DelegatingDataSource(Database.PLATFORM) {
                    @Override
                    public java.sql.Connection getConnection() throws java.sql.SQLException {
                        connections.incrementAndGet();
                        return super.getConnection();
                    }
                }),
                java.time.Clock.systemUTC());
        Addresses hosts = new Addresses("https", "crm.example", 443, counted);
        Tenant tenant = Database.newTenant(tenants);
        for (int i = 0; i < 40; i++) {
            assertThat(hosts.tenantOf(tenant.slug() + ".crm.example")).isPresent();
            assertThat(hosts.tenantOf("unknown.example")).isEmpty();
            assertThat(hosts.tenantOf("xn--" + i + ".crm.example")).isEmpty();
            assertThat(hosts.tenantOf("a.b" + i + ".crm.example")).isEmpty();
        }
        assertThat(connections).hasValue(2);
    }
}
