package com.innodus.kernel.calculators;

import com.innodus.kernel.formula.Kind;
import java.util.List;
import java.util.UUID;

/**
 * A calculator.
 *
 * @param help what it is for, shown above it; may be empty
 * @param type key of the type of record that it is about; "" for none
 */
public record Calculator(UUID id, String name, String help, String type, List<Input> inputs, List<Output> outputs) {
    public static final int LONGEST_NAME = 80;
    public static final int LONGEST_HELP = 500;
    public static final int LONGEST_LABEL = 80;
    public static final int MOST_LINES = 30;
    public static final int MOST_DIGITS = 10;

    public Calculator {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Kinds that somebody can fill in. */
    public static final List<Kind> KINDS = List.of(Kind.NUMBER, Kind.TEXT, Kind.DAY, Kind.FLAG);

    /**
     * Something to fill in.
     *
     * @param key what formulas call it
     * @param initial what stands in it at first, as {@link Values} writes it; "" for nothing
     * @param field of the record, from which it is taken; "" for none
     */
    public record Input(String key, String label, Kind kind, String initial, String field) {}

    /**
     * Something that comes out.
     *
     * @param key what the formulas below call it
     * @param digits behind the mark of a number
     * @param unit shown behind it, such as EUR or m²; may be empty
     * @param field of the record, to which it can be written; "" for none
     */
    public record Output(String key, String label, String formula, int digits, String unit, String field) {}
}
