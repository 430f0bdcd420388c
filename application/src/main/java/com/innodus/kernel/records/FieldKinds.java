package com.innodus.kernel.records;

import java.util.List;

/** Kinds of fields by name, as they are stored: {@code choice} and what it chooses from. */
public final class FieldKinds {
    private static final int LINE = 500;
    private static final int LINES = 20_000;

    /** The detail of a field that holds PDF documents only. */
    public static final String PDF = "pdf";

    /** What an administrator chooses from, the most used first. */
    public static final List<String> OFFERED = List.of(
            "text",
            "longText",
            "richText",
            "choice",
            "choices",
            "whole",
            "decimal",
            "price",
            "percent",
            "flag",
            "day",
            "moment",
            "span",
            "link",
            "links",
            "user",
            "team",
            "emails",
            "phones",
            "url",
            "addresses",
            "checklist",
            "file",
            "image",
            "rating",
            "iban",
            "taxNumber",
            "colour",
            "autonumber");

    private FieldKinds() {}

    public static String kind(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> "text";
            case FieldType.LongText ignored -> "longText";
            case FieldType.RichText ignored -> "richText";
            case FieldType.Url ignored -> "url";
            case FieldType.TaxNumber ignored -> "taxNumber";
            case FieldType.Iban ignored -> "iban";
            case FieldType.ColourCode ignored -> "colour";
            case FieldType.Emails ignored -> "emails";
            case FieldType.Phones ignored -> "phones";
            case FieldType.Addresses ignored -> "addresses";
            case FieldType.Choice ignored -> "choice";
            case FieldType.Choices ignored -> "choices";
            case FieldType.Link ignored -> "link";
            case FieldType.Links ignored -> "links";
            case FieldType.User ignored -> "user";
            case FieldType.Users ignored -> "users";
            case FieldType.Team ignored -> "team";
            case FieldType.Amount ignored -> "amount";
            case FieldType.Price ignored -> "price";
            case FieldType.Decimal ignored -> "decimal";
            case FieldType.Percent ignored -> "percent";
            case FieldType.Whole ignored -> "whole";
            case FieldType.Rating ignored -> "rating";
            case FieldType.Span ignored -> "span";
            case FieldType.Day ignored -> "day";
            case FieldType.Moment ignored -> "moment";
            case FieldType.Repetition ignored -> "repetition";
            case FieldType.Zone ignored -> "zone";
            case FieldType.Flag ignored -> "flag";
            case FieldType.Checklist ignored -> "checklist";
            case FieldType.File ignored -> "file";
            case FieldType.Image ignored -> "image";
            case FieldType.Autonumber ignored -> "autonumber";
        };
    }

    /** What the kind alone doesn't say: a list, another type, a number of digits or stars, a prefix; else "". */
    public static String detail(FieldType type) {
        return switch (type) {
            case FieldType.Choice(String list) -> list;
            case FieldType.Choices(String list) -> list;
            case FieldType.Link(String target) -> target;
            case FieldType.Links(String target) -> target;
            case FieldType.Decimal(int digits) -> Integer.toString(digits);
            case FieldType.Rating(int most) -> Integer.toString(most);
            case FieldType.Autonumber(String pattern) -> pattern;
            case FieldType.File(boolean pdfOnly) -> pdfOnly ? PDF : "";
            default -> "";
        };
    }

    /**
     * The kind with this name.
     *
     * @throws IllegalArgumentException when there is none, or none with this detail
     */
    public static FieldType of(String kind, String detail) {
        return switch (kind) {
            case "text" -> new FieldType.Text(LINE);
            case "longText" -> new FieldType.LongText(LINES);
            case "richText" -> new FieldType.RichText(LINES);
            case "url" -> new FieldType.Url(2_000);
            case "taxNumber" -> new FieldType.TaxNumber(20);
            case "iban" -> new FieldType.Iban();
            case "colour" -> new FieldType.ColourCode();
            case "emails" -> new FieldType.Emails();
            case "phones" -> new FieldType.Phones();
            case "addresses" -> new FieldType.Addresses();
            case "choice" -> new FieldType.Choice(named(detail));
            case "choices" -> new FieldType.Choices(named(detail));
            case "link" -> new FieldType.Link(named(detail));
            case "links" -> new FieldType.Links(named(detail));
            case "user" -> new FieldType.User();
            case "users" -> new FieldType.Users();
            case "team" -> new FieldType.Team();
            case "repetition" -> new FieldType.Repetition();
            case "zone" -> new FieldType.Zone();
            case "amount" -> new FieldType.Amount();
            case "price" -> new FieldType.Price();
            case "decimal" -> new FieldType.Decimal(number(detail, 0, 8));
            case "percent" -> new FieldType.Percent();
            case "whole" -> new FieldType.Whole();
            case "rating" -> new FieldType.Rating(number(detail, 3, 10));
            case "span" -> new FieldType.Span();
            case "day" -> new FieldType.Day();
            case "moment" -> new FieldType.Moment();
            case "flag" -> new FieldType.Flag();
            case "checklist" -> new FieldType.Checklist();
            case "file" -> new FieldType.File(detail.equals(PDF));
            case "image" -> new FieldType.Image();
            case "autonumber" -> new FieldType.Autonumber(pattern(detail));
            default -> throw new IllegalArgumentException("There is no kind of field " + kind);
        };
    }

    private static String named(String detail) {
        if (detail.isBlank()) {
            throw new IllegalArgumentException("It is not said of what");
        }
        return detail;
    }

    private static String pattern(String detail) {
        if (!Numbering.isPattern(detail)) {
            throw new IllegalArgumentException("Not a pattern of numbers: " + detail);
        }
        return detail;
    }

    private static int number(String detail, int least, int most) {
        int number = Integer.parseInt(detail);
        if (number < least || number > most) {
            throw new IllegalArgumentException(detail + " is not between " + least + " and " + most);
        }
        return number;
    }
}
