package com.innodus.crm.people;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.PostalAddress;
import com.innodus.kernel.records.StoredFile;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** A person that the tenant deals with, most of them at an organisation. */
@Entity
@Table(name = "person")
public class Person extends BaseRecord {
    @NotBlank @Size(max = 100) private String firstName;

    @Size(max = 100) private @Nullable String lastName;

    @Size(max = 150) private @Nullable String jobTitle;

    @Column(name = "organisation_id")
    private @Nullable UUID organisation;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> roles = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<ContactPoint> emails = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<ContactPoint> phones = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private @Nullable StoredFile photo;

    private @Nullable UUID language;

    private @Nullable LocalDate birthDate;

    @Size(max = 20) private @Nullable String taxId;

    private boolean doNotContact;

    @Size(max = 200) private @Nullable String street;

    @Size(max = 20) private @Nullable String postalCode;

    @Size(max = 100) private @Nullable String city;

    @Size(max = 100) private @Nullable String region;

    private @Nullable UUID country;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<PostalAddress> otherAddresses = new ArrayList<>();

    @Size(max = 10_000) private @Nullable String notes;

    public String getFirstName() {
        return firstName;
    }

    public void setFirstName(String firstName) {
        this.firstName = firstName;
    }

    public @Nullable String getLastName() {
        return lastName;
    }

    public void setLastName(@Nullable String lastName) {
        this.lastName = lastName;
    }

    public @Nullable String getJobTitle() {
        return jobTitle;
    }

    public void setJobTitle(@Nullable String jobTitle) {
        this.jobTitle = jobTitle;
    }

    public @Nullable UUID getOrganisation() {
        return organisation;
    }

    public void setOrganisation(@Nullable UUID organisation) {
        this.organisation = organisation;
    }

    public List<UUID> getRoles() {
        return roles;
    }

    public void setRoles(List<UUID> roles) {
        this.roles = roles;
    }

    public @Nullable StoredFile getPhoto() {
        return photo;
    }

    public void setPhoto(@Nullable StoredFile photo) {
        this.photo = photo;
    }

    public List<ContactPoint> getEmails() {
        return emails;
    }

    public void setEmails(List<ContactPoint> emails) {
        this.emails = emails;
    }

    public List<ContactPoint> getPhones() {
        return phones;
    }

    public void setPhones(List<ContactPoint> phones) {
        this.phones = phones;
    }

    public @Nullable UUID getLanguage() {
        return language;
    }

    public void setLanguage(@Nullable UUID language) {
        this.language = language;
    }

    public @Nullable LocalDate getBirthDate() {
        return birthDate;
    }

    public void setBirthDate(@Nullable LocalDate birthDate) {
        this.birthDate = birthDate;
    }

    public @Nullable String getTaxId() {
        return taxId;
    }

    public void setTaxId(@Nullable String taxId) {
        this.taxId = taxId;
    }

    public boolean isDoNotContact() {
        return doNotContact;
    }

    public void setDoNotContact(boolean doNotContact) {
        this.doNotContact = doNotContact;
    }

    public @Nullable String getStreet() {
        return street;
    }

    public void setStreet(@Nullable String street) {
        this.street = street;
    }

    public @Nullable String getPostalCode() {
        return postalCode;
    }

    public void setPostalCode(@Nullable String postalCode) {
        this.postalCode = postalCode;
    }

    public @Nullable String getCity() {
        return city;
    }

    public void setCity(@Nullable String city) {
        this.city = city;
    }

    public @Nullable String getRegion() {
        return region;
    }

    public void setRegion(@Nullable String region) {
        this.region = region;
    }

    public @Nullable UUID getCountry() {
        return country;
    }

    public void setCountry(@Nullable UUID country) {
        this.country = country;
    }

    public List<PostalAddress> getOtherAddresses() {
        return otherAddresses;
    }

    public void setOtherAddresses(List<PostalAddress> otherAddresses) {
        this.otherAddresses = otherAddresses;
    }

    public @Nullable String getNotes() {
        return notes;
    }

    public void setNotes(@Nullable String notes) {
        this.notes = notes;
    }
}
