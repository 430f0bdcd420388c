package com.innodus.kernel.records;

import java.util.List;

/**
 * Something wrong with one field's value.
 *
 * @param field key of the field, or "" for the record as a whole
 * @param message key of the translated sentence
 * @param arguments of the sentence
 */
public record Problem(String field, String message, List<String> arguments) {
    public static Problem of(String field, String message, String... arguments) {
        return new Problem(field, message, List.of(arguments));
    }
}
