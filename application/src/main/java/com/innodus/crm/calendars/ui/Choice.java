package com.innodus.crm.calendars.ui;

import com.vaadin.flow.router.QueryParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to see in their calendar, as the address has it.
 *
 * @param people whose events; nobody for everybody's
 * @param overlays other records by a date: {@code organisation.customerSince}, or {@code view.} and the id of a saved view
 * @param byPerson whether several people's events have each person's colour, instead of their type's
 * @param view in FullCalendar's words; null for the usual one
 */
record Choice(
        Set<UUID> people,
        Set<UUID> teams,
        Set<UUID> kinds,
        Set<String> overlays,
        boolean holidays,
        boolean byPerson,
        @Nullable String view,
        @Nullable LocalDate date) {
    private static final List<String> KEYS =
            List.of("people", "teams", "kinds", "with", "holidays", "colours", "view", "date");

    /** Shorter words for the views, as addresses have them. */
    private static final Map<String, String> VIEWS =
            Map.of("month", "dayGridMonth", "week", "timeGridWeek", "day", "timeGridDay", "agenda", "listMonth");

    private static final int MOST = 30;

    /** What somebody sees who has chosen nothing yet: what is theirs. */
    static Choice of(UUID me) {
        return new Choice(Set.of(me), Set.of(), Set.of(), Set.of(), true, true, null, null);
    }

    /** Whether an address says anything of it. */
    static boolean isIn(QueryParameters parameters) {
        return KEYS.stream().anyMatch(parameters.getParameters()::containsKey);
    }

    static Choice read(QueryParameters parameters) {
        String view = parameters.getSingleParameter("view").map(VIEWS::get).orElse(null);
        return new Choice(
                ids(parameters, "people"),
                ids(parameters, "teams"),
                ids(parameters, "kinds"),
                texts(parameters, "with"),
                !parameters.getSingleParameter("holidays").orElse("").equals("no"),
                !parameters.getSingleParameter("colours").orElse("").equals("kinds"),
                view,
                day(parameters.getSingleParameter("date").orElse("")));
    }

    /** The form that {@link #read} reads; the day that is on screen is no part of what is remembered. */
    QueryParameters write(boolean withDay) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("people", joined(people));
        put(all, "teams", joined(teams));
        put(all, "kinds", joined(kinds));
        put(all, "with", String.join(",", overlays));
        if (!holidays) {
            all.put("holidays", "no");
        }
        if (!byPerson) {
            all.put("colours", "kinds");
        }
        VIEWS.forEach((word, name) -> {
            if (name.equals(view)) {
                all.put("view", word);
            }
        });
        if (withDay && date != null) {
            all.put("date", date.toString());
        }
        return QueryParameters.simple(all);
    }

    private static void put(Map<String, String> all, String key, String value) {
        if (!value.isEmpty()) {
            all.put(key, value);
        }
    }

    Choice seen(@Nullable String name, @Nullable LocalDate day) {
        return new Choice(people, teams, kinds, overlays, holidays, byPerson, name, day);
    }

    private static String joined(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static Set<String> texts(QueryParameters parameters, String key) {
        Set<String> texts = new LinkedHashSet<>();
        for (String part : parameters.getSingleParameter(key).orElse("").split(",")) {
            if (!part.isBlank() && texts.size() < MOST) {
                texts.add(part.replace("\0", ""));
            }
        }
        return texts;
    }

    private static Set<UUID> ids(QueryParameters parameters, String key) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (String text : texts(parameters, key)) {
            try {
                ids.add(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                // an old or mistyped address
                continue;
            }
        }
        return ids;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() < 1900 || day.getYear() > 2200 ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
