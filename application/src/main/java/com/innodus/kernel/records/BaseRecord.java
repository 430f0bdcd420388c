package com.innodus.kernel.records;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** What every record has, whatever its type. */
@MappedSuperclass
public abstract class BaseRecord {
    @Id
    private UUID id = UUID.randomUUID();

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    @Column(updatable = false)
    private @Nullable UUID createdBy;

    private Instant changedAt;

    private @Nullable UUID changedBy;

    private @Nullable Instant deletedAt;

    @Column(name = "owner_id")
    private @Nullable UUID owner;

    @Column(name = "team_id")
    private @Nullable UUID team;

    private String title = "";

    private String searchText = "";

    // replaced and never changed in place, as all JSON values are: Hibernate would copy each one that it reads
    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private Map<String, Object> extra = new LinkedHashMap<>();

    /** Whether the map is seen by nobody else, so that one copy serves the writing of many fields. */
    @Transient
    private boolean extraIsOwn;

    public UUID getId() {
        return id;
    }

    public int getVersion() {
        return version;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public @Nullable UUID getCreatedBy() {
        return createdBy;
    }

    public Instant getChangedAt() {
        return changedAt;
    }

    public @Nullable UUID getChangedBy() {
        return changedBy;
    }

    public @Nullable Instant getDeletedAt() {
        return deletedAt;
    }

    public @Nullable UUID getOwner() {
        return owner;
    }

    public void setOwner(@Nullable UUID owner) {
        this.owner = owner;
    }

    /**
     * The team that answers for the record. A new record gets its owner's team where the owner is in exactly one, unless its
     * maker says otherwise.
     */
    public @Nullable UUID getTeam() {
        return team;
    }

    public void setTeam(@Nullable UUID team) {
        this.team = team;
    }

    /** The record's name wherever it is mentioned; made by the gate from the title fields. */
    public String getTitle() {
        return title;
    }

    void setTitle(String title) {
        this.title = title;
    }

    String getSearchText() {
        return searchText;
    }

    void setSearchText(String searchText) {
        this.searchText = searchText;
    }

    void setDeletedAt(@Nullable Instant deletedAt) {
        this.deletedAt = deletedAt;
    }

    /** The value of one of the tenant's own fields, in its {@link JsonForm}. */
    @Nullable Object extra(String key) {
        return extra.get(key);
    }

    void putExtra(String key, @Nullable Object json) {
        if (!extraIsOwn) {
            extra = new LinkedHashMap<>(extra);
            extraIsOwn = true;
        }
        if (json == null) {
            extra.remove(key);
        } else {
            extra.put(key, json);
        }
    }

    /** Notes a write. */
    void touch(Instant moment, UUID by) {
        // as exactly as the database keeps it
        Instant at = moment.truncatedTo(ChronoUnit.MICROS);
        if (createdAt == null) {
            createdAt = at;
            createdBy = by;
        }
        changedAt = at;
        changedBy = by;
        extraIsOwn = false;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof BaseRecord record && record.id.equals(id);
    }

    @Override
    public final int hashCode() {
        return id.hashCode();
    }
}
