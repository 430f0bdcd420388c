package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.Agenda;
import com.innodus.crm.calendars.CalendarChoices;
import com.innodus.crm.calendars.Times;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A month with a dot on each day on which there is something in one's calendar; a day leads there. */
@Component
class MonthBlock {
    private static final int DATE_LENGTH = 10;

    private final Agenda agenda;
    private final CalendarChoices choices;
    private final Overlays overlays;
    private final Access access;
    private final Clock clock;

    MonthBlock(Agenda agenda, CalendarChoices choices, Overlays overlays, Access access, Clock clock) {
        this.agenda = agenda;
        this.choices = choices;
        this.overlays = overlays;
        this.access = access;
        this.clock = clock;
    }

    boolean isAllowed() {
        return access.may("event", Operation.READ);
    }

    MiniMonth make() {
        Choice choice = choices.mine()
                .map(address -> Choice.read(QueryParameters.fromString(address)))
                .orElseGet(() -> Choice.of(CurrentActor.get().id()));
        MiniMonth month = new MiniMonth(
                LocalDate.now(clock.withZone(Times.HOME)),
                day -> UI.getCurrent()
                        .navigate(
                                CalendarView.PATH,
                                choice.seen("timeGridDay", day).write(true)));
        month.mark((from, to) -> marked(choice, from, to));
        return month;
    }

    /** The days, the last not included, on which somebody who chose so has anything. */
    private Set<LocalDate> marked(Choice choice, LocalDate from, LocalDate to) {
        Set<LocalDate> days = new HashSet<>();
        Instant start = from.atStartOfDay(Times.HOME).toInstant();
        Instant end = to.atStartOfDay(Times.HOME).toInstant();
        for (Agenda.Entry entry : agenda.between(start, end, Agenda.of(choice.people()))) {
            LocalDate first = day(entry.occurrence().start());
            days.add(first);
            // one that ends at midnight isn't there on the next day, and one may last for years
            LocalDate last = day(entry.occurrence().end().minusMillis(1));
            for (LocalDate day = first.isBefore(from) ? from : first;
                    !day.isAfter(last) && day.isBefore(to);
                    day = day.plusDays(1)) {
                days.add(day);
            }
        }
        ArrayNode drawn = JsonNodeFactory.instance.arrayNode();
        overlays.draw(
                overlays.offered(UI.getCurrent().getLocale()).stream()
                        .filter(overlay -> choice.overlays().contains(overlay.key()))
                        .toList(),
                from,
                to,
                drawn);
        drawn.forEach(
                each -> days.add(LocalDate.parse(each.path("start").asString().substring(0, DATE_LENGTH))));
        return days;
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(Times.HOME).toLocalDate();
    }
}
