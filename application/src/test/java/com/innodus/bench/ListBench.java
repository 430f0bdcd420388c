package com.innodus.bench;

import static com.innodus.bench.Figures.heading;
import static com.innodus.bench.Figures.print;
import static com.innodus.bench.Figures.times;
import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.bench.Figures.Times;
import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Edge;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What a page of a list costs where there are a million records. */
@Tag("bench")
class ListBench extends Server {
    private static final int RECORDS = Integer.getInteger("bench.records", 1_000_000);
    private static final int PAGE = 50;
    private static final double GOAL_MILLIS = 100;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    Options options;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private final List<String> slow = new ArrayList<>();

    @Test
    void pagesOfAMillionOrganisations() throws Exception {
        Tenant tenant = newTenant();
        String status = as(
                tenant,
                () -> options.offered("organisation-status").getFirst().id().toString());
        long start = System.nanoTime();
        as(tenant, () -> transactions.execute(ignored -> fill(status)));
        // so that the index answers alone, as it does once autovacuum has passed
        jdbc.sql("vacuum analyze " + tenant.schema() + ".organisation").update();
        print("made in", "%.0f s".formatted((System.nanoTime() - start) / 1e9));

        heading("A page of " + PAGE + " of " + RECORDS + " organisations");
        Query all = Query.ALL;
        page(tenant, "first page", all);
        scrolled(tenant, "after scrolling 50 pages", all, 50);
        jump(tenant, "jump to row 10,000 without an edge", all, 10_000);
        page(tenant, "newest first", sorted("changedAt", false));
        scrolled(tenant, "newest first, after 50 pages", sorted("changedAt", false), 50);
        page(tenant, "by city (empty for some)", sorted("city", true));
        scrolled(tenant, "by city, after 50 pages", sorted("city", true), 50);
        page(tenant, "by revenue, highest first (empty for most)", sorted("revenue", false));
        page(
                tenant,
                "by city, then title",
                new Query(Filter.NONE, "", List.of(new Sort("city", true), new Sort("title", true))));
        page(tenant, "filter: status", filtered(Filter.test("status", Operator.IN, status)));
        page(
                tenant,
                "filter: status, newest first",
                new Query(Filter.test("status", Operator.IN, status), "", List.of(new Sort("changedAt", false))));
        hardPage(
                tenant,
                "filter: city is (by the letter, no index)",
                filtered(Filter.test("city", Operator.IS, "Vilanova 37")));
        page(tenant, "search: in 1 record", searched("zarzuel"));
        page(tenant, "search: in 100 records", searched("guadalq"));
        page(tenant, "search: in 1,000 records", searched("peripec"));
        page(tenant, "search: in 10,000 records", searched("cerverin"));
        page(tenant, "search: in 40,000 records", searched("mirador"));
        hardPage(tenant, "search: in every third record, the last by title", searched("fundaci"));
        page(tenant, "search: in all records", searched("2.exam"));
        page(tenant, "search: two words, 1,000 and every third", searched("fundac eripec"));
        hardPage(tenant, "search: two letters, in 1 record", searched("zu"));
        page(tenant, "search: in no record", searched("xyzzy"));
        page(
                tenant,
                "search in 10,000, newest first",
                new Query(Filter.NONE, "cerverin", List.of(new Sort("changedAt", false))));

        heading("Counting up to 10,001");
        count(tenant, "all", all);
        count(tenant, "filter: status", filtered(Filter.test("status", Operator.IN, status)));
        count(
                tenant,
                "filter: region contains (no index)",
                filtered(Filter.test("region", Operator.CONTAINS, "nowhere")));
        count(tenant, "search: in 1 record", searched("zarzuel"));
        count(tenant, "search: in 10,000 records", searched("cerverin"));
        count(tenant, "search: in every third record", searched("fundaci"));
        assertThat(slow).as("slower than %s ms", GOAL_MILLIS).isEmpty();
    }

    /** What no index answers: shown, but without a goal. */
    private void hardPage(Tenant tenant, String what, Query query) throws Exception {
        print(what, times(10, () -> as(tenant, () -> records.page(organisations, query, null, 0, PAGE))));
    }

