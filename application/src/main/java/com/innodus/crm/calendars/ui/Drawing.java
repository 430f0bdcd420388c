package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.Agenda;
import com.innodus.crm.calendars.Event;
import com.innodus.crm.calendars.TimeText;
import com.innodus.crm.calendars.Times;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.calendar.WorkingCalendar;
import com.innodus.kernel.faces.ui.CalendarPane;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the calendar draws for a choice. */
@Component
class Drawing {
    private static final String EVENT = "event:";

    /** One for each person, in the order in which they are chosen; white letters are readable on all of them. */
    private static final List<String> PEOPLE = List.of(
            "#3867b7", "#1b7f5c", "#a3530f", "#7a4fb5", "#0f7c8a", "#b23b4a", "#4f7a1f", "#9c3d86", "#5f6b7a",
            "#8a5a00");

    private final Agenda agenda;
    private final Overlays overlays;
    private final WorkingCalendar working;
    private final RecordType<Event> events;
    private final Records records;
    private final Users users;
    private final Teams teams;
    private final Options options;

    Drawing(
            Agenda agenda,
            Overlays overlays,
            WorkingCalendar working,
            RecordType<Event> events,
            Records records,
            Users users,
            Teams teams,
            Options options) {
        this.agenda = agenda;
        this.overlays = overlays;
        this.working = working;
        this.events = events;
        this.records = records;
        this.users = users;
        this.teams = teams;
        this.options = options;
    }

    /** @param isWhole whether there was room for everything */
    record Drawn(ArrayNode events, boolean isWhole) {}

    Drawn of(Choice choice, List<Overlays.Overlay> laidOver, LocalDate from, LocalDate to, Locale locale) {
        ArrayNode drawn = JsonNodeFactory.instance.arrayNode();
        Instant first = from.atStartOfDay(Times.HOME).toInstant();
        Instant last = to.atStartOfDay(Times.HOME).toInstant();
        Set<UUID> people = people(choice);
        List<Agenda.Entry> entries = agenda.between(first, last, filter(choice, people));
        Set<UUID> shown = new LinkedHashSet<>();
        entries.forEach(entry -> shown.add(entry.event().getId()));
        Set<UUID> editable = new HashSet<>(records.among(events, shown, Operation.EDIT));
        Map<UUID, String> colours = colours(choice, people);
        entries.forEach(
                entry -> drawn.add(event(entry, editable.contains(entry.event().getId()), colours, locale)));
        if (choice.kinds().isEmpty()) {
            agenda.busy(people, first, last, shown)
                    .forEach(busy -> drawn.add(busy(busy, colours.get(busy.user()), locale)));
        }
        overlays.draw(laidOver, from, to, drawn);
        if (choice.holidays()) {
            working.marked(from, to, locale).stream()
                    .filter(day -> !day.works())
                    .forEach(day -> drawn.add(holiday(day, locale)));
        }
        return new Drawn(drawn, shown.size() < Agenda.MOST);
    }

    private Set<UUID> people(Choice choice) {
        Set<UUID> people = new LinkedHashSet<>(choice.people());
        teams.all().stream()
                .filter(team -> choice.teams().contains(team.id()))
                .map(Team::people)
                .forEach(people::addAll);
        return people;
    }

    /** Whether the events of more than one person are told apart. */
    boolean isOfSeveral(Choice choice) {
        return people(choice).size() > 1;
    }

    /** Each person's colour, when there are several and their events are told apart by whose they are. */
    Map<UUID, String> colours(Choice choice) {
        return colours(choice, people(choice));
    }

    private static Map<UUID, String> colours(Choice choice, Set<UUID> people) {
        Map<UUID, String> colours = new LinkedHashMap<>();
        if (choice.byPerson() && people.size() > 1) {
            people.forEach(user -> colours.put(user, PEOPLE.get(colours.size() % PEOPLE.size())));
        }
        return colours;
    }

    /** The events that are chosen. */
    Filter filter(Choice choice) {
        return filter(choice, people(choice));
    }

    private static Filter filter(Choice choice, Set<UUID> people) {
        List<Filter> parts = new ArrayList<>();
        if (!people.isEmpty()) {
            parts.add(Agenda.of(people));
        }
        if (!choice.kinds().isEmpty()) {
            parts.add(new Filter.Test(
                    "kind",
                    Operator.IN,
                    choice.kinds().stream().map(UUID::toString).toList()));
        }
        return new Filter.And(parts);
    }

