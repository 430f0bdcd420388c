package com.innodus.crm.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.calendars.Invitations.Invitation;
import com.innodus.crm.calendars.Invitations.State;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.notifications.Notifications.Kind;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.tenants.catalogue.Tenant;
import java.io.StringReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class InvitationsTest extends Server {
    private static final Instant SOON = Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);

    @Autowired
    Invitations invitations;

    @Autowired
    Agenda agenda;

    @Autowired
    Reminders reminders;

    @Autowired
    Notifications bell;

    @Autowired
    Records records;

    @Autowired
    RecordTypes types;

    @Autowired
    RecordType<Event> events;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private UUID make(Tenant tenant, Object... more) {
        Map<String, Object> values = new HashMap<>(Map.of("subject", "Comité", "startsAt", SOON));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return as(tenant, () -> records.create(events, values).id());
    }

    private User member(Tenant tenant, String name) {
        User user = newUser(tenant, name, Roles.MEMBER);
        as(tenant, () -> {
            users.setState(user.id(), User.State.ACTIVE);
            return true;
        });
        return user;
    }

    private List<String> mails(Tenant tenant, String column) {
        return as(
                tenant,
                () -> Objects.requireNonNull(transaction.execute(status -> jdbc.sql("select " + column
                                + " from mail_outbox where calendar is not null order by created_at, recipient")
                        .query(String.class)
                        .list())));
    }

    private List<Kind> told(Tenant tenant, User user) {
        return as(
                tenant,
                user.actor(),
                () -> bell.latest(20).stream()
                        .map(Notifications.Notification::kind)
                        .toList());
    }

    private UUID asked(Tenant tenant, UUID event, String email) {
        return as(
                tenant,
                () -> invitations.of(event).stream()
                        .filter(each -> each.email().equals(email))
                        .map(Invitation::id)
                        .findFirst()
                        .orElseThrow());
    }

    private String token(Tenant tenant, UUID event, String email) {
        UUID id = asked(tenant, event, email);
        return as(tenant, () -> invitations.token(id));
    }

    private State state(Tenant tenant, UUID event, String email) {
        return as(
                tenant,
                () -> invitations.of(event).stream()
                        .filter(each -> each.email().equals(email))
                        .findFirst()
                        .orElseThrow()
                        .state());
    }

    private static VEvent parsed(String calendar) throws Exception {
        Calendar read = new CalendarBuilder().build(new StringReader(calendar));
        return (VEvent) read.getComponents(VEvent.VEVENT).getFirst();
    }

    @Test
    void everybodyGetsAMailThatTheirCalendarReads() throws Exception {
        Tenant tenant = newTenant();
        User lena = member(tenant, "lena");
        UUID person = as(
                tenant,
                () -> records.create(
                                types.require("person"),
                                Map.of(
                                        "firstName",
                                        "Nuria",
                                        "emails",
                                        List.of(ContactPoint.work("nuria@agora.example"))))
                        .id());
        UUID id = make(
                tenant,
                "users",
                List.of(lena.id()),
                "people",
                List.of(person),
                "guests",
                List.of(ContactPoint.work("fuera@otra.example")),
                "repetition",
                "FREQ=WEEKLY;COUNT=3");
        assertThat(mails(tenant, "recipient"))
                .as("nothing before somebody says so")
                .isEmpty();
        assertThat(told(tenant, lena)).containsExactly(Kind.INVITED);

        assertThat(as(tenant, () -> invitations.send(id))).isEqualTo(3);

        assertThat(mails(tenant, "recipient"))
                .containsExactlyInAnyOrder(lena.email(), "nuria@agora.example", "fuera@otra.example");
        VEvent sent = parsed(mails(tenant, "calendar").getFirst());
        assertThat(mails(tenant, "calendar").getFirst()).contains("METHOD:REQUEST", "BEGIN:VTIMEZONE");
        assertThat(sent.getRequiredProperty("UID").getValue()).startsWith(id.toString());
        assertThat(sent.getRequiredProperty("RRULE").getValue()).isEqualTo("FREQ=WEEKLY;COUNT=3");
        assertThat(sent.getProperties("ATTENDEE")).hasSize(3);
        int before = Integer.parseInt(sent.getRequiredProperty("SEQUENCE").getValue());

        as(
                tenant,
                () -> records.change(events, id, Map.of("place", "Sala 2", "guests", List.of()), WriteContext.SINGLE));
        assertThat(as(tenant, () -> invitations.send(id))).isEqualTo(3);
        List<String> again = mails(tenant, "calendar");
        assertThat(again.stream().filter(text -> text.contains("METHOD:CANCEL")))
                .hasSize(1);
        VEvent changed = parsed(again.stream()
                .filter(text -> text.contains("LOCATION:Sala 2") && text.contains("METHOD:REQUEST"))
                .findFirst()
                .orElseThrow());
        assertThat(Integer.parseInt(changed.getRequiredProperty("SEQUENCE").getValue()))
                .isGreaterThan(before);
    }

    @Test
    void whatIsCalledOffIsToldToThoseWhoWereSentIt() {
        Tenant tenant = newTenant();
        UUID id = make(tenant, "guests", List.of(ContactPoint.work("fuera@otra.example")));
        UUID unsent = make(tenant, "guests", List.of(ContactPoint.work("nadie@otra.example")));
        as(tenant, () -> invitations.send(id));
        as(tenant, () -> records.delete(events, List.of(id, unsent), WriteContext.SINGLE));
        assertThat(mails(tenant, "calendar").stream().filter(text -> text.contains("METHOD:CANCEL")))
                .hasSize(1);
    }

    @Test
    void theLinkAnswersOnlyWhenSomebodyPresses() {
        Tenant tenant = newTenant();
        UUID id = make(tenant, "guests", List.of(ContactPoint.work("fuera@otra.example")));
        as(tenant, () -> invitations.send(id));
        String token = token(tenant, id, "fuera@otra.example");
        Visitor guest = new Visitor(port, tenant.slug() + ".localhost");

        assertThat(guest.get("/rsvp?token=" + token).body()).contains("Comité");
        assertThat(state(tenant, id, "fuera@otra.example")).isEqualTo(State.PENDING);

        guest.post("/rsvp?token=" + token, "/rsvp", Map.of("token", token, "answer", "accepted"));
        assertThat(state(tenant, id, "fuera@otra.example")).isEqualTo(State.ACCEPTED);
        assertThat(as(
                        tenant,
                        () -> bell.latest(5).stream()
                                .map(Notifications.Notification::kind)
                                .toList()))
                .contains(Kind.ANSWERED);
        guest.post("/rsvp?token=" + token, "/rsvp", Map.of("token", token, "answer", "'; drop table event"));
        assertThat(state(tenant, id, "fuera@otra.example")).isEqualTo(State.ACCEPTED);
    }

    @Test
    void anotherTenantsLinkIsNone() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        UUID id = make(tenant, "guests", List.of(ContactPoint.work("fuera@otra.example")));
        as(tenant, () -> invitations.send(id));
        String token = token(tenant, id, "fuera@otra.example");
        assertThat(new Visitor(port, other.slug() + ".localhost")
                        .get("/rsvp?token=" + token)
                        .body())
                .doesNotContain("Comité");
        assertThat(new Visitor(port, "localhost").get("/rsvp?token=" + token).status())
                .isEqualTo(404);
        String forged = token.substring(0, 36) + "0".repeat(32);
        assertThat(as(tenant, () -> invitations.byToken(forged))).isEmpty();
        assertThat(as(other, () -> invitations.answer(token, State.ACCEPTED))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz00000000000000000000000000000000"})
    void aLinkThatIsNoneLeadsNowhere(String token) {
        Tenant tenant = newTenant();
        assertThat(as(tenant, () -> invitations.byToken(token))).isEmpty();
        assertThat(new Visitor(port, tenant.slug() + ".localhost")
                        .get("/rsvp?token=" + token)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void colleaguesAnswerInsideAndWhoDeclinedIsNotBusy() {
        Tenant tenant = newTenant();
        User lena = member(tenant, "lena");
        UUID id = make(tenant, "users", List.of(lena.id()));
        Instant end = SOON.plusSeconds(7200);
        assertThat(as(tenant, () -> agenda.busy(List.of(lena.id()), SOON, end, List.of())))
                .hasSize(1);
        as(tenant, lena.actor(), () -> {
            invitations.answerMine(id, State.DECLINED);
            return true;
        });
        assertThat(state(tenant, id, lena.email())).isEqualTo(State.DECLINED);
        assertThat(as(tenant, () -> agenda.busy(List.of(lena.id()), SOON, end, List.of())))
                .isEmpty();
    }

    @Test
    void whoMayOnlyReadSendsNothing() {
        Tenant tenant = newTenant();
        UUID id = make(tenant, "guests", List.of(ContactPoint.work("fuera@otra.example")));
        User reader = newUser(tenant, "lector", Roles.READER);
        assertThatThrownBy(() -> as(tenant, reader.actor(), () -> invitations.send(id)))
                .isInstanceOf(Forbidden.class);
        assertThat(mails(tenant, "recipient")).isEmpty();
    }

    @Test
    void remindsEverybodyOnceAndNobodyWhoDeclined() {
        Tenant tenant = newTenant();
        User lena = member(tenant, "lena");
        User marc = member(tenant, "marc");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        UUID id = make(
                tenant,
                "startsAt",
                now.plusSeconds(600),
                "users",
                List.of(lena.id(), marc.id()),
                "reminder",
                15,
                "repetition",
                "FREQ=DAILY");
        make(tenant, "startsAt", now.plusSeconds(3600), "users", List.of(lena.id()), "reminder", 15);
        as(tenant, marc.actor(), () -> {
            invitations.answerMine(id, State.DECLINED);
            return true;
        });
        for (int node = 0; node < 2; node++) {
            as(tenant, () -> {
                reminders.sweep();
                return true;
            });
        }
        assertThat(told(tenant, lena).stream().filter(Kind.EVENT_SOON::equals)).hasSize(1);
        assertThat(told(tenant, marc)).doesNotContain(Kind.EVENT_SOON);
    }
}
