package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter.Operator;
import java.util.List;

/** Which comparisons a filter offers for each kind of field. */
final class Operators {
    private static final List<Operator> TEXT = List.of(
            Operator.CONTAINS, Operator.STARTS, Operator.IS, Operator.IS_NOT, Operator.EMPTY, Operator.NOT_EMPTY);
    private static final List<Operator> PARTS = List.of(Operator.CONTAINS, Operator.EMPTY, Operator.NOT_EMPTY);
    private static final List<Operator> REFERENCE =
            List.of(Operator.IN, Operator.IS_NOT, Operator.EMPTY, Operator.NOT_EMPTY);
    private static final List<Operator> NUMBER = List.of(
            Operator.IS,
            Operator.LESS,
            Operator.AT_MOST,
            Operator.AT_LEAST,
            Operator.GREATER,
            Operator.EMPTY,
            Operator.NOT_EMPTY);
    private static final List<Operator> TIME = List.of(
            Operator.IS,
            Operator.LESS,
            Operator.AT_LEAST,
            Operator.THIS,
            Operator.PREVIOUS,
            Operator.COMING,
            Operator.LAST_DAYS,
            Operator.NEXT_DAYS,
            Operator.OLDER,
            Operator.LATER,
            Operator.EMPTY,
            Operator.NOT_EMPTY);

    private static final List<Operator> PRESENCE = List.of(Operator.NOT_EMPTY, Operator.EMPTY);

    private Operators() {}

    static List<Operator> of(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> TEXT;
            case FieldType.LongText ignored -> TEXT;
            case FieldType.RichText ignored -> TEXT;
            case FieldType.Url ignored -> TEXT;
            case FieldType.TaxNumber ignored -> TEXT;
            case FieldType.Iban ignored -> TEXT;
            case FieldType.ColourCode ignored -> TEXT;
            case FieldType.Autonumber ignored -> TEXT;
            case FieldType.Emails ignored -> PARTS;
            case FieldType.Phones ignored -> PARTS;
            case FieldType.Addresses ignored -> PARTS;
            case FieldType.Checklist ignored -> PARTS;
            case FieldType.File ignored -> PRESENCE;
            case FieldType.Image ignored -> PRESENCE;
            case FieldType.Choice ignored -> REFERENCE;
            case FieldType.Choices ignored -> REFERENCE;
            case FieldType.Link ignored -> REFERENCE;
            case FieldType.Links ignored -> REFERENCE;
            case FieldType.User ignored -> REFERENCE;
            case FieldType.Team ignored -> REFERENCE;
            case FieldType.Users ignored -> REFERENCE;
            case FieldType.Repetition ignored -> PRESENCE;
            case FieldType.Zone ignored -> TEXT;
            case FieldType.Amount ignored -> NUMBER;
            case FieldType.Price ignored -> NUMBER;
            case FieldType.Decimal ignored -> NUMBER;
            case FieldType.Percent ignored -> NUMBER;
            case FieldType.Whole ignored -> NUMBER;
            case FieldType.Rating ignored -> NUMBER;
            case FieldType.Span ignored -> NUMBER;
            case FieldType.Day ignored -> TIME;
            case FieldType.Moment ignored -> TIME;
            case FieldType.Flag ignored -> List.of(Operator.IS);
        };
    }

    static boolean needsOperand(Operator operator) {
        return operator != Operator.EMPTY && operator != Operator.NOT_EMPTY;
    }
}
