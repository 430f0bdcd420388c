package com.innodus.kernel.records;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A record of one of the types that tenants make. They share the table; the gate asks for the type in every query. */
@Entity
@Table(name = "custom_record")
public class CustomRecord extends BaseRecord {
    @Column(updatable = false)
    private String typeKey = "";

    /** The title itself, as a field that people fill in. */
    @NotBlank @Size(max = 200) @Column(name = "title", insertable = false, updatable = false)
    private String name = "";

    void setTypeKey(String typeKey) {
        this.typeKey = typeKey;
    }

    public String getTypeKey() {
        return typeKey;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
