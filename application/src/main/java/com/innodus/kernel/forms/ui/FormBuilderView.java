package com.innodus.kernel.forms.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.forms.Asking;
import com.innodus.kernel.forms.Element;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.Element.When;
import com.innodus.kernel.forms.Element.Words;
import com.innodus.kernel.forms.Form;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormDefinition.Bond;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.forms.ui.LinkedParts.Linked;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a form, with what people will see beside it. The draft is kept with every change; nobody fills it in until it is
 * published.
 */
@Route(FormSettingsView.PATH + "/:id")
@PermitAll
@OfFeature(FormsView.FEATURE)
public class FormBuilderView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_TEXT = 2_000;

    private final transient Forms forms;
    private final transient RecordTypes types;
    private final transient Access access;
    private final transient Asking asking;
    private final transient FormPane.Parts paneParts;
    private final transient ElementDialog.Parts dialogParts;
    private final TextField name = new TextField();
    private final TextField slug = new TextField();
    private final TextArea intro = new TextArea();
    private final TextArea thanks = new TextArea();
    private final Div state = new Div();
    private final Div problems = new Div();
    private final Div content = new Div();
    private final Div preview = new Div();
    private final transient Map<String, Button> movers = new HashMap<>();
    private transient Form form;
    private transient FormDefinition definition;

    @SuppressWarnings("NullAway.Init")
    FormBuilderView(
            Forms forms,
            RecordTypes types,
            Access access,
            Asking asking,
            FormPane.Parts paneParts,
            ElementDialog.Parts dialogParts) {
        this.forms = forms;
        this.types = types;
        this.access = access;
        this.asking = asking;
        this.paneParts = paneParts;
        this.dialogParts = dialogParts;
        addClassName("form-builder");
        problems.addClassName("error-summary");
        problems.getElement().setAttribute("role", "alert");
        problems.setVisible(false);
        state.addClassName("form-state");
        content.addClassName("form-parts");
        preview.addClassName("form-preview");
        text(name, "forms.name", "form-name", Forms.LONGEST_NAME);
        text(slug, "forms.slug", "form-slug", 60);
        slug.setHelperText(getTranslation("forms.slug.help"));
        area(intro, "forms.intro", "form-intro");
        area(thanks, "forms.thanks", "form-thanks");
        thanks.setHelperText(getTranslation("forms.thanks.help"));
    }

    private void text(TextField field, String key, String id, int longest) {
        field.setLabel(getTranslation(key));
        field.setRequiredIndicatorVisible(true);
        field.setManualValidation(true);
        field.setMaxLength(longest);
        field.setId(id);
        field.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                keep();
            }
        });
    }

    private void area(TextArea field, String key, String id) {
        field.setLabel(getTranslation(key));
        field.setMaxLength(LONGEST_TEXT);
        field.setId(id);
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                use(
                        definition.saying(
                                intro.getValue().strip(), thanks.getValue().strip()),
                        null);
            }
        });
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!forms.mayMake()) {
            throw new NotFoundException();
        }
        form = event.getRouteParameters()
                .get("id")
                .flatMap(FormBuilderView::uuid)
                .flatMap(forms::find)
                .orElseThrow(NotFoundException::new);
        definition = form.draft();
        name.setValue(form.name());
        slug.setValue(form.slug());
        intro.setValue(definition.intro());
        thanks.setValue(definition.thanks());
        removeAll();
        Section left = new Section(problems, general(), content);
        left.addClassName("form-making");
        left.getElement().setAttribute("aria-label", getTranslation("forms.making"));
        Section right = new Section(new H2(getTranslation("forms.preview")), preview);
        right.addClassNames("section-card", "form-previewing");
        Div body = new Div(left, right);
        body.addClassName("report-builder");
        add(header(), body);
        showState();
        refill(null);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Div header() {
        Button publish = new Button(getTranslation("forms.publish"), click -> publish());
        publish.addThemeVariants(ButtonVariant.PRIMARY);
        publish.setId("publish-form");
        Div header = new Div(new H1(form.name()), state, publish);
        header.addClassName("view-header");
        return header;
    }

    private void showState() {
        state.removeAll();
        state.add(FormSettingsView.state(form));
        if (form.published() != null) {
            state.add(new Anchor("/app/" + FormsView.PATH + "/" + form.slug(), getTranslation("forms.fill")));
        }
    }

    private Section general() {
        Div pair = new Div(name, slug);
        pair.addClassName("side-by-side");
        Section card = new Section(pair, intro, thanks);
        card.addClassNames("section-card", "form-general");
        card.getElement().setAttribute("aria-label", getTranslation("forms.general"));
        return card;
    }

    // keeping

    private void use(FormDefinition other, @Nullable String focus) {
        definition = other;
        keep();
        refill(focus);
    }

    /** Keeps the draft; what can't be kept is said beside its field. */
    private void keep() {
        name.setInvalid(false);
        slug.setInvalid(false);
        showProblems(List.of());
        try {
            forms.save(form.id(), form.revision(), name.getValue(), slug.getValue(), definition);
            form = forms.find(form.id()).orElseThrow();
            showState();
        } catch (InvalidRecord refused) {
            showProblems(refused.problems());
        }
    }

    private void publish() {
        keep();
        if (problems.isVisible() || name.isInvalid() || slug.isInvalid()) {
            return;
        }
        try {
            int number = forms.publish(form.id());
            form = forms.find(form.id()).orElseThrow();
            showState();
            Notification.show(getTranslation("forms.published", number), 4000, Notification.Position.BOTTOM_START);
        } catch (InvalidRecord refused) {
            showProblems(refused.problems());
            problems.scrollIntoView();
        }
    }

    private void showProblems(List<Problem> wrong) {
        problems.removeAll();
        UnorderedList list = new UnorderedList();
        Map<String, HasValidation> places = Map.of("name", name, "slug", slug);
        for (Problem problem : wrong) {
            String sentence = Texts.text(
                    getLocale(), problem.message(), problem.arguments().toArray());
            HasValidation place = places.get(problem.field());
            if (place == null) {
                list.add(new ListItem(sentence));
            } else {
                place.setErrorMessage(sentence);
                place.setInvalid(true);
            }
        }
        boolean any = list.getChildren().findAny().isPresent();
        problems.setVisible(any);
        if (any) {
            problems.add(new Paragraph(getTranslation("forms.problems")), list);
        }
    }

    // what it is made of

    /** @param focus name of the button that is to have the focus, which its line takes along */
    private void refill(@Nullable String focus) {
        content.removeAll();
        movers.clear();
        content.add(parts());
        for (int i = 0; i < definition.steps().size(); i++) {
            content.add(step(i));
        }
        Button more = new Button(getTranslation("forms.step.add"), VaadinIcon.PLUS.create(), click -> {
            List<Step> steps = new ArrayList<>(definition.steps());
            steps.add(new Step("", List.of()));
            use(definition.with(steps), null);
        });
        more.setId("add-step");
        content.add(more);
        preview.removeAll();
        if (!definition.intro().isBlank()) {
            preview.add(new Paragraph(definition.intro()));
        }
        preview.add(new FormPane(
                definition,
                paneParts,
                getLocale(),
                values -> Notification.show(
                        getTranslation("forms.preview.sent"), 4000, Notification.Position.BOTTOM_START)));
        Button wanted = focus == null ? null : movers.get(focus);
        if (wanted != null) {
            wanted.focus();
        }
    }

    private String typeName(String part) {
        return asking.type(definition, part)
                .map(type -> type.name(getLocale()))
                .orElseGet(() -> definition.part(part).map(Part::recordType).orElse(part));
    }

    private Section parts() {
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        for (Part part : definition.parts()) {
            Span main = new Span(typeName(part.key()));
            main.addClassName("line-title");
            Span how = new Span(how(part));
            how.addClassName("secondary");
            Div words = new Div(main, how);
            words.addClassName("line-main");
            ListItem line = new ListItem(words);
            line.addClassName("line");
            if (!definition.isMain(part.key())) {
                line.add(button(
                        "part-remove-" + part.key(),
                        VaadinIcon.TRASH,
                        getTranslation("forms.part.remove", typeName(part.key())),
                        () -> use(LinkedParts.without(definition, part.key()), null)));
            }
            list.add(line);
        }
        ComboBox<Linked> add = new ComboBox<>(getTranslation("forms.part.add"));
        add.setItems(LinkedParts.possible(definition, FormSettingsView.possible(types, access), getLocale()));
        add.setItemLabelGenerator(this::label);
        add.setEnabled(definition.parts().size() < FormDefinition.MOST_PARTS);
        add.setId("add-part");
        add.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                use(change.getValue().addedTo(definition, getLocale()), null);
            }
        });
        Section card = new Section(new H2(getTranslation("forms.parts")), list, add);
        card.addClassNames("section-card", "form-records");
        return card;
    }

    private String how(Part part) {
        if (definition.isMain(part.key())) {
            return getTranslation("forms.part.main");
        }
        return definition.bonds().stream()
                .filter(bond -> bond.from().equals(part.key()) || bond.to().equals(part.key()))
                .map(this::bond)
                .collect(Collectors.joining(", "));
    }

    private String bond(Bond bond) {
        String field = asking.type(definition, bond.from())
                .filter(type -> type.field(bond.field()).isPresent())
                .map(type -> type.label(bond.field(), getLocale()))
                .orElse(bond.field());
        return getTranslation("forms.bond", typeName(bond.from()), field, typeName(bond.to()));
    }

    private String label(Linked linked) {
        String other = linked.type().name(getLocale());
        String known = typeName(linked.known().key());
        return linked.isBack()
                ? getTranslation("forms.linked", other, other, linked.by(), known)
                : getTranslation("forms.linked", other, known, linked.by(), other);
    }

    private Section step(int at) {
        Step step = definition.steps().get(at);
        TextField title = new TextField();
        title.setValue(step.title());
        title.setPlaceholder(getTranslation("forms.step.title"));
        title.setAriaLabel(getTranslation("forms.step.title.of", at + 1));
        title.setMaxLength(120);
        title.setId("step-title-" + at);
        title.addValueChangeListener(
                change -> replace(at, new Step(change.getValue().strip(), step.elements()), null));
        String called = step.title().isBlank() ? getTranslation("forms.step.number", at + 1) : step.title();
        Div head = new Div(
                title,
                mover("step-up-" + at, VaadinIcon.ARROW_UP, "forms.up", called, at > 0, () -> swap(at, at - 1)),
                mover(
                        "step-down-" + at,
                        VaadinIcon.ARROW_DOWN,
                        "forms.down",
                        called,
                        at < definition.steps().size() - 1,
                        () -> swap(at, at + 1)),
                mover(
                        "step-remove-" + at,
                        VaadinIcon.TRASH,
                        "forms.remove",
                        called,
                        definition.steps().size() > 1,
                        () -> remove(at)));
        head.addClassName("layout-head");
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        for (int i = 0; i < step.elements().size(); i++) {
            list.add(line(at, i));
        }
        Section card = new Section(head, list, adding(at));
        card.addClassNames("section-card", "form-step");
        card.getElement().setAttribute("aria-label", getTranslation("forms.step.number", at + 1));
        return card;
    }

    private void replace(int at, Step step, @Nullable String focus) {
        List<Step> steps = new ArrayList<>(definition.steps());
        steps.set(at, step);
        use(definition.with(steps), focus);
    }

    private void swap(int at, int other) {
        List<Step> steps = new ArrayList<>(definition.steps());
        Collections.swap(steps, at, other);
        use(definition.with(steps), (other < at ? "step-up-" : "step-down-") + other);
    }

    private void remove(int at) {
        List<Step> steps = new ArrayList<>(definition.steps());
        steps.remove(at);
        use(definition.with(steps), null);
    }

    private ListItem line(int step, int at) {
        Element element = definition.steps().get(step).elements().get(at);
        String called = called(element);
        Button title = new Button(called, click -> edit(step, at));
        title.addThemeVariants(ButtonVariant.TERTIARY);
        title.addClassName("line-title");
        Span facts = new Span(facts(element));
        facts.addClassName("secondary");
        Div main = new Div(title, facts);
        main.addClassName("line-main");
        String place = step + "-" + at;
        boolean isFirst = step == 0 && at == 0;
        boolean isLast = step == definition.steps().size() - 1
                && at == definition.steps().get(step).elements().size() - 1;
        ListItem line = new ListItem(
                main,
                mover("up-" + place, VaadinIcon.ARROW_UP, "forms.up", called, !isFirst, () -> move(step, at, -1)),
                mover("down-" + place, VaadinIcon.ARROW_DOWN, "forms.down", called, !isLast, () -> move(step, at, 1)),
                mover("remove-" + place, VaadinIcon.TRASH, "forms.remove", called, true, () -> put(step, at, null)));
        line.addClassNames("line", "line-field");
        return line;
    }

    private String called(Element element) {
        return switch (element) {
            case Words words ->
                !words.title().isBlank()
                        ? words.title()
                        : words.text().isBlank() ? getTranslation("forms.words") : words.text();
            case Question question -> question.label().isBlank() ? fieldName(question) : question.label();
        };
    }

    private String fieldName(Question question) {
        return asking.type(definition, question.part())
                .filter(type -> type.field(question.field()).isPresent())
                .map(type -> type.label(question.field(), getLocale()))
                .orElse(question.field());
    }

    private String facts(Element element) {
        List<String> facts = new ArrayList<>();
        switch (element) {
            case Words ignored -> facts.add(getTranslation("forms.words"));
            case Question question -> {
                facts.add(typeName(question.part()) + (question.label().isBlank() ? "" : " · " + fieldName(question)));
                if (question.required()) {
                    facts.add(getTranslation("forms.fact.required"));
                }
                if (!question.limits().isNone()) {
                    facts.add(getTranslation("forms.fact.limits"));
                }
            }
        }
        if (!element.when().isAlways()) {
            facts.add(getTranslation("forms.fact.when"));
        }
        return String.join(" · ", facts);
    }

    private void edit(int step, int at) {
        Element element = definition.steps().get(step).elements().get(at);
        switch (element) {
            case Words words ->
                ElementDialog.of(definition, words, dialogParts, other -> put(step, at, other))
                        .open();
            case Question question ->
                ElementDialog.of(definition, question, dialogParts, other -> put(step, at, other))
                        .open();
        }
    }

    /** Another element in its place; behind the last it is added, null takes it away. */
    private void put(int step, int at, @Nullable Element element) {
        Step old = definition.steps().get(step);
        List<Element> elements = new ArrayList<>(old.elements());
        if (element == null) {
            elements.remove(at);
        } else if (at == elements.size()) {
            elements.add(element);
        } else {
            elements.set(at, element);
        }
        replace(step, new Step(old.title(), elements), null);
    }

    /** Up or down, from the end of a step into the next. */
    private void move(int step, int at, int by) {
        List<List<Element>> all = new ArrayList<>();
        definition.steps().forEach(each -> all.add(new ArrayList<>(each.elements())));
        Element moved = all.get(step).remove(at);
        int into = at + by < 0 ? step - 1 : at + by > all.get(step).size() ? step + 1 : step;
        int place = into == step ? at + by : into < step ? all.get(into).size() : 0;
        all.get(into).add(place, moved);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            steps.add(new Step(definition.steps().get(i).title(), all.get(i)));
        }
        use(definition.with(steps), (by < 0 ? "up-" : "down-") + into + "-" + place);
    }

    private Div adding(int step) {
        ComboBox<Question> field = new ComboBox<>();
        field.setItems(askable());
        field.setItemLabelGenerator(question -> definition.parts().size() > 1
                ? typeName(question.part()) + " · " + fieldName(question)
                : fieldName(question));
        field.setPlaceholder(getTranslation("forms.question.add"));
        field.setAriaLabel(getTranslation("forms.question.add.to", step + 1));
        field.setId("add-question-" + step);
        field.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                put(step, definition.steps().get(step).elements().size(), change.getValue());
            }
        });
        Button words = new Button(
                getTranslation("forms.words.add"),
                VaadinIcon.PLUS.create(),
                click -> ElementDialog.of(
                                definition,
                                new Words("", "", When.ALWAYS),
                                dialogParts,
                                made -> put(
                                        step,
                                        definition.steps().get(step).elements().size(),
                                        made))
                        .open());
        words.addThemeVariants(ButtonVariant.TERTIARY);
        words.setId("add-words-" + step);
        Div adding = new Div(field, words);
        adding.addClassName("form-adding");
        return adding;
    }

    /** What isn't asked yet, and no link fills in. */
    private List<Question> askable() {
        Set<Element.Place> taken = definition.questions().map(Question::place).collect(Collectors.toSet());
        definition.bonds().forEach(bond -> taken.add(new Element.Place(bond.from(), bond.field())));
        List<Question> askable = new ArrayList<>();
        for (Part part : definition.parts()) {
            RecordType<?> type = asking.type(definition, part.key()).orElse(null);
            if (type != null) {
                type.fields().stream()
                        .filter(Field::isWritable)
                        .map(each -> new Question(part.key(), each.key()))
                        .filter(question -> !taken.contains(question.place()))
                        .forEach(askable::add);
            }
        }
        return askable;
    }

    private Button mover(String id, VaadinIcon icon, String key, String called, boolean possible, Runnable deed) {
        Button button = button(id, icon, getTranslation(key, called), deed);
        button.setEnabled(possible);
        return button;
    }

    private Button button(String id, VaadinIcon icon, String label, Runnable deed) {
        Button button = new Button(icon.create(), click -> deed.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(label);
        button.setTooltipText(label);
        button.setId(id);
        movers.put(id, button);
        return button;
    }

    @Override
    public String getPageTitle() {
        return Objects.requireNonNullElse(form == null ? null : form.name(), getTranslation("forms.settings"));
    }
}
