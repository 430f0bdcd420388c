package com.innodus.examples;

import com.innodus.kernel.records.BaseRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A car or van of somebody that the tenant deals with. */
@Entity
@Table(name = "vehicle")
public class Vehicle extends BaseRecord {
    @NotBlank @Size(max = 12) private String plate = "";

    @Column(name = "holder_id")
    private @Nullable UUID holder;

    private @Nullable LocalDate bought;

    public String getPlate() {
        return plate;
    }

    public void setPlate(String plate) {
        this.plate = plate;
    }

    public @Nullable UUID getHolder() {
        return holder;
    }

    public void setHolder(@Nullable UUID holder) {
        this.holder = holder;
    }

    public @Nullable LocalDate getBought() {
        return bought;
    }

    public void setBought(@Nullable LocalDate bought) {
        this.bought = bought;
    }
}
