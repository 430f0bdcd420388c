package com.innodus.kernel.records.exchange;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.CheckItem;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.PostalAddress;
import com.innodus.kernel.text.Folding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Contact points and addresses in a cell, one a line for addresses, so that what is exported comes back with its label:
 * {@code ana@agora.example (Casa)}, {@code Facturación: C/ Mayor 1 | 28001 | Madrid | Madrid | ES}.
 */
final class LabelledText {
    private static final String PLAIN = "work";
    private static final String OTHER = "other";
    private static final Pattern TAIL = Pattern.compile("(.*\\S)\\s*\\(([^()]+)\\)");
    private static final Pattern HEAD = Pattern.compile("([^:|]+):(.*)", Pattern.DOTALL);

    private static final Pattern TICK = Pattern.compile("\\s*(?:[-*]\\s+)?(?:\\[([ xX])\\])?(.*)");

    /** Labels by their names in every language. */
    private static final Map<String, String> LABELS = Stream.of(PLAIN, "mobile", "home", OTHER, "billing", "delivery")
            .flatMap(label -> Stream.concat(
                    Stream.of(Map.entry(label, label)),
                    Texts.LANGUAGES.stream().map(language -> Map.entry(Folding.fold(name(label, language)), label))))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));

    private LabelledText() {}

    private static String name(String label, Locale language) {
        return Texts.text(language, "label." + label);
    }

    private static Optional<String> label(String name) {
        return Optional.ofNullable(LABELS.get(Folding.fold(name.strip())));
    }

    static String write(ContactPoint point, Locale language) {
        return point.label().equals(PLAIN) ? point.value() : point.value() + " (" + name(point.label(), language) + ")";
    }

    static ContactPoint point(String text) {
        Matcher tail = TAIL.matcher(text.strip());
        return tail.matches()
                ? label(tail.group(2))
                        .map(label -> new ContactPoint(label, tail.group(1)))
                        .orElseGet(() -> ContactPoint.work(text.strip()))
                : ContactPoint.work(text.strip());
    }

    static String write(PostalAddress address, Locale language) {
        return name(address.label(), language) + ": "
                + Stream.of(address.street(), address.postalCode(), address.city(), address.region(), address.country())
                        .map(part -> Objects.requireNonNullElse(part, "")
                                .replace('|', '/')
                                .replaceAll("\\R", ", "))
                        .collect(Collectors.joining(" | "));
    }

    /** One a line, as Markdown has them: {@code [x] done}, {@code [ ] open}. */
    static String write(Collection<?> checklist) {
        return checklist.stream()
                .map(CheckItem.class::cast)
                .map(item -> (item.done() ? "[x] " : "[ ] ") + item.text())
                .collect(Collectors.joining("\n"));
    }

    static List<CheckItem> checklist(String text) {
        return text.lines()
                .map(TICK::matcher)
                .filter(Matcher::matches)
                .map(line -> new CheckItem(line.group(2).strip(), "x".equalsIgnoreCase(line.group(1))))
                .filter(item -> !item.text().isEmpty())
                .toList();
    }

    static List<PostalAddress> addresses(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(LabelledText::address)
                .toList();
    }

    private static PostalAddress address(String line) {
        Matcher head = HEAD.matcher(line);
        Optional<String> label = head.matches() ? label(head.group(1)) : Optional.empty();
        String rest = label.isPresent() ? head.group(2) : line;
        List<@Nullable String> parts = new ArrayList<>();
        for (String part : rest.split("\\|", 5)) {
            parts.add(part.isBlank() ? null : part.strip());
        }
        while (parts.size() < 5) {
            parts.add(null);
        }
        return new PostalAddress(
                label.orElse(OTHER), parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
    }
}
