package com.innodus.crm.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.calendars.CalendarImport.Fate;
import com.innodus.crm.calendars.CalendarImport.Outcome;
import com.innodus.crm.calendars.CalendarImport.Unreadable;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.feeds.CalendarFeeds;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.tenants.catalogue.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class CalendarImportTest extends Server {
    private static final Locale SPANISH = Locale.of("es");

    @Autowired
    CalendarImport imports;

    @Autowired
    Records records;

    @Autowired
    RecordType<Event> events;

    @Autowired
    Agenda agenda;

    @Autowired
    CalendarFeeds feeds;

    @Autowired
    Series series;

    private static String file(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n" + String.join("", events) + "END:VCALENDAR\r\n";
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
    }

    private Outcome take(Tenant tenant, Actor actor, String text) {
        return as(tenant, actor, () -> {
            try {
                return imports.take(text.getBytes(StandardCharsets.UTF_8), true, SPANISH);
            } catch (Unreadable e) {
                throw new AssertionError(e);
            }
        });
    }

    private Outcome take(Tenant tenant, String text) {
        return take(tenant, owner(tenant), text);
    }

    private List<Event> all(Tenant tenant) {
        return as(tenant, () -> records.page(events, Query.ALL, null, 0, 100));
    }

    private List<String> shown(Tenant tenant, String from, String to) {
        return as(
                tenant,
                () ->
                        agenda
                                .between(
                                        Instant.parse(from + "T00:00:00Z"),
                                        Instant.parse(to + "T00:00:00Z"),
                                        Filter.NONE)
                                .stream()
                                .map(entry -> entry.event().getTitle() + " "
                                        + LocalDateTime.ofInstant(
                                                entry.occurrence().start(), Times.HOME))
                                .toList());
    }

    /** A weekly series over the day on which clocks change, with one day out and one moved. */
    private static final String SERIES = file(
            event(
                    "UID:serie@otro",
                    "DTSTART;TZID=\"Romance Standard Time\":20261012T090000",
                    "DTEND;TZID=Romance Standard Time:20261012T103000",
                    "RRULE:FREQ=WEEKLY;UNTIL=20261109T080000Z",
                    "EXDATE;TZID=Romance Standard Time:20261019T090000",
                    "SUMMARY:Comité\\, semanal",
                    "DESCRIPTION:Uno\\nDos que es una línea muy larga que se",
                    "  parte",
                    "LOCATION:Sala 1",
                    "CATEGORIES:Meeting",
                    "CLASS:PRIVATE",
                    "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM"),
            event(
                    "UID:serie@otro",
                    "RECURRENCE-ID:20261026T080000Z",
                    "DTSTART:20261027T090000Z",
                    "DTEND:20261027T100000Z",
                    "SUMMARY:Comité aparte"));

    @Test
    void aSeriesComesWithItsExceptionsAndKeepsItsHour() {
        Tenant tenant = newTenant();
        Outcome outcome = take(tenant, SERIES);
        assertThat(outcome.lines()).extracting(CalendarImport.Line::fate).containsOnly(Fate.MADE);
        assertThat(shown(tenant, "2026-10-01", "2026-12-01"))
                .containsExactly(
                        "Comité, semanal 2026-10-12T09:00",
                        "Comité aparte 2026-10-27T10:00",
                        "Comité, semanal 2026-11-02T09:00",
                        "Comité, semanal 2026-11-09T09:00");
        Event whole = all(tenant).stream()
                .filter(each -> each.getSeries() == null)
                .findFirst()
                .orElseThrow();
        assertThat(whole.getDescription()).isEqualTo("Uno\nDos que es una línea muy larga que se parte");
        assertThat(whole.getReminder()).isEqualTo(15);
        assertThat(whole.isConfidential()).isTrue();
        assertThat(whole.getKind()).isNotNull();
        assertThat(whole.getTimeZone()).isEqualTo("Europe/Madrid");
    }

    @Test
    void theSameFileAgainChangesNothingAndANewerOneChangesWhatItNames() {
        Tenant tenant = newTenant();
        take(tenant, SERIES);
        assertThat(take(tenant, SERIES).lines())
                .extracting(CalendarImport.Line::fate)
                .containsOnly(Fate.SAME);
        String newer = SERIES.replace("Sala 1", "Sala 2").replace("Comité aparte", "Comité movido");
        assertThat(take(tenant, newer).count(Fate.CHANGED)).isEqualTo(2);
        assertThat(all(tenant)).hasSize(2);
        Outcome off = take(
                tenant,
                file(event(
                        "UID:serie@otro",
                        "RECURRENCE-ID;TZID=Europe/Madrid:20261102T090000",
                        "DTSTART;TZID=Europe/Madrid:20261102T090000",
                        "STATUS:CANCELLED")));
        assertThat(off.count(Fate.REFUSED)).isZero();
        assertThat(shown(tenant, "2026-10-28", "2026-12-01")).containsExactly("Comité, semanal 2026-11-09T09:00");
        assertThat(take(tenant, file(event("UID:serie@otro", "DTSTART:20261012T070000Z", "STATUS:CANCELLED")))
                        .count(Fate.DELETED))
                .isEqualTo(1);
    }

    @Test
    void whatIsShownFirstIsWhatIsDoneAndLeavesNothing() throws Unreadable {
        Tenant tenant = newTenant();
        String text = file(
                event("UID:1", "DTSTART;VALUE=DATE:20261103", "SUMMARY:Feria"),
                event("UID:2", "DTSTART:20261103T100000Z", "DURATION:P1DT2H", "SUMMARY:Viaje"),
                event("UID:3", "DTSTART;TZID=Mars/Olympus:20261103T100000", "SUMMARY:Lejos"),
                event("UID:4", "DTSTART:20261103T100000Z", "DTEND:20261103T090000Z", "SUMMARY:Al revés"),
                event("UID:5", "DTSTART:20261103T100000Z", "RRULE:FREQ=SECONDLY", "SUMMARY:Sin parar"),
                event("UID:6", "DTSTART:mañana", "SUMMARY:Sin fecha"),
                event("DTSTART:20261103T100000Z", "SUMMARY:Sin nombre"),
                event("UID:1", "DTSTART;VALUE=DATE:20261104", "SUMMARY:Otra vez"));
        List<CalendarImport.Line> first = as(tenant, () -> {
            try {
                return imports.preview(text.getBytes(StandardCharsets.UTF_8), false, SPANISH)
                        .lines();
            } catch (Unreadable e) {
                throw new AssertionError(e);
            }
        });
        assertThat(all(tenant)).isEmpty();
        Outcome done = take(tenant, text);
        assertThat(done.lines()).isEqualTo(first);
        assertThat(first)
                .extracting(line -> line.title() + " " + line.fate())
                .containsExactly(
                        "Feria MADE",
                        "Viaje MADE",
                        "Lejos REFUSED",
                        "Al revés REFUSED",
                        "Sin parar REFUSED",
                        "Sin fecha REFUSED",
                        "Sin nombre REFUSED",
                        "Otra vez REFUSED");
        assertThat(first.stream()
                        .filter(line -> line.fate() == Fate.REFUSED)
                        .map(line -> line.problems().getFirst().message()))
                .containsExactly(
                        "calendar.import.error.zone",
                        "event.error.ends-before",
                        "calendar.import.error.rule",
                        "calendar.import.error.time",
                        "calendar.import.error.no-uid",
                        "calendar.import.error.twice");
        assertThat(as(tenant, () -> records.undo(done.batch()))).isEqualTo(2);
        assertThat(all(tenant)).isEmpty();
    }

    @Test
    void whatOurOwnFeedWroteComesBackAsTheSameEvents() throws Exception {
        Tenant tenant = newTenant();
        Instant start = Instant.parse("2026-11-02T08:00:00Z");
        UUID id = as(
                tenant,
                () -> records.create(
                                events,
                                Map.of(
                                        "subject",
                                        "Comité",
                                        "startsAt",
                                        start,
                                        "confidential",
                                        true,
                                        "repetition",
                                        "FREQ=DAILY;COUNT=9"))
                        .id());
        LocalDateTime local = LocalDateTime.ofInstant(start, Times.HOME);
        as(tenant, () -> series.delete(id, local.plusDays(1), Extent.THIS));
        as(tenant, () -> series.change(id, local.plusDays(2), Map.of("subject", "Grande"), Extent.THIS));
        String secret = as(tenant, () -> feeds.create(events, events.require("startsAt"), Query.ALL));
        String text = new Visitor(port, tenant.slug() + ".localhost")
                .get("/feed/" + secret + ".ics")
                .body();
        Outcome outcome = take(tenant, text);
        assertThat(outcome.lines()).extracting(CalendarImport.Line::fate).containsOnly(Fate.SAME);
        assertThat(all(tenant)).hasSize(2).allMatch(Event::isConfidential);

        // the same names mean nothing to another tenant, even under its own host
        Tenant other = newTenant();
        String theirs = text.replace(tenant.slug() + ".localhost", other.slug() + ".localhost");
        assertThat(take(other, theirs).count(Fate.MADE)).isEqualTo(2);
        assertThat(as(tenant, () -> records.get(events, id)).getTitle()).isEqualTo("Comité");
    }

    @Test
    void whatSomebodyMayNotChangeIsNotChanged() {
        Tenant tenant = newTenant();
        take(tenant, file(event("UID:mio", "DTSTART:20261103T100000Z", "SUMMARY:Privado", "CLASS:PRIVATE")));
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        Outcome outcome =
                take(tenant, lena.actor(), file(event("UID:mio", "DTSTART:20261103T100000Z", "SUMMARY:Robado")));
        assertThat(outcome.count(Fate.MADE)).isEqualTo(1);
        assertThat(all(tenant)).extracting(Event::getTitle).contains("Privado");
        User reader = newUser(tenant, "rita", Roles.READER);
        assertThatThrownBy(() -> take(tenant, reader.actor(), SERIES)).isInstanceOf(Forbidden.class);
    }

    @Test
    void colleaguesAreKnownByTheirAddresses() {
        Tenant tenant = newTenant();
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        take(
                tenant,
                file(event(
                        "UID:1",
                        "DTSTART:20261103T100000Z",
                        "SUMMARY:Visita",
                        "ATTENDEE;CN=\"Lena: la de siempre\":mailto:" + lena.email(),
                        "ATTENDEE:MAILTO:cliente@example.org")));
        Event event = all(tenant).getFirst();
        assertThat(event.getUsers()).containsExactly(lena.id());
        assertThat(event.getGuests()).extracting(guest -> guest.value()).containsExactly("cliente@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hola",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1",
                "BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\n"
            })
    void whatIsNoCalendarIsRefusedAsAWhole(String text) {
        Tenant tenant = newTenant();
        assertThatThrownBy(() -> as(tenant, () -> {
                    try {
                        return imports.preview(text.getBytes(StandardCharsets.UTF_8), false, SPANISH);
                    } catch (Unreadable e) {
                        throw new IllegalArgumentException(e.getMessage());
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("calendar.import.");
    }

    @Test
    void aFileThatIsTooBigIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> CalendarFile.read(new byte[CalendarFile.MOST_BYTES + 1]))
                .isInstanceOf(CalendarFile.Unreadable.class);
        String many = file("BEGIN:VEVENT\r\nEND:VEVENT\r\n".repeat(CalendarFile.MOST_EVENTS + 1));
        assertThatThrownBy(() -> CalendarFile.read(many.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("calendar.import.too-many");
    }
}
