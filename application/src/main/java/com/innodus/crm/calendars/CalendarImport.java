package com.innodus.crm.calendars;

import com.innodus.crm.calendars.CalendarFile.Entry;
import com.innodus.crm.calendars.CalendarTimes.Unfit;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes in the events of a calendar's file. What the file calls by the same UID as an event that was taken in before
 * changes that one, so that a file may come again and again. What would be done is shown first by doing it in a
 * transaction that is taken back: both follow the same rules.
 */
@Service
public class CalendarImport {
    private static final String CANCELLED = "CANCELLED";
    private static final int MOST_GUESTS = 100;

    private final Records records;
    private final RecordType<Event> events;
    private final KnownEvents known;
    private final FieldRights rights;
    private final Access access;
    private final Options options;
    private final Users users;
    private final Addresses addresses;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    CalendarImport(
            Records records,
            RecordType<Event> events,
            KnownEvents known,
            FieldRights rights,
            Access access,
            Options options,
            Users users,
            Addresses addresses,
            AuditTrail audit,
            TransactionOperations transactions) {
        this.records = records;
        this.events = events;
        this.known = known;
        this.rights = rights;
        this.access = access;
        this.options = options;
        this.users = users;
        this.addresses = addresses;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The file can't be read at all. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Object[] arguments;

        Unreadable(CalendarFile.Unreadable cause) {
            super(cause.getMessage(), cause);
            arguments = cause.arguments();
        }

        /** Of the text whose key is the message. */
        public Object[] arguments() {
            return arguments.clone();
        }
    }

    /** What becomes of an event of the file. */
    public enum Fate {
        MADE,
        CHANGED,
        SAME,
        DELETED,
        REFUSED
    }

    /**
     * One event of the file.
     *
     * @param when empty when that is what is wrong with it
     */
    public record Line(String title, String when, Fate fate, List<Problem> problems) {}

    /** @param batch by which {@link Records#undo} takes it all back */
    public record Outcome(List<Line> lines, UUID batch) {
        public long count(Fate fate) {
            return lines.stream().filter(line -> line.fate() == fate).count();
        }
    }

    public static int mostBytes() {
        return CalendarFile.MOST_BYTES;
    }

    public boolean isAllowed() {
        return access.may(events.key(), Operation.IMPORT) && access.may(events.key(), Operation.CREATE);
    }

    /**
     * What {@link #take} would do.
     *
     * @param guests whether those who take part are taken in as well
     */
    public Outcome preview(byte[] file, boolean guests, Locale locale) throws Unreadable {
        CalendarFile read = read(file);
        return Objects.requireNonNull(transactions.execute(status -> {
            status.setRollbackOnly();
            return write(read, guests, locale);
        }));
    }

    /** Makes and changes the events. */
    public Outcome take(byte[] file, boolean guests, Locale locale) throws Unreadable {
        CalendarFile read = read(file);
        return Objects.requireNonNull(transactions.execute(status -> {
            Outcome outcome = write(read, guests, locale);
            audit.note(
                    "import.calendar",
                    events.subject(),
                    Change.fact("#audit.records", outcome.count(Fate.MADE) + outcome.count(Fate.CHANGED)));
            return outcome;
        }));
    }

    private CalendarFile read(byte[] file) throws Unreadable {
        if (!isAllowed()) {
            throw new Forbidden(Operation.IMPORT, events.key());
        }
        try {
            return CalendarFile.read(file);
        } catch (CalendarFile.Unreadable e) {
            throw new Unreadable(e);
        }
    }

    /** An event of the file on its way. */
    private static final class Work {
        private final Entry entry;
        private final String uid;
        private final String title;
        private @Nullable CalendarTimes times;
        private @Nullable Problem problem;
        private @Nullable UUID record;

