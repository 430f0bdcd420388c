package com.innodus.tenants.provisioning;

import com.innodus.migrations.TenantMigrations;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.support.KilledAt;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A process of its own that provisions or migrates, to be killed. Arguments: address, task, slug or fixture, step. */
final class Worker {
    static final FirstContents ONE_NOTE = (connection, tenant, request) -> {
        try (var statement = connection.createStatement()) {
            statement.execute("insert into note values (gen_random_uuid(), '" + tenant.slug() + "', 'first')");
        }
    };

    private Worker() {}

    public static void main(String[] arguments) {
        DataSource database = new DriverManagerDataSource(arguments[0]);
        SingleConnectionDataSource platform = new SingleConnectionDataSource(arguments[0], true);
        JdbcClient.create(platform).sql("set search_path = platform, ext").update();
        KilledAt kill = new KilledAt(Integer.parseInt(arguments[3]));
        Tenants tenants = new Tenants(JdbcClient.create(kill.watch(platform)), Clock.systemUTC());
        if (arguments[1].equals("provision")) {
            new Provisioning(tenants, kill.watch(database), TenantMigrations.in("fixture/first"), List.of(ONE_NOTE))
                    .provision(arguments[2], "Ágora", "sales", "{}");
        } else {
            new FleetMigration(tenants, database, TenantMigrations.in("fixture/" + arguments[2]), 2).run();
        }
        System.out.println("DONE");
    }
}
