package com.innodus.kernel.accounts.staff;

/** A rule of the staff stands against it; the message is the key of the sentence that says which. */
public class StaffRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaffRefusal(String textKey) {
        super(textKey);
    }

    public String textKey() {
        return String.valueOf(getMessage());
    }
}
