package com.innodus.kernel.records;

import java.util.List;

/** A record wasn't written because of its values. */
public class InvalidRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidRecord(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
