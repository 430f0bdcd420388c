package com.innodus.kernel.forms.ui;

import com.innodus.kernel.faces.ui.DuplicateWarning;
import com.innodus.kernel.faces.ui.Editors;
import com.innodus.kernel.faces.ui.Editors.Editor;
import com.innodus.kernel.forms.Asking;
import com.innodus.kernel.forms.Element;
import com.innodus.kernel.forms.Element.Place;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A form to be filled in, one step after the other. What was typed in one step stays while another is shown. */
class FormPane extends Div {
    private static final long serialVersionUID = 1L;

    private final transient FormDefinition form;
    private final transient Parts parts;
    private final transient Locale locale;
    private final transient Consumer<Map<String, Map<String, @Nullable Object>>> send;
    private final transient Map<Place, Answer> answers = new LinkedHashMap<>();
    private final transient Map<String, DuplicateWarning<?>> warnings = new LinkedHashMap<>();
    private final List<Component> elements = new ArrayList<>();
    private final List<Section> pages = new ArrayList<>();
    private final Div summary = new Div();
    private final Paragraph progress = new Paragraph();
    private final Button back = new Button();
    private final Button next = new Button();
    private int at;

    /** What forms are filled in with. */
    @org.springframework.stereotype.Component
    record Parts(Asking asking, Editors editors, DuplicateWarning.Warnings warnings) {}

    /** One question's editor. */
    private record Answer(
            Question question,
            Field<?> field,
            Editor editor,
            int step,
            @Nullable Object start) {
        String label() {
            return ((HasLabel) editor.component()).getLabel();
        }
    }

    /** @param send gets the answers, and throws {@link InvalidRecord} when they are refused */
    FormPane(
            FormDefinition form,
            Parts parts,
            Locale locale,
            Consumer<Map<String, Map<String, @Nullable Object>>> send) {
        this.form = form;
        this.parts = parts;
        this.locale = locale;
        this.send = send;
        addClassNames("record-form", "form-pane");
        summary.addClassName("error-summary");
        summary.getElement().setAttribute("role", "alert");
        summary.setVisible(false);
        progress.addClassNames("secondary", "form-progress");
        progress.getElement().setAttribute("aria-live", "polite");
        add(summary, progress);
        for (int i = 0; i < form.steps().size(); i++) {
            Section page = page(form.steps().get(i), i);
            pages.add(page);
            add(page);
        }
        watchDuplicates();
        add(buttons());
        answers.values().forEach(answer -> {
            answer.editor().setValue(answer.start());
            answer.editor().onChange(() -> changed(answer.question().part()));
        });
        show(0, false);
    }

    private Section page(Step step, int number) {
        FormLayout layout = Editors.columns(2);
        for (Element element : step.elements()) {
            Component shown = switch (element) {
                case Element.Words words -> words(words, layout);
                case Question question -> question(question, number, layout);
            };
            elements.add(shown);
        }
        Section page = new Section();
        if (!step.title().isBlank()) {
            H2 title = new H2(step.title());
            title.getElement().setAttribute("tabindex", "-1");
            page.add(title);
        }
        page.add(layout);
        page.addClassName("section-card");
        return page;
    }

    private static Component words(Element.Words words, FormLayout layout) {
        Div shown = new Div();
        shown.addClassName("form-words");
        if (!words.title().isBlank()) {
            shown.add(new H3(words.title()));
        }
        if (!words.text().isBlank()) {
            shown.add(new Paragraph(words.text()));
        }
        layout.add(shown);
        layout.setColspan(shown, 2);
        return shown;
    }

    private Component question(Question question, int step, FormLayout layout) {
        Optional<Field<?>> field = parts.asking().field(form, question);
        if (field.isEmpty()) {
            // nothing stands there for somebody who may not write it
            return new Div();
        }
        Editor editor = editor(parts.asking().type(form, question.part()).orElseThrow(), question);
        Component component = editor.component();
        component.setId("field-" + question.part() + "-" + question.field());
        if (!question.label().isBlank()) {
            ((HasLabel) component).setLabel(question.label());
        }
        if (!question.help().isBlank()) {
            ((HasHelper) component).setHelperText(question.help());
        }
        editor.setRequired(parts.asking().isRequired(form, question, field.get()));
        layout.add(component);
        if (Editors.isWide(field.get().type())) {
            layout.setColspan(component, 2);
        }
        answers.put(
                question.place(),
                new Answer(question, field.get(), editor, step, parts.asking().start(form, question, field.get())));
        return component;
    }

