package com.innodus.kernel.records;

/** What can be done with each kind of field. */
public final class Abilities {
    private Abilities() {}

    /** Whether the values have an order in which a list makes sense. */
    public static boolean isSortable(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> true;
            case FieldType.Url ignored -> true;
            case FieldType.TaxNumber ignored -> true;
            case FieldType.Iban ignored -> true;
            case FieldType.Autonumber ignored -> true;
            case FieldType.Amount ignored -> true;
            case FieldType.Price ignored -> true;
            case FieldType.Decimal ignored -> true;
            case FieldType.Percent ignored -> true;
            case FieldType.Whole ignored -> true;
            case FieldType.Rating ignored -> true;
            case FieldType.Span ignored -> true;
            case FieldType.Day ignored -> true;
            case FieldType.Moment ignored -> true;
            case FieldType.LongText ignored -> false;
            case FieldType.RichText ignored -> false;
            case FieldType.ColourCode ignored -> false;
            case FieldType.Emails ignored -> false;
            case FieldType.Phones ignored -> false;
            case FieldType.Addresses ignored -> false;
            case FieldType.Choice ignored -> false;
            case FieldType.Choices ignored -> false;
            case FieldType.Link ignored -> false;
            case FieldType.Links ignored -> false;
            case FieldType.Users ignored -> false;
            case FieldType.Repetition ignored -> false;
            case FieldType.Zone ignored -> false;
            case FieldType.User ignored -> false;
            case FieldType.Team ignored -> false;
            case FieldType.Flag ignored -> false;
            case FieldType.Checklist ignored -> false;
            case FieldType.File ignored -> false;
            case FieldType.Image ignored -> false;
        };
    }

    /** Whether it makes sense that no two records have the same value. */
    public static boolean canBeUnique(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> true;
            case FieldType.Url ignored -> true;
            case FieldType.TaxNumber ignored -> true;
            case FieldType.Iban ignored -> true;
            case FieldType.Whole ignored -> true;
            case FieldType.Day ignored -> true;
            case FieldType.Moment ignored -> true;
            case FieldType.Link ignored -> true;
            case FieldType.User ignored -> true;
            case FieldType.Team ignored -> true;
            // the gate gives each number once
            case FieldType.Autonumber ignored -> false;
            // 1.5 and 1.50 would be two
            case FieldType.Amount ignored -> false;
            case FieldType.Price ignored -> false;
            case FieldType.Decimal ignored -> false;
            case FieldType.Percent ignored -> false;
            case FieldType.Rating ignored -> false;
            case FieldType.Span ignored -> false;
            case FieldType.LongText ignored -> false;
            case FieldType.RichText ignored -> false;
            case FieldType.ColourCode ignored -> false;
            case FieldType.Emails ignored -> false;
            case FieldType.Phones ignored -> false;
            case FieldType.Addresses ignored -> false;
            case FieldType.Choice ignored -> false;
            case FieldType.Choices ignored -> false;
            case FieldType.Links ignored -> false;
            case FieldType.Users ignored -> false;
            case FieldType.Repetition ignored -> false;
            case FieldType.Zone ignored -> false;
            case FieldType.Flag ignored -> false;
            case FieldType.Checklist ignored -> false;
            case FieldType.File ignored -> false;
            case FieldType.Image ignored -> false;
        };
    }

    /** Whether people search by what it holds. */
    public static boolean isSearchable(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> true;
            case FieldType.LongText ignored -> true;
            case FieldType.RichText ignored -> true;
            case FieldType.Url ignored -> true;
            case FieldType.TaxNumber ignored -> true;
            case FieldType.Iban ignored -> true;
            case FieldType.Autonumber ignored -> true;
            case FieldType.Emails ignored -> true;
            case FieldType.Phones ignored -> true;
            case FieldType.Addresses ignored -> true;
            case FieldType.Checklist ignored -> true;
            case FieldType.File ignored -> false;
            case FieldType.Image ignored -> false;
            case FieldType.Whole ignored -> true;
            case FieldType.ColourCode ignored -> false;
            case FieldType.Choice ignored -> false;
            case FieldType.Choices ignored -> false;
            case FieldType.Link ignored -> false;
            case FieldType.Links ignored -> false;
            case FieldType.Users ignored -> false;
            case FieldType.Repetition ignored -> false;
            case FieldType.Zone ignored -> false;
            case FieldType.User ignored -> false;
            case FieldType.Team ignored -> false;
            case FieldType.Amount ignored -> false;
            case FieldType.Price ignored -> false;
            case FieldType.Decimal ignored -> false;
            case FieldType.Percent ignored -> false;
            case FieldType.Rating ignored -> false;
            case FieldType.Span ignored -> false;
            case FieldType.Day ignored -> false;
            case FieldType.Moment ignored -> false;
            case FieldType.Flag ignored -> false;
        };
    }

    /** Whether records with the same value make a group that says something. */
    public static boolean isGroupable(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> true;
            case FieldType.Whole ignored -> true;
            case FieldType.Choice ignored -> true;
            case FieldType.Link ignored -> true;
            case FieldType.User ignored -> true;
            case FieldType.Team ignored -> true;
            case FieldType.Rating ignored -> true;
            case FieldType.Day ignored -> true;
            case FieldType.Moment ignored -> true;
            case FieldType.Flag ignored -> true;
            case FieldType.LongText ignored -> false;
            case FieldType.RichText ignored -> false;
            case FieldType.Url ignored -> false;
            case FieldType.TaxNumber ignored -> false;
            case FieldType.Iban ignored -> false;
            case FieldType.Autonumber ignored -> false;
            case FieldType.Emails ignored -> false;
            case FieldType.Phones ignored -> false;
            case FieldType.Addresses ignored -> false;
            case FieldType.Checklist ignored -> false;
            case FieldType.File ignored -> false;
            case FieldType.Image ignored -> false;
            case FieldType.ColourCode ignored -> false;
            case FieldType.Choices ignored -> false;
            case FieldType.Links ignored -> false;
            case FieldType.Users ignored -> false;
            case FieldType.Repetition ignored -> false;
            case FieldType.Zone ignored -> false;
            case FieldType.Amount ignored -> false;
            case FieldType.Price ignored -> false;
            case FieldType.Decimal ignored -> false;
            case FieldType.Percent ignored -> false;
            case FieldType.Span ignored -> false;
        };
    }

    /** Whether it holds a file. */
    public static boolean isFile(FieldType type) {
        return type instanceof FieldType.File || type instanceof FieldType.Image;
    }

    /** Whether values are figures that are added up and averaged. */
    public static boolean isAddedUp(FieldType type) {
        return switch (type) {
            case FieldType.Whole ignored -> true;
            case FieldType.Amount ignored -> true;
            case FieldType.Price ignored -> true;
            case FieldType.Decimal ignored -> true;
            case FieldType.Percent ignored -> true;
            case FieldType.Rating ignored -> true;
            case FieldType.Text ignored -> false;
            case FieldType.LongText ignored -> false;
            case FieldType.RichText ignored -> false;
            case FieldType.Url ignored -> false;
            case FieldType.TaxNumber ignored -> false;
            case FieldType.Iban ignored -> false;
            case FieldType.Autonumber ignored -> false;
            case FieldType.Emails ignored -> false;
            case FieldType.Phones ignored -> false;
            case FieldType.Addresses ignored -> false;
            case FieldType.Checklist ignored -> false;
            case FieldType.File ignored -> false;
            case FieldType.Image ignored -> false;
            case FieldType.ColourCode ignored -> false;
            case FieldType.Choice ignored -> false;
            case FieldType.Choices ignored -> false;
            case FieldType.Link ignored -> false;
            case FieldType.Links ignored -> false;
            case FieldType.Users ignored -> false;
            case FieldType.Repetition ignored -> false;
            case FieldType.Zone ignored -> false;
            case FieldType.User ignored -> false;
            case FieldType.Team ignored -> false;
            case FieldType.Span ignored -> false;
            case FieldType.Day ignored -> false;
            case FieldType.Moment ignored -> false;
            case FieldType.Flag ignored -> false;
        };
    }
}
