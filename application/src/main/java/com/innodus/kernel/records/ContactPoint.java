package com.innodus.kernel.records;

/**
 * One of several e-mail addresses or phone numbers; the first of a list is the main one.
 *
 * @param label {@code work}, {@code home}, {@code mobile}, {@code other}
 * @param value a phone number in E.164 form, or an e-mail address
 */
public record ContactPoint(String label, String value) {
    public static ContactPoint work(String value) {
        return new ContactPoint("work", value);
    }
}
