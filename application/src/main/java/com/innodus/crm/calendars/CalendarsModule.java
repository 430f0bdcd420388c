package com.innodus.crm.calendars;

import static com.innodus.kernel.records.Fields.choice;
import static com.innodus.kernel.records.Fields.emails;
import static com.innodus.kernel.records.Fields.flag;
import static com.innodus.kernel.records.Fields.link;
import static com.innodus.kernel.records.Fields.links;
import static com.innodus.kernel.records.Fields.longText;
import static com.innodus.kernel.records.Fields.moment;
import static com.innodus.kernel.records.Fields.repetition;
import static com.innodus.kernel.records.Fields.richText;
import static com.innodus.kernel.records.Fields.team;
import static com.innodus.kernel.records.Fields.text;
import static com.innodus.kernel.records.Fields.user;
import static com.innodus.kernel.records.Fields.users;
import static com.innodus.kernel.records.Fields.whole;
import static com.innodus.kernel.records.Fields.zone;
import static com.innodus.kernel.records.RecordType.recordType;

import com.innodus.kernel.features.Feature;
import com.innodus.kernel.records.RecordType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CalendarsModule {
    @Bean
    Feature calendar() {
        return Feature.ofAll("calendar");
    }

    @Bean
    RecordType<Event> event(UsualLengths usual) {
        return recordType(Event.class, "event", "events")
                .icon("CALENDAR_CLOCK")
                .area("planning")
                .feature("calendar")
                .fields(
                        text(Event::getSubject).title(),
                        choice(Event::getKind, "event-type").inList(),
                        moment(Event::getStartsAt).sortable().inList(),
                        moment(Event::getEndsAt),
                        flag(Event::isAllDay),
                        repetition(Event::getRepetition).inList(),
                        zone(Event::getTimeZone),
                        text(Event::getPlace).searchable().inList(),
                        user(Event::getOwner).inList(),
                        team(Event::getTeam),
                        users(Event::getUsers).inList(),
                        link(Event::getOrganisation, "organisation"),
                        links(Event::getPeople, "person"),
                        emails(Event::getGuests).personalData(),
                        flag(Event::isConfidential),
                        whole(Event::getReminder),
                        richText(Event::getDescription).searchable(),
                        link(Event::getSeries, "event"),
                        moment(Event::getOccurrenceAt),
                        longText(Event::getExceptions),
                        moment(Event::getLastAt),
                        text(Event::getUid))
                .section(
                        "overview",
                        Event::getSubject,
                        Event::getKind,
                        Event::getStartsAt,
                        Event::getEndsAt,
                        Event::isAllDay,
                        Event::getTimeZone,
                        Event::getRepetition,
                        Event::getPlace)
                .section(
                        "participants",
                        Event::getOwner,
                        Event::getTeam,
                        Event::getUsers,
                        Event::getOrganisation,
                        Event::getPeople,
                        Event::getGuests)
                .section("details", Event::getReminder, Event::isConfidential, Event::getDescription)
                .ofOrganisation(Event::getOrganisation)
                .sharedWith(Event::getUsers)
                .confidentialBy(Event::isConfidential)
                .withNamesakes()
                .settledBy(event -> event.settle(usual.of(event.getKind())))
                .checkedBy(Times::problems)
                .declare();
    }
}