        Work(Entry entry, String title, @Nullable String zone) {
            this.entry = entry;
            this.title = title;
            uid = entry.text("UID");
            try {
                if (uid.isEmpty()) {
                    throw new Unfit("uid", "calendar.import.error.no-uid");
                }
                times = CalendarTimes.of(entry, zone);
            } catch (Unfit e) {
                problem = e.problem();
            }
        }

        boolean isCancelled() {
            return entry.text("STATUS").equalsIgnoreCase(CANCELLED);
        }

        @Nullable Instant occurrence() {
            CalendarTimes read = times;
            LocalDateTime at = read == null ? null : read.occurrence();
            return read == null || at == null ? null : read.moment(at);
        }
    }

    private Outcome write(CalendarFile file, boolean guests, Locale locale) {
        @Nullable Map<String, UUID> staff = guests ? staff() : null;
        UUID batch = UUID.randomUUID();
        List<Work> all = file.events().stream()
                .map(entry -> new Work(entry, title(entry, locale), file.zone()))
                .toList();
        KnownEvents.Found found = known.of(
                all.stream().map(work -> work.uid).filter(uid -> !uid.isEmpty()).toList(), host());
        Map<Work, Line> lines = new LinkedHashMap<>();
        Map<String, Work> series = new HashMap<>();
        Map<String, Set<Instant>> apart = new HashMap<>();
        for (Work work : all) {
            Problem problem = work.problem;
            if (problem != null) {
                lines.put(work, new Line(work.title, "", Fate.REFUSED, List.of(problem)));
            } else if (work.occurrence() == null) {
                if (series.putIfAbsent(work.uid, work) != null) {
                    lines.put(
                            work,
                            new Line(
                                    work.title,
                                    when(work, locale),
                                    Fate.REFUSED,
                                    List.of(Problem.of("uid", "calendar.import.error.twice"))));
                }
            } else {
                apart.computeIfAbsent(work.uid, uid -> new LinkedHashSet<>())
                        .add(Objects.requireNonNull(work.occurrence()));
            }
        }
        writeSeries(series, apart, found, staff, locale, batch, lines);
        writeOccurrences(all, series, apart, found, staff, locale, batch, lines);
        // in the order of the file
        return new Outcome(all.stream().map(lines::get).filter(Objects::nonNull).toList(), batch);
    }

    private void writeSeries(
            Map<String, Work> series,
            Map<String, Set<Instant>> apart,
            KnownEvents.Found found,
            @Nullable Map<String, UUID> staff,
            Locale locale,
            UUID batch,
            Map<Work, Line> lines) {
        List<Work> some = new ArrayList<>();
        List<Records.Entry> entries = new ArrayList<>();
        for (Work work : series.values()) {
            UUID id = found.id(work.uid, null);
            if (work.isCancelled()) {
                lines.put(work, cancelled(work, id, batch, locale));
                continue;
            }
            Map<String, @Nullable Object> values = values(work, staff);
            CalendarTimes times = Objects.requireNonNull(work.times);
            Set<LocalDateTime> gone = new TreeSet<>(times.exceptions());
            apart.getOrDefault(work.uid, Set.of()).forEach(at -> gone.add(LocalDateTime.ofInstant(at, times.zone())));
            // occurrences that were changed by themselves here stay what they are
            found.occurrences(work.uid).forEach(at -> gone.add(LocalDateTime.ofInstant(at, times.zone())));
            values.put("exceptions", times.repetition() == null ? null : Times.writeExceptions(gone));
            work.record = id;
            some.add(work);
            entries.add(new Records.Entry(id, known(values, found.isOurs(work.uid))));
        }
        write(some, entries, locale, batch, lines);
    }

