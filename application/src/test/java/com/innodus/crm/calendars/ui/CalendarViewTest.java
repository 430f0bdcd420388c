package com.innodus.crm.calendars.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.calendars.CalendarChoices;
import com.innodus.crm.calendars.Event;
import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.faces.ui.CalendarPane;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.innodus.tenants.catalogue.Tenant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class CalendarViewTest extends Screen {
    private static final Instant MONDAY = Instant.parse("2026-11-02T08:00:00Z");
    private static final LocalDate FROM = LocalDate.parse("2026-11-01");
    private static final LocalDate TO = LocalDate.parse("2026-12-01");

    @Autowired
    Records records;

    @Autowired
    RecordType<Event> events;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    CalendarChoices choices;

    private UUID make(Tenant of, Object... more) {
        Map<String, Object> values = new HashMap<>(Map.of("subject", "Comité", "startsAt", MONDAY));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return as(of, () -> records.create(events, values).id());
    }

    private CalendarView view(String address) {
        return open(address, CalendarView.class);
    }

    private static List<JsonNode> drawn(CalendarView view, String kind) {
        List<JsonNode> some = new ArrayList<>();
        view.events(FROM, TO).forEach(each -> {
            String id = each.path("id").asString("");
            String classes = each.path("classNames").toString();
            if (id.startsWith(kind) || classes.contains(kind)) {
                some.add(each);
            }
        });
        return some;
    }

    private static String id(JsonNode node) {
        return node.get("id").asString();
    }

    @Test
    void showsEachOccurrenceHolidaysAndOtherRecordsByTheirDates() {
        make(tenant, "repetition", "FREQ=WEEKLY;COUNT=3");
        as(
                tenant,
                () -> records.create(
                        organisations, Map.of("name", "Ágora", "customerSince", LocalDate.parse("2026-11-05"))));
        CalendarView view = view("calendar?with=organisation.customerSince");
        assertThat(drawn(view, "event:")).hasSize(3);
        assertThat(drawn(view, "event:").getFirst().get("start").asString()).isEqualTo("2026-11-02T09:00");
        assertThat(drawn(view, "is-holiday"))
                .extracting(each -> each.get("title").asString())
                .contains("Todos los Santos");
        assertThat(drawn(view, "record:")).hasSize(1);
    }

    @Test
    void whatIsDraggedMovesAndComesBack() {
        UUID id = make(tenant);
        CalendarView view = view("calendar");
        assertThat(view.move(id(drawn(view, "event:").getFirst()), FROM.atTime(12, 0), FROM.atTime(14, 0), false))
                .isTrue();
        Event moved = as(tenant, () -> records.get(events, id));
        assertThat(moved.getStartsAt()).isEqualTo("2026-11-01T11:00:00Z");
        assertThat(moved.getEndsAt()).isEqualTo("2026-11-01T13:00:00Z");
        click("Deshacer");
        assertThat(as(tenant, () -> records.get(events, id)).getStartsAt()).isEqualTo(MONDAY);
    }

    private void click(String text) {
        window.find(Button.class).all().stream()
                .filter(button -> button.getText().equals(text))
                .findFirst()
                .orElseThrow()
                .click();
    }

    @Test
    void aSeriesAsksHowMuchOfItIsMeant() {
        UUID id = make(tenant, "repetition", "FREQ=WEEKLY;COUNT=3");
        CalendarView view = view("calendar");
        view.move(
                id(drawn(view, "event:").get(1)), LocalDate.parse("2026-11-10").atTime(9, 0), null, false);
        assertThat(window.find(Dialog.class).all()).hasSize(1);
        window.find(Button.class).id("extent-go").click();
        assertThat(drawn(view, "event:"))
                .extracting(each -> each.get("start").asString())
                .containsExactly("2026-11-02T09:00", "2026-11-10T09:00", "2026-11-16T09:00");
        assertThat(as(tenant, () -> records.get(events, id)).getExceptions()).isEqualTo("20261109T090000");
    }

    @Test
    void oneOccurrenceIsRenamedByItself() {
        make(tenant, "repetition", "FREQ=WEEKLY;COUNT=3");
        CalendarView view = view("calendar");
        view.open(id(drawn(view, "event:").get(1)));
        assertThat(window.find(DescriptionList.class).all()).isNotEmpty();
        window.find(Button.class).id("edit-event").click();
        ((TextField) window.find(TextField.class).id("field-subject")).setValue("Comité grande");
        window.find(Button.class).id("save-occurrence").click();
        assertThat(drawn(view, "event:"))
                .extracting(each -> each.get("title").asString())
                .containsExactly("Comité", "Comité grande", "Comité");
    }

    @Test
    void anEmptyTimeMakesAnEvent() {
        CalendarView view = view("calendar");
        view.choose(FROM.atTime(10, 0), FROM.atTime(11, 30), false);
        ((TextField) window.find(TextField.class).id("field-subject")).setValue("Visita");
        click("Crear");
        assertThat(drawn(view, "event:")).hasSize(1);
        assertThat(drawn(view, "event:").getFirst().get("end").asString()).isEqualTo("2026-11-01T11:30");
    }

    @Test
    void aColleaguesPrivateEventIsOnlyBusy() {
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        as(
                tenant,
                lena.actor(),
                () -> records.create(events, Map.of("subject", "Médico", "startsAt", MONDAY, "confidential", true)));
        CalendarView view = view("calendar?people=" + lena.id());
        assertThat(drawn(view, "event:")).isEmpty();
        assertThat(drawn(view, "is-busy")).hasSize(1);
        assertThat(view.events(FROM, TO).toString()).contains("Ocupado · lena").doesNotContain("Médico");
    }

    @Test
    void severalPeoplesEventsHaveEachPersonsColourAndAChosenTypesOtherwise() {
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        UUID me = as(tenant, () -> CurrentActor.get().id());
        make(tenant);
        make(tenant, "owner", lena.id(), "users", List.of(me));
        as(
                tenant,
                lena.actor(),
                () -> records.create(events, Map.of("subject", "Médico", "startsAt", MONDAY, "confidential", true)));
        String both = "calendar?people=" + me + "," + lena.id();
        CalendarView view = view(both);
        List<String> colours = drawn(view, "event:").stream()
                .map(each -> each.get("color").asString())
                .toList();
        assertThat(colours).hasSize(2).doesNotHaveDuplicates();
        assertThat(drawn(view, "is-busy").getFirst().get("borderColor").asString())
                .isIn(colours);
        assertThat(drawn(view(both + "&colours=kinds"), "event:")).allMatch(each -> !each.has("color"));
        assertThat(drawn(view("calendar?people=" + me), "event:")).allMatch(each -> !each.has("color"));
    }

    @Test
    void severalWholeDaysAreAllTaken() {
        CalendarView view = view("calendar");
        view.choose(FROM.atStartOfDay(), FROM.plusDays(3).atStartOfDay(), true);
        ((TextField) window.find(TextField.class).id("field-subject")).setValue("Feria");
        click("Crear");
        assertThat(drawn(view, "event:").getFirst().get("end").asString()).isEqualTo("2026-11-04");
    }

    @Test
    void aFileIsShownBeforeItIsTaken() {
        CalendarView view = view("calendar");
        window.find(Button.class).id("import-calendar").click();
        CalendarImportDialog dialog =
                (CalendarImportDialog) window.find(Dialog.class).all().getFirst();
        String file = """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                UID:1
                SUMMARY:Visita
                DTSTART:20261103T100000Z
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                SUMMARY:Sin fecha
                END:VEVENT
                END:VCALENDAR
                """;
        dialog.choose("nada".getBytes(StandardCharsets.UTF_8));
        assertThat(window.find(Button.class).id("import-take").isEnabled()).isFalse();
        dialog.choose(file.getBytes(StandardCharsets.UTF_8));
        assertThat(drawn(view, "event:")).isEmpty();
        window.find(Button.class).id("import-take").click();
        assertThat(drawn(view, "event:")).hasSize(1);
        click("Deshacer");
        assertThat(drawn(view, "event:")).isEmpty();
    }

    @Test
    void whatWasChosenIsRemembered() {
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        make(tenant, "owner", lena.id());
        assertThat(drawn(view("calendar"), "event:")).isEmpty();
        as(tenant, () -> {
            choices.keep("people=" + lena.id() + "&view=week");
            return true;
        });
        assertThat(drawn(view("calendar"), "event:")).hasSize(1);
    }

    @Test
    void aReaderMovesAndMakesNothing() {
        UUID id = make(tenant);
        User lena = newUser(tenant, "lena", Roles.READER);
        window = logIn(tenant, lena);
        CalendarView view = view("calendar?people=");
        JsonNode node = drawn(view, "event:").getFirst();
        assertThat(node.get("editable").asBoolean()).isFalse();
        assertThat(view.move(id(node), FROM.atTime(12, 0), null, false)).isFalse();
        view.choose(FROM.atTime(10, 0), FROM.atTime(11, 0), false);
        assertThat(window.find(Dialog.class).all()).isEmpty();
        assertThat(as(tenant, () -> records.get(events, id)).getStartsAt()).isEqualTo(MONDAY);
    }

    @Test
    void anotherTenantsEventIsNotFound() {
        Tenant other = newTenant();
        UUID theirs = make(other);
        CalendarView view = view("calendar");
        String id = "event:" + theirs + ":2026-11-02T09:00";
        assertThat(view.move(id, FROM.atTime(12, 0), null, false)).isFalse();
        view.open(id);
        assertThat(window.find(Dialog.class).all()).isEmpty();
        assertThat(view.move("record:event:startsAt:" + theirs, FROM.atTime(12, 0), null, false))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calendar?people=zzz&teams=1,2&kinds='--&with=x.y,view.zz&date=99999&view=<b>",
                "calendar?date=2026-02-31&with=organisation.nothing",
                "calendar?people=%00&holidays=no"
            })
    void anAddressThatMeansNothingShowsTheCalendar(String address) {
        CalendarView view = view(address);
        assertThat(view.events(FROM, TO)).isNotNull();
        assertThat(view.move("event:x:y", FROM.atTime(1, 0), null, false)).isFalse();
        assertThat(view.move("record:a:b:c", FROM.atTime(1, 0), null, false)).isFalse();
        assertThat(view.move("", FROM.atTime(1, 0), null, false)).isFalse();
        assertThat(window.find(CalendarPane.class).all()).hasSize(1);
    }
}
