package com.innodus.crm.calendars;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.feeds.FeedContents;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import org.springframework.stereotype.Component;

/** Events for programs that subscribe: series with their rules and exceptions, and occurrences that are their own. */
@Component
class EventFeed implements FeedContents {
    /** What calendar programs keep up with. */
    private static final int MOST = 2_000;

    private static final int YEARS_BACK = 1;

    private final Records records;
    private final RecordType<Event> events;
    private final Users users;
    private final Clock clock;

    EventFeed(Records records, RecordType<Event> events, Users users, Clock clock) {
        this.records = records;
        this.events = events;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public String recordType() {
        return events.key();
    }

    @Override
    public String text(Query query, String address) {
        String since =
                LocalDate.now(clock.withZone(Times.HOME)).minusYears(YEARS_BACK).toString();
        List<Event> found =
                records.page(events, query.with(Filter.test("lastAt", Operator.AT_LEAST, since)), null, 0, MOST);
        Map<UUID, Set<Instant>> own = new HashMap<>();
        found.forEach(event -> {
            if (event.getSeries() != null && event.getOccurrenceAt() != null) {
                own.computeIfAbsent(event.getSeries(), series -> new HashSet<>())
                        .add(event.getOccurrenceAt());
            }
        });
        Calendar calendar = ICalendar.calendar(null);
        calendar.add(new XProperty("X-PUBLISHED-TTL", "PT1H"));
        Set<String> zones = new LinkedHashSet<>();
        for (Event event : found) {
            VEvent written = ICalendar.event(
                    Facts.of(event), URI.create(address).getHost(), own.getOrDefault(event.getId(), Set.of()));
            written.add(new Url(URI.create(address + "/app/" + events.plural() + "/" + event.getId())));
            users.remembered(event.getOwner())
                    .filter(owner -> owner.state() == User.State.ACTIVE)
                    .ifPresent(owner -> ICalendar.invite(written, owner, List.of()));
            calendar.add(written);
            if (!event.isAllDay()) {
                zones.add(Times.of(event).zone().getId());
            }
        }
        ICalendar.addZones(calendar, zones);
        return ICalendar.text(calendar);
    }
}
