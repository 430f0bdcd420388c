package com.innodus.kernel.records.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.ui.Editors.Editor;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a record type to be filled in, in sections. */
class RecordForm<E extends BaseRecord> extends Div {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<E> type;
    private final transient Locale locale;
    private final transient Map<String, Editor> editors = new LinkedHashMap<>();
    private final transient Map<String, @Nullable Object> base = new LinkedHashMap<>();
    private final Div summary = new Div();

    RecordForm(RecordType<E> type, Editors factory, Locale locale) {
        this.type = type;
        this.locale = locale;
        addClassName("record-form");
        summary.addClassName("error-summary");
        summary.getElement().setAttribute("role", "alert");
        summary.setVisible(false);
        add(summary);
        for (RecordType.Section section : type.sections()) {
            FormLayout layout = new FormLayout();
            layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("36rem", 2));
            for (String key : section.fields()) {
                Field<E> field = type.require(key);
                if (field.isWritable()) {
                    Editor editor = factory.of(type, field, locale);
                    editors.put(key, editor);
                    layout.add(editor.component());
                    if (isWide(field.type())) {
                        layout.setColspan(editor.component(), 2);
                    }
                }
            }
            Section card = new Section(new H2(getTranslation("section." + section.key())), layout);
            card.addClassName("section-card");
            add(card);
        }
    }

    private static boolean isWide(FieldType type) {
        return type instanceof FieldType.LongText || type instanceof FieldType.Addresses;
    }

    /** Shows the values and remembers them as what the changes stand upon. */
    void show(Map<String, @Nullable Object> values) {
        base.clear();
        editors.forEach((key, editor) -> {
            base.put(key, values.get(key));
            editor.setValue(values.get(key));
        });
    }

    /** What was changed since {@link #show}. */
    Map<String, @Nullable Object> changes() {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        editors.forEach((key, editor) -> {
            Object now = editor.value();
            if (!Objects.equals(normal(now), normal(base.get(key)))) {
                changes.put(key, now);
            }
        });
        return changes;
    }

    Map<String, @Nullable Object> base() {
        return base;
    }

    void put(String key, @Nullable Object value) {
        Editor editor = editors.get(key);
        if (editor != null) {
            editor.setValue(value);
        }
    }

    void onChange(Runnable listener) {
        editors.values().forEach(editor -> editor.onChange(listener));
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return value instanceof List<?> list && list.isEmpty() || "".equals(value) ? null : value;
    }

    /** Shows each problem beside its field and all of them at the top; the first field gets the focus. */
    void showProblems(List<Problem> problems) {
        editors.values().forEach(editor -> editor.setProblem(null));
        summary.removeAll();
        summary.setVisible(!problems.isEmpty());
        if (problems.isEmpty()) {
            return;
        }
        summary.add(new com.vaadin.flow.component.html.Paragraph(getTranslation("form.summary")));
        for (Problem problem : problems) {
            String sentence =
                    Texts.text(locale, problem.message(), problem.arguments().toArray());
            Editor editor = editors.get(problem.field());
            String label = editor == null ? "" : getTranslation(type.key() + "." + problem.field()) + ": ";
            summary.add(new Div(label + sentence));
            if (editor != null) {
                editor.setProblem(sentence);
            }
        }
        problems.stream()
                .map(problem -> editors.get(problem.field()))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(editor -> focus(editor.component()));
    }

    private static void focus(Component component) {
        if (component instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }
}
