package com.innodus.kernel.rights.ui;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights;
import com.innodus.kernel.access.RoleRights.Grant;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a role may do, by type and action; each cell says on which records. */
class RoleMatrix extends Div {
    private static final long serialVersionUID = 1L;

    private static final List<Operation> COLUMNS = List.of(
            Operation.READ,
            Operation.CREATE,
            Operation.EDIT,
            Operation.DELETE,
            Operation.COMMENT,
            Operation.ASSIGN,
            Operation.BULK,
            Operation.EXPORT,
            Operation.IMPORT);

    /** What concerns no record that exists can only be allowed or not. */
    private static final Set<Operation> OF_NO_RECORD = EnumSet.of(Operation.CREATE, Operation.IMPORT);

    private final transient List<RecordType<?>> types;
    private final SerializableConsumer<RoleRights> changed;
    private final boolean editable;
    private transient RoleRights rights;

    RoleMatrix(
            List<RecordType<?>> types, RoleRights rights, boolean editable, SerializableConsumer<RoleRights> changed) {
        this.types = types;
        this.rights = rights;
        this.editable = editable;
        this.changed = changed;
        addClassNames("table-scroll", "role-matrix");
        // a keyboard scrolls it, too
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", getTranslation("roles.records"));
        show();
    }

    void show(RoleRights other) {
        rights = other;
        show();
    }

    private void show() {
        removeAll();
        NativeTableRow head = new NativeTableRow(new NativeTableHeaderCell(getTranslation("roles.type")));
        for (Operation operation : COLUMNS) {
            NativeTableHeaderCell name = new NativeTableHeaderCell(label(operation));
            name.getElement().setAttribute("scope", "col");
            head.add(name);
        }
        NativeTableBody body = new NativeTableBody();
        body.add(row(RoleRights.ANY_TYPE, getTranslation("roles.any-type")));
        types.forEach(type -> body.add(row(type.key(), type.pluralName(getLocale()))));
        add(new NativeTable(new NativeTableHeader(head), body));
    }

    private NativeTableRow row(String type, String label) {
        NativeTableHeaderCell name = new NativeTableHeaderCell(label);
        name.getElement().setAttribute("scope", "row");
        NativeTableRow row = new NativeTableRow(name);
        for (Operation operation : COLUMNS) {
            row.add(new NativeTableCell(cell(new Grant(type, operation), label)));
        }
        return row;
    }

    private Component cell(Grant grant, String type) {
        Scope scope = rights.scope(grant.recordType(), grant.operation());
        boolean inherited = !rights.isOwn(grant.recordType(), grant.operation());
        String text = label(scope, grant.operation());
        String style = "scope-" + scope.name().toLowerCase(Locale.ROOT);
        if (!editable) {
            Span fixed = new Span(text);
            fixed.addClassNames("scope-cell", style);
            return fixed;
        }
        Button button = new Button(text);
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.addClassNames("scope-cell", style);
        button.setId(id(grant));
        button.getElement().setAttribute("aria-haspopup", "true");
        button.setAriaLabel(type + " · " + label(grant.operation()) + ": " + text);
        if (inherited && !grant.recordType().equals(RoleRights.ANY_TYPE)) {
            button.addClassName("inherited");
            button.setTooltipText(getTranslation("roles.inherited"));
        }
        button.addClickListener(click -> ask(button, grant, type));
        return button;
    }

    private static String id(Grant grant) {
        String type = grant.recordType().equals(RoleRights.ANY_TYPE) ? "any" : grant.recordType();
        return "grant-" + type + "-" + grant.operation().name().toLowerCase(Locale.ROOT);
    }

    private void ask(Button cell, Grant grant, String type) {
        Popover popover = new Popover();
        popover.setTarget(cell);
        popover.setOpenOnClick(false);
        popover.setModal(true);
        popover.setAriaLabel(type + " · " + label(grant.operation()));
        popover.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                popover.removeFromParent();
            }
        });
        RadioButtonGroup<String> choice = new RadioButtonGroup<>();
        choice.setLabel(type + " · " + label(grant.operation()));
        List<String> offered = new ArrayList<>();
        boolean any = grant.recordType().equals(RoleRights.ANY_TYPE);
        if (!any) {
            offered.add("");
        }
        offered(grant).forEach(scope -> offered.add(scope.name()));
        choice.setItems(offered);
        choice.setItemLabelGenerator(
                name -> name.isEmpty() ? inherited(grant) : label(Scope.valueOf(name), grant.operation()));
        boolean own = rights.isOwn(grant.recordType(), grant.operation());
        choice.setValue(
                own || any ? rights.scope(grant.recordType(), grant.operation()).name() : "");
        choice.addValueChangeListener(change -> {
            popover.close();
            changed.accept(rights.with(grant, change.getValue().isEmpty() ? null : Scope.valueOf(change.getValue())));
            // the cells are new, and whoever works with the keyboard stands at the same one
            getElement().executeJs("this.querySelector('#' + $0)?.focus()", id(grant));
        });
        popover.add(choice);
        add(popover);
        popover.open();
    }

    private List<Scope> offered(Grant grant) {
        if (OF_NO_RECORD.contains(grant.operation())) {
            return List.of(Scope.ALL, Scope.NONE);
        }
        boolean any = grant.recordType().equals(RoleRights.ANY_TYPE);
        return Arrays.stream(Scope.values())
                .filter(scope -> scope != Scope.ORGANISATION
                        || types.stream()
                                .anyMatch(type -> (any || type.key().equals(grant.recordType()))
                                        && type.organisation().isPresent()))
                .toList();
    }

    private String inherited(Grant grant) {
        Scope scope = rights.scope(RoleRights.ANY_TYPE, grant.operation());
        return getTranslation("roles.as-any", label(scope, grant.operation()));
    }

    private String label(Operation operation) {
        return getTranslation("operation." + operation.name().toLowerCase(Locale.ROOT));
    }

    private String label(Scope scope, Operation operation) {
        if (OF_NO_RECORD.contains(operation)) {
            return getTranslation(scope == Scope.NONE ? "value.no" : "value.yes");
        }
        return getTranslation("scope." + scope.name().toLowerCase(Locale.ROOT));
    }
}
