package com.innodus.crm.organisations;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.PostalAddress;
import com.innodus.kernel.records.StoredFile;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** A company, association or public body that the tenant deals with. */
@Entity
@Table(name = "organisation")
public class Organisation extends BaseRecord {
    @NotBlank @Size(max = 200) private String name;

    @Size(max = 200) private @Nullable String tradeName;

    @Size(max = 20) private @Nullable String taxId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<UUID> kinds = new ArrayList<>();

    private @Nullable UUID status;

    private @Nullable UUID sector;

    private @Nullable UUID size;

    @Column(name = "parent_id")
    private @Nullable UUID parent;

    @Size(max = 300) private @Nullable String website;

    @Size(max = 253) private @Nullable String domain;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<ContactPoint> emails = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<ContactPoint> phones = new ArrayList<>();

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private @Nullable StoredFile logo;

    private @Nullable UUID language;

    @Size(max = 200) private @Nullable String street;

    @Size(max = 20) private @Nullable String postalCode;

    @Size(max = 100) private @Nullable String city;

    @Size(max = 100) private @Nullable String region;

    private @Nullable UUID country;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private List<PostalAddress> otherAddresses = new ArrayList<>();

    private @Nullable BigDecimal revenue;

    private @Nullable UUID currency;

    private @Nullable LocalDate customerSince;

    @Size(max = 10_000) private @Nullable String notes;

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public @Nullable String getTradeName() {
        return tradeName;
    }

    public void setTradeName(@Nullable String tradeName) {
        this.tradeName = tradeName;
    }

    public @Nullable String getTaxId() {
        return taxId;
    }

    public void setTaxId(@Nullable String taxId) {
        this.taxId = taxId;
    }

    public List<UUID> getKinds() {
        return kinds;
    }

    public void setKinds(List<UUID> kinds) {
        this.kinds = kinds;
    }

    public @Nullable UUID getStatus() {
        return status;
    }

    public void setStatus(@Nullable UUID status) {
        this.status = status;
    }

    public @Nullable UUID getSector() {
        return sector;
    }

    public void setSector(@Nullable UUID sector) {
        this.sector = sector;
    }

    public @Nullable UUID getSize() {
        return size;
    }

    public void setSize(@Nullable UUID size) {
        this.size = size;
    }

    public @Nullable UUID getParent() {
        return parent;
    }

    public void setParent(@Nullable UUID parent) {
        this.parent = parent;
    }

    public @Nullable String getWebsite() {
        return website;
    }

    public void setWebsite(@Nullable String website) {
        this.website = website;
    }

    public @Nullable String getDomain() {
        return domain;
    }

    public void setDomain(@Nullable String domain) {
        this.domain = domain;
    }

    public @Nullable StoredFile getLogo() {
        return logo;
    }

    public void setLogo(@Nullable StoredFile logo) {
        this.logo = logo;
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

    public @Nullable BigDecimal getRevenue() {
        return revenue;
    }

    public void setRevenue(@Nullable BigDecimal revenue) {
        this.revenue = revenue;
    }

    public @Nullable UUID getCurrency() {
        return currency;
    }

    public void setCurrency(@Nullable UUID currency) {
        this.currency = currency;
    }

    public @Nullable LocalDate getCustomerSince() {
        return customerSince;
    }

    public void setCustomerSince(@Nullable LocalDate customerSince) {
        this.customerSince = customerSince;
    }

    public @Nullable String getNotes() {
        return notes;
    }

    public void setNotes(@Nullable String notes) {
        this.notes = notes;
    }
}
