package com.innodus.crm.calendars.ui;

import com.innodus.crm.calendars.Agenda;
import com.innodus.crm.calendars.Event;
import com.innodus.crm.calendars.Extent;
import com.innodus.crm.calendars.Series;
import com.innodus.kernel.faces.ui.Editors;
import com.innodus.kernel.faces.ui.Editors.Editor;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One occurrence of a series to be changed: by itself, with those that follow, or with all. */
class OccurrenceDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final List<String> FIELDS =
            List.of("subject", "kind", "startsAt", "endsAt", "place", "users", "repetition", "description");

    private final transient Agenda.Entry entry;
    private final transient RecordType<Event> type;
    private final transient Series series;
    private final transient Consumer<Series.Done> done;
    private final transient Map<String, Editor> editors = new LinkedHashMap<>();
    private final transient Map<String, @Nullable Object> base = new LinkedHashMap<>();
    private final RadioButtonGroup<Extent> extent = ExtentDialog.choice(this);

    /** @param type as the acting user sees it */
    OccurrenceDialog(
            Agenda.Entry entry, RecordType<Event> type, Editors factory, Series series, Consumer<Series.Done> done) {
        this.entry = entry;
        this.type = type;
        this.series = series;
        this.done = done;
        setHeaderTitle(getTranslation("series.edit"));
        setWidth("min(44rem, 96vw)");
        setCloseOnOutsideClick(false);
        FormLayout layout = new FormLayout();
        layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("30rem", 2));
        for (String key : FIELDS) {
            type.field(key).filter(Field::isWritable).ifPresent(field -> {
                Editor editor = factory.of(type, field, getLocale());
                Object value = value(key, field);
                editor.setValue(value);
                base.put(key, editor.value());
                editors.put(key, editor);
                layout.add(editor.component());
                if (key.equals("description") || key.equals("subject")) {
                    layout.setColspan(editor.component(), 2);
                }
            });
        }
        extent.addValueChangeListener(change -> arrange());
        arrange();
        add(new Div(extent, layout));
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("save-occurrence");
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), save);
    }

    private @Nullable Object value(String key, Field<Event> field) {
        return switch (key) {
            case "startsAt" -> entry.occurrence().start();
            case "endsAt" -> entry.occurrence().end();
            default -> field.get(entry.event());
        };
    }

    /** One occurrence by itself doesn't come again. */
    private void arrange() {
        Editor repetition = editors.get("repetition");
        if (repetition != null) {
            repetition.component().setVisible(extent.getValue() != Extent.THIS);
        }
    }

    private void save() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        editors.forEach((key, editor) -> {
            Object now = editor.value();
            if (editor.component().isVisible() && !Objects.equals(normal(now), normal(base.get(key)))) {
                values.put(key, now);
            }
        });
        if (values.isEmpty()) {
            close();
            return;
        }
        // whoever moves the start means the end with it
        if (values.containsKey("startsAt") != values.containsKey("endsAt")) {
            for (String key : List.of("startsAt", "endsAt")) {
                if (editors.containsKey(key)) {
                    values.put(key, editors.get(key).value());
                }
            }
        }
        editors.values().forEach(editor -> editor.setProblem(null));
        try {
            Series.Done change =
                    series.change(entry.event().getId(), entry.occurrence().at(), values, extent.getValue());
            close();
            done.accept(change);
        } catch (InvalidRecord refused) {
            show(refused.problems());
        }
    }

    private void show(List<Problem> problems) {
        List<String> elsewhere = new ArrayList<>();
        for (Problem problem : problems) {
            String sentence =
                    getTranslation(problem.message(), problem.arguments().toArray());
            Editor editor = editors.get(problem.field());
            if (editor == null) {
                elsewhere.add(
                        type.field(problem.field()).isPresent()
                                ? type.label(problem.field(), getLocale()) + ": " + sentence
                                : sentence);
            } else {
                editor.setProblem(sentence);
            }
        }
        elsewhere.forEach(Notification::show);
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return value instanceof Collection<?> several ? new HashSet<>(several) : value;
    }
}
