package com.innodus.kernel.transfer;

import com.innodus.kernel.text.Folding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Proposes for each header of a file the target column it most likely means; the user confirms.
 *
 * <p>Every target is proposed once, and the same input always gives the same proposal. Case, accents and punctuation do
 * not count. A header that merely mentions a target ("Código país" for "País") is left alone: a wrong proposal costs the
 * user more than a missing one.
 */
public final class ColumnMatcher {
    /** Below this score (0 to 1) nothing is proposed. */
    public static final double THRESHOLD = 0.7;

    private static final double SQUASHED = 0.98;
    private static final double PART = 0.93;
    private static final double NUMBERED = 0.9;
    private static final double SIMILAR = 0.95;
    /** Edit distance says little about short words: "País" is one letter away from "Pain". */
    private static final int SHORTEST_TYPO = 5;

    private static final double CLOSEST_TYPO = 0.8;

    private static final Set<String> FILLERS = Set.of(
            "de", "del", "la", "el", "los", "las", "l", "d", "dels", "les", "els", "of", "the", "y", "i", "and", "or",
            "o", "a", "n", "no", "num", "nº");
    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern PARTS = Pattern.compile("[/|(),;:\\[\\]]+");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final List<Target> targets;

    /** Targets in order of preference: of two equally good ones the earlier wins. */
    public ColumnMatcher(List<Target> targets) {
        this.targets = List.copyOf(targets);
    }

    /**
     * A column that a file can be imported into.
     *
     * @param key what the caller calls it, unique
     * @param names its labels in all languages and its synonyms, in any order
     */
    public record Target(String key, List<String> names) {
        public Target {
            names = List.copyOf(names);
        }

        public static Target of(String key, String... names) {
            return new Target(key, List.of(names));
        }
    }

    /**
     * A proposal.
     *
     * @param column index of the header, from 0
     * @param key the target's key
     * @param score how sure it is, {@link #THRESHOLD} to 1
     */
    public record Match(int column, String key, double score) {}

    /** Proposals by index of header; headers that resemble nothing are absent. */
    public Map<Integer, Match> match(List<String> headers) {
        List<Match> possible = new ArrayList<>();
        for (int column = 0; column < headers.size(); column++) {
            for (Target target : targets) {
                double score = score(headers.get(column), target);
                if (score >= THRESHOLD) {
                    possible.add(new Match(column, target.key(), score));
                }
            }
        }
        // a stable sort: equal scores keep the order of the headers, then of the targets
        possible.sort(Comparator.comparingDouble(Match::score).reversed());
        Map<Integer, Match> matches = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (Match match : possible) {
            if (!matches.containsKey(match.column()) && taken.add(match.key())) {
                matches.put(match.column(), match);
            }
        }
        return matches;
    }

    private static double score(String header, Target target) {
        double best = 0;
        List<String> whole = words(header);
        List<List<String>> parts = PARTS.splitAsStream(header)
                .map(ColumnMatcher::words)
                .filter(part -> !part.isEmpty() && !part.equals(whole))
                .toList();
        for (int i = -1; i < target.names().size(); i++) {
            List<String> name = words(i < 0 ? target.key() : target.names().get(i));
            best = Math.max(best, similarity(whole, name));
            for (List<String> part : parts) {
                best = Math.max(best, part.equals(name) ? PART : 0);
            }
        }
        return best;
    }

    private static List<String> words(String text) {
        String apart = HUMP.matcher(text).replaceAll(" ");
        return Arrays.stream(NOT_WORD.split(Folding.fold(apart)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static double similarity(List<String> header, List<String> name) {
        if (header.isEmpty() || name.isEmpty()) {
            return 0;
        }
        if (header.equals(name)) {
            return 1;
        }
        String left = String.join("", header);
        String right = String.join("", name);
        if (left.equals(right)) {
            return SQUASHED;
        }
        Set<String> significant = significant(header);
        Set<String> wanted = significant(name);
        if (!significant.isEmpty() && significant.equals(wanted)) {
            return NUMBERED;
        }
        double typo = likeness(left, right);
        return SIMILAR * Math.max(typo >= CLOSEST_TYPO ? typo : 0, overlap(significant, wanted));
    }

    private static Set<String> significant(List<String> words) {
        Set<String> significant = new HashSet<>(words);
        significant.removeIf(word -> FILLERS.contains(word) || word.chars().allMatch(Character::isDigit));
        return significant;
    }

    /** Dice coefficient over words, where a misspelt word counts as far as it is like. */
    private static double overlap(Set<String> header, Set<String> name) {
        if (header.isEmpty() || name.isEmpty()) {
            return 0;
        }
        double shared = 0;
        for (String word : header) {
            double best = 0;
            for (String other : name) {
                double like = likeness(word, other);
                best = Math.max(best, like >= CLOSEST_TYPO ? like : 0);
            }
            shared += best;
        }
        return Math.min(1, 2 * shared / (header.size() + name.size()));
    }

    private static double likeness(String left, String right) {
        if (left.equals(right)) {
            return 1;
        }
        int longest = Math.max(left.length(), right.length());
        // headers are labels; anything longer is prose and not worth the quadratic time
        if (Math.min(left.length(), right.length()) < SHORTEST_TYPO || longest > 100) {
            return 0;
        }
        return 1 - (double) distance(left, right) / longest;
    }

    /** Levenshtein distance. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int swap = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
