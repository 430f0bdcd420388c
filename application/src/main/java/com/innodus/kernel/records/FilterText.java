package com.innodus.kernel.records;

import com.innodus.kernel.records.Filter.And;
import com.innodus.kernel.records.Filter.Not;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Filter.Or;
import com.innodus.kernel.records.Filter.Related;
import com.innodus.kernel.records.Filter.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text form of filters: {@code and(name.contains.'ágora',or(status.is.'…',owner.empty))}. Operands stand in single
 * quotes, a quote inside is doubled. What is asked of linked records stands behind the way to them: {@code
 * has(organisation,city.is.'Vigo')}, {@code not(has(person.organisation))}.
 */
public final class FilterText {
    /** Deeper trees and longer texts are refused: they would cost more than any list needs. */
    private static final int MAX_DEPTH = 16;

    private static final int MAX_LENGTH = 8_000;

    private final String text;
    private int at;

    private FilterText(String text) {
        this.text = text;
    }

    public static String write(Filter filter) {
        return switch (filter) {
            case And(var parts) when parts.size() == 1 -> write(parts.getFirst());
            case And(var parts) -> parts.isEmpty() ? "" : "and(" + join(parts) + ")";
            case Or(var parts) -> "or(" + join(parts) + ")";
            case Not(var part) -> "not(" + write(part) + ")";
            case Related(var way, var part) -> "has(" + way + (part.isEmpty() ? "" : "," + write(part)) + ")";
            case Test(var field, var operator, var operands) ->
                field
                        + "."
                        + operator.word()
                        + operands.stream()
                                .map(operand -> ".'" + operand.replace("'", "''") + "'")
                                .collect(Collectors.joining());
        };
    }

    private static String join(List<Filter> parts) {
        return parts.stream().map(FilterText::write).collect(Collectors.joining(","));
    }

    /**
     * Reads the text form; blank text is {@link Filter#NONE}.
     *
     * @throws InvalidFilter when it isn't one
     */
    public static Filter read(String text) {
        if (text.isBlank()) {
            return Filter.NONE;
        }
        if (text.length() > MAX_LENGTH) {
            throw new InvalidFilter("syntax", text.substring(0, 40) + "…");
        }
        FilterText reader = new FilterText(text);
        Filter filter = reader.filter(0);
        if (reader.at != text.length()) {
            throw reader.syntax();
        }
        return filter;
    }

    private Filter filter(int depth) {
        if (depth > MAX_DEPTH) {
            throw syntax();
        }
        String word = word();
        if (word.equals("has") && at < text.length() && text.charAt(at) == '(') {
            return related(depth);
        }
        if (at < text.length() && text.charAt(at) == '(') {
            List<Filter> parts = parts(depth);
            return switch (word) {
                case "and" -> new And(parts);
                case "or" -> new Or(parts);
                case "not" -> {
                    if (parts.size() != 1) {
                        throw syntax();
                    }
                    yield new Not(parts.getFirst());
                }
                default -> throw syntax();
            };
        }
        expect('.');
        Operator operator = Operator.ofWord(word());
        List<String> operands = new ArrayList<>();
        while (at < text.length() && text.charAt(at) == '.') {
            at++;
            operands.add(quoted());
        }
        return new Test(word, operator, List.copyOf(operands));
    }

    private Related related(int depth) {
        expect('(');
        StringBuilder way = new StringBuilder(word());
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            way.append('.').append(word());
        }
        Filter part = Filter.NONE;
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
            part = filter(depth + 1);
        }
        expect(')');
        return new Related(way.toString(), part);
    }

    private List<Filter> parts(int depth) {
        List<Filter> parts = new ArrayList<>();
        expect('(');
        do {
            parts.add(filter(depth + 1));
        } while (at < text.length() && text.charAt(at) == ',' && ++at > 0);
        expect(')');
        return List.copyOf(parts);
    }

    private String word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (start == at) {
            throw syntax();
        }
        return text.substring(start, at);
    }

    private String quoted() {
        expect('\'');
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char letter = text.charAt(at++);
            if (letter != '\'') {
                value.append(letter);
            } else if (at < text.length() && text.charAt(at) == '\'') {
                value.append('\'');
                at++;
            } else {
                return value.toString();
            }
        }
        throw syntax();
    }

    private void expect(char letter) {
        if (at >= text.length() || text.charAt(at) != letter) {
            throw syntax();
        }
        at++;
    }

    private InvalidFilter syntax() {
        return new InvalidFilter("syntax", text);
    }
}
