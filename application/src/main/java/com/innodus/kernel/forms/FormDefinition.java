package com.innodus.kernel.forms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a form asks, and which records the answers become.
 *
 * @param intro what people read before they begin
 * @param thanks what they read afterwards
 * @param parts the records, the main one first; the others are made only where something was answered of them
 * @param bonds how the records are linked
 */
public record FormDefinition(String intro, String thanks, List<Part> parts, List<Bond> bonds, List<Step> steps) {
    public static final int MOST_PARTS = 6;
    public static final int MOST_STEPS = 20;
    public static final int MOST_ELEMENTS = 200;

    /** A record that the form makes. */
    public record Part(String key, String recordType) {}

    /** The record of {@code from} links to that of {@code to} by one of its fields. */
    public record Bond(String from, String field, String to) {}

    /** What is asked on one page. */
    public record Step(String title, List<Element> elements) {
        public Step {
            title = Objects.requireNonNullElse(title, "");
            elements = List.copyOf(Objects.requireNonNullElse(elements, List.<Element>of()));
        }
    }

    public FormDefinition {
        intro = Objects.requireNonNullElse(intro, "");
        thanks = Objects.requireNonNullElse(thanks, "");
        parts = List.copyOf(Objects.requireNonNullElse(parts, List.<Part>of()));
        bonds = List.copyOf(Objects.requireNonNullElse(bonds, List.<Bond>of()));
        steps = List.copyOf(Objects.requireNonNullElse(steps, List.<Step>of()));
    }

    /** One empty step about one record. */
    public static FormDefinition about(String recordType) {
        return new FormDefinition(
                "", "", List.of(new Part("a", recordType)), List.of(), List.of(new Step("", List.of())));
    }

    public FormDefinition with(List<Step> others) {
        return new FormDefinition(intro, thanks, parts, bonds, others);
    }

    public FormDefinition with(List<Part> otherParts, List<Bond> otherBonds) {
        return new FormDefinition(intro, thanks, otherParts, otherBonds, steps);
    }

    public FormDefinition saying(String otherIntro, String otherThanks) {
        return new FormDefinition(otherIntro, otherThanks, parts, bonds, steps);
    }

    public Optional<Part> part(String key) {
        return parts.stream().filter(part -> part.key().equals(key)).findFirst();
    }

    /** Whether the part is the record that every answer makes. */
    public boolean isMain(String part) {
        return !parts.isEmpty() && parts.getFirst().key().equals(part);
    }

    /** All elements, in their order. */
    @JsonIgnore
    public List<Element> elements() {
        return steps.stream().flatMap(step -> step.elements().stream()).toList();
    }

    /** All questions, in their order. */
    @JsonIgnore
    public Stream<Element.Question> questions() {
        return elements().stream().filter(Element.Question.class::isInstance).map(Element.Question.class::cast);
    }
}
