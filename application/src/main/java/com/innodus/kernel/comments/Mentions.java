package com.innodus.kernel.comments;

import com.innodus.kernel.access.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Users who are named in a text. People write {@code @Ana García} or {@code @ana@agora.es}; what is stored is
 * {@code @{id}}, so that the mention stays right when a user gets another name.
 */
public final class Mentions {
    private static final Pattern TOKEN =
            Pattern.compile("@\\{([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})}");

    private Mentions() {}

    /** A piece of a text: words, or a user who is mentioned. */
    public record Part(String text, @Nullable UUID user) {}

    private record Name(String text, UUID user) {}

    /** Puts users' ids where their names are. */
    static String encode(String text, Collection<User> users) {
        if (text.indexOf('@') < 0) {
            return text;
        }
        // of "Ana" and "Ana García" the longer one is meant
        List<Name> names = users.stream()
                .filter(user -> user.state() != User.State.DISABLED)
                .flatMap(user -> List.of(new Name(user.name(), user.id()), new Name(user.email(), user.id())).stream())
                .filter(name -> !name.text().isBlank())
                .sorted(Comparator.comparing((Name name) -> name.text().length())
                        .reversed())
                .toList();
        StringBuilder encoded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            Name name = text.charAt(at) == '@' && isStart(text, at) ? named(text, at + 1, names) : null;
            if (name == null) {
                encoded.append(text.charAt(at));
                at++;
            } else {
                encoded.append("@{").append(name.user()).append('}');
                at += 1 + name.text().length();
            }
        }
        return encoded.toString();
    }

    private static boolean isStart(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static @Nullable Name named(String text, int from, List<Name> names) {
        for (Name name : names) {
            int end = from + name.text().length();
            if (text.regionMatches(true, from, name.text(), 0, name.text().length())
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
                return name;
            }
        }
        return null;
    }

    /** The text as people write it. */
    public static String decode(String stored, Function<UUID, @Nullable String> names) {
        return parts(stored).stream()
                .map(part -> {
                    String name = part.user() == null ? null : names.apply(part.user());
                    return name == null ? part.text() : "@" + name;
                })
                .collect(Collectors.joining());
    }

    /** Who is mentioned. */
    static Set<UUID> in(String stored) {
        Set<UUID> users = new LinkedHashSet<>();
        parts(stored).stream().map(Part::user).filter(user -> user != null).forEach(users::add);
        return users;
    }

    public static List<Part> parts(String stored) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(stored);
        int from = 0;
        while (matcher.find()) {
            if (matcher.start() > from) {
                parts.add(new Part(stored.substring(from, matcher.start()), null));
            }
            parts.add(new Part(matcher.group(), UUID.fromString(matcher.group(1))));
            from = matcher.end();
        }
        if (from < stored.length()) {
            parts.add(new Part(stored.substring(from), null));
        }
        return parts;
    }

    /** Names of users who share theirs with nobody; the others are told apart by their address. */
    public static Map<UUID, String> distinctNames(Collection<User> users) {
        Map<String, Long> bearers = users.stream().collect(Collectors.groupingBy(User::name, Collectors.counting()));
        return users.stream()
                .collect(Collectors.toMap(
                        User::id, user -> bearers.getOrDefault(user.name(), 1L) > 1 ? user.email() : user.name()));
    }
}
