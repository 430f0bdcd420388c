package com.innodus.kernel.records;

/**
 * What kind of value a field holds. Sealed: each face (editor, column, filter, import, export, …) switches over it
 * without a default, so a new kind doesn't compile until every face knows it. The Java type of the value is in brackets.
 */
public sealed interface FieldType {
    /** One line [String]. */
    record Text(int maxLength) implements FieldType {}

    /** Several lines [String]. */
    record LongText(int maxLength) implements FieldType {}

    /** Text in Markdown, several lines [String]. */
    record RichText(int maxLength) implements FieldType {}

    /** Web address [String]. */
    record Url(int maxLength) implements FieldType {}

    /** Spanish NIF/NIE/CIF or a foreign VAT number [String]. */
    record TaxNumber(int maxLength) implements FieldType {}

    /** Bank account, ISO 13616 [String]. */
    record Iban() implements FieldType {}

    /** Hexadecimal colour [String]. */
    record ColourCode() implements FieldType {}

    /** Several e-mail addresses, the first is the main one [List of ContactPoint]. */
    record Emails() implements FieldType {}

    /** Several phone numbers in E.164 form, the first is the main one [List of ContactPoint]. */
    record Phones() implements FieldType {}

    /** Further postal addresses [List of PostalAddress]. */
    record Addresses() implements FieldType {}

    /** One value of an attribute list [UUID]. */
    record Choice(String list) implements FieldType {}

    /** Several values of an attribute list [List of UUID]. */
    record Choices(String list) implements FieldType {}

    /** Another record [UUID]. */
    record Link(String target) implements FieldType {}

    /** Several other records of one type [List of UUID]. */
    record Links(String target) implements FieldType {}

    /** A user of the tenant [UUID]. */
    record User() implements FieldType {}

    /** Several users of the tenant [List of UUID]. */
    record Users() implements FieldType {}

    /** A team of the tenant's staff [UUID]. */
    record Team() implements FieldType {}

    /** Amount of money in the record's currency [BigDecimal]. */
    record Amount() implements FieldType {}

    /** Amount of money that says its currency [Money]. */
    record Price() implements FieldType {}

    /** Number with up to so many digits behind the mark [BigDecimal]. */
    record Decimal(int digits) implements FieldType {}

    /** Hundredths: 12.5 is 12.5 % [BigDecimal]. */
    record Percent() implements FieldType {}

    /** Whole number [Integer]. */
    record Whole() implements FieldType {}

    /** Stars from 1 to so many [Integer]. */
    record Rating(int most) implements FieldType {}

    /** Length of time, to the minute [Duration]. */
    record Span() implements FieldType {}

    /** Calendar day [LocalDate]. */
    record Day() implements FieldType {}

    /** Point in time [Instant]. */
    record Moment() implements FieldType {}

    /** How something comes again and again, a rule of RFC 5545 3.3.10 [String]. */
    record Repetition() implements FieldType {}

    /** Name of a time zone in the IANA's database [String]. */
    record Zone() implements FieldType {}

    /** Yes or no [Boolean]. */
    record Flag() implements FieldType {}

    /** Things to do, each with a tick [List of CheckItem]. */
    record Checklist() implements FieldType {}

    /** One file of the record, of any kind or a PDF document only [StoredFile]. */
    record File(boolean pdfOnly) implements FieldType {}

    /** One picture of the record [StoredFile]. */
    record Image() implements FieldType {}

    /** Number that the gate gives when the record is made, such as {@code EXP-00042}, see {@link Numbering} [String]. */
    record Autonumber(String pattern) implements FieldType {}
}
