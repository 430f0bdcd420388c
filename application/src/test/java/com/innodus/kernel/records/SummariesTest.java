package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.Summary.Aggregate;
import com.innodus.kernel.records.Summary.Answer;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Line;
import com.innodus.kernel.records.Summary.Measure;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SummariesTest extends Server {
    private static final Dimension CITY = new Dimension("city", null);
    private static final Dimension EMPLOYERS_CITY = new Dimension("organisation.city", null);

    @Autowired
    Summaries summaries;

    @Autowired
    Records records;

    @Autowired
    Options options;

    @Autowired
    ClosedRecords closed;

    @Autowired
    Access access;

    @Autowired
    TenantRoles roles;

    @Autowired
    EntityManagerFactory factory;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    RecordType<Person> people;

    private Tenant tenant;

    @BeforeEach
    void setUp() {
        tenant = newTenant();
    }

    private UUID organisation(String name, String city, String revenue, @Nullable String currency, String since) {
        return as(tenant, () -> {
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("name", name);
            values.put("city", city);
            values.put("revenue", new BigDecimal(revenue));
            values.put("customerSince", LocalDate.parse(since));
            values.put(
                    "currency",
                    currency == null
                            ? null
                            : options.meantBy("currency", currency)
                                    .orElseThrow()
                                    .id());
            return records.create(organisations, values).id();
        });
    }

    private UUID person(String name, @Nullable UUID employer) {
        return as(tenant, () -> {
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("firstName", name);
            values.put("organisation", employer);
            return records.create(people, values).id();
        });
    }

    private void three() {
        organisation("Ágora", "Vic", "100", "EUR", "2026-01-31");
        organisation("Bàscula", "vic", "50.5", "EUR", "2026-02-01");
        organisation("Cordel", "Olot", "400", "USD", "2025-12-31");
    }

    private static Summary by(List<Dimension> dimensions, Measure... measures) {
        return new Summary(dimensions, List.of(measures), 100);
    }

    private static Measure revenue(Aggregate aggregate) {
        return new Measure(aggregate, "revenue");
    }

    private static List<List<@Nullable Object>> keys(Answer answer) {
        return answer.lines().stream().map(Line::keys).toList();
    }

    private static SortedMap<String, BigDecimal> numbers(Line line, int measure) {
        return line.figures().get(measure).numbers();
    }

    @Test
    void keepsCurrenciesApart() {
        three();
        Answer all = as(
                tenant,
                () -> summaries.of(
                        organisations,
                        Query.ALL,
                        by(
                                List.of(),
                                revenue(Aggregate.SUM),
                                revenue(Aggregate.AVERAGE),
                                revenue(Aggregate.LEAST),
                                revenue(Aggregate.GREATEST),
                                revenue(Aggregate.MEDIAN),
                                Measure.COUNT)));
        Line total = all.lines().getFirst();
        assertThat(total.count()).isEqualTo(3);
        assertThat(numbers(total, 0))
                .containsExactly(
                        Map.entry("EUR", new BigDecimal("150.5")),
                        Map.entry("USD", new BigDecimal("400").stripTrailingZeros()));
        assertThat(numbers(total, 1).get("EUR")).isEqualByComparingTo("75.25");
        assertThat(numbers(total, 2).get("EUR")).isEqualByComparingTo("50.5");
        assertThat(numbers(total, 3).get("EUR")).isEqualByComparingTo("100");
        assertThat(numbers(total, 4).get("EUR")).isEqualByComparingTo("75.25");
        assertThat(numbers(total, 5)).containsExactly(Map.entry("", new BigDecimal("3")));
    }

    @Test
    void losesNoMoneyWhereOneTextIsSpelledInSeveralWays() {
        organisation("Ágora", "Madrid", "100", "EUR", "2026-01-31");
        organisation("Bàscula", "madrid", "50", "USD", "2026-02-01");
        Answer cities =
                as(tenant, () -> summaries.of(organisations, Query.ALL, by(List.of(CITY), revenue(Aggregate.SUM))));
        assertThat(keys(cities)).containsExactly(List.of("Madrid"));
        assertThat(numbers(cities.lines().getFirst(), 0)).containsOnlyKeys("EUR", "USD");
    }

    @Test
    void putsSpellingsOfOneWordTogetherAsFiltersDo() {
        three();
        Answer cities = as(tenant, () -> summaries.of(organisations, Query.ALL, by(List.of(CITY))));
        assertThat(cities.lines()).extracting(Line::count).containsExactly(2L, 1L);
        for (Line city : cities.lines()) {
            Query behind = Query.ALL.with(CITY.behind(city.keys().getFirst()));
            assertThat(as(tenant, () -> records.count(organisations, behind, 10)))
                    .isEqualTo((int) city.count());
        }
    }

    @Test
    void findsTheSameByWayOfPartsAsFromTheRowsThemselves() {
        three();
        organisation("Dintel", "VIC", "7", null, "2024-03-01");
        organisation("Era", "", "8", "EUR", "2024-03-01");
        organisation("Faro", "Olot", "9", "EUR", "2026-01-01");
        Dimension year = new Dimension("customerSince", Grain.YEAR);
        List<Measure> additive = List.of(
                revenue(Aggregate.SUM),
                revenue(Aggregate.AVERAGE),
                revenue(Aggregate.LEAST),
                revenue(Aggregate.GREATEST),
                new Measure(Aggregate.COUNT, "currency"),
                Measure.COUNT);
        List<Measure> andMedian = new ArrayList<>(additive);
        andMedian.add(revenue(Aggregate.MEDIAN));
        for (List<Dimension> by : List.of(List.of(CITY), List.of(CITY, year), List.of(CITY, CITY))) {
            Map<List<@Nullable Object>, Line> ofParts = lines(by, additive);
            Map<List<@Nullable Object>, Line> ofRows = lines(by, andMedian);

            assertThat(ofParts.keySet())
                    .isEqualTo(ofRows.keySet())
                    .contains(by.stream()
                            .<@Nullable Object>map(each -> each.equals(year) ? "2024" : null)
                            .toList());
            ofParts.forEach((keys, line) -> {
                assertThat(line.count()).isEqualTo(ofRows.get(keys).count());
                assertThat(line.figures()).isEqualTo(ofRows.get(keys).figures().subList(0, additive.size()));
            });
        }
    }

    private Map<List<@Nullable Object>, Line> lines(List<Dimension> by, List<Measure> measures) {
        return as(tenant, () -> summaries.of(organisations, Query.ALL, new Summary(by, measures, 100))).lines().stream()
                .collect(Collectors.toMap(Line::keys, line -> line));
    }

    @Test
    void gathersTimesAndLeadsToExactlyTheirRecords() {
        three();
        for (Grain grain : Grain.values()) {
            Dimension since = new Dimension("customerSince", grain);
            Answer stretches = as(tenant, () -> summaries.of(organisations, Query.ALL, by(List.of(since))));
            for (Line stretch : stretches.lines()) {
                String key = String.valueOf(stretch.keys().getFirst());
                assertThat(grain.of(grain.first(key))).isEqualTo(key);
                Query behind = Query.ALL.with(since.behind(key));
                assertThat(as(tenant, () -> records.count(organisations, behind, 10)))
                        .as(key)
                        .isEqualTo((int) stretch.count());
            }
        }
        Dimension made = new Dimension("customerSince", Grain.QUARTER);
        assertThat(keys(as(tenant, () -> summaries.of(organisations, Query.ALL, by(List.of(made))))))
                .containsExactly(List.of("2026-Q1"), List.of("2025-Q4"));
    }

    @Test
    void groupsByWhatLinkedRecordsSay() {
        UUID vic = organisation("Ágora", "Vic", "100", "EUR", "2026-01-31");
        person("Marta", vic);
        person("Luis", vic);
        person("Sola", null);
        Answer cities = as(
                tenant,
                () -> summaries.of(
                        people,
                        Query.ALL,
                        by(List.of(EMPLOYERS_CITY), new Measure(Aggregate.SUM, "organisation.revenue"))));
        assertThat(keys(cities)).containsExactly(List.of("Vic"), Arrays.asList((Object) null));
        assertThat(numbers(cities.lines().getFirst(), 0).get("EUR")).isEqualByComparingTo("200");
    }

    @Test
    void whatIsClosedOrDeletedStandsInNoGroupHeader() {
        UUID shut = organisation("Cerrada", "Vic", "100", "EUR", "2026-01-31");
        UUID gone = organisation("Borrada", "Olot", "100", "EUR", "2026-01-31");
        person("Marta", shut);
        person("Luis", gone);
        User reader = newUser(tenant, "lectora", Roles.MEMBER);
        as(tenant, () -> {
            closed.close(organisations, shut, List.of());
            return records.delete(organisations, List.of(gone), WriteContext.SINGLE);
        });
        for (Dimension dimension : List.of(EMPLOYERS_CITY, new Dimension("organisation", null))) {
            Answer seen = as(
                    tenant,
                    reader.actor(),
                    () -> summaries.of(
                            people,
                            Query.ALL,
                            by(List.of(dimension), new Measure(Aggregate.SUM, "organisation.revenue"))));
            assertThat(keys(seen)).containsExactly(Arrays.asList((Object) null));
            assertThat(seen.lines().getFirst().count()).isEqualTo(2);
            assertThat(numbers(seen.lines().getFirst(), 0)).isEmpty();
        }
        assertThat(as(tenant, reader.actor(), () -> summaries.of(organisations, Query.ALL, by(List.of())))
                        .lines()
                        .getFirst()
                        .count())
                .isZero();
    }

    @Test
    void refusesHiddenFieldsAndTypesOutOfReach() {
        three();
        User reader = newUser(tenant, "lectora", Roles.MEMBER);
        as(tenant, () -> {
            hide("organisation", "city");
            hide("organisation", "revenue");
            return null;
        });
        List<Summary> questions = List.of(
                by(List.of(CITY)),
                by(List.of(), revenue(Aggregate.SUM)),
                by(List.of(), new Measure(Aggregate.DISTINCT, "city")));
        for (Summary question : questions) {
            assertThatThrownBy(() -> as(tenant, reader.actor(), () -> summaries.of(organisations, Query.ALL, question)))
                    .isInstanceOf(InvalidFilter.class);
        }
        assertThatThrownBy(() ->
                        as(tenant, reader.actor(), () -> summaries.of(people, Query.ALL, by(List.of(EMPLOYERS_CITY)))))
                .isInstanceOf(InvalidFilter.class);
        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.NONE);
            access.grant(Roles.BASELINE, "organisation", Operation.READ, Scope.NONE);
            return null;
        });
        assertThatThrownBy(() -> as(
                        tenant,
                        reader.actor(),
                        () -> summaries.of(people, Query.ALL, by(List.of(new Dimension("organisation.status", null))))))
                .isInstanceOf(InvalidFilter.class);
    }

    private void hide(String type, String field) {
        for (String role : List.of(Roles.MEMBER, Roles.BASELINE)) {
            roles.save(role, roles.rights(role).with(new FieldOf(type, field), FieldRight.NONE));
        }
    }

    @Test
    void refusesWhatIsNoPath() {
        for (String path : List.of(
                "", ".", "nothing", "city.city", "organisation", "organisation.", "a.b.c.d", "extra", "city') --")) {
            assertThatThrownBy(() -> as(
                            tenant,
                            () -> summaries.of(organisations, Query.ALL, by(List.of(new Dimension(path, null))))))
                    .as(path)
                    .isInstanceOf(InvalidFilter.class);
        }
    }

    @Test
    void saysWhereGroupsWereLeftOut() {
        three();
        Answer one = as(
                tenant,
                () -> summaries.of(
                        organisations, Query.ALL, new Summary(List.of(CITY), List.of(revenue(Aggregate.SUM)), 1)));
        assertThat(one.cut()).isTrue();
        assertThat(one.lines()).hasSize(1);
    }

    @Test
    void asksOnceAndOnceMoreForMoney() {
        three();
        assertThat(statements(by(List.of(CITY), Measure.COUNT))).isEqualTo(1);
        assertThat(statements(by(List.of(CITY), revenue(Aggregate.SUM), revenue(Aggregate.MEDIAN))))
                .isEqualTo(2);
    }

    private long statements(Summary asked) {
        as(tenant, () -> summaries.of(organisations, Query.ALL, asked));
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        as(tenant, () -> summaries.of(organisations, Query.ALL, asked));
        return statistics.getPrepareStatementCount();
    }
}
