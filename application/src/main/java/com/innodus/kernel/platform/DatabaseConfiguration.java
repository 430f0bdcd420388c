package com.innodus.kernel.platform;

import com.innodus.migrations.PlatformMigrations;
import com.innodus.migrations.TenantMigrations;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.hibernate.TenantConnections;
import com.innodus.tenants.hibernate.TenantPool;
import com.innodus.tenants.provisioning.Farewell;
import com.innodus.tenants.provisioning.FirstContents;
import com.innodus.tenants.provisioning.FleetMigration;
import com.innodus.tenants.provisioning.Provisioning;
import com.innodus.tenants.provisioning.Traces;
import com.innodus.tenants.routing.Addresses;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three pools on one database: the tenants' (empty search path until a tenant is bound), the directory's and, on a server,
 * the scheduler's, which holds a lock over all nodes while it looks what comes next.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InnodusProperties.class)
public class DatabaseConfiguration {
    /** Qualifies what works on the schema {@code platform}. */
    public static final String PLATFORM = "platform";

    /** Qualifies the scheduler's own connections to the schema {@code platform}. */
    public static final String JOBS = "jobs";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DatabaseServer databaseServer(InnodusProperties properties) {
        return DatabaseServer.of(properties);
    }

    @Bean
    @Primary
    TenantPool tenantPool(DatabaseServer server, InnodusProperties properties) {
        HikariConfig config = server.poolConfig();
        config.setPoolName("tenants");
        config.setMaximumPoolSize(properties.databasePoolSize());
        config.setConnectionInitSql("set search_path = ''");
        return new TenantPool(new HikariDataSource(config));
    }

    @Bean(defaultCandidate = false)
    @Qualifier(PLATFORM) HikariDataSource platformPool(DatabaseServer server) {
        HikariConfig config = server.poolConfig();
        config.setPoolName(PLATFORM);
        config.setMaximumPoolSize(4);
        config.setConnectionInitSql("set search_path = platform, ext");
        return new HikariDataSource(config);
    }

    @Bean(defaultCandidate = false)
    @ConditionalOnWebApplication
    @Qualifier(JOBS) HikariDataSource jobsPool(DatabaseServer server) {
        HikariConfig config = server.poolConfig();
        config.setPoolName(JOBS);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        config.setConnectionInitSql("set search_path = platform, ext");
        return new HikariDataSource(config);
    }

    @Bean
    @Primary
    JdbcClient tenantJdbc(DataSource tenantPool) {
        return JdbcClient.create(tenantPool);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(PLATFORM) JdbcClient platformJdbc(@Qualifier(PLATFORM) DataSource platformPool) {
        PlatformMigrations.migrate(platformPool);
        return JdbcClient.create(platformPool);
    }

    @Bean
    TenantConnections tenantConnections(TenantPool tenantPool) {
        return new TenantConnections(tenantPool);
    }

    @Bean
    TenantMigrations tenantMigrations() {
        return TenantMigrations.ofRelease();
    }

    @Bean
    Tenants tenants(@Qualifier(PLATFORM) JdbcClient platformJdbc, Clock clock) {
        return new Tenants(platformJdbc, clock);
    }

    @Bean
    Provisioning provisioning(
            Tenants tenants,
            DataSource tenantPool,
            TenantMigrations migrations,
            ObjectProvider<FirstContents> firstContents) {
        return new Provisioning(
                tenants, tenantPool, migrations, firstContents.orderedStream().toList());
    }

    @Bean
    FleetMigration fleetMigration(Tenants tenants, DatabaseServer server, TenantMigrations migrations) {
        return new FleetMigration(tenants, server.direct(), migrations, 4);
    }

    @Bean
    Farewell farewell(
            Tenants tenants,
            DataSource tenantPool,
            Clock clock,
            InnodusProperties properties,
            ObjectProvider<Traces> traces) {
        return new Farewell(
                tenants,
                tenantPool,
                clock,
                properties.deletionGrace(),
                traces.orderedStream().toList());
    }

    @Bean
    Addresses addresses(InnodusProperties properties, Environment environment, Tenants tenants) {
        int port = Stream.of(
                        properties.publicPort(), environment.getProperty("server.port", Integer.class), (Integer) 8080)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return new Addresses(properties.publicScheme(), properties.baseHost(), port, tenants);
    }
}
