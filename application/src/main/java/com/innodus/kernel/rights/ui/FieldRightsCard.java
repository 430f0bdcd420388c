package com.innodus.kernel.rights.ui;

import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import java.util.Locale;

/** Which fields of a type a role may read and edit; one type at a time. */
class FieldRightsCard extends Section {
    private static final long serialVersionUID = 1L;

    private final SerializableConsumer<RoleRights> changed;
    private final boolean editable;
    private final Select<RecordType<?>> type = new Select<>();
    private final Div fields = new Div();
    private transient RoleRights rights;

    FieldRightsCard(
            List<RecordType<?>> types, RoleRights rights, boolean editable, SerializableConsumer<RoleRights> changed) {
        this.rights = rights;
        this.editable = editable;
        this.changed = changed;
        addClassName("section-card");
        type.setLabel(getTranslation("roles.type"));
        type.setItems(types);
        type.setItemLabelGenerator(each -> each == null ? "" : each.pluralName(getLocale()));
        type.setValue(types.getFirst());
        type.setId("fields-type");
        type.addValueChangeListener(change -> show());
        fields.addClassName("field-rights");
        add(new H2(getTranslation("roles.fields")), new Paragraph(getTranslation("roles.fields.text")), type, fields);
        show();
    }

    void show(RoleRights other) {
        boolean reading = reads(other) != reads(rights);
        rights = other;
        if (reading) {
            show();
        }
    }

    private boolean reads(RoleRights of) {
        return of.scope(type.getValue().key(), Operation.READ) != Scope.NONE;
    }

    private void show() {
        fields.removeAll();
        if (!reads(rights)) {
            fields.add(new Paragraph(getTranslation("roles.fields.unread")));
            return;
        }
        type.getValue().fields().forEach(field -> fields.add(choice(type.getValue(), field)));
    }

    private Select<FieldRight> choice(RecordType<?> of, Field<?> field) {
        FieldOf key = new FieldOf(of.key(), field.key());
        Select<FieldRight> choice = new Select<>();
        choice.setLabel(of.label(field.key(), getLocale()));
        // a record is known by its title
        choice.setItems(
                field.isTitle()
                        ? List.of(FieldRight.EDIT, FieldRight.READ)
                        : List.of(FieldRight.EDIT, FieldRight.READ, FieldRight.NONE));
        choice.setItemLabelGenerator(right -> right == null
                ? ""
                : getTranslation("field-right." + right.name().toLowerCase(Locale.ROOT)));
        choice.setValue(rights.fields().getOrDefault(key, FieldRight.EDIT));
        choice.setId("field-" + field.key());
        choice.setReadOnly(!editable);
        mark(choice);
        choice.addValueChangeListener(change -> {
            mark(choice);
            changed.accept(rights.with(key, change.getValue()));
        });
        return choice;
    }

    private static void mark(Select<FieldRight> choice) {
        choice.setClassName("restricted", choice.getValue() != FieldRight.EDIT);
    }
}
