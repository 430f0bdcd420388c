package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Filter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter as the filter bar edits it: conditions joined by one word, and groups of conditions joined by the other, such
 * as {@code A and (B or C)}.
 *
 * @param any joined by "or", the groups by "and"
 */
record Conditions(boolean any, List<Filter> parts) {
    static Conditions of(Filter filter) {
        return switch (filter) {
            case Filter.And(var parts) -> new Conditions(false, parts);
            case Filter.Or(var parts) -> new Conditions(true, parts);
            default -> new Conditions(false, List.of(filter));
        };
    }

    Filter filter() {
        return parts.isEmpty() ? Filter.NONE : any && parts.size() > 1 ? new Filter.Or(parts) : new Filter.And(parts);
    }

    /** With another condition at a place; behind the last it is added, null removes it. */
    Conditions put(int at, @Nullable Filter part) {
        List<Filter> others = new ArrayList<>(parts);
        if (part == null) {
            others.remove(at);
        } else if (at == parts.size()) {
            others.add(part);
        } else {
            others.set(at, part);
        }
        return new Conditions(any, List.copyOf(others));
    }

    /** With another condition within the group at a place; a group of one is a condition again. */
    Conditions put(int at, int within, @Nullable Filter part) {
        List<Filter> members = new ArrayList<>(group(parts.get(at)));
        if (part == null) {
            members.remove(within);
        } else if (within == members.size()) {
            members.add(part);
        } else {
            members.set(within, part);
        }
        if (members.isEmpty()) {
            return put(at, null);
        }
        return put(at, members.size() == 1 ? members.getFirst() : joined(members));
    }

    private Filter joined(List<Filter> members) {
        return any ? new Filter.And(List.copyOf(members)) : new Filter.Or(List.copyOf(members));
    }

    /** "And" for "or", and the other way round in the groups. */
    Conditions turned() {
        return new Conditions(
                !any,
                parts.stream()
                        .map(part -> isGroup(part) ? new Conditions(!any, List.of()).joined(group(part)) : part)
                        .toList());
    }

    /** Whether it is several conditions that the bar can show and edit. */
    boolean isGroup(Filter part) {
        return switch (part) {
            case Filter.And(var members) -> any && members.stream().allMatch(Conditions::isCondition);
            case Filter.Or(var members) -> !any && members.stream().allMatch(Conditions::isCondition);
            default -> false;
        };
    }

    /** The conditions of a group; a single condition is what a group begins with. */
    static List<Filter> group(Filter part) {
        return switch (part) {
            case Filter.And(var members) -> members;
            case Filter.Or(var members) -> members;
            default -> List.of(part);
        };
    }

    /** Whether it is one comparison, or the opposite of one; of the record, or of one that it links to. */
    static boolean isCondition(Filter part) {
        return test(part) != null;
    }

    /** The comparison of a condition. */
    static Filter.@Nullable Test test(Filter part) {
        return switch (part) {
            case Filter.Test test -> test;
            case Filter.Not(Filter.Test test) -> test;
            case Filter.Related(String way, Filter.Test test) when isLink(way) -> test;
            case Filter.Not(Filter.Related(String way, Filter.Test test)) when isLink(way) -> test;
            default -> null;
        };
    }

    /** The field of a condition, such as {@code city} or {@code organisation.city}; "" for what is none. */
    static String path(Filter part) {
        return switch (part) {
            case Filter.Test test -> test.field();
            case Filter.Not(Filter positive) -> path(positive);
            case Filter.Related(String way, Filter.Test test) when isLink(way) -> way + "." + test.field();
            default -> "";
        };
    }

    /** Links of other types that lead here have a point in their text. */
    private static boolean isLink(String way) {
        return !way.contains(".");
    }
}
