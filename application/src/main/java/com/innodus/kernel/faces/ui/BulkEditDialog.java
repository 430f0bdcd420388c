package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for a field and the value that many records shall get. */
class BulkEditDialog<E extends BaseRecord> extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<E> type;
    private final transient Editors editors;
    private final transient Locale locale;
    private final Div place = new Div();
    private final Button apply = new Button();
    private transient Editors.@Nullable Editor editor;

    /** For any field that many records can have the same value in. */
    BulkEditDialog(
            RecordType<E> type,
            Editors editors,
            Locale locale,
            int records,
            Consumer<Map<String, @Nullable Object>> values) {
        this(type, editors, locale, records);
        setHeaderTitle(getTranslation("bulk.edit.title", records));
        ComboBox<Field<E>> field = new ComboBox<>(getTranslation("bulk.field"));
        field.setItems(type.fields().stream()
                .filter(each -> each.isWritable()
                        && !each.isUnique()
                        && !Records.ASSIGNABLE.contains(each.key())
                        // a file belongs to one record
                        && !Abilities.isFile(each.type()))
                .toList());
        field.setItemLabelGenerator(each -> type.label(each.key(), locale));
        field.setId("bulk-field");
        field.setWidthFull();
        field.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                edit(change.getValue());
            }
        });
        place.addComponentAsFirst(field);
        apply.addClickListener(click -> {
            if (editor == null) {
                field.setErrorMessage(getTranslation("error.required"));
                field.setInvalid(true);
                return;
            }
            if (field.getValue().isRequired() && editor.value() == null) {
                editor.setProblem(getTranslation("error.required"));
                return;
            }
            close();
            values.accept(Collections.singletonMap(field.getValue().key(), editor.value()));
        });
    }

    private BulkEditDialog(RecordType<E> type, Editors editors, Locale locale, int records) {
        this.type = type;
        this.editors = editors;
        this.locale = locale;
        place.addClassName("dialog-form");
        add(place, new Paragraph(getTranslation("bulk.preview", records)));
        apply.setText(getTranslation("bulk.apply", records));
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        apply.setId("bulk-apply");
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), apply);
    }

    private void edit(Field<E> field) {
        if (editor != null) {
            place.remove(editor.component());
        }
        Editors.Editor fresh = editors.of(type, field, locale);
        place.add(fresh.component());
        editor = fresh;
    }
}
