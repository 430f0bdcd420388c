package com.innodus.kernel.forms.ui;

import com.innodus.kernel.forms.Element;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormDefinition.Bond;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which further records a form can make: those that link to one of its records, or that one of them links to. */
final class LinkedParts {
    private LinkedParts() {}

    /**
     * A further record.
     *
     * @param by label of the field that links
     * @param known the record of the form at the other end of the link
     * @param isBack whether the further record is the one that links
     */
    record Linked(Part known, RecordType<?> type, String field, String by, boolean isBack) {
        FormDefinition addedTo(FormDefinition form, Locale locale) {
            Set<String> keys = form.parts().stream().map(Part::key).collect(Collectors.toSet());
            String key = "a";
            for (char letter = 'a'; keys.contains(key); letter++) {
                key = String.valueOf(letter);
            }
            List<Part> parts = new ArrayList<>(form.parts());
            parts.add(new Part(key, type.key()));
            List<Bond> bonds = new ArrayList<>(form.bonds());
            bonds.add(isBack ? new Bond(key, field, known.key()) : new Bond(known.key(), field, key));
            List<Step> steps = new ArrayList<>();
            // what the link fills in nobody is asked for any more
            for (Step step : form.with(parts, bonds).steps()) {
                steps.add(new Step(
                        step.title(),
                        step.elements().stream()
                                .filter(element -> isBack
                                        || !(element instanceof Question question
                                                && question.part().equals(known.key())
                                                && question.field().equals(field)))
                                .toList()));
            }
            List<Element> asked = demanded(key, type).stream()
                    .filter(element -> !(isBack && ((Question) element).field().equals(field)))
                    .toList();
            steps.add(new Step(type.name(locale), asked));
            return form.with(parts, bonds).with(steps);
        }
    }

    static List<Linked> possible(FormDefinition form, List<RecordType<?>> types, Locale locale) {
        List<Linked> possible = new ArrayList<>();
        for (Part part : form.parts()) {
            types.stream()
                    .filter(type -> type.key().equals(part.recordType()))
                    .forEach(type -> possible.addAll(from(form, part, type, types, locale)));
        }
        return possible;
    }

    private static List<Linked> from(
            FormDefinition form, Part part, RecordType<?> type, List<RecordType<?>> types, Locale locale) {
        List<Linked> linked = new ArrayList<>();
        for (RecordType<?> other : types) {
            for (Field<?> field : type.linksTo(other.key())) {
                boolean isUsed = form.bonds().stream()
                        .anyMatch(bond ->
                                bond.from().equals(part.key()) && bond.field().equals(field.key()));
                if (field.isWritable() && !isUsed) {
                    linked.add(new Linked(part, other, field.key(), type.label(field.key(), locale), false));
                }
            }
            for (Field<?> field : other.linksTo(type.key())) {
                if (field.isWritable()) {
                    linked.add(new Linked(part, other, field.key(), other.label(field.key(), locale), true));
                }
            }
        }
        return linked;
    }

    /** Without a part, and all that is asked or linked of it. */
    static FormDefinition without(FormDefinition form, String part) {
        return form.with(
                        form.parts().stream()
                                .filter(each -> !each.key().equals(part))
                                .toList(),
                        form.bonds().stream()
                                .filter(bond ->
                                        !bond.from().equals(part) && !bond.to().equals(part))
                                .toList())
                .with(form.steps().stream()
                        .map(step -> new Step(
                                step.title(),
                                step.elements().stream()
                                        .filter(element -> !(element instanceof Question question
                                                && question.part().equals(part)))
                                        .map(element -> element.when().part().equals(part)
                                                ? element.shown(Element.When.ALWAYS)
                                                : element)
                                        .toList()))
                        .toList());
    }

    /** What has to be asked for a record of the type to be made. */
    static List<Element> demanded(String part, RecordType<?> type) {
        return type.demanded().stream()
                .<Element>map(field -> new Question(part, field))
                .toList();
    }
}
