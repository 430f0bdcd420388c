package com.innodus.crm.calendars;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ContactPoint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Something at a time: a meeting, a visit, a fair. A series is one record with a rule; an occurrence that was changed by
 * itself is a record of its own that names its series.
 */
@Entity
@Table(name = "event")
public class Event extends BaseRecord {
    @NotBlank @Size(max = 200) private String subject;

    private @Nullable UUID kind;

    @NotNull private Instant startsAt;

    private @Nullable Instant endsAt;

    private boolean allDay;

    @Size(max = 60) private @Nullable String timeZone;

    @Size(max = 300) private @Nullable String place;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> users = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> people = new ArrayList<>();

    @Column(name = "organisation_id")
    private @Nullable UUID organisation;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<ContactPoint> guests = new ArrayList<>();

    @Size(max = 500) private @Nullable String repetition;

    private boolean confidential;

    private @Nullable Integer reminder;

    @Size(max = 20_000) private @Nullable String description;

    @Column(name = "series_id")
    private @Nullable UUID series;

    private @Nullable Instant occurrenceAt;

    @Size(max = 20_000) private @Nullable String exceptions;

    private Instant lastAt;

    @Size(max = 400) private @Nullable String uid;

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = subject;
    }

    /** Option of the list {@code event-type}. */
    public @Nullable UUID getKind() {
        return kind;
    }

    public void setKind(@Nullable UUID kind) {
        this.kind = kind;
    }

    public Instant getStartsAt() {
        return startsAt;
    }

    public void setStartsAt(Instant startsAt) {
        this.startsAt = startsAt;
    }

    public @Nullable Instant getEndsAt() {
        return endsAt;
    }

    public void setEndsAt(@Nullable Instant endsAt) {
        this.endsAt = endsAt;
    }

    public boolean isAllDay() {
        return allDay;
    }

    public void setAllDay(boolean allDay) {
        this.allDay = allDay;
    }

    /** In whose clock it stays at its hour. */
    public @Nullable String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(@Nullable String timeZone) {
        this.timeZone = timeZone;
    }

    public @Nullable String getPlace() {
        return place;
    }

    public void setPlace(@Nullable String place) {
        this.place = place;
    }

    /** Who takes part of the tenant's own people, besides the organiser, who is the owner. */
    public List<UUID> getUsers() {
        return users;
    }

    public void setUsers(List<UUID> users) {
        this.users = users;
    }

    /** Contacts who take part. */
    public List<UUID> getPeople() {
        return people;
    }

    public void setPeople(List<UUID> people) {
        this.people = people;
    }

    public @Nullable UUID getOrganisation() {
        return organisation;
    }

    public void setOrganisation(@Nullable UUID organisation) {
        this.organisation = organisation;
    }

    /** Who takes part and is known by an address alone. */
    public List<ContactPoint> getGuests() {
        return guests;
    }

    public void setGuests(List<ContactPoint> guests) {
        this.guests = guests;
    }

    /** Rule of RFC 5545; null for what is once. */
    public @Nullable String getRepetition() {
        return repetition;
    }

    public void setRepetition(@Nullable String repetition) {
        this.repetition = repetition;
    }

    /** Only who takes part may know of it; others see that these people are busy. */
    public boolean isConfidential() {
        return confidential;
    }

    public void setConfidential(boolean confidential) {
        this.confidential = confidential;
    }

    /** Minutes before the start. */
    public @Nullable Integer getReminder() {
        return reminder;
    }

    public void setReminder(@Nullable Integer reminder) {
        this.reminder = reminder;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description;
    }

    /** The series of which this was an occurrence, until it was changed by itself. */
    public @Nullable UUID getSeries() {
        return series;
    }

    public void setSeries(@Nullable UUID series) {
        this.series = series;
    }

    /** When it would have been in its series (RFC 5545 RECURRENCE-ID). */
    public @Nullable Instant getOccurrenceAt() {
        return occurrenceAt;
    }

    public void setOccurrenceAt(@Nullable Instant occurrenceAt) {
        this.occurrenceAt = occurrenceAt;
    }

    /** Local times of occurrences that are not, or are records of their own (RFC 5545 EXDATE), separated by commas. */
    public @Nullable String getExceptions() {
        return exceptions;
    }

    public void setExceptions(@Nullable String exceptions) {
        this.exceptions = exceptions;
    }

    /** After this it is over, with all its occurrences; derived. */
    public Instant getLastAt() {
        return lastAt;
    }

    /** The name by which the calendar it was taken from knows it (RFC 5545 UID). */
    public @Nullable String getUid() {
        return uid;
    }

    public void setUid(@Nullable String uid) {
        this.uid = uid;
    }

    /**
     * Sets the end and the zone where there are none, and what a calendar looks for.
     *
     * @param usual how long an event of this kind is
     */
    void settle(Duration usual) {
        if (timeZone == null) {
            timeZone = Times.HOME.getId();
        }
        if (startsAt != null) {
            if (endsAt == null) {
                endsAt = allDay ? startsAt : startsAt.plus(usual);
            }
            lastAt = Times.of(this).last();
        }
    }
}
