package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Role;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.views.Layout;
import com.innodus.kernel.records.views.Layout.Part;
import com.innodus.kernel.records.views.Layouts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
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
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where administrators arrange sheets and forms, for everybody or for one role. */
@Route(LayoutsView.PATH)
@PermitAll
public class LayoutsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/layouts";

    private static final long serialVersionUID = 1L;

    private final transient Layouts layouts;
    private final transient CustomFields fields;
    private final transient TenantRoles roles;
    private final transient Editors editors;
    private final Select<String> type = new Select<>();
    private final Select<String> role = new Select<>();
    private final Paragraph state = new Paragraph();
    private final Div content = new Div();
    private final Button reset = new Button();
    private final TextField newSection = new TextField();
    private transient List<RecordType<?>> types = List.of();
    private transient List<Part> parts = new ArrayList<>();
    private final Set<String> hidden = new TreeSet<>();
    private final Map<String, Button> movers = new HashMap<>();

    LayoutsView(Layouts layouts, CustomFields fields, TenantRoles roles, Editors editors) {
        this.layouts = layouts;
        this.fields = fields;
        this.roles = roles;
        this.editors = editors;
        addClassName("settings-view");
        type.setLabel(getTranslation("fields.types"));
        type.setId("layout-type");
        type.setItemLabelGenerator(key -> find(key).pluralName(getLocale()));
        type.addValueChangeListener(change -> read());
        role.setLabel(getTranslation("layout.role"));
        role.setId("layout-role");
        role.setItemLabelGenerator(this::roleName);
        role.addValueChangeListener(change -> read());
        Div choice = new Div(type, role);
        choice.addClassName("numbering-line");
        state.getElement().setAttribute("role", "status");
        state.addClassName("secondary");
        content.addClassName("settings-cards");
        newSection.setLabel(getTranslation("layout.section.new"));
        newSection.setMaxLength(Layouts.LONGEST_TITLE);
        newSection.setManualValidation(true);
        newSection.setId("layout-section");
        Button add = new Button(getTranslation("layout.section.add"), VaadinIcon.PLUS.create(), click -> addSection());
        Div adding = new Div(newSection, add);
        adding.addClassName("numbering-line");
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        Button preview =
                new Button(getTranslation("layout.preview"), VaadinIcon.EYE.create(), click -> preview(chosen()));
        reset.setText(getTranslation("layout.reset"));
        reset.addThemeVariants(ButtonVariant.TERTIARY);
        reset.addClickListener(click -> confirmReset());
        Div actions = new Div(save, preview, reset);
        actions.addClassName("form-actions");
        add(
                new H1(getTranslation("layout.title")),
                new Paragraph(getTranslation("layout.text")),
                choice,
                state,
                content,
                adding,
                actions);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        types = fields.extensible();
        role.setItems(Stream.concat(
                        Stream.of(Layouts.GENERAL),
                        roles.all().stream().map(Role::key).filter(key -> !key.equals(Roles.BASELINE)))
                .toList());
        role.setValue(Layouts.GENERAL);
        type.setItems(types.stream().map(RecordType::key).toList());
        type.setValue(types.getFirst().key());
        read();
    }

    private RecordType<?> find(String key) {
        return types.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    }

    private RecordType<?> chosen() {
        return find(type.getValue());
    }

    private String roleName(String key) {
        return key.equals(Layouts.GENERAL) ? getTranslation("layout.general") : roles.name(key, getLocale());
    }

    private void read() {
        if (type.getValue() == null || role.getValue() == null) {
            return;
        }
        Layout own = layouts.find(chosen(), role.getValue()).orElse(null);
        Layout begin = own == null ? layouts.find(chosen(), Layouts.GENERAL).orElseGet(() -> Layout.of(chosen())) : own;
        Layout whole = begin.of(chosen(), true);
        parts = new ArrayList<>(whole.parts());
        hidden.clear();
        hidden.addAll(whole.hidden());
        reset.setVisible(own != null);
        state.setText(getTranslation(
                own != null
                        ? "layout.state.own"
                        : role.getValue().equals(Layouts.GENERAL) ? "layout.state.product" : "layout.state.general",
                roleName(role.getValue())));
        show(null);
    }

    /** @param focus name of the button that is to have the focus, which its line takes along */
    private void show(@Nullable String focus) {
        content.removeAll();
        movers.clear();
        for (int i = 0; i < parts.size(); i++) {
            content.add(card(i));
        }
        if (!hidden.isEmpty()) {
            content.add(hiddenCard());
        }
        Button wanted = focus == null ? null : movers.get(focus);
        if (wanted != null) {
            wanted.focus();
        }
    }

    private String title(Part part) {
        return new RecordType.Section(part.key(), part.title(), List.of()).label(getLocale());
    }

    private Section card(int at) {
        Part part = parts.get(at);
        String title = title(part);
        Select<Integer> columns = new Select<>();
        columns.setItems(1, 2);
        columns.setItemLabelGenerator(number -> getTranslation("layout.columns", number));
        columns.setValue(part.columns());
        columns.setAriaLabel(getTranslation("layout.columns.of", title));
        columns.addClassName("layout-columns");
        columns.addValueChangeListener(change -> parts.set(
                at,
                new Part(
                        part.key(),
                        part.title(),
                        change.getValue(),
                        parts.get(at).fields())));
        Div head = new Div(
                new H2(title),
                columns,
                mover(
                        "section-up-" + part.key(),
                        VaadinIcon.ARROW_UP,
                        "layout.up",
                        title,
                        at > 0,
                        () -> swap(at, at - 1)),
                mover(
                        "section-down-" + part.key(),
                        VaadinIcon.ARROW_DOWN,
                        "layout.down",
                        title,
                        at < parts.size() - 1,
                        () -> swap(at, at + 1)));
        head.addClassName("layout-head");
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        for (String field : part.fields()) {
            list.add(line(at, field));
        }
        Section card = new Section(head, list);
        if (part.fields().isEmpty()) {
            Paragraph empty = new Paragraph(getTranslation("layout.section.empty"));
            empty.addClassName("secondary");
            card.add(empty);
        }
        card.addClassName("section-card");
        return card;
    }

    private ListItem line(int at, String field) {
        String label = chosen().label(field, getLocale());
        int place = parts.get(at).fields().indexOf(field);
        boolean isLast =
                at == parts.size() - 1 && place == parts.get(at).fields().size() - 1;
        Span name = new Span(label);
        name.addClassName("layout-name");
        Div line = new Div(
                name,
                mover(
                        "up-" + field,
                        VaadinIcon.ARROW_UP,
                        "layout.up",
                        label,
                        at > 0 || place > 0,
                        () -> move(at, field, -1)),
                mover("down-" + field, VaadinIcon.ARROW_DOWN, "layout.down", label, !isLast, () -> move(at, field, 1)),
                mover(
                        "hide-" + field,
                        VaadinIcon.EYE_SLASH,
                        "layout.hide",
                        label,
                        Layout.isHideable(chosen().require(field)),
                        () -> {
                            fieldsOf(at, List.of(), field);
                            hidden.add(field);
                        }));
        line.addClassName("layout-line");
        return new ListItem(line);
    }

    private Section hiddenCard() {
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        for (String field : hidden) {
            String label = chosen().label(field, getLocale());
            Span name = new Span(label);
            name.addClassName("layout-name");
            Div line = new Div(name, mover("show-" + field, VaadinIcon.EYE, "layout.show", label, true, () -> {
                hidden.remove(field);
                fieldsOf(0, List.of(field), "");
            }));
            line.addClassName("layout-line");
            list.add(new ListItem(line));
        }
        Section card = new Section(new H2(getTranslation("layout.hidden")), list);
        card.addClassName("section-card");
        return card;
    }

    private Button mover(String name, VaadinIcon icon, String text, String label, boolean possible, Runnable move) {
        Button button = new Button(icon.create(), click -> {
            move.run();
            show(name);
        });
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation(text, label));
        button.setTooltipText(getTranslation(text, label));
        button.setEnabled(possible);
        button.setId(name);
        movers.put(name, button);
        return button;
    }

    private void swap(int one, int other) {
        Part moved = parts.get(one);
        parts.set(one, parts.get(other));
        parts.set(other, moved);
    }

    /** Sets a section's fields anew: without one, and with others at its end. */
    private void fieldsOf(int at, List<String> more, String without) {
        Part part = parts.get(at);
        List<String> changed = new ArrayList<>(part.fields());
        changed.remove(without);
        changed.addAll(more);
        parts.set(at, new Part(part.key(), part.title(), part.columns(), changed));
    }

    /** Moves a field within its section, and over the edge into the next one. */
    private void move(int at, String field, int step) {
        List<String> order = new ArrayList<>(parts.get(at).fields());
        int place = order.indexOf(field) + step;
        order.remove(field);
        Part part = parts.get(at);
        if (place >= 0 && place <= order.size()) {
            order.add(place, field);
            parts.set(at, new Part(part.key(), part.title(), part.columns(), order));
            return;
        }
        parts.set(at, new Part(part.key(), part.title(), part.columns(), order));
        Part next = parts.get(at + step);
        List<String> into = new ArrayList<>(next.fields());
        into.add(step < 0 ? into.size() : 0, field);
        parts.set(at + step, new Part(next.key(), next.title(), next.columns(), into));
    }

    private void addSection() {
        String title = newSection.getValue().strip();
        boolean taken = parts.stream()
                .anyMatch(part ->
                        part.key().equalsIgnoreCase(title) || title(part).equalsIgnoreCase(title));
        newSection.setInvalid(title.isEmpty() || taken);
        newSection.setErrorMessage(getTranslation(taken ? "layout.section.taken" : "error.required"));
        if (!newSection.isInvalid()) {
            parts.add(new Part(title, title, 2, List.of()));
            newSection.clear();
            show("section-up-" + title);
        }
    }

    private void save() {
        try {
            layouts.save(chosen(), role.getValue(), new Layout(List.copyOf(parts), Set.copyOf(hidden)));
            Notification.show(getTranslation("layout.saved"), 3000, Notification.Position.BOTTOM_START);
            read();
        } catch (InvalidRecord refused) {
            Problem problem = refused.problems().getFirst();
            newSection.setErrorMessage(
                    getTranslation(problem.message(), problem.arguments().toArray()));
            newSection.setInvalid(true);
        }
    }

    private void confirmReset() {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("layout.reset.title"),
                getTranslation("layout.reset.text", roleName(role.getValue())),
                getTranslation("layout.reset"),
                confirm -> {
                    layouts.reset(chosen(), role.getValue());
                    read();
                });
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("action.cancel"));
        dialog.open();
    }

    /** The form as it would be, with nothing in it. */
    private <E extends BaseRecord> void preview(RecordType<E> of) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(getTranslation("layout.preview"));
        dialog.setWidth("min(56rem, 96vw)");
        Div form = new Div();
        form.addClassName("record-form");
        for (Part part : parts) {
            FormLayout fieldsOfPart = Editors.columns(part.columns());
            for (String key : part.fields()) {
                Editors.Editor editor = editors.of(of, of.require(key), getLocale());
                editor.setReadOnly(true);
                editor.component().setId("preview-" + key);
                fieldsOfPart.add(editor.component());
            }
            if (!part.fields().isEmpty()) {
                Section card = new Section(new H2(title(part)), fieldsOfPart);
                card.addClassName("section-card");
                form.add(card);
            }
        }
        dialog.add(form);
        dialog.getFooter().add(new Button(getTranslation("action.close"), click -> dialog.close()));
        dialog.open();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("layout.title");
    }
}
