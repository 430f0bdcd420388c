package com.innodus.kernel.forms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that a step of a form shows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Element.Question.class, name = "question"),
    @JsonSubTypes.Type(value = Element.Words.class, name = "words")
})
public sealed interface Element {
    /** When it is shown. */
    When when();

    /** The same, shown under another condition. */
    Element shown(When when);

    /**
     * Asks for a field of one of the records.
     *
     * @param part key of the record, see {@link FormDefinition.Part}
     * @param field key of the field
     * @param label what it is called here; "" for what the field is called anywhere
     * @param help what helps to answer; "" for the field's own
     * @param start JSON form of what it begins with
     */
    record Question(
            String part,
            String field,
            String label,
            String help,
            boolean required,
            @Nullable Object start,
            Limits limits,
            When when)
            implements Element {
        public Question {
            label = Objects.requireNonNullElse(label, "");
            help = Objects.requireNonNullElse(help, "");
            limits = Objects.requireNonNullElse(limits, Limits.NONE);
            when = Objects.requireNonNullElse(when, When.ALWAYS);
        }

        public Question(String part, String field) {
            this(part, field, "", "", false, null, Limits.NONE, When.ALWAYS);
        }

        /** The same, which has to be answered. */
        public Question demanded() {
            return new Question(part, field, label, help, true, start, limits, when);
        }

        /** The same, called differently. */
        public Question called(String otherLabel, String otherHelp) {
            return new Question(part, field, otherLabel, otherHelp, required, start, limits, when);
        }

        /** The same, within limits. */
        public Question within(Limits others) {
            return new Question(part, field, label, help, required, start, others, when);
        }

        /** The same, beginning with a value in its JSON form. */
        public Question from(@Nullable Object value) {
            return new Question(part, field, label, help, required, value, limits, when);
        }

        @Override
        public Question shown(When condition) {
            return new Question(part, field, label, help, required, start, limits, condition);
        }

        /** Where its value stands. */
        @JsonIgnore
        public Place place() {
            return new Place(part, field);
        }
    }

    /** A heading, an explanation, or both. */
    record Words(String title, String text, When when) implements Element {
        public Words {
            title = Objects.requireNonNullElse(title, "");
            text = Objects.requireNonNullElse(text, "");
            when = Objects.requireNonNullElse(when, When.ALWAYS);
        }

        @Override
        public Words shown(When condition) {
            return new Words(title, text, condition);
        }
    }

    /**
     * What has to hold of the answers that were given further up.
     *
     * @param filter on the fields of the part, in its text form; "" for always
     */
    record When(String part, String filter) {
        public static final When ALWAYS = new When("", "");

        @JsonIgnore
        public boolean isAlways() {
            return filter.isEmpty();
        }
    }

    /** A field of one of the records that a form makes. */
    record Place(String part, String field) {
        /** As problems name it. */
        @Override
        public String toString() {
            return part + "." + field;
        }
    }
}