    private <E extends BaseRecord> Editor editor(RecordType<E> type, Question question) {
        return parts.editors().of(type, type.require(question.field()), locale);
    }

    private void watchDuplicates() {
        for (FormDefinition.Part part : form.parts()) {
            parts.asking().type(form, part.key()).ifPresent(type -> {
                DuplicateWarning<?> warning = warning(type, part.key());
                warnings.put(part.key(), warning);
                add(warning);
            });
        }
    }

    private <E extends BaseRecord> DuplicateWarning<E> warning(RecordType<E> type, String part) {
        return parts.warnings().of(type, () -> values().getOrDefault(part, Map.of()));
    }

    private Div buttons() {
        back.setText(getTranslation("forms.back"));
        back.addClickListener(click -> move(-1));
        back.setId("form-back");
        next.addThemeVariants(ButtonVariant.PRIMARY);
        next.addClickListener(click -> forward());
        next.setId("form-next");
        Div actions = new Div(next, back);
        actions.addClassName("form-actions");
        return actions;
    }

    // answers

    private @Nullable Object value(Place place) {
        Answer answer = answers.get(place);
        return answer == null ? null : answer.editor().value();
    }

    /** What is asked and was answered, by part and field. */
    Map<String, Map<String, @Nullable Object>> values() {
        Map<String, Map<String, @Nullable Object>> values = new LinkedHashMap<>();
        asked().forEach(answer -> values.computeIfAbsent(answer.question().part(), key -> new LinkedHashMap<>())
                .put(answer.question().field(), answer.editor().value()));
        return values;
    }

    /** What somebody answered of a part otherwise than it began. */
    Map<String, @Nullable Object> touched(String part) {
        Map<String, @Nullable Object> touched = new LinkedHashMap<>();
        answers.forEach((place, answer) -> {
            Object value = answer.editor().value();
            boolean nothing = value == null || value.equals("") || value.equals(List.of()) || value.equals(false);
            if (place.part().equals(part) && !nothing && !Objects.equals(value, answer.start())) {
                touched.put(place.field(), value);
            }
        });
        return touched;
    }

    void put(String part, Map<String, @Nullable Object> values) {
        values.forEach((field, value) -> {
            Answer answer = answers.get(new Place(part, field));
            if (answer != null) {
                answer.editor().setValue(value);
            }
        });
        show(at, false);
    }

    void onChange(Runnable listener) {
        answers.values().forEach(answer -> answer.editor().onChange(listener));
    }

    private List<Answer> asked() {
        BitSet shown = parts.asking().shown(form, this::value);
        List<Element> all = form.elements();
        return shown.stream()
                .mapToObj(all::get)
                .filter(Question.class::isInstance)
                .map(question -> answers.get(((Question) question).place()))
                .filter(Objects::nonNull)
                .toList();
    }

    private void changed(String part) {
        show(at, false);
        DuplicateWarning<?> warning = warnings.get(part);
        if (warning != null) {
            warning.look();
        }
    }

    // steps

