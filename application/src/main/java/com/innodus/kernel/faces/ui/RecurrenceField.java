package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Recurrence;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How something comes again and again, put together from choices. A rule that these don't have, from another program, stays
 * as it is until somebody chooses another.
 */
public class RecurrenceField extends CustomField<String> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_TIMES = 1_000;

    private static final Map<DayOfWeek, String> CODES = new EnumMap<>(Map.of(
            DayOfWeek.MONDAY, "MO",
            DayOfWeek.TUESDAY, "TU",
            DayOfWeek.WEDNESDAY, "WE",
            DayOfWeek.THURSDAY, "TH",
            DayOfWeek.FRIDAY, "FR",
            DayOfWeek.SATURDAY, "SA",
            DayOfWeek.SUNDAY, "SU"));

    private enum Every {
        NEVER,
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY,
        OTHER
    }

    private enum End {
        NEVER,
        UNTIL,
        TIMES
    }

    private final Locale locale;
    private final Select<Every> every = new Select<>();
    private final IntegerField interval = new IntegerField();
    private final CheckboxGroup<DayOfWeek> days = new CheckboxGroup<>();
    private final Select<Integer> place = new Select<>();
    private final Select<DayOfWeek> placedDay = new Select<>();
    private final Select<End> end = new Select<>();
    private final DatePicker until = new DatePicker();
    private final IntegerField times = new IntegerField();
    private final Div details = new Div();
    private final Span summary = new Span();
    private String other = "";

    public RecurrenceField(Locale locale) {
        this.locale = locale;
        addClassName("recurrence");
        every.setItemLabelGenerator(
                each -> getTranslation("repeat.every." + each.name().toLowerCase(Locale.ROOT)));
        every.setWidthFull();
        interval.setLabel(getTranslation("repeat.interval"));
        interval.setMin(1);
        interval.setMax(99);
        interval.setStepButtonsVisible(true);
        days.setLabel(getTranslation("repeat.days"));
        days.setItems(DayOfWeek.values());
        days.setItemLabelGenerator(day -> day.getDisplayName(TextStyle.SHORT_STANDALONE, locale));
        place.setLabel(getTranslation("repeat.on"));
        place.setItems(0, 1, 2, 3, 4, -1);
        place.setItemLabelGenerator(each ->
                each == null || each == 0 ? getTranslation("repeat.same-day") : getTranslation("repeat.place." + each));
        placedDay.setLabel(getTranslation("repeat.weekday"));
        placedDay.setItems(DayOfWeek.values());
        placedDay.setItemLabelGenerator(
                day -> day == null ? "" : day.getDisplayName(TextStyle.FULL_STANDALONE, locale));
        end.setLabel(getTranslation("repeat.end"));
        end.setItems(End.values());
        end.setItemLabelGenerator(
                each -> getTranslation("repeat.end." + each.name().toLowerCase(Locale.ROOT)));
        until.setLabel(getTranslation("repeat.end.day"));
        until.setLocale(locale);
        times.setLabel(getTranslation("repeat.end.number"));
        times.setMin(1);
        times.setMax(MOST_TIMES);
        details.add(interval, days, place, placedDay, end, until, times);
        details.addClassName("recurrence-details");
        summary.addClassName("secondary");
        summary.getElement().setAttribute("aria-live", "polite");
        Div all = new Div(every, details, summary);
        all.addClassName("recurrence-parts");
        add(all);
        setPresentationValue(null);
        for (HasValue<?, ?> part :
                List.<HasValue<?, ?>>of(every, interval, days, place, placedDay, end, until, times)) {
            part.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    arrange();
                    updateValue();
                }
            });
        }
    }

    @Override
    public void setLabel(@Nullable String label) {
        super.setLabel(label);
        every.setAriaLabel(label);
    }

    /** Shows what belongs to the choice. */
    private void arrange() {
        Every chosen = Objects.requireNonNullElse(every.getValue(), Every.NEVER);
        boolean isPlain = chosen != Every.NEVER && chosen != Every.OTHER;
        details.setVisible(isPlain);
        days.setVisible(chosen == Every.WEEKLY);
        place.setVisible(chosen == Every.MONTHLY);
        placedDay.setVisible(chosen == Every.MONTHLY && !Objects.equals(place.getValue(), 0));
        until.setVisible(end.getValue() == End.UNTIL);
        times.setVisible(end.getValue() == End.TIMES);
        summary.setText(Recurrence.read(generateModelValue())
                .map(rule -> rule.text(locale))
                .orElse(""));
    }

    @Override
    protected @Nullable String generateModelValue() {
        Every chosen = Objects.requireNonNullElse(every.getValue(), Every.NEVER);
        if (chosen == Every.NEVER) {
            return null;
        }
        if (chosen == Every.OTHER) {
            return other;
        }
        List<String> parts = new ArrayList<>(List.of("FREQ=" + chosen));
        int step = Objects.requireNonNullElse(interval.getValue(), 1);
        if (step > 1) {
            parts.add("INTERVAL=" + step);
        }
        if (chosen == Every.WEEKLY && !days.isEmpty()) {
            parts.add("BYDAY="
                    + new TreeSet<>(days.getValue()).stream().map(CODES::get).collect(Collectors.joining(",")));
        }
        int ordinal = Objects.requireNonNullElse(place.getValue(), 0);
        if (chosen == Every.MONTHLY && ordinal != 0) {
            parts.add(
                    "BYDAY=" + ordinal + CODES.get(Objects.requireNonNullElse(placedDay.getValue(), DayOfWeek.MONDAY)));
        }
        LocalDate last = until.getValue();
        if (end.getValue() == End.UNTIL && last != null) {
            parts.add("UNTIL=" + last.format(DateTimeFormatter.BASIC_ISO_DATE) + "T235959");
        }
        if (end.getValue() == End.TIMES) {
            parts.add("COUNT=" + Math.clamp(Objects.requireNonNullElse(times.getValue(), 10), 1, MOST_TIMES));
        }
        return Recurrence.read(String.join(";", parts)).map(Recurrence::rule).orElse(null);
    }

    @Override
    protected void setPresentationValue(@Nullable String rule) {
        Set<Every> choices =
                new LinkedHashSet<>(List.of(Every.NEVER, Every.DAILY, Every.WEEKLY, Every.MONTHLY, Every.YEARLY));
        Map<String, String> parts = parts(rule);
        boolean isPlain = rule == null || isPlain(parts);
        if (!isPlain) {
            choices.add(Every.OTHER);
            other = Objects.requireNonNullElse(rule, "");
        }
        every.setItems(choices);
        every.setValue(
                rule == null
                        ? Every.NEVER
                        : isPlain ? Every.valueOf(parts.getOrDefault("FREQ", "NEVER")) : Every.OTHER);
        interval.setValue(isPlain ? Integer.parseInt(parts.getOrDefault("INTERVAL", "1")) : 1);
        String byDay = isPlain ? parts.getOrDefault("BYDAY", "") : "";
        boolean isWeekly = every.getValue() == Every.WEEKLY;
        days.setValue(
                isWeekly
                        ? CODES.entrySet().stream()
                                .filter(each -> List.of(byDay.split(",")).contains(each.getValue()))
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet())
                        : Set.of());
        boolean isPlaced = every.getValue() == Every.MONTHLY && !byDay.isEmpty();
        place.setValue(isPlaced ? Integer.parseInt(byDay.substring(0, byDay.length() - 2)) : 0);
        placedDay.setValue(
                isPlaced
                        ? CODES.entrySet().stream()
                                .filter(each -> byDay.endsWith(each.getValue()))
                                .map(Map.Entry::getKey)
                                .findFirst()
                                .orElse(DayOfWeek.MONDAY)
                        : DayOfWeek.MONDAY);
        end.setValue(parts.containsKey("UNTIL") ? End.UNTIL : parts.containsKey("COUNT") ? End.TIMES : End.NEVER);
        until.setValue(
                parts.containsKey("UNTIL")
                        ? LocalDate.parse(parts.get("UNTIL").substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE)
                        : null);
        times.setValue(Integer.valueOf(parts.getOrDefault("COUNT", "10")));
        arrange();
    }

    private static Map<String, String> parts(@Nullable String rule) {
        Map<String, String> parts = new HashMap<>();
        Recurrence.read(rule).ifPresent(read -> {
            for (String part : read.rule().split(";")) {
                int sign = part.indexOf('=');
                parts.put(part.substring(0, sign), part.substring(sign + 1));
            }
        });
        return parts;
    }

    /** Whether the choices can say it. */
    private static boolean isPlain(Map<String, String> parts) {
        String byDay = parts.getOrDefault("BYDAY", "");
        boolean isPlainDay = switch (parts.getOrDefault("FREQ", "")) {
            case "WEEKLY" -> byDay.matches("((MO|TU|WE|TH|FR|SA|SU),?)*");
            case "MONTHLY" -> byDay.matches("((-1|[1-4])(MO|TU|WE|TH|FR|SA|SU))?");
            case "DAILY", "YEARLY" -> byDay.isEmpty();
            default -> false;
        };
        return isPlainDay
                && Set.of("FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT").containsAll(parts.keySet());
    }
}
