package com.innodus.crm.calendars;

import com.innodus.crm.calendars.Invitations.Invitation;
import com.innodus.kernel.access.User;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.DateList;
import net.fortuna.ical4j.model.TimeZone;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ExDate;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.RecurrenceId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;

/** Events in the form that other calendar programs read (RFC 5545). */
final class ICalendar {
    private ICalendar() {}

    /** The frame of what is written. @param method of iTIP (RFC 5546), null for what is only published */
    static Calendar calendar(@Nullable Method method) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//Innodus//CRM//ES"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        if (method != null) {
            calendar.add(method);
        }
        return calendar;
    }

    /** The same event has the same name in every program, and its occurrences that of their series. */
    static Uid uid(Facts event, String host) {
        return new Uid(Objects.requireNonNullElse(event.series(), event.id()) + "@" + host);
    }

    /** @param own when the occurrences would have been that are events of their own */
    static VEvent event(Facts event, String host, Set<Instant> own) {
        Times times = event.times();
        ZoneId zone = times.zone();
        VEvent written = new VEvent();
        written.add(uid(event, host));
        written.add(new Summary(event.title()));
        if (times.allDay()) {
            written.add(new DtStart<>(times.start().toLocalDate()));
            written.add(new DtEnd<>(times.end().toLocalDate()));
        } else {
            written.add(new DtStart<>(times.start().atZone(zone)));
            written.add(new DtEnd<>(times.end().atZone(zone)));
        }
        if (times.repetition() != null) {
            written.add(new RRule<>(times.repetition().forOthers(times.allDay(), zone)));
            except(written, times, own);
        }
        if (event.series() != null && event.occurrenceAt() != null) {
            written.add(
                    times.allDay()
                            ? new RecurrenceId<>(
                                    event.occurrenceAt().atZone(zone).toLocalDate())
                            : new RecurrenceId<>(event.occurrenceAt().atZone(zone)));
        }
        if (event.place() != null) {
            written.add(new net.fortuna.ical4j.model.property.Location(event.place()));
        }
        if (event.description() != null) {
            written.add(new Description(event.description()));
        }
        written.add(new Sequence(event.version()));
        return written;
    }

    private static void except(VEvent written, Times times, Set<Instant> own) {
        List<java.time.LocalDateTime> gone = times.exceptions().stream()
                .filter(at -> !own.contains(at.atZone(times.zone()).toInstant()))
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        written.add(
                times.allDay()
                        ? new ExDate<>(new DateList<>(gone.stream()
                                .map(java.time.LocalDateTime::toLocalDate)
                                .toList()))
                        : new ExDate<>(new DateList<>(gone.stream()
                                .map(at -> at.atZone(times.zone()).toInstant())
                                .toList())));
    }

    /** Who invites whom, and what they said. */
    static void invite(VEvent written, User organiser, Collection<Invitation> invitations) {
        Organizer organizer = new Organizer(mailto(organiser.email()));
        organizer.add(new Cn(organiser.name()));
        written.add(organizer);
        for (Invitation invitation : invitations) {
            Attendee attendee = new Attendee(mailto(invitation.email()));
            attendee.add(new Cn(invitation.name()));
            attendee.add(
                    switch (invitation.state()) {
                        case PENDING -> PartStat.NEEDS_ACTION;
                        case ACCEPTED -> PartStat.ACCEPTED;
                        case TENTATIVE -> PartStat.TENTATIVE;
                        case DECLINED -> PartStat.DECLINED;
                    });
            attendee.add(Rsvp.TRUE);
            written.add(attendee);
        }
    }

    private static URI mailto(String address) {
        return URI.create("mailto:" + address.replaceAll("[^\\p{Alnum}@.+_-]", ""));
    }

    /** The description of a zone's clock; programs must not have to guess it. */
    static void addZones(Calendar calendar, Set<String> zones) {
        for (String zone : zones) {
            TimeZone known =
                    TimeZoneRegistryFactory.getInstance().createRegistry().getTimeZone(zone);
            if (known != null) {
                calendar.add(known.getVTimeZone());
            }
        }
    }

    static String text(Calendar calendar) {
        StringWriter text = new StringWriter();
        try {
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