    /** Whether a step has something to show with what was answered. */
    private List<Integer> possible(BitSet shown) {
        List<Integer> possible = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < form.steps().size(); i++) {
            int to = from + form.steps().get(i).elements().size();
            int first = shown.nextSetBit(from);
            if (first >= 0 && first < to) {
                possible.add(i);
            }
            from = to;
        }
        return possible;
    }

    private void show(int step, boolean moved) {
        at = step;
        BitSet shown = parts.asking().shown(form, this::value);
        for (int i = 0; i < elements.size(); i++) {
            elements.get(i).setVisible(shown.get(i));
        }
        for (int i = 0; i < pages.size(); i++) {
            pages.get(i).setVisible(i == at);
        }
        List<Integer> possible = possible(shown);
        int place = possible.indexOf(at);
        boolean isLast = place >= possible.size() - 1;
        back.setVisible(place > 0);
        next.setText(getTranslation(isLast ? "forms.send" : "forms.next"));
        progress.setVisible(possible.size() > 1);
        progress.setText(getTranslation("forms.step", place + 1, possible.size()));
        if (moved) {
            pages.get(at)
                    .getChildren()
                    .filter(H2.class::isInstance)
                    .findFirst()
                    .ifPresentOrElse(
                            title -> title.getElement().callJsFunction("focus"),
                            () -> asked().stream()
                                    .filter(answer -> answer.step() == at)
                                    .findFirst()
                                    .ifPresent(answer -> focus(answer.editor().component())));
        }
    }

    private void move(int by) {
        List<Integer> possible = possible(parts.asking().shown(form, this::value));
        int place = possible.indexOf(at) + by;
        if (place >= 0 && place < possible.size()) {
            showProblems(List.of());
            show(possible.get(place), true);
        }
    }

    private void forward() {
        List<Integer> possible = possible(parts.asking().shown(form, this::value));
        if (possible.indexOf(at) < possible.size() - 1) {
            List<Problem> problems = problems(parts.asking().problems(form, at, this::value), at);
            if (problems.isEmpty()) {
                move(1);
            } else {
                showProblems(problems);
            }
            return;
        }
        List<Problem> problems = problems(parts.asking().problems(form, this::value), -1);
        if (problems.isEmpty()) {
            try {
                send.accept(values());
                showProblems(List.of());
            } catch (InvalidRecord refused) {
                showProblems(refused.problems());
            }
        } else {
            showProblems(problems);
        }
    }

    /** With what is typed but can't be read, which is not the same as missing. */
    private List<Problem> problems(List<Problem> others, int step) {
        List<Problem> problems = new ArrayList<>();
        for (Answer answer : asked()) {
            String place = answer.question().place().toString();
            if ((step < 0 || answer.step() == step) && answer.editor().isUnreadable()) {
                problems.add(Editors.unreadable(place, answer.field().type()));
            }
        }
        others.stream()
                .filter(problem ->
                        problems.stream().noneMatch(other -> other.field().equals(problem.field())))
                .forEach(problems::add);
        return problems;
    }

    // problems

    private Optional<Answer> answer(Problem problem) {
        return answers.values().stream()
                .filter(answer -> answer.question().place().toString().equals(problem.field()))
                .findFirst();
    }

    /** Shows each problem beside its question and all of them at the top, and goes to the first. */
    void showProblems(List<Problem> problems) {
        answers.values().forEach(answer -> answer.editor().setProblem(null));
        summary.removeAll();
        summary.setVisible(!problems.isEmpty());
        if (problems.isEmpty()) {
            return;
        }
        UnorderedList list = new UnorderedList();
        problems.forEach(problem -> list.add(line(problem)));
        summary.add(new Paragraph(getTranslation("form.summary")), list);
        problems.stream()
                .flatMap(problem -> answer(problem).stream())
                .findFirst()
                .ifPresentOrElse(this::go, summary::scrollIntoView);
    }

    private ListItem line(Problem problem) {
        String sentence =
                Texts.text(locale, problem.message(), problem.arguments().toArray());
        Answer answer = answer(problem).orElse(null);
        if (answer == null) {
            return new ListItem(elsewhere(problem) + sentence);
        }
        answer.editor().setProblem(sentence);
        Anchor link =
                new Anchor("#" + answer.editor().component().getId().orElse(""), answer.label() + ": " + sentence);
        link.setRouterIgnore(true);
        link.getElement().addEventListener("click", click -> go(answer)).preventDefault();
        return new ListItem(link);
    }

    /** A field that the form doesn't ask for. */
    private String elsewhere(Problem problem) {
        int dot = problem.field().indexOf('.');
        return dot < 0
                ? ""
                : parts.asking()
                        .type(form, problem.field().substring(0, dot))
                        .filter(type ->
                                type.field(problem.field().substring(dot + 1)).isPresent())
                        .map(type -> type.label(problem.field().substring(dot + 1), locale) + ": ")
                        .orElse("");
    }

    private void go(Answer answer) {
        if (answer.step() != at) {
            show(answer.step(), false);
        }
        focus(answer.editor().component());
    }

    private static void focus(Component component) {
        if (component instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }
}
