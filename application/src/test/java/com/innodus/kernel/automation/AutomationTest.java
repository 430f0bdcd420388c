package com.innodus.kernel.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.RoleRights;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.automation.Action.Choice;
import com.innodus.kernel.automation.Action.Receiver;
import com.innodus.kernel.automation.Rule.Definition;
import com.innodus.kernel.automation.Runs.Line;
import com.innodus.kernel.automation.Runs.State;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.templates.MailTemplate.Wording;
import com.innodus.kernel.templates.MailTemplates;
import com.innodus.support.Api;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class AutomationTest extends Server {
    private static final String ADDRESS = "info@agora.test";
    private static final Action NOTICE = new Action.Notify(List.of(Receiver.owner()), "Nueva: {{name}}");
    private static final Action MAIL = new Action.SendMail(
            List.of(new Receiver(Receiver.Kind.RECORD, "")), "Hola, {{name}}", "Bienvenida, {{name}}: {{link}}");

    @Autowired
    Rules rules;

    @Autowired
    Runs runs;

    @Autowired
    RuleWorker worker;

    @Autowired
    RuleButtons buttons;

    @Autowired
    DryRun dryRun;

    @Autowired
    DueRules due;

    @Autowired
    MailTemplates templates;

    @Autowired
    Records records;

    @Autowired
    Teams teams;

    @Autowired
    TenantRoles roles;

    @Autowired
    Notifications notifications;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    RecordType<Person> people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private static Definition rule(Trigger trigger, String filter, Action... actions) {
        return new Definition("Bienvenida", "organisation", trigger, filter, List.of(actions), false, null, null);
    }

    private UUID on(Tenant tenant, Definition definition) {
        return as(tenant, () -> {
            UUID id = rules.create(definition);
            rules.switchOn(id, true);
            return id;
        });
    }

    private UUID organisation(Tenant tenant, String name, Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> values = new java.util.HashMap<>(more);
        values.put("name", name);
        values.put("emails", List.of(ContactPoint.work(ADDRESS)));
        return as(tenant, () -> records.create(organisations, values).id());
    }

    private List<Line> log(Tenant tenant, UUID rule) {
        return as(tenant, () -> runs.log(rule, 0, 100));
    }

    private Line ended(Tenant tenant, UUID rule) {
        await().until(() -> log(tenant, rule).stream().anyMatch(line -> line.state() != State.QUEUED));
        assertThat(log(tenant, rule)).hasSize(1);
        return log(tenant, rule).getFirst();
    }

    private List<String> mails(Tenant tenant) {
        return mails(tenant, ADDRESS);
    }

    private List<String> mails(Tenant tenant, String address) {
        return as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql(
                                "select subject from mail_outbox where recipient = ? order by created_at, subject")
                        .param(address)
                        .query(String.class)
                        .list()));
    }

    private long count(Tenant tenant, String table) {
        return as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single()));
    }

    @Test
    void doesAllOfItWhenARecordIsMadeThatFits() {
        Tenant tenant = newTenant();
        UUID rule = on(
                tenant,
                rule(
                        new Trigger.Created(),
                        FilterText.write(Filter.test("city", Filter.Operator.IS, "Vic")),
                        MAIL,
                        NOTICE,
                        new Action.Change(Map.of("notes", "Avisada: {{name}}")),
                        new Action.Create("person", "organisation", Map.of("firstName", "Contacto de {{name}}"))));

        UUID record = organisation(tenant, "Ágora", Map.of("city", "Vic"));

        Line line = ended(tenant, rule);
        assertThat(line.state()).isEqualTo(State.FIRED);
        assertThat(line.title()).isEqualTo("Ágora");
        assertThat(mails(tenant)).containsExactly("Hola, Ágora");
        as(tenant, () -> {
            assertThat(records.get(organisations, record).getNotes()).isEqualTo("Avisada: Ágora");
            assertThat(records.page(people, Query.ALL, null, 0, 10))
                    .singleElement()
                    .satisfies(person -> {
                        assertThat(person.getTitle()).isEqualTo("Contacto de Ágora");
                        assertThat(person.getOrganisation()).isEqualTo(record);
                    });
            assertThat(notifications.latest(5)).singleElement().satisfies(told -> {
                assertThat(told.kind()).isEqualTo(Notifications.Kind.AUTOMATED);
                assertThat(told.arguments()).containsExactly("Nueva: Ágora");
                assertThat(told.record()).isEqualTo(record);
            });
            return true;
        });
    }

    @Test
    void saysWhichConditionWasNotMet() {
        Tenant tenant = newTenant();
        UUID rule = on(
                tenant,
                rule(
                        new Trigger.Created(),
                        FilterText.write(new Filter.And(List.of(
                                Filter.test("name", Filter.Operator.CONTAINS, "gora"),
                                Filter.test("city", Filter.Operator.IS, "Vic")))),
                        MAIL));

        organisation(tenant, "Ágora", Map.of("city", "Reus"));

        Line line = ended(tenant, rule);
        assertThat(line.state()).isEqualTo(State.SKIPPED);
        assertThat(line.reason()).isEqualTo("automation.reason.condition");
        assertThat(line.arguments()).containsExactly("2");
        assertThat(mails(tenant)).isEmpty();
    }

    @Test
    void firesOnTheChangeFromOneValueToAnotherAndOnNoOther() {
        Tenant tenant = newTenant();
        UUID rule = on(tenant, rule(new Trigger.Changed("city", "Vic", "Reus"), "", MAIL));
        UUID record = organisation(tenant, "Ágora", Map.of("city", "Vic"));

        for (String city : List.of("Olot", "Vic", "Reus", "Vic", "Reus")) {
            as(tenant, () -> records.change(organisations, record, Map.of("city", city), WriteContext.SINGLE));
        }

        await().until(() -> mails(tenant).size() == 2);
        await().until(() -> count(tenant, "domain_event") == 0);
        assertThat(log(tenant, rule)).hasSize(2).allMatch(line -> line.state() == State.FIRED);
    }

    @Test
    void firesOnceForEachRecordWhereItIsToldTo() {
        Tenant tenant = newTenant();
        Definition often = rule(new Trigger.Changed("city", null, null), "", MAIL);
        UUID rule = on(
                tenant,
                new Definition(
                        often.name(), often.recordType(), often.trigger(), "", often.actions(), true, null, null));
        UUID record = organisation(tenant, "Ágora", Map.of());

        for (String city : List.of("Olot", "Vic", "Reus")) {
            as(tenant, () -> records.change(organisations, record, Map.of("city", city), WriteContext.SINGLE));
        }

        await().until(() -> count(tenant, "domain_event") == 0);
        await().until(() -> mails(tenant).size() == 1);
        assertThat(log(tenant, rule)).hasSize(1);
    }

    @Test
    void twoNodesDoEachRunOnce() throws InterruptedException {
        Tenant tenant = newTenant();
        int many = 40;
        on(tenant, rule(new Trigger.Created(), "", MAIL));
        as(tenant, () -> {
            List<Records.Entry> entries = IntStream.range(0, many)
                    .mapToObj(i -> new Records.Entry(
                            null, Map.of("name", "Org " + i, "emails", List.of(ContactPoint.work(ADDRESS)))))
                    .toList();
            return records.writeAll(organisations, entries, WriteContext.SINGLE);
        });

        List<Thread> nodes = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            nodes.add(Thread.ofPlatform()
                    .start(() -> TenantScope.run(tenant, () -> {
                        for (int round = 0; round < 20; round++) {
                            worker.workOff();
                        }
                    })));
        }
        for (Thread node : nodes) {
            node.join();
        }

        await().until(() -> mails(tenant).size() >= many);
        assertThat(mails(tenant)).hasSize(many).doesNotHaveDuplicates();
    }

    @Test
    void whatFailsHalfwayHappensNotAtAllAndOnceWhenItIsTriedAgain() {
        Tenant tenant = newTenant();
        UUID rule =
                on(tenant, rule(new Trigger.Created(), "", MAIL, new Action.Change(Map.of("website", "{{notes}}"))));

        UUID record = organisation(tenant, "Ágora", Map.of("notes", "no web address"));
        Line line = ended(tenant, rule);
        assertThat(line.state()).isEqualTo(State.FAILED);
        assertThat(line.reason()).isEqualTo("automation.reason.invalid");
        assertThat(mails(tenant)).isEmpty();

        as(
                tenant,
                () -> records.change(
                        organisations, record, Map.of("notes", "https://agora.test"), WriteContext.SINGLE));
        as(tenant, () -> {
            runs.retry(line.id());
            runs.retry(line.id());
            return true;
        });
        await().until(() -> log(tenant, rule).getFirst().state() == State.FIRED);
        assertThat(mails(tenant)).hasSize(1);
    }

    /** What a killed server leaves: a run claimed, its mail stored, and no commit. */
    @Test
    void whatDiesBeforeItsEndIsDoneOnceByAnother() {
        Tenant tenant = newTenant();
        Definition quiet = rule(new Trigger.Created(), "", MAIL);
        LocalTime now = LocalTime.now(Times.ZONE);
        UUID rule = on(
                tenant,
                new Definition(
                        "x",
                        "organisation",
                        quiet.trigger(),
                        "",
                        quiet.actions(),
                        false,
                        now.minusMinutes(1),
                        now.plusMinutes(30)));
        organisation(tenant, "Ágora", Map.of());
        await().until(() -> log(tenant, rule).size() == 1);
        await().until(() -> as(
                        tenant,
                        () -> transactions.execute(
                                status -> jdbc.sql("select count(*) from automation_run where next_attempt_at > ?")
                                        .param(Timestamp.from(Instant.now()))
                                        .query(Long.class)
                                        .single()))
                == 1);
        // quiet hours: nothing yet
        assertThat(mails(tenant)).isEmpty();
        as(tenant, () -> {
            rules.change(rule, 1, quiet);
            return transactions.execute(
                    status -> jdbc.sql("update automation_run set version = 2, next_attempt_at = queued_at")
                            .update());
        });

        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(status -> {
                    assertThat(runs.claim()).isPresent();
                    status.setRollbackOnly();
                }));
        TenantScope.run(tenant, worker::sweep);

        await().until(() -> log(tenant, rule).getFirst().state() == State.FIRED);
        assertThat(mails(tenant)).hasSize(1);
    }

    @Test
    void rulesThatSetOffEachOtherStop() {
        Tenant tenant = newTenant();
        UUID ping = on(
                tenant,
                rule(
                        new Trigger.Changed("city", null, null),
                        "",
                        new Action.Change(Map.of("region", "{{city}}·{{region}}"))));
        UUID pong = on(
                tenant,
                rule(new Trigger.Changed("region", null, null), "", new Action.Change(Map.of("city", "{{region}}"))));
        UUID record = organisation(tenant, "Ágora", Map.of());

        as(tenant, () -> records.change(organisations, record, Map.of("city", "Vic"), WriteContext.SINGLE));

        await().until(() -> log(tenant, ping).size() == 2);
        assertThat(log(tenant, ping)).extracting(Line::state).containsExactly(State.SKIPPED, State.FIRED);
        assertThat(log(tenant, ping).getFirst().reason()).isEqualTo("automation.reason.loop");
        assertThat(log(tenant, pong)).extracting(Line::state).containsExactly(State.FIRED);
    }

    @Test
    void actsWithThePresentRightsOfWhoAnswersForIt() {
        Tenant tenant = newTenant();
        User admin = newUser(tenant, "adela", Roles.ADMIN);
        as(tenant, () -> {
            users.setState(admin.id(), User.State.ACTIVE);
            return true;
        });
        UUID rule = as(tenant, admin.actor(), () -> {
            UUID id = rules.create(rule(new Trigger.Created(), "", new Action.Change(Map.of("notes", "x"))));
            rules.switchOn(id, true);
            return id;
        });
        as(tenant, () -> {
            users.setRole(admin.id(), Roles.READER);
            return true;
        });

        UUID record = organisation(tenant, "Ágora", Map.of());
        Line line = ended(tenant, rule);
        assertThat(line.state()).isEqualTo(State.FAILED);
        assertThat(line.reason()).isEqualTo("automation.reason.forbidden");
        as(tenant, () -> {
            users.setState(admin.id(), User.State.DISABLED);
            runs.retry(line.id());
            return true;
        });
        await().until(() ->
                "automation.reason.owner".equals(log(tenant, rule).getFirst().reason()));
        assertThat(as(tenant, () -> records.get(organisations, record).getNotes()))
                .isNull();
    }

    @Test
    void tellsEachWhatTheyMayRead() {
        Tenant tenant = newTenant();
        User eva = newUser(tenant, "eva", Roles.MEMBER);
        as(tenant, () -> {
            users.setState(eva.id(), User.State.ACTIVE);
            for (String role : List.of(Roles.MEMBER, Roles.BASELINE)) {
                RoleRights rights = roles.rights(role);
                roles.save(
                        role,
                        new RoleRights(
                                rights.grants(),
                                Map.of(new RoleRights.FieldOf("organisation", "notes"), FieldRight.NONE),
                                rights.special()));
            }
            return true;
        });
        Receiver colleague = new Receiver(Receiver.Kind.USER, eva.id().toString());
        UUID rule = on(
                tenant,
                rule(
                        new Trigger.Created(),
                        "",
                        new Action.SendMail(
                                List.of(colleague, new Receiver(Receiver.Kind.RECORD, "")),
                                "{{name}}",
                                "Notas: {{notes}}.")));

        organisation(tenant, "Ágora", Map.of("notes", "deben dinero"));

        assertThat(ended(tenant, rule).state()).isEqualTo(State.FIRED);
        Map<String, String> texts = as(
                tenant,
                () -> transactions.execute(status -> jdbc
                        .sql("select recipient, text_body from mail_outbox where subject = 'Ágora'")
                        .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                        .list()
                        .stream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
        assertThat(texts.get(eva.email())).isEqualTo("Notas: .");
        assertThat(texts.get(ADDRESS)).isEqualTo("Notas: deben dinero.");
    }

    @Test
    void aRuleGivesARecordToATeam() {
        Tenant tenant = newTenant();
        UUID team = as(tenant, () -> teams.save(null, "Ventas", null, List.of(), List.of()));
        UUID rule = on(tenant, rule(new Trigger.Created(), "", new Action.Assign("team", team, Choice.IN_TURN)));
        UUID record = organisation(tenant, "Ágora", Map.of());
        await().until(() -> log(tenant, rule).stream().anyMatch(line -> line.state() == State.FIRED));
        assertThat(as(tenant, () -> records.get(organisations, record)).getTeam())
                .isEqualTo(team);
    }

    @Test
    void writesWithATemplateInEachReadersLanguage() {
        Tenant tenant = newTenant();
        User eva = newUser(tenant, "eva", Roles.MEMBER);
        UUID template = as(tenant, () -> {
            users.setLocale(eva.id(), Locale.ENGLISH);
            return templates.create(
                    "Bienvenida",
                    "organisation",
                    Map.of("es", new Wording("Hola, {{name}}", "Adelante"), "en", new Wording("Hello {{name}}", "Go")));
        });
        Receiver colleague = new Receiver(Receiver.Kind.USER, eva.id().toString());
        Receiver itself = new Receiver(Receiver.Kind.RECORD, "");
        UUID rule = on(
                tenant,
                rule(new Trigger.Created(), "", new Action.SendMail(List.of(colleague, itself), "", "", template)));

        organisation(tenant, "Ágora", Map.of());

        assertThat(ended(tenant, rule).state()).isEqualTo(State.FIRED);
        assertThat(mails(tenant, eva.email())).containsExactly("Hello Ágora");
        assertThat(mails(tenant)).containsExactly("Hola, Ágora");
    }

    @Test
    void aTemplateOfAnotherTypeOrTenantIsRefused() {
        Tenant tenant = newTenant();
        Wording words = new Wording("Hola", "Adelante");
        UUID ofPeople = as(tenant, () -> templates.create("Personas", "person", Map.of("es", words)));
        UUID theirs = as(newTenant(), () -> templates.create("Suya", "organisation", Map.of("es", words)));

        for (UUID template : List.of(ofPeople, theirs)) {
            Definition definition =
                    rule(new Trigger.Created(), "", new Action.SendMail(List.of(Receiver.owner()), "", "", template));
            InvalidRecord refused =
                    as(tenant, () -> catchThrowableOfType(InvalidRecord.class, () -> rules.create(definition)));
            assertThat(refused.problems()).extracting(Problem::field).containsExactly("actions.0.template");
        }
    }

    @Test
    void givesRecordsInTurnOrToWhoHasFewest() {
        Tenant tenant = newTenant();
        List<User> members = List.of("berta", "carles", "dora").stream()
                .map(name -> newUser(tenant, name, Roles.MEMBER))
                .toList();
        UUID team = as(tenant, () -> {
            members.forEach(user -> users.setState(user.id(), User.State.ACTIVE));
            return teams.save(
                    null, "Ventas", null, members.stream().map(User::id).toList(), List.of());
        });
        UUID turns = on(tenant, rule(new Trigger.Created(), "", new Action.Assign("owner", team, Choice.IN_TURN)));
        IntStream.range(0, 6).forEach(i -> organisation(tenant, "Org " + i, Map.of()));

        await().until(() -> log(tenant, turns).stream()
                        .filter(line -> line.state() == State.FIRED)
                        .count()
                == 6);
        assertThat(load(tenant))
                .containsOnlyKeys(members.stream().map(User::id).toList())
                .allSatisfy((user, many) -> assertThat(many).isEqualTo(2));

        as(tenant, () -> {
            rules.switchOn(turns, false);
            return true;
        });
        UUID busy = members.getFirst().id();
        organisation(tenant, "Más", Map.of("owner", busy));
        UUID fewest = on(tenant, rule(new Trigger.Created(), "", new Action.Assign("owner", team, Choice.LEAST_BUSY)));
        IntStream.range(0, 2).forEach(i -> organisation(tenant, "Otra " + i, Map.of()));
        await().until(() -> log(tenant, fewest).stream()
                        .filter(line -> line.state() == State.FIRED)
                        .count()
                == 2);
        assertThat(load(tenant))
                .containsEntry(busy, 3L)
                .allSatisfy((user, many) -> assertThat(many).isEqualTo(3));
    }

    private Map<UUID, Long> load(Tenant tenant) {
        return as(
                tenant,
                () -> records.page(organisations, Query.ALL, null, 0, 100).stream()
                        .collect(Collectors.groupingBy(BaseRecord::getOwner, Collectors.counting())));
    }

    @Test
    void comesBeforeADayOnceForEachDay() {
        Tenant tenant = newTenant();
        UUID rule = on(tenant, rule(new Trigger.DayComes("customerSince", -3, false, LocalTime.of(8, 0)), "", MAIL));
        LocalDate today = LocalDate.now(Times.ZONE);
        UUID record = organisation(tenant, "Ágora", Map.of("customerSince", today.plusDays(3)));
        organisation(tenant, "Otra", Map.of("customerSince", today.plusDays(4)));

        for (int node = 0; node < 2; node++) {
            timeComes(tenant, rule, today);
        }
        await().until(() -> mails(tenant).size() == 1);
        assertThat(log(tenant, rule)).extracting(Line::record).containsExactly(record);

        as(
                tenant,
                () -> records.change(
                        organisations, record, Map.of("customerSince", today.plusDays(2)), WriteContext.SINGLE));
        timeComes(tenant, rule, today.minusDays(1));
        await().until(() -> mails(tenant).size() == 2);
    }

    @Test
    void makesUpForEachDayThatTheServerStoodStill() {
        Tenant tenant = newTenant();
        UUID rule = on(tenant, rule(new Trigger.DayComes("customerSince", 0, false, LocalTime.of(0, 0)), "", MAIL));
        LocalDate today = LocalDate.now(Times.ZONE);
        for (int day = 0; day < 3; day++) {
            organisation(tenant, "Hace " + day, Map.of("customerSince", today.minusDays(day)));
        }

        timeComes(tenant, rule, today.minusDays(2));

        await().until(() -> mails(tenant).size() == 3);
    }

    @Test
    void comesByTheClockForEachRecordThatFits() {
        Tenant tenant = newTenant();
        UUID rule = on(
                tenant,
                rule(
                        new Trigger.Schedule(java.util.Set.of(), null, LocalTime.of(8, 0)),
                        FilterText.write(Filter.test("city", Filter.Operator.IS, "Vic")),
                        MAIL));
        organisation(tenant, "Ágora", Map.of("city", "Vic"));
        organisation(tenant, "Otra", Map.of("city", "Reus"));

        timeComes(tenant, rule, LocalDate.now(Times.ZONE));

        await().until(() -> mails(tenant).equals(List.of("Hola, Ágora")));
        Instant next = as(tenant, () -> transactions.execute(status -> rules.dueAt(rule)));
        assertThat(next).isAfter(Instant.now());
    }

    private void timeComes(Tenant tenant, UUID rule, LocalDate day) {
        as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql("update automation_rule set next_due = ? where id = ?")
                        .params(Timestamp.from(day.atStartOfDay(Times.ZONE).toInstant()), rule)
                        .update()));
        TenantScope.run(tenant, due::setOff);
    }

    @Test
    void aButtonIsForWhoMayEdit() {
        Tenant tenant = newTenant();
        UUID rule = on(tenant, rule(new Trigger.Button("Enviar bienvenida"), "", MAIL));
        UUID record = organisation(tenant, "Ágora", Map.of());
        Actor reader = newUser(tenant, "rita", Roles.READER).actor();

        assertThat(as(tenant, () -> buttons.of(organisations)))
                .extracting(RuleButtons.RuleButton::label)
                .containsExactly("Enviar bienvenida");
        assertThat(as(tenant, () -> buttons.of(people))).isEmpty();
        assertThatThrownBy(() -> as(tenant, reader, () -> buttons.press(rule, organisations, List.of(record))))
                .isInstanceOf(Forbidden.class);
        as(tenant, () -> buttons.press(rule, organisations, List.of(record)));
        as(tenant, () -> buttons.press(rule, organisations, List.of(record)));

        await().until(() -> mails(tenant).size() == 2);
    }

    @Test
    void anotherProgramCallsItBySecretAndOnceForEachId() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        UUID rule = on(
                tenant,
                rule(
                        new Trigger.Called(),
                        "",
                        new Action.Create("organisation", null, Map.of("name", "{{customer.name}}"))));
        String secret = as(tenant, () -> rules.renewSecret(rule));
        String body = "{\"customer\":{\"name\":\"Ágora\"}}";

        assertThat(call(tenant, secret, "1", body)).isEqualTo(202);
        assertThat(call(tenant, secret, "1", body)).isEqualTo(202);
        assertThat(call(other, secret, "1", body)).isEqualTo(404);
        assertThat(call(tenant, "A".repeat(43), "1", body)).isEqualTo(404);
        assertThat(call(tenant, secret, "2", "{not json")).isEqualTo(400);
        assertThat(call(tenant, secret, "3", "\"" + "x".repeat(70_000) + "\"")).isEqualTo(413);

        assertThat(ended(tenant, rule).state()).isEqualTo(State.FIRED);
        assertThat(as(tenant, () -> records.page(organisations, Query.ALL, null, 0, 10)))
                .extracting(BaseRecord::getTitle)
                .containsExactly("Ágora");
        as(tenant, () -> rules.renewSecret(rule));
        assertThat(call(tenant, secret, "4", body)).isEqualTo(404);
    }

    private int call(Tenant tenant, String secret, String id, String body) {
        return new Api(port, tenant.slug() + ".localhost")
                .with("webhook-id", id)
                .post("/hook/" + secret, body)
                .status();
    }

    @Test
    void whereNobodyWaitsWritesStoreNoEventsAndARolledBackWriteNeitherDoes() {
        Tenant tenant = newTenant();
        as(
                tenant,
                () -> transactions.execute(status -> {
                    records.create(organisations, Map.of("name", "Ágora"));
                    return true;
                }));
        assertThat(count(tenant, "domain_event")).isZero();

        UUID rule = on(tenant, rule(new Trigger.Created(), "", NOTICE));
        as(
                tenant,
                () -> transactions.execute(status -> {
                    records.create(organisations, Map.of("name", "Nunca"));
                    status.setRollbackOnly();
                    return true;
                }));
        assertThat(count(tenant, "domain_event")).isZero();
        assertThat(log(tenant, rule)).isEmpty();
    }

    @Test
    void tellsForWhichRecordsItWouldHaveFired() {
        Tenant tenant = newTenant();
        organisation(tenant, "Ágora", Map.of("city", "Vic"));
        UUID moved = organisation(tenant, "Otra", Map.of("city", "Reus"));
        as(tenant, () -> records.change(organisations, moved, Map.of("city", "Olot"), WriteContext.SINGLE));
        String inVic = FilterText.write(Filter.test("city", Filter.Operator.IS, "Vic"));

        DryRun.Outcome created = as(tenant, () -> dryRun.of(rule(new Trigger.Created(), inVic, MAIL)));
        DryRun.Outcome changed = as(tenant, () -> dryRun.of(rule(new Trigger.Changed("city", "Reus", null), "", MAIL)));

        assertThat(created.setOff()).isEqualTo(2);
        assertThat(created.fitting()).isEqualTo(1);
        assertThat(created.some()).extracting(Records.Mention::title).containsExactly("Ágora");
        assertThat(changed.some()).extracting(Records.Mention::title).containsExactly("Otra");
        assertThat(mails(tenant)).isEmpty();
    }

    @Test
    void onlyAdministratorsOfTheTenantMakeAndSeeRules() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        UUID rule = on(tenant, rule(new Trigger.Created(), "", MAIL));
        Actor member = newUser(tenant, "marc", Roles.MEMBER).actor();

        as(tenant, member, () -> {
            assertThatThrownBy(rules::all).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> rules.create(rule(new Trigger.Created(), "", MAIL)))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> rules.switchOn(rule, false)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> runs.log(rule, 0, 10)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> dryRun.of(rule(new Trigger.Created(), "", MAIL)))
                    .isInstanceOf(Forbidden.class);
            return true;
        });
        as(other, () -> {
            assertThat(rules.all()).isEmpty();
            assertThat(rules.find(rule)).isEmpty();
            rules.delete(rule);
            return true;
        });
        organisation(other, "Ajena", Map.of());
        assertThat(as(tenant, rules::all)).hasSize(1);
        assertThat(log(tenant, rule)).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithARulePartByPart() {
        Tenant tenant = newTenant();
        Definition wrong = new Definition(
                " ",
                "organisation",
                new Trigger.DayComes("name", 1, false, LocalTime.NOON),
                "nosuch.is.'x'",
                List.of(
                        new Action.SendMail(
                                List.of(new Receiver(Receiver.Kind.ADDRESS, "a@b\r\nBcc: x@y.test")),
                                "Hola\nX: y",
                                "{{nombre}}"),
                        new Action.Notify(List.of(new Receiver(Receiver.Kind.RECORD, "")), "{{name"),
                        new Action.Change(Map.of("nosuch", "x", "revenue", "mucho")),
                        new Action.Create("spaceship", null, Map.of()),
                        new Action.Assign("name", UUID.randomUUID(), Choice.IN_TURN)),
                false,
                LocalTime.NOON,
                null);

        InvalidRecord refused = catchThrowableOfType(InvalidRecord.class, () -> as(tenant, () -> rules.create(wrong)));

        assertThat(refused.problems())
                .extracting(Problem::field)
                .contains(
                        "name",
                        "trigger.field",
                        "filter",
                        "quiet",
                        "actions.0.to",
                        "actions.0.subject",
                        "actions.0.body",
                        "actions.1.to",
                        "actions.1.text",
                        "actions.2.values.nosuch",
                        "actions.2.values.revenue",
                        "actions.3.recordType",
                        "actions.4.field",
                        "actions.4.team");
    }
}
