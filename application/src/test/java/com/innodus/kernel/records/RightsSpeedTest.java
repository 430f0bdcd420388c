package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What rights add to the statements of lists must not make PostgreSQL leave the index. */
class RightsSpeedTest extends Server {
    private static final String OPEN =
            "(not exists (select 1 from record_guard g where g.record_id = o.id and not (? = any(g.people))))";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private List<String> plan(Tenant tenant, String statement, Object... parameters) {
        return TenantScope.supply(
                tenant,
                () -> transactions.execute(status -> jdbc.sql("explain (analyze, costs off) " + statement)
                        .params(parameters)
                        .query(String.class)
                        .list()));
    }

    @Test
    void listsOfAHundredThousandStayOnTheirIndexBesideThousandsOfGuards() {
        Tenant tenant = newTenant();
        UUID ana = owner(tenant).id();
        UUID marta = newUser(tenant, "marta", "member").id();
        UUID luis = newUser(tenant, "luis", "member").id();
        UUID sales = UUID.randomUUID();
        UUID north = UUID.randomUUID();
        as(
                tenant,
                () -> transactions.execute(status -> {
                    jdbc.sql("""
                            insert into team (id, name) values (?, 'Ventas'), (?, 'Norte')
                            """).params(sales, north).update();
                    jdbc.sql("""
                            insert into organisation (id, title, name, owner_id, created_by, team_id)
                            select gen_random_uuid(), 'N' || n, 'N' || n, case n % 4 when 0 then ?::uuid else ?::uuid end, ?,
                                   case n % 5 when 0 then ?::uuid when 1 then ?::uuid end
                            from generate_series(1, 100000) n
                            """).params(luis, ana, ana, sales, north).update();
                    return jdbc.sql("""
                            insert into record_guard (record_id, record_type, people, closed_by)
                            select id, 'organisation', array[?::uuid], ? from organisation order by id limit 2000
                            """).params(ana, ana).update();
                }));
        jdbc.sql("analyze " + tenant.schema() + ".organisation").update();
        jdbc.sql("analyze " + tenant.schema() + ".record_guard").update();
        String page = " and (o.title, o.id) > ('N5', ?) order by o.title, o.id limit 80";
        UUID edge = new UUID(0, 0);

        String all = String.join(
                "\n",
                plan(
                        tenant,
                        "select * from organisation o where o.deleted_at is null and " + OPEN + page,
                        marta,
                        edge));
        String team = String.join(
                "\n",
                plan(
                        tenant,
                        "select * from organisation o where o.deleted_at is null"
                                + " and (o.owner_id = ? or o.created_by = ? or o.team_id = ?"
                                + " or (o.team_id is null and o.owner_id in (?, ?))) and " + OPEN + page,
                        marta,
                        marta,
                        sales,
                        marta,
                        luis,
                        marta,
                        edge));

        for (String plan : List.of(all, team)) {
            assertThat(plan)
                    .contains("Anti Join", "organisation_title")
                    .doesNotContain("SubPlan", "Sort", "Seq Scan on organisation");
        }
    }
}