    private static Query sorted(String field, boolean ascending) {
        return new Query(Filter.NONE, "", List.of(new Sort(field, ascending)));
    }

    private static Query filtered(Filter filter) {
        return new Query(filter, "", List.of());
    }

    private static Query searched(String words) {
        return new Query(Filter.NONE, words, List.of());
    }

    private void page(Tenant tenant, String what, Query query) throws Exception {
        measure(what, () -> as(tenant, () -> records.page(organisations, query, null, 0, PAGE)));
    }

    private void jump(Tenant tenant, String what, Query query, int row) throws Exception {
        measure(what, () -> as(tenant, () -> records.page(organisations, query, null, row, PAGE)));
    }

    private void scrolled(Tenant tenant, String what, Query query, int pages) throws Exception {
        Edge edge = null;
        for (int i = 0; i < pages; i++) {
            Edge from = edge;
            List<Organisation> page = as(tenant, () -> records.page(organisations, query, from, 0, PAGE));
            edge = as(tenant, () -> records.edge(organisations, query, page.getLast()));
        }
        Edge last = edge;
        measure(what, () -> as(tenant, () -> records.page(organisations, query, last, 0, PAGE)));
    }

    private void measure(String what, Figures.Work work) throws Exception {
        Times times = times(20, work);
        print(what, times);
        if (times.middle() > GOAL_MILLIS) {
            slow.add(what);
        }
    }

    private void count(Tenant tenant, String what, Query query) throws Exception {
        print(what, times(10, () -> as(tenant, () -> records.count(organisations, query, 10_001))));
    }

    /** Records in the random order of real ones. The indexes are made afterwards, which takes a tenth of the time. */
    private int fill(String status) {
        jdbc.sql("set local maintenance_work_mem = '1GB'").update();
        jdbc.sql("set local synchronous_commit = off").update();
        List<String> indexes = jdbc.sql("""
                        select indexname || '=' || indexdef from pg_indexes
                        where schemaname = current_schema() and tablename = 'organisation' and indexname <> 'organisation_pk'
                        """).query(String.class).list();
        indexes.forEach(index ->
                jdbc.sql("drop index " + index.substring(0, index.indexOf('='))).update());
        jdbc.sql("""
                        insert into organisation (id, title, name, search_text, created_at, changed_at, status, city, revenue,
                                                  emails)
                        select gen_random_uuid(), o.name, o.name,
                               lower(o.name) || ' ' || lower(coalesce(o.city, '')) || ' info@org' || n || '.example',
                               o.at, o.at, o.status, o.city, o.revenue,
                               jsonb_build_array(jsonb_build_object('value', 'info@org' || n || '.example', 'label', 'work'))
                        from generate_series(1, ?) as n
                        cross join lateral (select (n * 7919::bigint % 1000003)::int as m) as shuffled
                        cross join (select array['ba','co','di','fe','gu','la','mo','ni','pe','ru','sa','to','ve','xi','cha',
                                                 'bre','llo','nar','tin','sul'] as s) as syllables
                        cross join lateral (select
                            (array['Talleres', 'Fundacion', 'Comercial'])[1 + m % 3] || ' '
                                || case when n = 5 then 'Zarzuela ' when n % 10000 = 7 then 'Guadalquivir '
                                        when n % 1000 = 3 then 'Peripecias ' when n % 100 = 11 then 'Cerverina '
                                        when n % 25 = 4 then 'Mirador ' else '' end
                                || initcap(s[1 + m % 20] || s[1 + m / 20 % 20] || s[1 + m / 400 % 20]) || ' '
                                || initcap(s[1 + m / 8000 % 20] || s[1 + n % 20] || s[1 + n / 20 % 20]) as name,
                            case when n % 11 <> 0 then 'Vilanova ' || n % 400 end as city,
                            case when n % 20 = 0 then (n % 99991)::numeric end as revenue,
                            case when n % 6 = 0 then ?::uuid end as status,
                            timestamptz '2026-01-01 00:00:00Z' + n * interval '11 seconds' as at) as o
                        """).param(RECORDS).param(status).update();
        indexes.forEach(
                index -> jdbc.sql(index.substring(index.indexOf('=') + 1)).update());
        return jdbc.sql("analyze organisation").update();
    }
}
