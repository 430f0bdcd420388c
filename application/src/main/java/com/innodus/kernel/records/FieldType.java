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

    /** Web address [String]. */
    record Url(int maxLength) implements FieldType {}

    /** Spanish NIF/NIE/CIF or a foreign VAT number [String]. */
    record TaxNumber(int maxLength) implements FieldType {}

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

    /** A user of the tenant [UUID]. */
    record User() implements FieldType {}

    /** Amount of money in the record's currency [BigDecimal]. */
    record Amount() implements FieldType {}

    /** Whole number [Integer]. */
    record Whole() implements FieldType {}

    /** Calendar day [LocalDate]. */
    record Day() implements FieldType {}

    /** Point in time [Instant]. */
    record Moment() implements FieldType {}

    /** Yes or no [Boolean]. */
    record Flag() implements FieldType {}
}
