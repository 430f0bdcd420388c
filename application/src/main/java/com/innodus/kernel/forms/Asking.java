package com.innodus.kernel.forms;

import com.innodus.kernel.forms.Element.Place;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.Element.When;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.FilterMatch;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.JsonForm;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a form asks the acting user with what was answered so far, and what is wrong with the answers. Screens ask it as
 * people type, and the server once more when the answer is given.
 */
@Component
public class Asking {
    private final RecordTypes types;
    private final FieldRights rights;
    private final Options options;
    private final Clock clock;

    Asking(RecordTypes types, FieldRights rights, Options options, Clock clock) {
        this.types = types;
        this.rights = rights;
        this.options = options;
        this.clock = clock;
    }

    /** What was answered, in the fields' own Java types. */
    public interface Values {
        @Nullable Object of(Place place);
    }

    /** The type of a part as the acting user sees it. */
    public Optional<RecordType<?>> type(FormDefinition form, String part) {
        return form.part(part).flatMap(each -> types.byKey(each.recordType())).map(rights::seen);
    }

    /** The field that a question asks for, if the acting user may write it. */
    public Optional<Field<?>> field(FormDefinition form, Question question) {
        return type(form, question.part())
                .<Field<?>>flatMap(type -> type.field(question.field()).map(field -> field))
                .filter(Field::isWritable);
    }

    /** Whether a question has to be answered where it is asked. */
    public boolean isRequired(FormDefinition form, Question question, Field<?> field) {
        return question.required() || (form.isMain(question.part()) && field.isRequired());
    }

    /** What a question begins with: what the form says, else what new records begin with. */
    public @Nullable Object start(FormDefinition form, Question question, Field<?> field) {
        if (question.start() == null) {
            return type(form, question.part())
                    .<Object>map(type -> options.presets(type).get(field.key()))
                    .orElse(null);
        }
        try {
            return JsonForm.read(field.type(), question.start());
        } catch (IllegalArgumentException e) {
            // the field has become another since
            return null;
        }
    }

    /** Which of the form's elements are shown, by their place among all. */
    public BitSet shown(FormDefinition form, Values values) {
        BitSet shown = new BitSet();
        Set<Place> asked = new HashSet<>();
        Instant now = clock.instant();
        List<Element> elements = form.elements();
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            if (holds(element.when(), asked, values, now)) {
                switch (element) {
                    case Element.Words ignored -> shown.set(i);
                    case Question question -> {
                        if (isPossible(form, question, asked, values, now)) {
                            shown.set(i);
                            asked.add(question.place());
                        }
                    }
                }
            }
        }
        return shown;
    }

    /** A question whose field the record doesn't have with what was answered isn't asked. */
    private boolean isPossible(FormDefinition form, Question question, Set<Place> asked, Values values, Instant now) {
        return field(form, question)
                .filter(field -> field.definition()
                        .map(own -> own.isVisible(key -> answered(new Place(question.part(), key), asked, values), now))
                        .orElse(true))
                .isPresent();
    }

    private static boolean holds(When when, Set<Place> asked, Values values, Instant now) {
        try {
            return when.isAlways()
                    || FilterMatch.holds(
                            FilterText.read(when.filter()),
                            key -> answered(new Place(when.part(), key), asked, values),
                            now);
        } catch (InvalidFilter e) {
            // of a field that has become another since: better asked than lost
            return true;
        }
    }

    private static @Nullable Object answered(Place place, Set<Place> asked, Values values) {
        return asked.contains(place) ? values.of(place) : null;
    }

    /** What is wrong with the answers to the questions of one step. */
    public List<Problem> problems(FormDefinition form, int step, Values values) {
        int from = form.steps().subList(0, step).stream()
                .mapToInt(each -> each.elements().size())
                .sum();
        int to = from + form.steps().get(step).elements().size();
        return problems(form, from, to, values);
    }

    /** What is wrong with the answers. */
    public List<Problem> problems(FormDefinition form, Values values) {
        return problems(form, 0, form.elements().size(), values);
    }

    private List<Problem> problems(FormDefinition form, int from, int to, Values values) {
        BitSet shown = shown(form, values);
        List<Problem> problems = new ArrayList<>();
        List<Element> elements = form.elements();
        for (int i = shown.nextSetBit(from); i >= 0 && i < to; i = shown.nextSetBit(i + 1)) {
            if (elements.get(i) instanceof Question question) {
                field(form, question)
                        .flatMap(field -> problem(form, question, field, values.of(question.place())))
                        .ifPresent(problems::add);
            }
        }
        return problems;
    }

    private Optional<Problem> problem(FormDefinition form, Question question, Field<?> field, @Nullable Object value) {
        String place = question.place().toString();
        if (isNothing(value)) {
            return isRequired(form, question, field)
                    ? Optional.of(Problem.of(place, "error.required"))
                    : Optional.empty();
        }
        return question.limits().problem(place, Objects.requireNonNull(value));
    }

    /** Whether nothing was answered; a box that isn't ticked is nothing, so one that has to be ticked can be asked for. */
    static boolean isNothing(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isBlank();
            case Collection<?> several -> several.isEmpty();
            case Boolean ticked -> !ticked;
            default -> false;
        };
    }

    /** Values of parts by the keys of their fields. */
    public static Values of(Map<String, ? extends Map<String, ? extends @Nullable Object>> given) {
        return place -> {
            Map<String, ? extends @Nullable Object> ofPart = given.get(place.part());
            return ofPart == null ? null : ofPart.get(place.field());
        };
    }
}
