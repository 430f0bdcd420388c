package com.innodus.crm.calendars;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of a calendar (RFC 5545) as lines of its events. Files come from anywhere: nothing in one is followed, looked up
 * or unrolled here, and its size and number of events are bounded.
 *
 * @param zone that the calendar names for all its events (X-WR-TIMEZONE)
 */
record CalendarFile(@Nullable String zone, List<Entry> events) {
    static final int MOST_BYTES = 2 * 1024 * 1024;
    static final int MOST_EVENTS = 2_000;

    private static final int DEEPEST = 8;

    /** The file can't be read; the message is the key of a text. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Object[] arguments;

        Unreadable(String key, Object... arguments) {
            super(key);
            this.arguments = arguments;
        }

        Object[] arguments() {
            return arguments.clone();
        }
    }

    /** One line: a property with its parameters. */
    record Line(String name, Map<String, String> parameters, String value) {
        /** The value with what is escaped in texts (RFC 5545 3.3.11). */
        String text() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < value.length(); i++) {
                char letter = value.charAt(i);
                if (letter == '\\' && i + 1 < value.length()) {
                    char next = value.charAt(++i);
                    text.append(next == 'n' || next == 'N' ? '\n' : next);
                } else {
                    text.append(letter);
                }
            }
            return text.toString().replace("\0", "").strip();
        }
    }

    /** A VEVENT; the lines of its alarms stand apart. */
    record Entry(List<Line> lines, List<Line> alarms) {
        Optional<Line> line(String name) {
            return lines.stream().filter(line -> line.name().equals(name)).findFirst();
        }

        List<Line> all(String name) {
            return lines.stream().filter(line -> line.name().equals(name)).toList();
        }

        String text(String name) {
            return line(name).map(Line::text).orElse("");
        }
    }

    static CalendarFile read(byte[] bytes) throws Unreadable {
        if (bytes.length > MOST_BYTES) {
            throw new Unreadable("calendar.import.too-big", MOST_BYTES / 1024 / 1024);
        }
        List<String> lines = unfolded(decoded(bytes));
        if (lines.isEmpty() || !lines.getFirst().equalsIgnoreCase("BEGIN:VCALENDAR")) {
            throw new Unreadable("calendar.import.no-calendar");
        }
        return parsed(lines);
    }

    private static String decoded(byte[] bytes) throws Unreadable {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Unreadable("calendar.import.no-calendar");
        }
    }

    /** Long lines are broken by a line end and a blank (RFC 5545 3.1). */
    private static List<String> unfolded(String text) {
        List<StringBuilder> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            if (!lines.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
                lines.getLast().append(line, 1, line.length());
            } else if (!line.isBlank()) {
                lines.add(new StringBuilder(line.stripTrailing()));
            }
        });
        return lines.stream().map(StringBuilder::toString).toList();
    }

    private static CalendarFile parsed(List<String> lines) throws Unreadable {
        String zone = null;
        List<Entry> events = new ArrayList<>();
        List<String> open = new ArrayList<>();
        Entry event = null;
        for (String text : lines) {
            Line line = line(text);
            switch (line.name()) {
                case "BEGIN" -> {
                    open.add(line.value().strip().toUpperCase(Locale.ROOT));
                    if (open.size() > DEEPEST) {
                        throw new Unreadable("calendar.import.broken");
                    }
                    if (open.getLast().equals("VEVENT")) {
                        event = new Entry(new ArrayList<>(), new ArrayList<>());
                    }
                }
                case "END" -> {
                    if (open.isEmpty()
                            || !open.removeLast().equalsIgnoreCase(line.value().strip())) {
                        throw new Unreadable("calendar.import.broken");
                    }
                    if (event != null && line.value().strip().equalsIgnoreCase("VEVENT")) {
                        events.add(event);
                        event = null;
                        if (events.size() > MOST_EVENTS) {
                            throw new Unreadable("calendar.import.too-many", MOST_EVENTS);
                        }
                    }
                }
                case "X-WR-TIMEZONE" -> zone = line.value().strip();
                default -> {
                    if (event != null && !open.isEmpty()) {
                        switch (open.getLast()) {
                            case "VEVENT" -> event.lines().add(line);
                            case "VALARM" -> event.alarms().add(line);
                            default -> {
                                // other parts of an event mean nothing to us
                            }
                        }
                    }
                }
            }
        }
        if (!open.isEmpty()) {
            // cut off on its way
            throw new Unreadable("calendar.import.broken");
        }
        return new CalendarFile(zone, events);
    }

    private static Line line(String text) {
        int end = end(text, ':', 0);
        String head = text.substring(0, end);
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = end(head, ';', 0);
        String name = head.substring(0, at).strip().toUpperCase(Locale.ROOT);
        while (at < head.length()) {
            int next = end(head, ';', at + 1);
            String[] parameter = head.substring(at + 1, next).split("=", 2);
            if (parameter.length == 2) {
                parameters.put(parameter[0].strip().toUpperCase(Locale.ROOT), parameter[1].replace("\"", ""));
            }
            at = next;
        }
        return new Line(name, parameters, end < text.length() ? text.substring(end + 1) : "");
    }

    /** Where a mark stands that isn't quoted; the end of the text when nowhere. */
    private static int end(String text, char mark, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == mark && !quoted) {
                return i;
            }
        }
        return text.length();
    }
}