    private void writeOccurrences(
            List<Work> all,
            Map<String, Work> series,
            Map<String, Set<Instant>> apart,
            KnownEvents.Found found,
            @Nullable Map<String, UUID> staff,
            Locale locale,
            UUID batch,
            Map<Work, Line> lines) {
        List<Work> some = new ArrayList<>();
        List<Records.Entry> entries = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Work work : all) {
            Instant occurrence = work.occurrence();
            if (occurrence == null || lines.containsKey(work)) {
                continue;
            }
            Work whole = series.get(work.uid);
            if (!seen.add(work.uid + " " + occurrence)) {
                lines.put(work, refused(work, "calendar.import.error.twice", locale));
                continue;
            }
            Line ofWhole = whole == null ? null : lines.get(whole);
            if (ofWhole != null && ofWhole.fate() == Fate.REFUSED) {
                lines.put(work, refused(work, "calendar.import.error.series", locale));
                continue;
            }
            UUID master = whole == null ? found.id(work.uid, null) : whole.record;
            if (whole == null && master != null) {
                except(master, work.uid, apart, batch);
            }
            UUID id = found.id(work.uid, occurrence);
            if (work.isCancelled()) {
                lines.put(work, cancelled(work, id, batch, locale));
                continue;
            }
            Map<String, @Nullable Object> values = values(work, staff);
            values.put("repetition", null);
            values.put("series", master);
            values.put("occurrenceAt", occurrence);
            work.record = id;
            some.add(work);
            entries.add(new Records.Entry(id, known(values, found.isOurs(work.uid))));
        }
        write(some, entries, locale, batch, lines);
    }

    /** A series that came with an earlier file is without the occurrences that come by themselves now. */
    private void except(UUID master, String uid, Map<String, Set<Instant>> apart, UUID batch) {
        Set<Instant> some = apart.remove(uid);
        if (some == null) {
            return;
        }
        records.find(events, master).ifPresent(event -> {
            Times times = Times.of(event);
            Set<LocalDateTime> gone = new TreeSet<>(times.exceptions());
            some.forEach(at -> gone.add(LocalDateTime.ofInstant(at, times.zone())));
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("exceptions", Times.writeExceptions(gone));
            records.writeAll(events, List.of(new Records.Entry(master, values)), new WriteContext(batch));
        });
    }

    private void write(List<Work> some, List<Records.Entry> entries, Locale locale, UUID batch, Map<Work, Line> lines) {
        List<Records.Outcome> outcomes = records.writeAll(events, entries, new WriteContext(batch));
        for (int i = 0; i < some.size(); i++) {
            Work work = some.get(i);
            lines.put(
                    work,
                    switch (outcomes.get(i)) {
                        case Records.Outcome.Saved(Records.Written written) -> {
                            boolean isNew = work.record == null;
                            work.record = written.id();
                            yield new Line(
                                    work.title,
                                    when(work, locale),
                                    isNew ? Fate.MADE : written.changed() ? Fate.CHANGED : Fate.SAME,
                                    List.of());
                        }
                        case Records.Outcome.Refused(List<Problem> problems) ->
                            new Line(work.title, when(work, locale), Fate.REFUSED, problems);
                    });
        }
    }

    private Line cancelled(Work work, @Nullable UUID id, UUID batch, Locale locale) {
        boolean isGone = id != null
                && access.may(events.key(), Operation.DELETE)
                && records.delete(events, List.of(id), new WriteContext(batch)) > 0;
        return new Line(work.title, when(work, locale), isGone ? Fate.DELETED : Fate.SAME, List.of());
    }

    private static Line refused(Work work, String key, Locale locale) {
        return new Line(work.title, when(work, locale), Fate.REFUSED, List.of(Problem.of("", key)));
    }

    private static String title(Entry entry, Locale locale) {
        String title = entry.text("SUMMARY").replaceAll("\\s+", " ");
        return title.isEmpty() ? Texts.text(locale, "calendar.import.untitled") : title;
    }

    private static String when(Work work, Locale locale) {
        CalendarTimes read = Objects.requireNonNull(work.times);
        LocalDateTime end = read.end() == null ? read.start() : read.end();
        Times times = new Times(read.zone(), read.start(), end, read.allDay(), null, Set.of());
        return TimeText.of(times, times.first(), locale);
    }

    /** What an event of the file is, by fields of ours. */
    private Map<String, @Nullable Object> values(Work work, @Nullable Map<String, UUID> staff) {
        Entry entry = work.entry;
        CalendarTimes times = Objects.requireNonNull(work.times);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("subject", work.title);
        values.put("startsAt", times.moment(times.start()));
        values.put("allDay", times.allDay());
        values.put("timeZone", times.zone().getId());
        values.put("place", blankToNull(entry.text("LOCATION").replaceAll("\\s*\\n\\s*", ", ")));
        values.put("description", blankToNull(entry.text("DESCRIPTION")));
        values.put("repetition", times.repetition());
        values.put("uid", work.uid);
        kind(entry).ifPresent(kind -> values.put("kind", kind));
        // what says nothing of it stays as private as it is
        entry.line("CLASS")
                .ifPresent(line -> values.put(
                        "confidential",
                        List.of("PRIVATE", "CONFIDENTIAL").contains(line.text().toUpperCase(Locale.ROOT))));
        if (times.end() != null) {
            values.put("endsAt", times.moment(times.end()));
        }
        Integer reminder = reminder(entry);
        if (reminder != null) {
            values.put("reminder", reminder);
        }
        if (staff != null) {
            participants(entry, staff, values);
        }
        return values;
    }

    private Optional<UUID> kind(Entry entry) {
        return entry.all("CATEGORIES").stream()
                .flatMap(line -> Stream.of(line.text().split(",")))
                .flatMap(name -> options.meantBy("event-type", name.strip()).stream())
                .map(Options.Option::id)
                .findFirst();
    }

    /** The first alarm that comes a while before the start. */
    private static @Nullable Integer reminder(Entry entry) {
        for (CalendarFile.Line line : entry.alarms()) {
            String value = line.value().strip();
            if (line.name().equals("TRIGGER")
                    && value.startsWith("-P")
                    && !"END".equalsIgnoreCase(line.parameters().get("RELATED"))) {
                try {
                    Duration before = CalendarTimes.duration(value.substring(1));
                    return (int) Math.min(before.toMinutes(), Times.LONGEST_REMINDER);
                } catch (Unfit e) {
                    // an alarm that can't be read is none
                    continue;
                }
            }
        }
        return null;
    }

    /** Colleagues by their addresses. */
    private Map<String, UUID> staff() {
        Map<String, UUID> staff = new HashMap<>();
        users.all().stream()
                .filter(user -> user.state() != User.State.DISABLED)
                .forEach(user -> staff.put(user.email().toLowerCase(Locale.ROOT), user.id()));
        return staff;
    }

    /** Colleagues as such; everybody else as a guest. */
    private static void participants(Entry entry, Map<String, UUID> staff, Map<String, @Nullable Object> values) {
        Set<UUID> colleagues = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        UUID me = CurrentActor.get().id();
        for (CalendarFile.Line line : entry.all("ATTENDEE")) {
            String address =
                    line.value().strip().replaceFirst("(?i)^mailto:", "").toLowerCase(Locale.ROOT);
            UUID colleague = staff.get(address);
            if (colleague == null) {
                if (address.contains("@") && others.size() < MOST_GUESTS) {
                    others.add(address);
                }
            } else if (!colleague.equals(me)) {
                colleagues.add(colleague);
            }
        }
        values.put("users", List.copyOf(colleagues));
        values.put(
                "guests",
                others.stream()
                        .map(address -> new ContactPoint("other", address))
                        .toList());
    }

    /** Without what the acting user may not write; an event that was made here keeps no foreign name. */
    private Map<String, @Nullable Object> known(Map<String, @Nullable Object> values, boolean isOurs) {
        RecordType<Event> seen = rights.seen(events);
        values.keySet()
                .removeIf(key -> seen.field(key).filter(Field::isWritable).isEmpty() || isOurs && key.equals("uid"));
        return values;
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private String host() {
        return URI.create(addresses.of(TenantScope.current())).getHost();
    }
}
