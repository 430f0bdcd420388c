package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldKinds;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Formulas;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Where administrators make fields of their own for each type of record. */
@Route(FieldsView.PATH)
@PermitAll
public class FieldsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/fields";

    private static final long serialVersionUID = 1L;
    private static final String TYPE = "type";

    private final transient CustomFields fields;
    private final transient FieldDialog.Dialogs dialogs;
    private final transient Formulas formulas;
    private final Div content = new Div();
    private final Span count = new Span();
    private final Select<String> choice = new Select<>();
    private transient List<RecordType<?>> types = List.of();
    private String chosen = "";

    FieldsView(CustomFields fields, FieldDialog.Dialogs dialogs, Formulas formulas) {
        this.fields = fields;
        this.formulas = formulas;
        this.dialogs = dialogs;
        addClassName("settings-view");
        Button add = new Button(getTranslation("fields.add"), VaadinIcon.PLUS.create(), click -> add());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        count.addClassName("count");
        Div header = new Div(new H1(getTranslation("fields.title")), count, add);
        header.addClassName("view-header");
        choice.setLabel(getTranslation("fields.types"));
        choice.setItemLabelGenerator(this::plural);
        choice.addClassName("settings-search");
        choice.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                UI.getCurrent().navigate(PATH, QueryParameters.of(TYPE, change.getValue()));
            }
        });
        content.addClassName("settings-cards");
        add(header, new Paragraph(getTranslation("fields.text")), choice, content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        types = fields.extensible();
        String wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(TYPE)
                .orElse("");
        chosen = types.stream()
                .map(RecordType::key)
                .filter(wanted::equals)
                .findFirst()
                .orElse(types.getFirst().key());
        choice.setItems(types.stream().map(RecordType::key).toList());
        choice.setValue(chosen);
        refresh();
    }

    private RecordType<?> type() {
        return types.stream()
                .filter(type -> type.key().equals(chosen))
                .findFirst()
                .orElseThrow();
    }

    private String plural(String key) {
        return types.stream()
                .filter(type -> type.key().equals(key))
                .findFirst()
                .map(type -> type.pluralName(getLocale()))
                .orElse(key);
    }

    private void add() {
        dialogs.add(type(), this::refreshTypes);
    }

    private void refreshTypes() {
        types = fields.extensible();
        refresh();
    }

    private void refresh() {
        List<FieldDefinition> all = fields.of(type());
        List<FieldDefinition> used =
                all.stream().filter(field -> !field.archived()).toList();
        List<FieldDefinition> archived =
                all.stream().filter(FieldDefinition::archived).toList();
        count.setText(String.valueOf(used.size()));
        content.removeAll();
        content.add(used.isEmpty() ? emptyState() : list(used, type()));
        if (!archived.isEmpty()) {
            Details details = new Details(getTranslation("fields.archived", archived.size()), list(archived, type()));
            details.setOpened(used.isEmpty());
            content.add(details);
        }
    }

    private Component emptyState() {
        Icon icon = VaadinIcon.FORM.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        Button first = new Button(getTranslation("fields.add.first"), click -> add());
        Div empty = new Div(
                icon,
                new H2(getTranslation("fields.empty.title")),
                new Paragraph(getTranslation("fields.empty.text")),
                first);
        empty.addClassNames("empty-state", "section-card");
        return empty;
    }

    private <E extends BaseRecord> UnorderedList list(List<FieldDefinition> listed, RecordType<E> type) {
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list", "section-card");
        for (int i = 0; i < listed.size(); i++) {
            list.add(line(listed, i, type));
        }
        return list;
    }

    private <E extends BaseRecord> ListItem line(List<FieldDefinition> listed, int at, RecordType<E> type) {
        FieldDefinition field = listed.get(at);
        String kindName =
                field.derivation() == null ? FieldKinds.kind(field.type()) : DerivationForm.kind(field.derivation());
        Icon icon = FieldDialog.icon(kindName).create();
        icon.getElement().setAttribute("aria-hidden", "true");
        Button name = new Button(field.label(getLocale()), click -> dialogs.edit(type(), field, this::refreshTypes));
        name.addThemeVariants(ButtonVariant.TERTIARY);
        name.addClassName("line-title");
        name.setEnabled(!field.archived());
        Span kind = new Span(getTranslation("kind." + kindName)
                + section(field, type)
                + (field.help() == null ? "" : " · " + field.help()));
        kind.addClassName("secondary");
        Div main = new Div(name, kind);
        main.addClassName("line-main");
        Div badges = new Div();
        badges.addClassName("field-badges");
        badge(badges, field.required() || field.requiredWhen() != null, "fields.required");
        badge(badges, field.unique(), "fields.unique");
        badge(badges, !field.visibleWhen().isEmpty(), "fields.conditional");
        badge(badges, field.personalData(), "fields.personal");
        badge(badges, !field.archived() && !formulas.isSound(field), "fields.derivation.broken");
        ListItem line = new ListItem(icon, main, badges);
        if (!field.archived()) {
            line.add(
                    move(VaadinIcon.ARROW_UP, "list.columns.up", listed, at, at - 1),
                    move(VaadinIcon.ARROW_DOWN, "list.columns.down", listed, at, at + 1));
        }
        line.add(menu(field));
        line.addClassNames("line", "line-field");
        return line;
    }

    private String section(FieldDefinition field, RecordType<?> type) {
        return type.sections().stream()
                .filter(section -> section.fields().contains(field.key()))
                .findFirst()
                .map(section -> " · " + section.label(getLocale()))
                .orElse("");
    }

    private void badge(Div badges, boolean shown, String key) {
        if (shown) {
            Span badge = new Span(getTranslation(key));
            badge.addClassName("badge");
            badge.getStyle().set("--badge-colour", "#5f6b7a");
            badges.add(badge);
        }
    }

    private Button move(VaadinIcon icon, String key, List<FieldDefinition> listed, int from, int to) {
        Button button = new Button(icon.create(), click -> {
            List<UUID> order =
                    new ArrayList<>(listed.stream().map(FieldDefinition::id).toList());
            order.add(to, order.remove(from));
            fields.order(type(), order);
            refreshTypes();
        });
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation(key, listed.get(from).label(getLocale())));
        button.setEnabled(to >= 0 && to < listed.size());
        return button;
    }

    private Button menu(FieldDefinition field) {
        Button button = new Button(VaadinIcon.ELLIPSIS_DOTS_V.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation("fields.menu", field.label(getLocale())));
        ContextMenu menu = new ContextMenu(button);
        menu.setOpenOnClick(true);
        if (field.archived()) {
            menu.addItem(getTranslation("fields.restore"), click -> {
                fields.restore(field.id());
                refreshTypes();
            });
        } else {
            menu.addItem(getTranslation("fields.edit"), click -> dialogs.edit(type(), field, this::refreshTypes));
            boolean isFixed = field.type() instanceof FieldType.Autonumber || Abilities.isFile(field.type());
            if (!isFixed && field.derivation() == null) {
                menu.addItem(
                        getTranslation("fields.change-kind"),
                        click -> dialogs.changeKind(type(), field, this::refreshTypes));
            }
            menu.addItem(getTranslation("fields.archive"), click -> confirmArchive(field));
        }
        return button;
    }

    private void archive(FieldDefinition field) {
        try {
            fields.archive(field.id());
            refreshTypes();
        } catch (InvalidRecord followed) {
            Problem problem = followed.problems().getFirst();
            Notification.show(
                    getTranslation(problem.message(), problem.arguments().toArray()),
                    8000,
                    Notification.Position.BOTTOM_START);
        }
    }

    private void confirmArchive(FieldDefinition field) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("fields.archive.title", field.label(getLocale())),
                getTranslation("fields.archive.text", fields.used(field)),
                getTranslation("fields.archive"),
                confirm -> {
                    archive(field);
                },
                getTranslation("form.cancel"),
                cancel -> {});
        dialog.setConfirmButtonTheme("error primary");
        dialog.setWidth("min(30rem, 94vw)");
        dialog.open();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("fields.title");
    }
}
