package com.innodus.kernel.faces.ui;

import com.innodus.kernel.faces.ui.Editors.Editor;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.CheckItem;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.views.Layout;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a record type to be filled in, in sections. */
class RecordForm<E extends BaseRecord> extends Div {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<E> type;
    private final transient Locale locale;
    private final transient Map<String, Editor> editors = new LinkedHashMap<>();
    private final transient Map<String, @Nullable Object> base = new LinkedHashMap<>();
    private final transient Map<String, @Nullable Object> untouched = new HashMap<>();
    private final transient Editors factory;
    private final List<Section> cards = new ArrayList<>();
    private final Div summary = new Div();
    private boolean isNew = true;

    /** All fields, in the type's sections. */
    RecordForm(RecordType<E> type, Editors factory, Locale locale) {
        this.type = type;
        this.factory = factory;
        this.locale = locale;
        begin();
        for (Layout.Placed placed : factory.sections(type)) {
            RecordType.Section section = placed.section();
            Section card = new Section(new H2(section.label(locale)), layout(section.fields(), placed.columns()));
            card.addClassName("section-card");
            cards.add(card);
            add(card);
        }
        followConditions();
    }

    /** Some fields, without sections. */
    RecordForm(RecordType<E> type, Editors factory, Locale locale, List<String> keys) {
        this.type = type;
        this.factory = factory;
        this.locale = locale;
        begin();
        add(layout(keys, 2));
        followConditions();
    }

    private void begin() {
        addClassName("record-form");
        summary.addClassName("error-summary");
        summary.getElement().setAttribute("role", "alert");
        summary.setVisible(false);
        add(summary);
    }

    private FormLayout layout(List<String> keys, int columns) {
        FormLayout layout = Editors.columns(columns);
        for (String key : keys) {
            Field<E> field = type.require(key);
            if (field.isWritable()) {
                Editor editor = factory.of(type, field, locale);
                editors.put(key, editor);
                layout.add(editor.component());
                if (Editors.isWide(field.type())) {
                    layout.setColspan(editor.component(), 2);
                }
            }
        }
        return layout;
    }

    /** Shows the values and remembers them as what the changes stand upon. */
    void show(Map<String, @Nullable Object> values) {
        base.clear();
        isNew = values.isEmpty();
        editors.forEach((key, editor) -> {
            base.put(key, values.get(key));
            editor.setValue(values.get(key));
        });
        settle();
        applyConditions();
    }

    // conditions of the tenant's own fields

    private Stream<FieldDefinition> own() {
        return editors.keySet().stream().flatMap(key -> type.require(key).definition().stream());
    }

    private void followConditions() {
        if (own().findAny().isPresent()) {
            editors.values().forEach(editor -> editor.onChange(this::applyConditions));
        }
    }

    private @Nullable Object value(String key) {
        Editor editor = editors.get(key);
        return editor == null ? base.get(key) : editor.value();
    }

    /** Shows, demands and closes fields as the gate will with what stands in the form now. */
    private void applyConditions() {
        Instant now = factory.now();
        own().filter(FieldDefinition::hasConditions).forEach(definition -> {
            Editor editor = Objects.requireNonNull(editors.get(definition.key()));
            editor.component().setVisible(definition.isVisible(this::value, now));
            editor.setRequired(definition.isRequired(this::value, now));
            editor.setReadOnly(
                    !isNew && definition.isReadOnly(this::value, now) && definition.isReadOnly(base::get, now));
        });
        cards.forEach(card -> card.setVisible(
                card.getChildren().filter(FormLayout.class::isInstance).anyMatch(RecordForm::hasVisible)));
    }

    private static boolean hasVisible(Component layout) {
        return layout.getChildren().anyMatch(Component::isVisible);
    }

    /** What is asked for in the tenant's own fields and isn't there; the gate overlooks gaps that are older. */
    List<Problem> missing() {
        Instant now = factory.now();
        return own().filter(definition -> definition.isRequired(this::value, now))
                .filter(definition -> normal(value(definition.key())) == null)
                .map(definition -> Problem.of(definition.key(), "error.required"))
                .toList();
    }

    /** What is shown now is what nobody has touched. */
    void settle() {
        untouched.clear();
        editors.forEach((key, editor) -> untouched.put(key, editor.value()));
    }

