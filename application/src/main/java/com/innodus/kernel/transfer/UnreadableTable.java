package com.innodus.kernel.transfer;

import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file was refused. Show the text of {@link TableProblem#messageKey()} with {@link #arguments()}, not the message. */
public final class UnreadableTable extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final TableProblem problem;
    private final long[] arguments;

    UnreadableTable(TableProblem problem, long... arguments) {
        this(problem, null, arguments);
    }

    UnreadableTable(TableProblem problem, @Nullable Throwable cause, long... arguments) {
        super(problem.name(), cause);
        this.problem = problem;
        this.arguments = arguments.clone();
    }

    public TableProblem problem() {
        return problem;
    }

    /** Numbers for the placeholders of the text, in the order that {@link TableProblem} names. */
    public List<Long> arguments() {
        return Arrays.stream(arguments).boxed().toList();
    }
}
