package com.innodus.crm.attributes;

import com.innodus.kernel.records.BaseRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** One option of a list, such as "Cliente" among the kinds of organisation. */
@Entity
@Table(name = "attribute")
public class Attribute extends BaseRecord {
    @NotBlank @Size(max = 60) private String list;

    @NotBlank @Size(max = 120) private String key;

    @NotBlank @Size(max = 120) private String label;

    @Size(max = 120) private @Nullable String labelEn;

    @Size(max = 120) private @Nullable String labelCa;

    @Size(max = 500) private @Nullable String synonyms;

    @Size(max = 7) private @Nullable String colour;

    @NotNull private Integer position = 0;

    private boolean preset;

    private boolean archived;

    private boolean system;

    public String getList() {
        return list;
    }

    public void setList(String list) {
        this.list = list;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getLabel() {
        return label;
    }

    public void setLabel(String label) {
        this.label = label;
    }

    public @Nullable String getLabelEn() {
        return labelEn;
    }

    public void setLabelEn(@Nullable String labelEn) {
        this.labelEn = labelEn;
    }

    public @Nullable String getLabelCa() {
        return labelCa;
    }

    public void setLabelCa(@Nullable String labelCa) {
        this.labelCa = labelCa;
    }

    /** Other names by which files may mean this option, separated by semicolons. */
    public @Nullable String getSynonyms() {
        return synonyms;
    }

    public void setSynonyms(@Nullable String synonyms) {
        this.synonyms = synonyms;
    }

    public @Nullable String getColour() {
        return colour;
    }

    public void setColour(@Nullable String colour) {
        this.colour = colour;
    }

    public Integer getPosition() {
        return position;
    }

    public void setPosition(Integer position) {
        this.position = position;
    }

    public boolean isPreset() {
        return preset;
    }

    public void setPreset(boolean preset) {
        this.preset = preset;
    }

    public boolean isArchived() {
        return archived;
    }

    public void setArchived(boolean archived) {
        this.archived = archived;
    }

    public boolean isSystem() {
        return system;
    }
}