    /** Of who organises it, or else of the first who takes part. */
    private @Nullable String colour(Event event, Map<UUID, String> colours) {
        return Stream.concat(Stream.ofNullable(event.getOwner()), event.getUsers().stream())
                .flatMap(user -> Stream.ofNullable(colours.get(user)))
                .findFirst()
                .or(() -> options.byId(event.getKind()).map(Options.Option::colour))
                .orElse(null);
    }

    private ObjectNode event(Agenda.Entry entry, boolean editable, Map<UUID, String> colours, Locale locale) {
        Event event = entry.event();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", EVENT + event.getId() + ":" + entry.occurrence().at());
        node.put("title", event.getTitle());
        put(node, entry.occurrence().start(), entry.occurrence().end(), entry.times());
        node.put("editable", editable);
        node.put("opens", true);
        node.put("tip", tip(entry, locale));
        ArrayNode classes = node.putArray("classNames");
        if (event.isConfidential()) {
            classes.add("is-private");
        }
        if (entry.isOfSeries()) {
            classes.add("is-series");
        }
        CalendarPane.paint(node, colour(event, colours));
        return node;
    }

    /** Whole days are the same days in every clock. */
    private static void put(ObjectNode node, Instant start, Instant end, Times times) {
        var zone = times.allDay() ? times.zone() : Times.HOME;
        LocalDateTime from = LocalDateTime.ofInstant(start, zone);
        LocalDateTime to = LocalDateTime.ofInstant(end, zone);
        node.put("allDay", times.allDay());
        node.put("start", times.allDay() ? from.toLocalDate().toString() : from.toString());
        node.put("end", times.allDay() ? to.toLocalDate().toString() : to.toString());
    }

    private String tip(Agenda.Entry entry, Locale locale) {
        StringBuilder tip = new StringBuilder(entry.event().getTitle())
                .append('\n')
                .append(TimeText.of(entry.times(), entry.occurrence(), locale));
        if (entry.event().getPlace() != null) {
            tip.append('\n').append(entry.event().getPlace());
        }
        users.remembered(entry.event().getOwner())
                .map(User::name)
                .ifPresent(name -> tip.append('\n').append(name));
        return tip.toString();
    }

    private ObjectNode busy(Agenda.Busy busy, @Nullable String colour, Locale locale) {
        String name = users.remembered(busy.user()).map(User::name).orElse("");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("title", Texts.text(locale, "calendar.busy", name));
        LocalDateTime from = LocalDateTime.ofInstant(busy.start(), Times.HOME);
        LocalDateTime to = LocalDateTime.ofInstant(busy.end(), Times.HOME);
        node.put("allDay", busy.allDay());
        node.put("start", busy.allDay() ? from.toLocalDate().toString() : from.toString());
        node.put("end", busy.allDay() ? to.toLocalDate().toString() : to.toString());
        node.put("editable", false);
        if (colour != null) {
            node.put("borderColor", colour);
        }
        node.putArray("classNames").add("is-busy");
        return node;
    }

    private static ObjectNode holiday(WorkingCalendar.Marked day, Locale locale) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("title", day.name().isEmpty() ? Texts.text(locale, "calendar.closed") : day.name());
        node.put("start", day.day().toString());
        node.put("allDay", true);
        node.put("editable", false);
        node.putArray("classNames").add("is-holiday");
        return node;
    }

    /** The event that {@link #of} drew, at the time of its id; empty when it's gone, moved or not to be read. */
    Optional<Agenda.Entry> entry(String id) {
        String[] parts = id.split(":", 3);
        if (!id.startsWith(EVENT) || parts.length < 3) {
            return Optional.empty();
        }
        try {
            LocalDateTime at = LocalDateTime.parse(parts[2]);
            return records.find(events, UUID.fromString(parts[1])).flatMap(event -> {
                Times times = Times.of(event);
                Instant around = at.atZone(times.zone()).toInstant();
                return times.between(around, around.plus(Duration.ofDays(1))).stream()
                        .filter(occurrence -> occurrence.at().equals(at))
                        .findFirst()
                        .map(occurrence -> new Agenda.Entry(event, times, occurrence));
            });
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
