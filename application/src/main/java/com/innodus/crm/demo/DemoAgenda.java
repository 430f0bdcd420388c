package com.innodus.crm.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is in the calendars of a demo organisation: what comes round each week, visits, a fair, and somebody's dentist. */
final class DemoAgenda {
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    private static final int VISITS = 70;
    private static final int DAYS_AROUND = 45;

    /**
     * What such an organisation does.
     *
     * @param weekly its meeting of the week
     * @param monthly what it does on the first Friday
     * @param visits what it calls its visits, with {@code %s} for whom
     * @param fair what takes it days
     */
    private record Habits(String weekly, String monthly, List<String> visits, String fair, String where) {}

    private static final Map<String, Habits> HABITS = Map.of(
            "duero",
                    new Habits(
                            "Reunión comercial",
                            "Cierre de ventas del mes",
                            List.of("Visita a %s", "Cata en %s", "Llamada a %s", "Entrega y muestras en %s"),
                            "Feria de vinos de Valladolid",
                            "Valladolid"),
            "brotes",
                    new Habits(
                            "Reunión de equipo",
                            "Junta directiva",
                            List.of("Visita a %s", "Llamada a %s", "Convenio con %s", "Taller en %s"),
                            "Jornadas de voluntariado",
                            "Lleida"),
            "marea",
                    new Habits(
                            "Producción: repaso de la semana",
                            "Comité de programación",
                            List.of(
                                    "Prueba de sonido en %s",
                                    "Llamada a %s", "Patrocinio con %s", "Visita técnica a %s"),
                            "Festival Marea",
                            "Platja de l’Arenal"));

    private final Habits habits;
    private final Invention invention;
    private final List<UUID> staff;
    private final LocalDate today;
    private final Function<String, UUID> kind;
    private final List<Map<String, @Nullable Object>> all = new ArrayList<>();

    DemoAgenda(Story story, Invention invention, List<UUID> staff, LocalDate today, Function<String, UUID> kind) {
        habits = HABITS.getOrDefault(story.slug(), HABITS.values().iterator().next());
        this.invention = invention;
        this.staff = staff;
        this.today = today;
        this.kind = kind;
    }

    /** The events, as values of their fields. @param organisations whom they visit, with their names */
    List<Map<String, @Nullable Object>> events(Map<UUID, String> organisations) {
        LocalDate monday = today.minusWeeks(8).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Map<String, @Nullable Object> weekly = add(habits.weekly(), "meeting", monday, 9, 30, 60, 0);
        weekly.put("repetition", "FREQ=WEEKLY;BYDAY=MO");
        weekly.put("users", staff);
        weekly.put("place", "Sala grande");
        weekly.put("reminder", 10);
        LocalDate friday = monday.withDayOfMonth(1).with(TemporalAdjusters.firstInMonth(DayOfWeek.FRIDAY));
        Map<String, @Nullable Object> monthly = add(habits.monthly(), "meeting", friday, 12, 0, 90, 1);
        monthly.put("repetition", "FREQ=MONTHLY;BYDAY=1FR");
        monthly.put("users", staff.subList(0, 3));
        Map<String, @Nullable Object> fair = add(habits.fair(), "fair", today.plusDays(16), 0, 0, 2 * 24 * 60, 1);
        fair.put("allDay", true);
        fair.put("place", habits.where());
        fair.put("users", staff.subList(0, 2));
        Map<String, @Nullable Object> away = add("Vacaciones", "absence", today.plusDays(9), 0, 0, 4 * 24 * 60, 2);
        away.put("allDay", true);
        Map<String, @Nullable Object> dentist = add("Dentista", "absence", today.plusDays(2), 17, 0, 45, 1);
        dentist.put("confidential", true);
        visits(organisations);
        return all;
    }

    private void visits(Map<UUID, String> organisations) {
        List<UUID> ids = List.copyOf(organisations.keySet());
        for (int i = 0; i < VISITS; i++) {
            UUID whom = invention.oneOf(ids);
            String pattern = invention.oneOf(habits.visits());
            LocalDate day = today.plusDays(invention.between(-DAYS_AROUND, DAYS_AROUND));
            if (day.getDayOfWeek().getValue() > 5) {
                day = day.plusDays(2);
            }
            Map<String, @Nullable Object> visit = add(
                    pattern.formatted(organisations.get(whom)),
                    pattern.startsWith("Llamada") ? "call" : "visit",
                    day,
                    invention.between(9, 17),
                    invention.oneOf(List.of(0, 0, 15, 30)),
                    invention.oneOf(List.of(30, 60, 60, 90)),
                    invention.between(0, staff.size() - 1));
            visit.put("organisation", whom);
        }
    }

    private Map<String, @Nullable Object> add(
            String subject, String type, LocalDate day, int hour, int minute, int minutes, int owner) {
        Instant start = day.atTime(hour, minute).atZone(ZONE).toInstant();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("subject", subject);
        values.put("kind", kind.apply(type));
        values.put("startsAt", start);
        values.put(
                "endsAt",
                day.atTime(hour, minute).plusMinutes(minutes).atZone(ZONE).toInstant());
        values.put("owner", staff.get(owner));
        all.add(values);
        return values;
    }
}
