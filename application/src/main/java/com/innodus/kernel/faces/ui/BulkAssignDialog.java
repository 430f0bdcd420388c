package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks who shall answer for many records: a person, a team, both, or nobody. What isn't ticked stays as it is. */
final class BulkAssignDialog<E extends BaseRecord> extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Editors.Editor> chosen = new LinkedHashMap<>();
    private final Button apply = new Button();

    BulkAssignDialog(
            RecordType<E> type,
            Editors editors,
            Locale locale,
            int records,
            Consumer<Map<String, @Nullable Object>> assign) {
        setHeaderTitle(getTranslation("bulk.assign.title", records));
        Div place = new Div();
        place.addClassName("dialog-form");
        List<Field<E>> fields = fields(type);
        for (Field<E> field : fields) {
            place.add(choice(type, field, editors, locale, fields.size() == 1 || field.equals(fields.getFirst())));
        }
        add(place, new Paragraph(getTranslation("bulk.preview", records)));
        apply.setText(getTranslation("bulk.apply", records));
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        apply.setId("bulk-apply");
        apply.addClickListener(click -> {
            close();
            Map<String, @Nullable Object> to = new LinkedHashMap<>();
            chosen.forEach((key, editor) -> to.put(key, editor.value()));
            assign.accept(to);
        });
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), apply);
    }

    /** What can be handed over of the type. */
    static <E extends BaseRecord> List<Field<E>> fields(RecordType<E> type) {
        return type.fields().stream()
                .filter(field -> field.isWritable() && Records.ASSIGNABLE.contains(field.key()))
                .toList();
    }

    private Component choice(RecordType<E> type, Field<E> field, Editors editors, Locale locale, boolean ticked) {
        Editors.Editor editor = editors.of(type, field, locale);
        Checkbox tick = new Checkbox(getTranslation("bulk.assign.set", type.label(field.key(), locale)), change -> {
            enable(editor, change.getValue());
            if (change.getValue()) {
                chosen.put(field.key(), editor);
            } else {
                chosen.remove(field.key());
            }
            apply.setEnabled(!chosen.isEmpty());
        });
        tick.setId("bulk-assign-" + field.key());
        enable(editor, false);
        tick.setValue(ticked);
        Div both = new Div(tick, editor.component());
        both.addClassName("bulk-assign-field");
        return both;
    }

    private static void enable(Editors.Editor editor, boolean enabled) {
        if (editor.component() instanceof HasEnabled component) {
            component.setEnabled(enabled);
        }
    }
}
