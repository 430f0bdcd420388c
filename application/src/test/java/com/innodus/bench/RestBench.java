package com.innodus.bench;

import static com.innodus.bench.Figures.heading;
import static com.innodus.bench.Figures.print;
import static com.innodus.bench.Figures.times;
import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.bench.Figures.Times;
import com.innodus.support.Api;
import com.innodus.support.Api.Answer;
import com.innodus.support.ApiServer;
import com.innodus.tenants.catalogue.Tenant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What a program waits for where there are a million people: through HTTP, with a client's token and the rights of its
 * person, each figure beside the bare statement in the same run.
 */
@Tag("bench")
class RestBench extends ApiServer {
    private static final int RECORDS = Integer.getInteger("bench.records", 1_000_000);
    private static final String PEOPLE = "/api/v1/people";
    private static final String COLUMNS = "select p.* from person p where p.deleted_at is null ";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private final List<String> missed = new ArrayList<>();
    private Tenant tenant;
    private Api api;

    @Test
    void pagesWritesAndImportsOfAMillionPeople() throws Exception {
        tenant = newTenant();
        UUID owner = owner(tenant).id();
        as(tenant, () -> transactions.execute(ignored -> fill(owner)));
        jdbc.sql("vacuum analyze " + tenant.schema() + ".person").update();
        Api client = at(tenant);
        api = client.bearing(tokenOf(tenant, "*"));

        heading("REST, " + RECORDS + " people");
        list("first page of 80", 5, "", "order by p.title, p.id limit 81");
        Deep deep = deep();
        list(
                "80 around row " + deep.row(),
                20,
                "?cursor=" + deep.cursor(),
                "and (p.title, p.id) > ('" + deep.title() + "', '" + deep.id() + "') order by p.title, p.id limit 81");
        list(
                "name contains, in mid-word, accent-blind",
                20,
                "?filter=" + encoded("title=contains=Ádalqu"),
                "and p.search_text like '%adalqu%' order by p.title, p.id limit 81");
        list(
                "name contains, in a hundredth of all",
                20,
                "?filter=" + encoded("title=contains=ervérin"),
                "and p.search_text like '%erverin%' order by p.title, p.id limit 81");
        list(
                "quick search, several fields",
                50,
                "?q=" + encoded("adalqu info"),
                "and p.search_text like '%adalqu%' and p.search_text like '%info%' order by p.title, p.id limit 81");
        list(
                "quick search, frequent words",
                50,
                "?q=" + encoded("garcía bacodi"),
                "and p.search_text like '%garcia%' and p.search_text like '%bacodi%' order by p.title, p.id limit 81");
        list("sorted by another listed field", 10, "?sort=-city", "order by p.city desc, p.id desc limit 81");
        one();
        creates(1, 600);
        creates(2, 0);
        creates(4, 1_200);
        imports();
        assertThat(missed).as("goals that were missed").isEmpty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void list(String what, double goal, String query, String raw) throws Exception {
        Answer first = api.get(PEOPLE + query);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        Times rest = times(60, () -> api.get(PEOPLE + query));
        Times bare = raw(COLUMNS + raw);
        report(what, rest, bare, goal);
        if (RECORDS >= 1_000_000 && rest.middle() > 3 * bare.middle() && rest.middle() > goal) {
            missed.add(what + ": more than three times the bare statement");
        }
    }

    private Times raw(String statement) throws Exception {
        return times(
                40,
                () -> as(
                        tenant,
                        () -> transactions.execute(
                                ignored -> jdbc.sql(statement).query().listOfRows())));
    }

    private void report(String what, Times rest, Times bare, double goal) {
        print(what + " (goal " + (int) goal + " ms)", rest);
        print("  bare statement", bare);
        if (rest.middle() > goal) {
            missed.add("%s: %.1f ms instead of %.0f".formatted(what, rest.middle(), goal));
        }
    }

    private record Deep(int row, String cursor, String title, String id) {}

    /** Walks there as a program would, in the largest pages. */
    private Deep deep() {
        int wanted = RECORDS / 2;
        String cursor = "";
        int row = 0;
        Answer page = api.get(PEOPLE + "?limit=200&fields=title");
        while (row + 200 <= wanted) {
            row += 200;
            cursor = page.json().path("next").stringValue();
            if (row + 200 <= wanted) {
                page = api.get(PEOPLE + "?limit=200&fields=title&cursor=" + cursor);
            }
        }
        var last = page.json().path("data").get(199);
        return new Deep(
                row, cursor, last.path("title").stringValue(), last.path("id").stringValue());
    }

    private void one() throws Exception {
        String id = api.get(PEOPLE + "?limit=1&sort=-city")
                .json()
                .path("data")
                .get(0)
                .path("id")
                .stringValue();
        Times rest = times(200, () -> api.get(PEOPLE + "/" + id));
        report("one record", rest, raw("select * from person where id = '" + id + "'"), 3);
    }

    /** With the look for duplicates that a person's form makes. */
    private void creates(int clients, int goal) throws Exception {
        int each = Math.max(50, Math.min(RECORDS / 300, 2_500) / clients);
        AtomicInteger number = new AtomicInteger(clients * 1_000_000);
        createMany(50, number);
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> createMany(each, number)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        rate("create, duplicates looked for, clients: " + clients, clients * each, start, goal);
        double bare = bareInserts(Math.min(each, 500));
        print("  bare insert and commit, one client", "%.0f/s".formatted(bare));
    }

    private double bareInserts(int number) {
        long start = System.nanoTime();
        for (int i = 0; i < number; i++) {
            as(tenant, () -> transactions.execute(ignored -> jdbc.sql("""
                            insert into person (id, title, search_text, first_name, last_name, emails)
                            values (gen_random_uuid(), 'Bare Insert', 'bare insert', 'Bare', 'Insert', '[]')
                            """).update()));
        }
        return number / ((System.nanoTime() - start) / 1e9);
    }

    private void createMany(int number, AtomicInteger counter) {
        for (int i = 0; i < number; i++) {
            Answer made = api.post(PEOPLE, person(counter.incrementAndGet()));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        }
    }

    private static String person(int n) {
        return """
                {"firstName":"Nueva %d","lastName":"García %s","jobTitle":"Compras","city":"Vigo",
                 "emails":["nueva%d@persona.example"],"phones":["600%06d"]}
                """.formatted(n, Integer.toString(n, 36), n, n % 1_000_000);
    }

    private void imports() {
        int lot = 1_000;
        int lots = Math.max(2, Math.min(RECORDS / 50_000, 20));
        bulk(9_000_000, lot);
        long start = System.nanoTime();
        for (int i = 0; i < lots; i++) {
            bulk(10_000_000 + i * lot, lot);
        }
        rate("bulk import, rows", lots * lot, start, 8_000);
    }

    private void bulk(int from, int number) {
        StringBuilder records = new StringBuilder("{\"records\":[");
        for (int i = 0; i < number; i++) {
            records.append(i == 0 ? "" : ",")
                    .append(person(from + i).strip().replaceFirst("\\{", "{\"externalId\":\"X" + (from + i) + "\","));
        }
        Answer answer = api.post(PEOPLE + "/bulk", records.append("]}").toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("refused");
    }

    private void rate(String what, int number, long start, int goal) {
        double rate = number / ((System.nanoTime() - start) / 1e9);
        print(what + (goal > 0 ? " (goal " + goal + "/s)" : ""), "%.0f/s".formatted(rate));
        if (rate < goal) {
            missed.add("%s: %.0f/s instead of %d".formatted(what, rate, goal));
        }
    }

    /** Records in the random order of real ones. The indexes are made afterwards, which takes a tenth of the time. */
    private int fill(UUID owner) {
        jdbc.sql("set local maintenance_work_mem = '1GB'").update();
        jdbc.sql("set local synchronous_commit = off").update();
        List<String> indexes = jdbc.sql("""
                        select indexname || '=' || indexdef from pg_indexes
                        where schemaname = current_schema() and tablename = 'person' and indexname <> 'person_pk'
                        """).query(String.class).list();
        indexes.forEach(index ->
                jdbc.sql("drop index " + index.substring(0, index.indexOf('='))).update());
        jdbc.sql("""
                        insert into person (id, title, first_name, last_name, search_text, created_at, created_by, changed_at,
                                            owner_id, city, job_title, emails)
                        select gen_random_uuid(), p.first || ' ' || p.last, p.first, p.last,
                               lower(p.first || ' ' || p.last) || ' ' || lower(coalesce(p.city, '')) || ' info@p' || n || '.example',
                               p.at, ?, p.at, ?, p.city, p.job,
                               jsonb_build_array(jsonb_build_object('value', 'info@p' || n || '.example', 'label', 'work'))
                        from generate_series(1, ?) as n
                        cross join lateral (select (n * 7919::bigint % 1000003)::int as m) as shuffled
                        cross join (select array['ba','co','di','fe','gu','la','mo','ni','pe','ru','sa','to','ve','xi','cha',
                                                 'bre','llo','nar','tin','sul'] as s) as syllables
                        cross join lateral (select
                            (array['Ana', 'Luis', 'Marta', 'Pablo'])[1 + m % 4] || ' '
                                || initcap(s[1 + m % 20] || s[1 + m / 20 % 20] || s[1 + m / 400 % 20]) as first,
                            case when n % 10000 = 7 then 'Guadalquivir ' when n % 100 = 11 then 'Cerverina '
                                 when n % 5 = 0 then 'Garcia ' else '' end
                                || initcap(s[1 + m / 8000 % 20] || s[1 + n % 20] || s[1 + n / 20 % 20]) as last,
                            case when n % 11 <> 0 then 'Vilanova ' || n % 400 end as city,
                            case when n % 3 = 0 then 'Directora' end as job,
                            timestamptz '2026-01-01 00:00:00Z' + n * interval '11 seconds' as at) as p
                        """).params(owner, owner, RECORDS).update();
        indexes.forEach(
                index -> jdbc.sql(index.substring(index.indexOf('=') + 1)).update());
        return jdbc.sql("analyze person").update();
    }
}
