package com.innodus.kernel.records;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.core.PropertyReference;

/** The words in which a record type declares its fields, one line each; to be imported statically. */
public final class Fields {
    private Fields() {}

    public static <E extends BaseRecord> Field<E> text(PropertyReference<E, @Nullable String> property) {
        return Field.of(property, FieldType.Text::new);
    }

    public static <E extends BaseRecord> Field<E> longText(PropertyReference<E, @Nullable String> property) {
        return Field.of(property, FieldType.LongText::new);
    }

    public static <E extends BaseRecord> Field<E> url(PropertyReference<E, @Nullable String> property) {
        return Field.of(property, FieldType.Url::new);
    }

    public static <E extends BaseRecord> Field<E> taxNumber(PropertyReference<E, @Nullable String> property) {
        return Field.of(property, FieldType.TaxNumber::new);
    }

    public static <E extends BaseRecord> Field<E> colour(PropertyReference<E, @Nullable String> property) {
        return Field.of(property, length -> new FieldType.ColourCode());
    }

    public static <E extends BaseRecord> Field<E> emails(PropertyReference<E, List<ContactPoint>> property) {
        return Field.of(property, length -> new FieldType.Emails());
    }

    public static <E extends BaseRecord> Field<E> phones(PropertyReference<E, List<ContactPoint>> property) {
        return Field.of(property, length -> new FieldType.Phones());
    }

    public static <E extends BaseRecord> Field<E> addresses(PropertyReference<E, List<PostalAddress>> property) {
        return Field.of(property, length -> new FieldType.Addresses());
    }

    /** One value of the attribute list {@code list}. */
    public static <E extends BaseRecord> Field<E> choice(PropertyReference<E, @Nullable UUID> property, String list) {
        return Field.of(property, length -> new FieldType.Choice(list));
    }

    /** Several values of the attribute list {@code list}. */
    public static <E extends BaseRecord> Field<E> choices(PropertyReference<E, List<UUID>> property, String list) {
        return Field.of(property, length -> new FieldType.Choices(list));
    }

    /** A record of the type whose key is {@code target}. */
    public static <E extends BaseRecord> Field<E> link(PropertyReference<E, @Nullable UUID> property, String target) {
        return Field.of(property, length -> new FieldType.Link(target));
    }

    public static <E extends BaseRecord> Field<E> user(PropertyReference<E, @Nullable UUID> property) {
        return Field.of(property, length -> new FieldType.User());
    }

    /** A team of the tenant's staff. */
    public static <E extends BaseRecord> Field<E> team(PropertyReference<E, @Nullable UUID> property) {
        return Field.of(property, length -> new FieldType.Team());
    }

    /** Several users. */
    public static <E extends BaseRecord> Field<E> users(PropertyReference<E, List<UUID>> property) {
        return Field.of(property, length -> new FieldType.Users());
    }

    public static <E extends BaseRecord> Field<E> zone(PropertyReference<E, @Nullable String> property) {
        return Field.of(property, length -> new FieldType.Zone());
    }

    /** How it comes again and again. */
    public static <E extends BaseRecord> Field<E> repetition(PropertyReference<E, @Nullable String> property) {
        return Field.of(property, length -> new FieldType.Repetition());
    }

    public static <E extends BaseRecord> Field<E> amount(PropertyReference<E, @Nullable BigDecimal> property) {
        return Field.of(property, length -> new FieldType.Amount());
    }

    public static <E extends BaseRecord> Field<E> whole(PropertyReference<E, Integer> property) {
        return Field.of(property, length -> new FieldType.Whole());
    }

    public static <E extends BaseRecord> Field<E> day(PropertyReference<E, @Nullable LocalDate> property) {
        return Field.of(property, length -> new FieldType.Day());
    }

    public static <E extends BaseRecord> Field<E> moment(PropertyReference<E, @Nullable Instant> property) {
        return Field.of(property, length -> new FieldType.Moment());
    }

    /** Several records of the type whose key is {@code target}. */
    public static <E extends BaseRecord> Field<E> links(PropertyReference<E, List<UUID>> property, String target) {
        return Field.of(property, length -> new FieldType.Links(target));
    }

    public static <E extends BaseRecord> Field<E> richText(PropertyReference<E, @Nullable String> property) {
        return Field.of(property, FieldType.RichText::new);
    }

    public static <E extends BaseRecord> Field<E> iban(PropertyReference<E, @Nullable String> property) {
        return Field.of(property, length -> new FieldType.Iban());
    }

    public static <E extends BaseRecord> Field<E> decimal(
            PropertyReference<E, @Nullable BigDecimal> property, int digits) {
        return Field.of(property, length -> new FieldType.Decimal(digits));
    }

    public static <E extends BaseRecord> Field<E> percent(PropertyReference<E, @Nullable BigDecimal> property) {
        return Field.of(property, length -> new FieldType.Percent());
    }

    public static <E extends BaseRecord> Field<E> rating(PropertyReference<E, @Nullable Integer> property, int most) {
        return Field.of(property, length -> new FieldType.Rating(most));
    }

    /** One file. */
    public static <E extends BaseRecord> Field<E> file(PropertyReference<E, @Nullable StoredFile> property) {
        return Field.of(property, length -> new FieldType.File(false));
    }

    /** One picture. */
    public static <E extends BaseRecord> Field<E> image(PropertyReference<E, @Nullable StoredFile> property) {
        return Field.of(property, length -> new FieldType.Image());
    }

    public static <E extends BaseRecord> Field<E> flag(PropertyReference<E, Boolean> property) {
        return Field.of(property, length -> new FieldType.Flag());
    }
}
