package com.innodus.kernel.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Grain;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Summary.Aggregate;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Measure;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.kernel.reports.Definition.Layout;
import com.innodus.kernel.reports.Period.Against;
import com.innodus.kernel.reports.ReportTable.Cell;
import com.innodus.kernel.reports.ReportTable.Row;
import com.innodus.kernel.reports.Schedules.Rhythm;
import com.innodus.kernel.reports.Schedules.Schedule;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class ReportsTest extends Server {
    private static final Locale SPANISH = Locale.of("es");
    private static final Dimension CITY = new Dimension("city", null);
    private static final Dimension STATUS = new Dimension("status", null);
    private static final Measure REVENUE = new Measure(Aggregate.SUM, "revenue");

    @Autowired
    Reports reports;

    @Autowired
    ReportRun run;

    @Autowired
    ReportPdf pdf;

    @Autowired
    Schedules schedules;

    @Autowired
    Records records;

    @Autowired
    Options options;

    @Autowired
    ClosedRecords closed;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    RecordType<Person> people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Access access;

    @Autowired
    TenantRoles roles;

    @Autowired
    Clock clock;

    private Tenant tenant;

    @BeforeEach
    void setUp() {
        tenant = newTenant();
    }

    private UUID organisation(String name, String city, String status, String revenue, LocalDate since) {
        return as(
                tenant,
                () -> records.create(
                                organisations,
                                new HashMap<>(Map.of(
                                        "name",
                                        name,
                                        "city",
                                        city,
                                        "status",
                                        options.meantBy("organisation-status", status)
                                                .orElseThrow()
                                                .id(),
                                        "revenue",
                                        new BigDecimal(revenue),
                                        "currency",
                                        options.meantBy("currency", "EUR")
                                                .orElseThrow()
                                                .id(),
                                        "customerSince",
                                        since)))
                        .id());
    }

    private void three() {
        LocalDate today = LocalDate.now(clock);
        organisation("Ágora", "Vic", "active", "100", today);
        organisation("Bàscula", "Vic", "paused", "50.5", today);
        organisation("Cordel", "Olot", "active", "400", today.minusYears(1));
    }

    private static Definition asking(List<Dimension> rows, @Nullable Dimension column, Measure... measures) {
        return new Definition(
                "",
                "",
                rows,
                column,
                List.of(measures),
                List.of(),
                0,
                false,
                0,
                Layout.BAR,
                "",
                Period.ALL,
                Against.NOTHING,
                Map.of());
    }

    private ReportTable answer(Definition definition) {
        return as(tenant, () -> run.run("organisation", definition, ReportRun.Choice.of(definition), 100, SPANISH));
    }

    private static List<List<String>> texts(ReportTable table) {
        return table.rows().stream().map(ReportsTest::texts).toList();
    }

    private static List<String> texts(@Nullable Row row) {
        return Objects.requireNonNull(row).cells().stream().map(Cell::text).toList();
    }

    @Test
    void groupsWithinGroupsAndAddsUp() {
        three();
        ReportTable table = answer(asking(List.of(CITY, STATUS), null, Measure.COUNT, REVENUE));
        assertThat(texts(table))
                .containsExactly(
                        List.of("Vic", "", "2", "150,50\u00a0€"),
                        List.of("", "Activo", "1", "100,00\u00a0€"),
                        List.of("", "En pausa", "1", "50,50\u00a0€"),
                        List.of("Olot", "", "1", "400,00\u00a0€"),
                        List.of("", "Activo", "1", "400,00\u00a0€"));
        assertThat(texts(table.total())).containsExactly("Total", "", "3", "550,50\u00a0€");
    }

    @Test
    void everyCellLeadsToExactlyItsRecords() {
        three();
        ReportTable table = answer(asking(List.of(CITY), STATUS, Measure.COUNT));
        int checked = 0;
        for (Row row : table.rows()) {
            for (Cell cell : row.cells().subList(1, row.cells().size())) {
                Filter behind = cell.behind();
                if (behind != null) {
                    assertThat(as(tenant, () -> records.count(organisations, Query.ALL.with(behind), 10)))
                            .isEqualTo(Objects.requireNonNull(cell.number()).intValue());
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(5);
        assertThat(texts(table)).containsExactly(List.of("Vic", "1", "1", "2"), List.of("Olot", "1", "", "1"));
    }

    @Test
    void whatIsDifferentInPartsIsCountedAnewInTheWhole() {
        three();
        ReportTable table = answer(asking(
                List.of(CITY),
                null,
                new Measure(Aggregate.DISTINCT, "status"),
                new Measure(Aggregate.MEDIAN, "revenue")));
        assertThat(texts(table.total())).containsExactly("Total", "2", "100,00\u00a0€");
    }

    @Test
    void comparesWithTheYearBeforeAndWithTargets() {
        three();
        Definition definition = new Definition(
                "",
                "",
                List.of(CITY),
                null,
                List.of(REVENUE),
                List.of(),
                0,
                false,
                0,
                Layout.BAR,
                "customerSince",
                Period.THIS_YEAR,
                Against.YEAR_BEFORE,
                Map.of("Vic", new BigDecimal("301")));
        ReportTable table = answer(definition);
        assertThat(texts(table))
                .containsExactly(
                        List.of("Vic", "150,50\u00a0€", "0", "", "301", "50\u00a0%"),
                        List.of("Olot", "0", "400,00\u00a0€", "-100\u00a0%", "", ""));
        assertThat(table.drawn()).containsExactly(1, 2);
    }

    @Test
    void movesComparedMonthsToTheMonthsTheyAreComparedWith() {
        three();
        Definition definition = new Definition(
                "",
                "",
                List.of(new Dimension("customerSince", Grain.MONTH)),
                null,
                List.of(Measure.COUNT),
                List.of(),
                -1,
                true,
                0,
                Layout.LINE,
                "customerSince",
                Period.THIS_YEAR,
                Against.YEAR_BEFORE,
                Map.of());
        ReportTable table = answer(definition);
        assertThat(table.rows()).hasSize(1);
        assertThat(texts(table).getFirst().subList(1, 4)).containsExactly("2", "1", "+100\u00a0%");
    }

    private static Definition with(Definition of, Map<String, BigDecimal> targets, FigureFormula... formulas) {
        return new Definition(
                of.filter(),
                of.asked(),
                of.rows(),
                of.column(),
                of.measures(),
                of.fields(),
                of.sort(),
                of.ascending(),
                of.top(),
                of.layout(),
                of.periodField(),
                of.period(),
                of.against(),
                targets,
                List.of(formulas));
    }

    @Test
    void columnsFollowFromTheFiguresOfEachGroupAndOfAll() {
        three();
        ReportTable table = answer(with(
                asking(List.of(CITY), null, REVENUE, Measure.COUNT),
                Map.of(),
                new FigureFormula("Media", "a / b"),
                new FigureFormula("Nada", "a / (b - b)"),
                new FigureFormula("Sin sentido", "z + 1")));
        assertThat(texts(table))
                .containsExactly(
                        List.of("Olot", "400,00\u00a0€", "1", "400", "", ""),
                        List.of("Vic", "150,50\u00a0€", "2", "75,25", "", ""));
        assertThat(texts(table.total())).containsExactly("Total", "550,50\u00a0€", "3", "183,5", "", "");
    }

    @Test
    void aTargetForEachGroupHoldsWhereThereIsNoneOfItsOwn() {
        three();
        ReportTable table = answer(with(
                asking(List.of(CITY), null, REVENUE),
                Map.of(Definition.EACH, new BigDecimal("200"), "Vic", new BigDecimal("301"), "Berga", BigDecimal.TEN)));
        assertThat(texts(table))
                .containsExactly(
                        List.of("Olot", "400,00\u00a0€", "200", "200\u00a0%"),
                        List.of("Vic", "150,50\u00a0€", "301", "50\u00a0%"));
        assertThat(texts(table.total()).get(2)).isEqualTo("511");
        assertThat(table.hasTarget()).isTrue();
        assertThat(table.rows().getFirst().cells().get(table.target()).text()).isEqualTo("200");
    }

    @Test
    void groupsByWhenRecordsWereMade() {
        three();
        ReportTable table = answer(asking(List.of(new Dimension("createdAt", Grain.YEAR)), null, Measure.COUNT));
        assertThat(texts(table))
                .containsExactly(List.of(Integer.toString(LocalDate.now(clock).getYear()), "3"));
        assertThat(table.rows().getFirst().cells().getFirst().behind()).isNotNull();
    }

    @Test
    void moneyOfSeveralCurrenciesIsNeverOneSumForSomebodyWhoMayNotSeeTheCurrency() {
        three();
        as(
                tenant,
                () -> records.create(
                        organisations,
                        Map.of(
                                "name",
                                "Dólar",
                                "city",
                                "Vic",
                                "revenue",
                                new BigDecimal("7"),
                                "currency",
                                options.meantBy("currency", "USD").orElseThrow().id())));
        as(tenant, () -> {
            for (String role : List.of(Roles.MEMBER, Roles.BASELINE)) {
                roles.save(role, roles.rights(role).with(new FieldOf("organisation", "currency"), FieldRight.NONE));
            }
            return true;
        });
        User reader = newUser(tenant, "lectora", Roles.MEMBER);
        Definition definition = asking(List.of(CITY), null, REVENUE);
        ReportTable table = as(
                tenant,
                reader.actor(),
                () -> run.run("organisation", definition, ReportRun.Choice.of(definition), 100, SPANISH));
        String vic = texts(table).stream()
                .filter(row -> row.getFirst().equals("Vic"))
                .findFirst()
                .orElseThrow()
                .get(1);
        assertThat(vic).contains("150,5", "7").doesNotContain("157", "USD", "EUR", "€", "$");
    }

    @Test
    void listsRecordsWithFieldsOfThoseTheyLinkTo() {
        UUID agora = organisation("Ágora", "Vic", "active", "100", LocalDate.now(clock));
        UUID shut = organisation("Cerrada", "Olot", "active", "100", LocalDate.now(clock));
        as(tenant, () -> {
            records.create(people, Map.of("firstName", "Marta", "organisation", agora));
            records.create(people, Map.of("firstName", "Pau", "organisation", shut));
            closed.close(organisations, shut, List.of());
            return true;
        });
        Definition definition = new Definition(
                "",
                "",
                List.of(),
                null,
                List.of(),
                List.of("organisation", "organisation.city"),
                0,
                false,
                0,
                Layout.TABLE,
                "",
                Period.ALL,
                Against.NOTHING,
                Map.of());
        User reader = newUser(tenant, "lectora", Roles.MEMBER);
        ReportTable seen = as(
                tenant,
                reader.actor(),
                () -> run.run("person", definition, ReportRun.Choice.of(definition), 100, SPANISH));
        assertThat(texts(seen)).containsExactly(List.of("Marta", "Ágora", "Vic"), List.of("Pau", "", ""));
    }

    @Test
    void isOpenedByThoseItIsSharedWithAndChangedByItsOwner() {
        User marta = newUser(tenant, "marta", Roles.MEMBER);
        Report own = as(tenant, () -> reports.save("organisation", "Mío", Sharing.PRIVATE, Definition.COUNT));
        Report team = as(tenant, () -> reports.save("organisation", "Equipo", Sharing.TEAM, Definition.COUNT));
        Report all = as(tenant, () -> reports.save("organisation", "De todos", Sharing.ALL, Definition.COUNT));
        assertThat(as(tenant, marta.actor(), () -> reports.all()))
                .extracting(Report::name)
                .containsExactly("De todos");
        assertThat(as(tenant, marta.actor(), () -> reports.find(own.id()))).isEmpty();
        assertThat(as(tenant, marta.actor(), () -> reports.find(team.id()))).isEmpty();
        assertThat(as(tenant, marta.actor(), () -> reports.delete(all.id()))).isFalse();
        assertThat(as(tenant, marta.actor(), () -> reports.update(all.id(), "x", Sharing.ALL, Definition.COUNT)))
                .isFalse();
        Tenant other = newTenant();
        assertThat(as(other, () -> reports.find(all.id()))).isEmpty();
        assertThatThrownBy(() -> as(tenant, () -> reports.save("organisation", " ", Sharing.ALL, Definition.COUNT)))
                .isInstanceOf(InvalidRecord.class);
    }

    @Test
    void isSentOnceToEachWithTheFiguresOfTheirOwnRights() {
        three();
        UUID shut = organisation("Cerrada", "Ripoll", "active", "7", LocalDate.now(clock));
        as(tenant, () -> {
            closed.close(organisations, shut, List.of());
            return true;
        });
        User marta = newUser(tenant, "marta", Roles.MEMBER);
        TenantScope.run(tenant, () -> users.activate(marta.id()));
        Report report =
                as(tenant, () -> reports.save("organisation", "Ciudades", Sharing.ALL, asking(List.of(CITY), null)));
        as(
                tenant,
                () -> schedules.add(
                        report,
                        Rhythm.DAILY,
                        1,
                        8,
                        ZoneId.of("Europe/Madrid"),
                        List.of(owner(tenant).id(), marta.id())));
        assertThatThrownBy(() -> as(
                        tenant,
                        marta.actor(),
                        () -> schedules.add(report, Rhythm.DAILY, 1, 8, ZoneId.of("UTC"), List.of(marta.id()))))
                .isInstanceOf(Forbidden.class);
        TenantScope.run(tenant, schedules::sweep);
        assertThat(mails()).isEmpty();
        as(
                tenant,
                () -> transaction.execute(status -> jdbc.sql("update report_schedule set next_at = ?")
                        .param(java.sql.Timestamp.from(clock.instant().minusSeconds(1)))
                        .update()));
        TenantScope.run(tenant, schedules::sweep);
        TenantScope.run(tenant, schedules::sweep);
        Map<String, String> mails = mails();
        assertThat(mails).hasSize(2);
        assertThat(mails.get(emailOf(tenant.slug()))).contains("Ripoll", "Vic · 2", "Total · 4");
        assertThat(mails.get(marta.email())).contains("Vic · 2", "Total · 3").doesNotContain("Ripoll");
    }

    private Map<String, String> mails() {
        Map<String, String> mails = new HashMap<>();
        as(
                tenant,
                () -> transaction.execute(status -> jdbc.sql(
                                "select recipient, text_body from mail_outbox where subject like '%Ciudades'")
                        .query((row, number) -> mails.put(row.getString(1), row.getString(2)) == null)
                        .list()));
        return mails;
    }

    @ParameterizedTest
    @CsvSource({
        // the hour that the clock skips, the two of an hour that it has twice, the last day of a short month
        "DAILY,1,2,2026-03-28T22:00:00Z,2026-03-29T01:00:00Z",
        "DAILY,1,2,2026-10-24T22:00:00Z,2026-10-25T00:00:00Z",
        "WEEKLY,1,8,2026-11-24T10:00:00Z,2026-11-30T07:00:00Z",
        "MONTHLY,31,8,2026-02-01T00:00:00Z,2026-02-28T07:00:00Z",
        "MONTHLY,1,8,2026-02-01T07:00:00Z,2026-03-01T07:00:00Z"
    })
    void keepsTheLocalHour(Rhythm rhythm, int day, int hour, Instant after, Instant next) {
        Schedule schedule = new Schedule(
                UUID.randomUUID(), UUID.randomUUID(), rhythm, day, hour, ZoneId.of("Europe/Madrid"), List.of());
        assertThat(schedule.next(after)).isEqualTo(next);
    }

    @Test
    void isAFileInTheBrandAndWithAllLetters() throws IOException {
        organisation("Ágora", "Łódź", "active", "100", LocalDate.now(clock));
        ReportTable table = answer(asking(List.of(CITY), null, REVENUE));
        byte[] document = as(
                tenant,
                () -> pdf.of("Œuvre <b>&", table, asking(List.of(CITY), null), LocalDate.of(2026, 11, 24), SPANISH));
        try (var opened = Loader.loadPDF(document)) {
            assertThat(new PDFTextStripper().getText(opened))
                    .contains("Œuvre <b>&", "Łódź", "100,00", "€", "24 de noviembre de 2026", "Página 1 / 1");
        }
    }

    @Test
    void filesAreForThoseWhoMayOpenTheReport() {
        three();
        Report report = as(
                tenant, () -> reports.save("organisation", "Ciudades", Sharing.PRIVATE, asking(List.of(CITY), null)));
        Visitor ana = loggedIn(tenant);
        assertThat(ana.get("/report/" + report.id() + ".csv").body()).contains("Vic", "2");
        assertThat(ana.get("/report/" + report.id() + ".csv?asked=" + "city.is.%27Olot%27")
                        .body())
                .contains("Olot")
                .doesNotContain("Vic");
        assertThat(ana.get("/report/" + report.id() + ".xlsx").status()).isEqualTo(200);
        assertThat(ana.get("/report/" + report.id() + ".exe").status()).isEqualTo(404);
        assertThat(ana.get("/report/" + report.id() + ".csv?asked=nothing.is.%27x%27")
                        .status())
                .isEqualTo(400);
        assertThat(ana.get("/report/" + report.id() + ".csv?asked=((").status()).isEqualTo(400);
        Visitor stranger = loggedIn(newTenant());
        assertThat(stranger.get("/report/" + report.id() + ".csv").status()).isEqualTo(404);
        assertThat(new Visitor(port, tenant.slug() + ".localhost")
                        .get("/report/" + report.id() + ".csv")
                        .body())
                .doesNotContain("Vic");
    }

    @Test
    void filesHoldWhatTheirReaderMayTakeOut() {
        three();
        Definition definition = asking(List.of(CITY), null);
        Actor colleague = new Actor(UUID.randomUUID(), "Marta", "marta@x.test", Roles.MEMBER, SPANISH);
        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.ALL);
            access.grant(Roles.MEMBER, "organisation", Operation.EXPORT, Scope.OWN);
            return true;
        });
        ReportRun.Choice choice = ReportRun.Choice.of(definition);
        assertThat(texts(as(tenant, colleague, () -> run.run("organisation", definition, choice, 100, SPANISH))))
                .isNotEmpty();
        assertThat(texts(as(tenant, colleague, () -> run.export("organisation", definition, choice, 100, SPANISH))))
                .isEmpty();
    }

    private Visitor loggedIn(Tenant of) {
        Visitor visitor = new Visitor(port, of.slug() + ".localhost");
        visitor.post("/login", "/login", Map.of("email", emailOf(of.slug()), "password", PASSWORD));
        return visitor;
    }
}
