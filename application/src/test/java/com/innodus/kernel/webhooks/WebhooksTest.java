package com.innodus.kernel.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.automation.Action;
import com.innodus.kernel.automation.Rule;
import com.innodus.kernel.automation.Rules;
import com.innodus.kernel.automation.Trigger;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.webhooks.Deliveries.Delivery;
import com.innodus.kernel.webhooks.Deliveries.State;
import com.innodus.kernel.webhooks.Webhooks.Created;
import com.innodus.kernel.webhooks.Webhooks.Wish;
import com.innodus.support.Api;
import com.innodus.support.Api.Answer;
import com.innodus.support.ApiServer;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks against a receiver on this machine. */
class WebhooksTest extends ApiServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CREATED = "organisation.created";

    @Autowired
    Webhooks webhooks;

    @Autowired
    Deliveries deliveries;

    @Autowired
    WebhookWorker worker;

    @Autowired
    Records records;

    @Autowired
    ClosedRecords closed;

    @Autowired
    TenantRoles roles;

    @Autowired
    Rules rules;

    @Autowired
    Notifications notifications;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private final List<Message> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer receiver;

    private record Message(String id, String timestamp, String signature, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Message(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                body));
        byte[] answer = "recibido\n<b>sí</b>".getBytes(StandardCharsets.UTF_8);
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", url() + "elsewhere");
        }
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String url() {
        return "http://localhost:" + receiver.getAddress().getPort() + "/";
    }

    private Created hook(Tenant tenant, String... topics) {
        return as(tenant, () -> webhooks.create(new Wish("Tienda", url(), Set.of(topics))));
    }

    private UUID organisation(Tenant tenant, String name) {
        return as(
                tenant,
                () -> records.create(organisations, Map.of("name", name)).id());
    }

    private List<Delivery> log(Tenant tenant, Created hook) {
        return as(tenant, () -> deliveries.log(hook.webhook().id(), 0, 100));
    }

    private void inTenant(Tenant tenant, String statement) {
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(
                        status -> jdbc.sql(statement).update()));
    }

    private void tellDue(Tenant tenant) {
        TenantScope.run(tenant, worker::tellDue);
    }

    private static String signature(String secret, Message message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = message.id() + "." + message.timestamp() + "." + message.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void tellsWhatHappensWithASignatureThatTheReceiverCanVerify() throws Exception {
        Tenant tenant = newTenant();
        Created hook = hook(tenant, CREATED, "organisation.changed", "organisation.deleted", "organisation.restored");
        UUID id = organisation(tenant, "Ágora");
        await().until(() -> received.size() == 1);
        as(tenant, () -> records.change(organisations, id, Map.of("name", "Ágora S. L."), WriteContext.SINGLE));
        await().until(() -> received.size() == 2);
        as(tenant, () -> records.delete(organisations, List.of(id), WriteContext.SINGLE));
        await().until(() -> received.size() == 3);
        as(tenant, () -> records.restore(organisations, List.of(id)));
        await().until(() -> received.size() == 4);

        assertThat(received)
                .extracting(message -> message.json().path("type").stringValue())
                .containsExactly(CREATED, "organisation.changed", "organisation.deleted", "organisation.restored");
        assertThat(received.getFirst().json().at("/data/record/name").stringValue())
                .isEqualTo("Ágora");
        assertThat(received.get(1).json().at("/data/changed/0").stringValue()).isEqualTo("name");
        assertThat(received.get(2).json().at("/data/id").stringValue()).isEqualTo(id.toString());
        assertThat(received.get(2).json().at("/data/record").isMissingNode()).isTrue();
        for (Message message : received) {
            assertThat(message.signature()).isEqualTo(signature(hook.secret(), message));
        }
        await().until(() -> log(tenant, hook).stream().allMatch(each -> each.state() == State.DELIVERED));
        assertThat(log(tenant, hook).getFirst().answer()).isEqualTo("recibido <b>sí</b>");
    }

    @Test
    void isToldNothingThatWasTakenBack() {
        Tenant tenant = newTenant();
        Created hook = hook(tenant, CREATED);
        as(
                tenant,
                () -> transactions.execute(status -> {
                    records.create(organisations, Map.of("name", "Nunca"));
                    status.setRollbackOnly();
                    return null;
                }));
        organisation(tenant, "Siempre");
        await().until(() -> received.size() == 1);
        assertThat(log(tenant, hook)).hasSize(1);
        assertThat(received.getFirst().body()).contains("Siempre");
    }

    @Test
    void isTriedAgainAfterGrowingPausesAndGivenUpAfterADay() {
        Tenant tenant = newTenant();
        Created hook = hook(tenant, CREATED);
        status = 503;
        organisation(tenant, "Ágora");
        await().until(() ->
                !log(tenant, hook).isEmpty() && log(tenant, hook).getFirst().status() != null);
        Delivery first = log(tenant, hook).getFirst();
        assertThat(first.state()).isEqualTo(State.QUEUED);
        assertThat(first.nextAttemptAt()).isAfter(first.createdAt().plusSeconds(4));
        assertThat(Deliveries.PAUSES.stream()
                        .mapToLong(java.time.Duration::toMinutes)
                        .sum())
                .isBetween(23L * 60, 24L * 60);

        for (int i = 0; i < Deliveries.PAUSES.size(); i++) {
            inTenant(tenant, "update webhook_delivery set next_attempt_at = now() - interval '1 second'");
            tellDue(tenant);
        }
        assertThat(log(tenant, hook).getFirst().state()).isEqualTo(State.DEAD);
        assertThat(received).hasSize(Deliveries.PAUSES.size() + 1);
        assertThat(received).extracting(Message::id).containsOnly(first.id().toString());
        assertThat(as(tenant, () -> notifications.latest(5)))
                .extracting(Notifications.Notification::kind)
                .containsExactly(Notifications.Kind.WEBHOOK_FAILED);

        status = 200;
        as(tenant, () -> deliveries.tellAgain(first.id()));
        await().until(() -> log(tenant, hook).getFirst().state() == State.DELIVERED);
        assertThat(as(tenant, () -> webhooks.find(hook.webhook().id()))
                        .orElseThrow()
                        .failures())
                .isZero();
    }

    @Test
    void isSwitchedOffWhenNobodyListensAnyMore() {
        Tenant tenant = newTenant();
        Created hook = hook(tenant, CREATED);
        status = 410;
        organisation(tenant, "Ágora");
        await().until(() -> !as(tenant, () -> webhooks.find(hook.webhook().id()))
                .orElseThrow()
                .enabled());
        assertThat(as(tenant, () -> notifications.latest(5)))
                .extracting(Notifications.Notification::kind)
                .containsExactly(Notifications.Kind.WEBHOOK_OFF);
        organisation(tenant, "Otra");
        assertThat(log(tenant, hook)).hasSize(1);
    }

    @Test
    void givesUpAHookAfterTooManyInARow() {
        Tenant tenant = newTenant();
        Created hook = hook(tenant, CREATED);
        inTenant(tenant, "update webhook set failures = " + (WebhookWorker.MOST_FAILURES - 1));
        status = 500;
        organisation(tenant, "Ágora");
        await().until(() ->
                !log(tenant, hook).isEmpty() && log(tenant, hook).getFirst().status() != null);
        inTenant(tenant, "update webhook_delivery set attempts = 20, next_attempt_at = now() - interval '1 second'");
        tellDue(tenant);
        Webhook off = as(tenant, () -> webhooks.find(hook.webhook().id())).orElseThrow();
        assertThat(off.enabled()).isFalse();
        assertThat(off.offReason()).isEqualTo("webhooks.off.failures");
    }

    @Test
    void twoServersTellEachEventOnce() throws InterruptedException {
        Tenant tenant = newTenant();
        Created hook = hook(tenant, CREATED);
        as(
                tenant,
                () -> transactions.execute(status -> {
                    IntStream.range(0, 12).forEach(i -> records.create(organisations, Map.of("name", "Empresa " + i)));
                    return null;
                }));
        List<Thread> others = IntStream.range(0, 4)
                .mapToObj(i -> Thread.startVirtualThread(() -> tellDue(tenant)))
                .toList();
        for (Thread other : others) {
            other.join();
        }
        await().until(() -> log(tenant, hook).stream()
                        .filter(each -> each.state() == State.DELIVERED)
                        .count()
                == 12);
        assertThat(received).extracting(Message::id).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void whatADeadServerHadBegunIsToldByAnother() {
        Tenant tenant = newTenant();
        Created hook = hook(tenant, CREATED);
        as(
                tenant,
                () -> transactions.execute(status -> {
                    records.create(organisations, Map.of("name", "Ágora"));
                    return null;
                }));
        await().until(() -> received.size() == 1 && log(tenant, hook).getFirst().state() == State.DELIVERED);
        // as it was when the server died between the request and the note
        inTenant(tenant, "update webhook_delivery set state = 'QUEUED', lease_until = now() + interval '1 minute'");
        tellDue(tenant);
        assertThat(received).hasSize(1);
        inTenant(tenant, "update webhook_delivery set lease_until = now() - interval '1 second'");
        tellDue(tenant);
        assertThat(received).hasSize(2);
        assertThat(received.get(1).id()).isEqualTo(received.getFirst().id());
        assertThat(received.get(1).body()).isEqualTo(received.getFirst().body());
        assertThat(log(tenant, hook).getFirst().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aServerThatWasOvertakenNotesNothing() {
        Tenant tenant = newTenant();
        Created hook = hook(tenant);
        Delivery slow = as(
                tenant,
                () -> transactions.execute(status -> {
                    UUID id = deliveries.queue(hook.webhook().id(), UUID.randomUUID(), "test", null, null, "{}");
                    return deliveries.claim(id).orElseThrow();
                }));
        inTenant(tenant, "update webhook_delivery set lease_until = now() - interval '1 second'");
        tellDue(tenant);
        await().until(() -> log(tenant, hook).getFirst().state() == State.DELIVERED);
        var late = new Deliveries.Attempt(null, "webhooks.problem.connection", java.time.Duration.ZERO);
        boolean noted = as(tenant, () -> deliveries.note(slow, late, null));
        assertThat(noted).isFalse();
        assertThat(log(tenant, hook).getFirst().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void tellsWithTheRightsOfWhoAnswersForIt() {
        Tenant tenant = newTenant();
        User berta = newUser(tenant, "berta", Roles.ADMIN);
        TenantScope.run(tenant, () -> users.activate(berta.id()));
        Created hook = as(
                tenant,
                berta.actor(),
                () -> webhooks.create(
                        new Wish("Tienda", url(), Set.of(CREATED, "organisation.changed", "organisation.deleted"))));
        UUID secret = as(
                tenant,
                () -> transactions.execute(status -> {
                    UUID id = records.create(organisations, Map.of("name", "Secreta"))
                            .id();
                    closed.close(organisations, id, List.of());
                    return id;
                }));
        as(tenant, () -> records.change(organisations, secret, Map.of("name", "Muy secreta"), WriteContext.SINGLE));
        as(tenant, () -> records.delete(organisations, List.of(secret), WriteContext.SINGLE));
        UUID open = organisation(tenant, "Abierta");
        await().until(() -> received.size() == 1);
        assertThat(received.getFirst().body()).contains("Abierta").doesNotContain("ecreta");
        assertThat(log(tenant, hook)).hasSize(1);

        as(tenant, () -> {
            users.setState(berta.id(), User.State.DISABLED);
            return records.change(organisations, open, Map.of("name", "Otra"), WriteContext.SINGLE);
        });
        Created mine = hook(tenant, CREATED);
        organisation(tenant, "Tercera");
        await().until(() -> received.size() == 2);
        assertThat(log(tenant, mine)).hasSize(1);
        assertThat(log(tenant, hook)).hasSize(1);
    }

    @Test
    void tellsWhatChangedToWhatButNothingThatIsHiddenFromWhoAnswersForIt() {
        Tenant tenant = newTenant();
        User berta = newUser(tenant, "berta", Roles.ADMIN);
        TenantScope.run(tenant, () -> users.activate(berta.id()));
        UUID shut = organisation(tenant, "Cerrada");
        UUID open = organisation(tenant, "Abierta");
        as(tenant, () -> {
            for (String role : List.of(Roles.MEMBER, Roles.BASELINE)) {
                roles.save(role, roles.rights(role).with(new FieldOf("organisation", "revenue"), FieldRight.NONE));
            }
            closed.close(organisations, shut, List.of());
            return null;
        });
        as(tenant, berta.actor(), () -> webhooks.create(new Wish("Tienda", url(), Set.of("organisation.changed"))));
        // who answers for it is no administrator any more
        TenantScope.run(tenant, () -> users.setRole(berta.id(), Roles.MEMBER));

        Map<String, Object> values = Map.of("city", "Vic", "revenue", new BigDecimal("1234.5"), "parent", shut);
        as(tenant, () -> records.change(organisations, open, values, WriteContext.SINGLE));
        await().until(() -> received.size() == 1);
        JsonNode told = received.getFirst().json().path("data");
        assertThat(told.at("/before/city").isNull()).isTrue();
        assertThat(told.at("/after/city").stringValue()).isEqualTo("Vic");
        assertThat(told.at("/after/parent").isNull()).isTrue();
        assertThat(received.getFirst().body()).doesNotContain("revenue", "1234", shut.toString());

        as(tenant, () -> records.change(organisations, open, Map.of("revenue", BigDecimal.ONE), WriteContext.SINGLE));
        as(tenant, () -> records.change(organisations, open, Map.of("city", "Olot"), WriteContext.SINGLE));
        await().until(() -> received.size() == 2);
        assertThat(received.get(1).json().at("/data/before/city").stringValue()).isEqualTo("Vic");
        assertThat(received.get(1).json().at("/data/after").size()).isEqualTo(1);
    }

    @Test
    void anotherTenantIsToldNothingAndFindsNothing() {
        Tenant mine = newTenant();
        Tenant other = newTenant();
        Created hook = hook(mine, CREATED);
        organisation(other, "Ajena");
        organisation(mine, "Propia");
        await().until(() -> received.size() == 1);
        assertThat(received.getFirst().body()).contains("Propia");
        assertThat(as(other, () -> webhooks.find(hook.webhook().id()))).isEmpty();
        assertThat(as(other, () -> deliveries.log(hook.webhook().id(), 0, 10))).isEmpty();
        assertThat(api(other, "*")
                        .get("/api/v1/webhooks/" + hook.webhook().id())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void isForAdministratorsAlone() {
        Tenant tenant = newTenant();
        User member = newUser(tenant, "marta", Roles.MEMBER);
        for (Runnable act : List.<Runnable>of(
                () -> webhooks.all(),
                () -> webhooks.create(new Wish("Tienda", url(), Set.of())),
                () -> webhooks.delete(UUID.randomUUID()),
                () -> deliveries.log(UUID.randomUUID(), 0, 1),
                () -> worker.tryOut(UUID.randomUUID()))) {
            assertThatThrownBy(() -> as(tenant, member.actor(), () -> {
                        act.run();
                        return null;
                    }))
                    .isInstanceOf(Forbidden.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no es una dirección",
                "ftp://tienda.test/",
                "file:///etc/passwd",
                "https://ana:clave@tienda.test/",
                "https://tienda.test/#x",
                "javascript:alert(1)",
                "https:///x"
            })
    void refusesAddressesThatAreNone(String url) {
        Tenant tenant = newTenant();
        InvalidRecord refused = catchThrowableOfType(
                InvalidRecord.class,
                () -> as(tenant, () -> webhooks.create(new Wish(" ", url, Set.of("organisation.eaten")))));
        assertThat(refused.problems()).extracting(Problem::field).containsExactly("name", "url", "topics");
    }

    @Test
    void neverAsksTheMachineItselfAboutItsCredentialsNorFollowsToOtherAddresses() {
        Tenant tenant = newTenant();
        Created metadata =
                as(tenant, () -> webhooks.create(new Wish("Nube", "http://169.254.169.254/latest", Set.of())));
        Delivery refused = as(tenant, () -> worker.tryOut(metadata.webhook().id()));
        assertThat(refused.state()).isEqualTo(State.DEAD);
        assertThat(refused.problem()).isEqualTo("webhooks.problem.address");

        status = 302;
        Created redirected = hook(tenant);
        Delivery stopped = as(tenant, () -> worker.tryOut(redirected.webhook().id()));
        assertThat(stopped.status()).isEqualTo(302);
        assertThat(stopped.state()).isEqualTo(State.DEAD);
        assertThat(received).hasSize(1);
    }

    @Test
    void rulesCallItInTheSameWay() {
        Tenant tenant = newTenant();
        Created hook = hook(tenant);
        as(tenant, () -> {
            UUID rule = rules.create(new Rule.Definition(
                    "Avisar",
                    "organisation",
                    new Trigger.Created(),
                    "",
                    List.of(new Action.CallWebhook(hook.webhook().id(), "alta")),
                    false,
                    null,
                    null));
            rules.switchOn(rule, true);
            return rule;
        });
        organisation(tenant, "Ágora");
        await().until(() -> received.size() == 1);
        assertThat(received.getFirst().json().path("type").stringValue()).isEqualTo("rule.alta");
        assertThat(received.getFirst().json().at("/data/record/name").stringValue())
                .isEqualTo("Ágora");
    }

    @Test
    void programsLookAfterTheirOwn() throws Exception {
        Tenant tenant = newTenant();
        Api api = api(tenant, "webhooks:read webhooks:write webhooks:delete");
        Answer made = api.post(
                "/api/v1/webhooks",
                "{\"name\":\"Tienda\",\"url\":\"%s\",\"topics\":[\"%s\"]}".formatted(url(), CREATED));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String secret = made.json().path("secret").stringValue();
        String one = made.header("Location");
        organisation(tenant, "Ágora");
        await().until(() -> received.size() == 1);
        assertThat(received.getFirst().signature()).isEqualTo(signature(secret, received.getFirst()));

        assertThat(api.get(one).text()).contains("Tienda").doesNotContain("whsec_", "secret");
        assertThat(api.patch(one, "{\"enabled\":false,\"name\":\"Otra\"}")
                        .json()
                        .path("enabled")
                        .booleanValue())
                .isFalse();
        assertThat(api.get("/api/v1/webhooks").text()).contains("Otra").doesNotContain("whsec_");
        Answer bad = api.patch(one, "{\"url\":\"gopher://x\",\"topics\":[1],\"hola\":true}");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.text()).contains("topics", "hola");
        assertThat(api.get("/api/v1/organisations").status()).isEqualTo(403);
        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.get(one).status()).isEqualTo(404);

        assertThat(api(tenant, "organisations:write").get("/api/v1/webhooks").status())
                .isEqualTo(403);
        assertThat(api(tenant, "webhooks:read").post("/api/v1/webhooks", "{}").status())
                .isEqualTo(403);
        assertThat(at(tenant).get("/api/v1/webhooks").status()).isEqualTo(401);
    }
}
