package com.innodus.kernel.forms;

import com.innodus.kernel.forms.Element.Place;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.FormDefinition.Bond;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.JsonForm;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds what is wrong with a form before people fill it in: each problem names what it is about, as people know it. */
@Component
class FormCheck {
    private final RecordTypes types;
    private final Records records;

    FormCheck(RecordTypes types, Records records) {
        this.types = types;
        this.records = records;
    }

    List<Problem> problems(FormDefinition form, Locale locale) {
        return new Check(form, locale).all();
    }

    private final class Check {
        private final FormDefinition form;
        private final Locale locale;
        private final List<Problem> problems = new ArrayList<>();

        Check(FormDefinition form, Locale locale) {
            this.form = form;
            this.locale = locale;
        }

        List<Problem> all() {
            if (form.parts().isEmpty() || form.parts().size() > FormDefinition.MOST_PARTS) {
                add("forms.problem.parts", Integer.toString(FormDefinition.MOST_PARTS));
            }
            Set<String> keys = new HashSet<>();
            for (Part part : form.parts()) {
                if (type(part.key()).isEmpty() || !keys.add(part.key())) {
                    add("forms.problem.type", part.recordType());
                }
            }
            if (problems.isEmpty()) {
                bonds();
                elements();
                demanded();
            }
            return problems;
        }

        private void add(String message, String... arguments) {
            problems.add(Problem.of("", message, arguments));
        }

        private Optional<RecordType<?>> type(String part) {
            return form.part(part).flatMap(each -> types.byKey(each.recordType()));
        }

        private Optional<Field<?>> field(String part, String key) {
            return type(part)
                    .<Field<?>>flatMap(type -> type.field(key).map(field -> field))
                    .filter(Field::isWritable);
        }

        private String name(String part, String key) {
            return type(part)
                    .map(type ->
                            type.name(locale) + " · " + (type.field(key).isPresent() ? type.label(key, locale) : key))
                    .orElse(part + "." + key);
        }

        private void bonds() {
            Set<Place> places = new HashSet<>();
            for (Bond bond : form.bonds()) {
                boolean leads = field(bond.from(), bond.field())
                        .flatMap(field -> Optional.ofNullable(field.linkTarget()))
                        .equals(form.part(bond.to()).map(Part::recordType));
                if (!leads || bond.from().equals(bond.to()) || !places.add(new Place(bond.from(), bond.field()))) {
                    add("forms.problem.bond", name(bond.from(), bond.field()));
                }
            }
            if (FormParts.inOrder(form).isEmpty()) {
                add("forms.problem.circle");
            }
            form.parts().stream()
                    .filter(part -> !form.isMain(part.key()))
                    .filter(part -> form.bonds().stream()
                            .noneMatch(bond ->
                                    bond.from().equals(part.key()) || bond.to().equals(part.key())))
                    .forEach(part -> add(
                            "forms.problem.loose",
                            type(part.key()).orElseThrow().name(locale)));
        }

        private void elements() {
            int size = form.elements().size();
            if (form.steps().size() > FormDefinition.MOST_STEPS || size > FormDefinition.MOST_ELEMENTS) {
                add(
                        "forms.problem.size",
                        Integer.toString(FormDefinition.MOST_STEPS),
                        Integer.toString(FormDefinition.MOST_ELEMENTS));
            }
            if (form.questions().findAny().isEmpty()) {
                add("forms.problem.nothing");
            }
            for (int i = 0; i < form.steps().size(); i++) {
                Step step = form.steps().get(i);
                if (step.elements().isEmpty()) {
                    add("forms.problem.empty-step", Integer.toString(i + 1));
                }
            }
            Set<Place> asked = new HashSet<>();
            for (Element element : form.elements()) {
                condition(element, asked);
                if (element instanceof Question question) {
                    question(question, asked);
                } else if (element instanceof Element.Words words
                        && words.title().isBlank()
                        && words.text().isBlank()) {
                    add("forms.problem.no-words");
                }
            }
        }

        private void question(Question question, Set<Place> asked) {
            String name = name(question.part(), question.field());
            Optional<Field<?>> field = field(question.part(), question.field());
            boolean isBond = form.bonds().stream()
                    .anyMatch(bond ->
                            bond.from().equals(question.part()) && bond.field().equals(question.field()));
            if (field.isEmpty()) {
                add("forms.problem.field", name);
            } else if (isBond || !asked.add(question.place())) {
                add("forms.problem.twice", name);
            } else {
                if (!question.limits().isNone()
                        && !question.limits().fit(Limits.Kind.of(field.get().type()))) {
                    add("forms.problem.limits", name);
                }
                if (!isValue(field.get(), question.start())) {
                    add("forms.problem.start", name);
                }
            }
        }

        private static boolean isValue(Field<?> field, @org.jspecify.annotations.Nullable Object json) {
            try {
                JsonForm.read(field.type(), json);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        /** Answers further down aren't there yet when it is asked. */
        private void condition(Element element, Set<Place> asked) {
            if (element.when().isAlways()) {
                return;
            }
            Filter filter;
            try {
                filter = FilterText.read(element.when().filter());
            } catch (InvalidFilter e) {
                filter = new Filter.Related("", Filter.NONE);
            }
            Filter read = filter;
            String part = element.when().part();
            Set<String> fields = new LinkedHashSet<>();
            boolean fits = collect(read, fields)
                    && type(part).filter(type -> records.fits(type, read)).isPresent();
            if (!fits) {
                add("forms.problem.condition", title(element));
                return;
            }
            fields.stream()
                    .filter(key -> !asked.contains(new Place(part, key)))
                    .forEach(key -> add("forms.problem.order", title(element), name(part, key)));
        }

        private String title(Element element) {
            return switch (element) {
                case Question question -> name(question.part(), question.field());
                case Element.Words words -> words.title().isBlank() ? Texts.text(locale, "forms.words") : words.title();
            };
        }

        /** Whether the filter is of one record alone; the fields that it asks for are collected. */
        private static boolean collect(Filter filter, Set<String> fields) {
            return switch (filter) {
                case Filter.And(var parts) -> parts.stream().allMatch(part -> collect(part, fields));
                case Filter.Or(var parts) -> parts.stream().allMatch(part -> collect(part, fields));
                case Filter.Not(var part) -> collect(part, fields);
                case Filter.Related ignored -> false;
                case Filter.Test test -> {
                    fields.add(test.field());
                    yield true;
                }
            };
        }

        /** Without them no answer could become a record. */
        private void demanded() {
            for (Part part : form.parts()) {
                Stream<String> keys = type(part.key()).orElseThrow().demanded().stream();
                keys.filter(key -> form.questions()
                                .noneMatch(question -> question.place().equals(new Place(part.key(), key))))
                        .filter(key -> form.bonds().stream()
                                .noneMatch(bond -> bond.from().equals(part.key())
                                        && bond.field().equals(key)))
                        .forEach(key -> add("forms.problem.demanded", name(part.key(), key)));
            }
        }
    }
}
