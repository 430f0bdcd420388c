package com.innodus.kernel.automation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a rule is set off. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "on")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Trigger.Created.class, name = "created"),
    @JsonSubTypes.Type(value = Trigger.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = Trigger.DayComes.class, name = "day"),
    @JsonSubTypes.Type(value = Trigger.Schedule.class, name = "schedule"),
    @JsonSubTypes.Type(value = Trigger.Button.class, name = "button"),
    @JsonSubTypes.Type(value = Trigger.Called.class, name = "called")
})
public sealed interface Trigger {
    /** A record was made. */
    record Created() implements Trigger {}

    /**
     * A field got another value.
     *
     * @param from the value before as an operand of a filter; null for any
     * @param to the value after; null for any
     */
    record Changed(
            String field, @Nullable String from, @Nullable String to) implements Trigger {}

    /**
     * So many days before or after the day in a field.
     *
     * @param days before the day when negative
     * @param working whether Saturdays and Sundays don't count
     */
    record DayComes(String field, int days, boolean working, LocalTime at) implements Trigger {}

    /**
     * Again and again, for each record that fits.
     *
     * @param days of the week; empty for every day, or with a day of the month
     * @param dayOfMonth the last one where the month has fewer; null for by the week
     */
    record Schedule(Set<DayOfWeek> days, @Nullable Integer dayOfMonth, LocalTime at) implements Trigger {
        public Schedule {
            days = Set.copyOf(days);
        }
    }

    /** Somebody presses a button of this name on the sheet. */
    record Button(String label) implements Trigger {}

    /** Another program calls the rule's secret address. */
    record Called() implements Trigger {}
}
