package com.innodus.kernel.calendar;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.calendar.WorkingTime.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** The current tenant's working days and hours: for deadlines that count them, and for calendars that show them. */
@Service
public class WorkingCalendar {
    public static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private static final String KEY = "working-time";
    private static final Locale ANY = Locale.ENGLISH;

    /** A calendar that works on no day would be searched for ever. */
    private static final int FURTHEST = 3_660;

    private static final int MOST_EXCEPTIONS = 400;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Holidays holidays;
    private final TransactionOperations transactions;
    private final TenantCache<String, WorkingTime> times = new TenantCache<>();
    private final TenantCache<Integer, Map<LocalDate, String>> years = new TenantCache<>();

    WorkingCalendar(JdbcClient jdbc, JsonMapper json, Holidays holidays, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.json = json;
        this.holidays = holidays;
        this.transactions = transactions;
    }

    /**
     * A day that calendars mark.
     *
     * @param works a holiday on which the tenant works all the same
     */
    public record Marked(LocalDate day, String name, boolean works) {}

    public WorkingTime time() {
        return times.get(KEY, key -> Objects.requireNonNull(transactions.execute(status -> load())));
    }

    private WorkingTime load() {
        return jdbc.sql("select value::text from setting where key = ?")
                .param(KEY)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, WorkingTime.class))
                .orElse(WorkingTime.USUAL);
    }

    /** Changes when the tenant works; for administrators. */
    @Transactional
    public void save(WorkingTime time) {
        if (!Roles.isAdministrator(CurrentActor.get().role())
                || CurrentActor.get().isViewed()) {
            throw new Forbidden(Operation.EDIT, "working time");
        }
        if (time.exceptions().size() > MOST_EXCEPTIONS) {
            throw new IllegalArgumentException("More than " + MOST_EXCEPTIONS + " days");
        }
        jdbc.sql("""
                        insert into setting (key, value) values (?, ?::jsonb)
                        on conflict (key) do update set value = excluded.value
                        """).params(KEY, json.writeValueAsString(time)).update();
        times.clear();
        years.clear();
    }

    private Map<LocalDate, String> holidaysOf(int year) {
        return years.get(year, key -> holidays.of(time().country(), time().region(), year, ANY));
    }

    /** When the tenant works on a day; empty on free days. */
    public List<Hours> hours(LocalDate day) {
        WorkingTime time = time();
        Optional<WorkingTime.Deviation> exception = time.exceptions().stream()
                .filter(each -> each.day().equals(day))
                .findFirst();
        List<Hours> usual = time.hours(day.getDayOfWeek());
        if (exception.isPresent()) {
            return !exception.get().works() ? List.of() : usual.isEmpty() ? time.hours(DayOfWeek.MONDAY) : usual;
        }
        return holidaysOf(day.getYear()).containsKey(day) ? List.of() : usual;
    }

    public boolean isWorkingDay(LocalDate day) {
        return !hours(day).isEmpty();
    }

    /**
     * The working day so many working days later, or earlier for a negative number; 0 is the day itself or, if it is free,
     * the next working day. Without any working day within ten years the day so many days later.
     */
    public LocalDate addWorkingDays(LocalDate from, int days) {
        int step = days < 0 ? -1 : 1;
        LocalDate day = from;
        int left = Math.abs(days);
        if (left == 0 && !isWorkingDay(day)) {
            left = 1;
        }
        for (int i = 0; left > 0 && i < FURTHEST; i++) {
            day = day.plusDays(step);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return left > 0 ? from.plusDays(days) : day;
    }

    /** How much working time lies between two moments; negative when the second is earlier. */
    public Duration workingTimeBetween(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return workingTimeBetween(to, from).negated();
        }
        LocalDateTime start = LocalDateTime.ofInstant(from, ZONE);
        LocalDateTime end = LocalDateTime.ofInstant(to, ZONE);
        Duration all = Duration.ZERO;
        LocalDate last = start.toLocalDate().plusDays(FURTHEST).isBefore(end.toLocalDate())
                ? start.toLocalDate().plusDays(FURTHEST)
                : end.toLocalDate();
        for (LocalDate day = start.toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (Hours hours : hours(day)) {
                LocalDateTime opens = later(day.atTime(hours.from()), start);
                LocalDateTime closes = day.atTime(hours.to());
                if (hours.to().equals(LocalTime.MIDNIGHT)) {
                    closes = closes.plusDays(1);
                }
                closes = closes.isBefore(end) ? closes : end;
                if (opens.isBefore(closes)) {
                    all = all.plus(Duration.between(opens.atZone(ZONE), closes.atZone(ZONE)));
                }
            }
        }
        return all;
    }

    private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    /** Holidays and closing days from one day to another, the last not included. */
    public List<Marked> marked(LocalDate from, LocalDate to, Locale locale) {
        Map<LocalDate, Marked> all = new TreeMap<>();
        WorkingTime time = time();
        for (int year = from.getYear(); year <= to.getYear() && year - from.getYear() < 4; year++) {
            holidays.of(time.country(), time.region(), year, locale)
                    .forEach((day, name) -> all.put(day, new Marked(day, name, false)));
        }
        for (WorkingTime.Deviation each : time.exceptions()) {
            all.put(each.day(), new Marked(each.day(), each.name(), each.works()));
        }
        return all.values().stream()
                .filter(each -> !each.day().isBefore(from) && each.day().isBefore(to))
                .toList();
    }
}
