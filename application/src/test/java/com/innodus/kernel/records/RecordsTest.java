package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.kernel.records.Records.Written;
import com.innodus.support.Race;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.NoTenant;
import com.innodus.tenants.context.TenantScope;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class RecordsTest extends Server {
    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    RecordType<Person> people;

    @Autowired
    Options options;

    @Autowired
    History history;

    @Autowired
    Access access;

    @Autowired
    EntityManagerFactory factory;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private UUID make(Tenant tenant, String name) {
        return as(
                tenant,
                () -> records.create(organisations, Map.of("name", name)).id());
    }

    private List<String> titles(Tenant tenant, Query query) {
        return as(
                tenant,
                () -> records.page(organisations, query, null, 0, 100).stream()
                        .map(BaseRecord::getTitle)
                        .toList());
    }

    private static Query where(Filter filter) {
        return new Query(filter, "", List.of());
    }

    @Test
    void keepsEveryKindOfValue() {
        Tenant tenant = newTenant();
        UUID parent = make(tenant, "Matriz");
        as(tenant, () -> {
            UUID customer = options.meantBy("organisation-kind", "CLIENTE")
                    .orElseThrow()
                    .id();
            UUID spain = options.meantBy("country", "espana").orElseThrow().id();
            Map<String, Object> values = new HashMap<>();
            values.put("name", " Òmnium\u0000 Català ");
            values.put("taxId", "b-6000 0007");
            values.put("kinds", List.of(customer));
            values.put("country", spain);
            values.put("parent", parent);
            values.put("emails", List.of(ContactPoint.work("Info@Omnium.CAT")));
            values.put("phones", List.of(ContactPoint.work("93 319 80 50")));
            values.put("website", "omnium.cat");
            values.put("revenue", new BigDecimal("12345.678"));
            UUID id = records.create(organisations, values).id();

            Organisation read = records.get(organisations, id);
            assertThat(read.getTitle()).isEqualTo("Òmnium Català");
            assertThat(read.getKinds()).containsExactly(customer);
            assertThat(read.getCountry()).isEqualTo(spain);
            assertThat(read.getParent()).isEqualTo(parent);
            assertThat(read.getEmails()).containsExactly(ContactPoint.work("info@omnium.cat"));
            assertThat(read.getPhones()).containsExactly(ContactPoint.work("+34933198050"));
            assertThat(read.getWebsite()).isEqualTo("https://omnium.cat");
            assertThat(read.getRevenue()).isEqualByComparingTo("12345.68");
            assertThat(read.getOwner()).isEqualTo(owner(tenant).id());
            return id;
        });
    }

    @Test
    void saysWhatIsWrongWithEachField() {
        Tenant tenant = newTenant();
        Map<String, Object> values = new HashMap<>();
        values.put("name", "x".repeat(10_000));
        values.put("taxId", "B60000001");
        values.put("emails", List.of(ContactPoint.work("nobody")));
        values.put("phones", List.of(ContactPoint.work("call me")));
        values.put("website", "javascript:alert(1)");

        assertThatThrownBy(() -> as(tenant, () -> records.create(organisations, values)))
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::field, Problem::message)
                                .containsExactlyInAnyOrder(
                                        org.assertj.core.groups.Tuple.tuple("name", "error.too-long"),
                                        org.assertj.core.groups.Tuple.tuple("taxId", "error.tax-number"),
                                        org.assertj.core.groups.Tuple.tuple("emails", "error.email"),
                                        org.assertj.core.groups.Tuple.tuple("phones", "error.phone"),
                                        org.assertj.core.groups.Tuple.tuple("website", "error.url")));
        assertThatThrownBy(() -> as(tenant, () -> records.create(organisations, Map.of("city", "Vic"))))
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused ->
                                assertThat(refused.problems()).containsExactly(Problem.of("name", "error.required")));
        assertThat(titles(tenant, Query.ALL)).isEmpty();
    }

    @Test
    void refusesAValueThatMustBeUniqueAmongLivingRecords() {
        Tenant tenant = newTenant();
        Map<String, Object> values = Map.of("name", "Una", "taxId", "B60000007");
        UUID first = as(tenant, () -> records.create(organisations, values).id());

        assertThatThrownBy(() -> as(tenant, () -> records.create(organisations, values)))
                .isInstanceOf(InvalidRecord.class);
        as(tenant, () -> records.delete(organisations, List.of(first), WriteContext.SINGLE));
        as(tenant, () -> records.create(organisations, values));
        assertThatThrownBy(() -> as(tenant, () -> records.restore(organisations, List.of(first))))
                .isInstanceOf(InvalidRecord.class);
    }

    @Test
    void ofTwoWhoTakeTheSameUniqueValueAtOnceTheSecondIsToldAtTheField() {
        Tenant tenant = newTenant();

        Future<Written> second = as(
                tenant,
                () -> new Race(jdbc, transactions)
                        .run(
                                () -> records.create(organisations, Map.of("name", "Una", "taxId", "B60000007")),
                                () -> as(
                                        tenant,
                                        () -> records.create(
                                                organisations, Map.of("name", "Otra", "taxId", "B60000007")))));

        assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(InvalidRecord.class)
                .satisfies(thrown -> assertThat(((InvalidRecord) thrown.getCause()).problems())
                        .containsExactly(Problem.of("taxId", "error.taken", "B60000007")));
        assertThat(titles(tenant, Query.ALL)).containsExactly("Una");
    }

    @Test
    void findsInTheMiddleOfWordsWithoutAccentsAndCase() {
        Tenant tenant = newTenant();
        make(tenant, "Fundació Àgora d'Osona");
        make(tenant, "Talleres Núñez");
        make(tenant, "100% Natural_ista");

        assertThat(titles(tenant, new Query(Filter.NONE, "gora OSO", List.of())))
                .containsExactly("Fundació Àgora d'Osona");
        assertThat(titles(tenant, new Query(Filter.NONE, "nunez", List.of()))).containsExactly("Talleres Núñez");
        assertThat(titles(tenant, new Query(Filter.NONE, "%", List.of()))).containsExactly("100% Natural_ista");
        assertThat(titles(tenant, new Query(Filter.NONE, "l_i", List.of()))).containsExactly("100% Natural_ista");
        assertThat(titles(tenant, new Query(Filter.NONE, "zz", List.of()))).isEmpty();
    }

    @Test
    void filtersByEveryOperatorAndTheirCombinations() {
        Tenant tenant = newTenant();
        as(tenant, () -> {
            UUID supplier = options.meantBy("organisation-kind", "supplier")
                    .orElseThrow()
                    .id();
            records.create(
                    organisations,
                    Map.of("name", "A", "city", "Vic", "revenue", new BigDecimal("10"), "kinds", List.of(supplier)));
            records.create(organisations, Map.of("name", "B", "city", "Girona", "revenue", new BigDecimal("20")));
            records.create(organisations, Map.of("name", "C", "emails", List.of(ContactPoint.work("c@c.es"))));
            return supplier;
        });
        String supplier = as(
                        tenant,
                        () -> options.meantBy("organisation-kind", "supplier")
                                .orElseThrow()
                                .id())
                .toString();

        assertThat(titles(tenant, where(Filter.test("city", Operator.IS, "VIC"))))
                .containsExactly("A");
        assertThat(titles(tenant, where(Filter.test("city", Operator.IS_NOT, "vic"))))
                .containsExactly("B", "C");
        assertThat(titles(tenant, where(Filter.test("city", Operator.CONTAINS, "iro"))))
                .containsExactly("B");
        assertThat(titles(tenant, where(Filter.test("city", Operator.EMPTY)))).containsExactly("C");
        assertThat(titles(tenant, where(Filter.test("revenue", Operator.AT_LEAST, "15"))))
                .containsExactly("B");
        assertThat(titles(tenant, where(Filter.test("kinds", Operator.IN, supplier))))
                .containsExactly("A");
        assertThat(titles(tenant, where(Filter.test("kinds", Operator.EMPTY)))).containsExactly("B", "C");
        assertThat(titles(tenant, where(Filter.test("emails", Operator.CONTAINS, "@c."))))
                .containsExactly("C");
        assertThat(titles(tenant, where(Filter.test("createdAt", Operator.LAST_DAYS, "1"))))
                .hasSize(3);
        assertThat(titles(tenant, where(Filter.test("createdAt", Operator.NEXT_DAYS, "1"))))
                .isEmpty();
        assertThat(titles(tenant, where(FilterText.read("not(city.is.'Vic')")))).containsExactly("B", "C");
        assertThat(titles(tenant, where(FilterText.read("or(city.is.'Vic',and(revenue.gt.'15',city.filled))"))))
                .containsExactly("A", "B");
        assertThatThrownBy(() -> titles(tenant, where(Filter.test("passwordHash", Operator.EMPTY))))
                .isInstanceOf(InvalidFilter.class);
        assertThatThrownBy(() -> titles(tenant, where(Filter.test("revenue", Operator.IS, "1 or 1=1"))))
                .isInstanceOf(InvalidFilter.class);
    }

    @Test
    void pagesByKeyWithoutLosingOrRepeatingARow() {
        Tenant tenant = newTenant();
        as(tenant, () -> {
            for (int i = 0; i < 60; i++) {
                Map<String, Object> values = new HashMap<>(Map.of("name", "N" + i));
                if (i % 3 != 0) {
                    values.put("city", "C" + i % 7);
                }
                records.create(organisations, values);
            }
            return 0;
        });
        for (List<Sort> sorts : List.of(
                List.of(new Sort("title", true)),
                List.of(new Sort("title", false)),
                List.of(new Sort("city", true)),
                List.of(new Sort("city", false), new Sort("title", true)))) {
            Query query = new Query(Filter.NONE, "", sorts);
            List<UUID> whole = as(tenant, () -> records.ids(organisations, query, 1000));
            List<UUID> paged = new ArrayList<>();
            Records.Edge edge = null;
            List<Organisation> page;
            do {
                Records.Edge from = edge;
                page = as(tenant, () -> records.page(organisations, query, from, 0, 7));
                page.forEach(record -> paged.add(record.getId()));
                List<Organisation> read = page;
                edge = page.isEmpty() ? null : as(tenant, () -> records.edge(organisations, query, read.getLast()));
            } while (!page.isEmpty());
            assertThat(paged).as("sorted by %s", sorts).isEqualTo(whole).hasSize(60);
        }
    }

    @Test
    void letsTwoPeopleChangeDifferentFieldsAndRefusesTheSameField() {
        Tenant tenant = newTenant();
        UUID id = make(tenant, "Original");
        Map<String, Object> base = new HashMap<>();
        base.put("name", "Original");
        base.put("city", null);

        Written mine = as(tenant, () -> records.change(organisations, id, 0, Map.of("city", "Vic"), base));
        assertThat(mine.version()).isEqualTo(1);
        as(tenant, () -> records.change(organisations, id, 0, Map.of("name", "Otra"), base));
        assertThatThrownBy(() -> as(tenant, () -> records.change(organisations, id, 0, Map.of("city", "Olot"), base)))
                .isInstanceOfSatisfying(
                        RecordConflict.class,
                        conflict -> assertThat(conflict.clashes())
                                .containsExactly(new RecordConflict.Clash("city", null, "Vic", "Olot")));

        assertThat(as(tenant, () -> records.get(organisations, id)).getCity()).isEqualTo("Vic");
        assertThat(as(tenant, () -> history.of(organisations, id, 10)))
                .extracting(History.Entry::kind)
                .containsExactly(History.Kind.CHANGED, History.Kind.CHANGED, History.Kind.CREATED);
    }

    @Test
    void holdsEveryRoleToItsScope() {
        Tenant tenant = newTenant();
        UUID anas = make(tenant, "De Ana");
        Actor member = newUser(tenant, "marta", Roles.MEMBER).actor();
        Actor reader = newUser(tenant, "lluis", Roles.READER).actor();

        assertThat(as(tenant, reader, () -> records.find(organisations, anas))).isPresent();
        assertThatThrownBy(() -> as(tenant, reader, () -> records.create(organisations, Map.of("name", "x"))))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(
                        tenant,
                        reader,
                        () -> records.change(organisations, anas, Map.of("name", "x"), WriteContext.SINGLE)))
                .isInstanceOf(Forbidden.class);
        assertThat(as(tenant, member, () -> records.delete(organisations, List.of(anas), WriteContext.SINGLE)))
                .isZero();

        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.OWN);
            return 0;
        });
        UUID own = as(
                tenant,
                member,
                () -> records.create(organisations, Map.of("name", "De Marta")).id());
        assertThat(as(tenant, member, () -> records.ids(organisations, Query.ALL, 10)))
                .containsExactly(own);
        assertThat(as(tenant, member, () -> records.count(organisations, Query.ALL, 10)))
                .isEqualTo(1);
        assertThat(as(tenant, member, () -> records.find(organisations, anas))).isEmpty();
        assertThat(as(tenant, member, () -> records.titles(organisations, List.of(own, anas))))
                .containsOnlyKeys(own);
        assertThat(as(tenant, member, () -> records.suggest(organisations, "De", 0, 10)))
                .hasSize(1);
    }

    /** What somebody with few records of their own costs must not depend on how many there are. */
    @Test
    void whoSeesOnlyTheirOwnWalksNoList() {
        Tenant tenant = newTenant();
        Actor marta = newUser(tenant, "marta", Roles.MEMBER).actor();
        as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql("""
                        insert into organisation (id, title, name, owner_id, created_by)
                        select gen_random_uuid(), 'N' || n, 'N' || n, case n % 10000 when 0 then ? else ?::uuid end, ?
                        from generate_series(1, 40000) n
                        """)
                        .params(marta.id(), owner(tenant).id(), owner(tenant).id())
                        .update()));
        jdbc.sql("analyze " + tenant.schema() + ".organisation").update();

        List<String> lines = as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql("""
                        explain select * from organisation where deleted_at is null and (owner_id = ? or created_by = ?)
                        order by title, id limit 50
                        """)
                        .params(marta.id(), marta.id())
                        .query(String.class)
                        .list()));

        String plan = String.join("\n", lines);
        assertThat(plan).contains("organisation_owner", "organisation_maker").doesNotContain("organisation_title");
    }

    @Test
    void readsChosenRecordsWithOneStatement() {
        Tenant tenant = newTenant();
        List<UUID> ids = List.of(make(tenant, "Una"), make(tenant, "Dos"), UUID.randomUUID(), make(tenant, "Tres"));
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            statistics.clear();
            assertThat(as(tenant, () -> records.all(organisations, ids)))
                    .extracting(BaseRecord::getTitle)
                    .containsExactly("Una", "Dos", "Tres");
            assertThat(statistics.getPrepareStatementCount()).isEqualTo(1);
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    @Test
    void aTenantCannotReachAnothersRecords() {
        Tenant one = newTenant();
        Tenant two = newTenant();
        UUID ofOne = make(one, "Solo de uno");

        assertThat(as(two, () -> records.find(organisations, ofOne))).isEmpty();
        assertThat(titles(two, new Query(Filter.NONE, "uno", List.of()))).isEmpty();
        assertThat(as(two, () -> records.delete(organisations, List.of(ofOne), WriteContext.SINGLE)))
                .isZero();
        assertThatThrownBy(() ->
                        as(two, () -> records.change(organisations, ofOne, Map.of("name", "x"), WriteContext.SINGLE)))
                .isInstanceOf(RecordNotFound.class);
        assertThat(as(two, () -> records.titles(organisations, List.of(ofOne)))).isEmpty();
        assertThat(as(one, () -> records.get(organisations, ofOne)).getTitle()).isEqualTo("Solo de uno");
    }

    @Test
    void withoutATenantNothingIsRead() {
        assertThat(TenantScope.currentOrNull()).isNull();
        assertThatThrownBy(() -> records.page(people, Query.ALL, null, 0, 1))
                .isInstanceOfAny(
                        NoTenant.class, org.springframework.transaction.CannotCreateTransactionException.class);
    }
}