    /** What somebody touched since {@link #settle}, if it isn't back at what it was. */
    Map<String, @Nullable Object> touched() {
        return different(untouched);
    }

    /** What is to be written: what differs from {@link #base}. */
    Map<String, @Nullable Object> changes() {
        return different(base);
    }

    private Map<String, @Nullable Object> different(Map<String, @Nullable Object> from) {
        Map<String, @Nullable Object> different = new LinkedHashMap<>();
        editors.forEach((key, editor) -> {
            Object now = editor.value();
            boolean asked = editor.component().isVisible();
            if (asked && !Objects.equals(normal(now), normal(from.get(key)))) {
                different.put(key, now);
            }
        });
        return different;
    }

    /** What the fields held when they were read; kept by who settles a conflict. */
    Map<String, @Nullable Object> base() {
        return base;
    }

    void put(String key, @Nullable Object value) {
        Editor editor = editors.get(key);
        if (editor != null) {
            editor.setValue(value);
            applyConditions();
        }
    }

    void onChange(Runnable listener) {
        editors.values().forEach(editor -> editor.onChange(listener));
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Collection<?> empty when empty.isEmpty() -> null;
            // chosen values have no order, but a checklist has
            case List<?> values when values.getFirst() instanceof CheckItem -> values;
            case Collection<?> values -> new HashSet<>(values);
            case java.math.BigDecimal number -> number.stripTrailingZeros();
            case String text when text.isEmpty() -> null;
            default -> value;
        };
    }

    /** What is typed but can't be a value of its field, such as a date that isn't one. */
    List<Problem> unreadable() {
        List<Problem> problems = new ArrayList<>();
        editors.forEach((key, editor) -> {
            if (editor.isUnreadable()) {
                problems.add(Editors.unreadable(key, type.require(key).type()));
            }
        });
        return problems;
    }

    /** These and what is missing yet, in the order of the fields; the gate stops at values that are wrong. */
    List<Problem> complete(List<Problem> problems) {
        List<Problem> all = new ArrayList<>(problems);
        editors.forEach((key, editor) -> {
            boolean known =
                    problems.stream().anyMatch(problem -> problem.field().equals(key));
            Field<E> field = type.require(key);
            boolean required = field.definition().isEmpty() && field.isRequired();
            if (!known && required && normal(editor.value()) == null) {
                all.add(Problem.of(key, "error.required"));
            }
        });
        missing().stream()
                .filter(missing ->
                        all.stream().noneMatch(problem -> problem.field().equals(missing.field())))
                .forEach(all::add);
        List<String> order = List.copyOf(editors.keySet());
        all.sort(Comparator.comparing(problem -> order.indexOf(problem.field())));
        return all;
    }

    /** Shows each problem beside its field and all of them at the top; the first field gets the focus. */
    void showProblems(List<Problem> problems) {
        editors.values().forEach(editor -> editor.setProblem(null));
        summary.removeAll();
        summary.setVisible(!problems.isEmpty());
        if (problems.isEmpty()) {
            return;
        }
        summary.add(new Paragraph(getTranslation("form.summary")));
        UnorderedList list = new UnorderedList();
        for (Problem problem : problems) {
            list.add(line(problem));
        }
        summary.add(list);
        problems.stream()
                .map(problem -> editors.get(problem.field()))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresentOrElse(editor -> focus(editor.component()), summary::scrollIntoView);
    }

    private ListItem line(Problem problem) {
        String sentence =
                Texts.text(locale, problem.message(), problem.arguments().toArray());
        Editor editor = editors.get(problem.field());
        if (editor == null) {
            // a field that this form doesn't have, or the record as a whole
            String label = type.field(problem.field()).isPresent() ? type.label(problem.field(), locale) + ": " : "";
            return new ListItem(label + sentence);
        }
        editor.setProblem(sentence);
        Anchor link = new Anchor("#field-" + problem.field(), type.label(problem.field(), locale) + ": " + sentence);
        link.setRouterIgnore(true);
        link.getElement()
                .addEventListener("click", click -> focus(editor.component()))
                .preventDefault();
        return new ListItem(link);
    }

    void focusFirst() {
        editors.values().stream().findFirst().ifPresent(editor -> focus(editor.component()));
    }

    /** The browser brings what has the focus into view. */
    private static void focus(Component component) {
        if (component instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }
}
