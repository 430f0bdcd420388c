package com.innodus.kernel.forms.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.features.OfFeature;
import com.innodus.kernel.forms.Answers;
import com.innodus.kernel.forms.Form;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms of the tenant, for those who make them. */
@Route(FormSettingsView.PATH)
@PermitAll
@OfFeature(FormsView.FEATURE)
public class FormSettingsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/forms";

    private static final long serialVersionUID = 1L;

    private final transient Forms forms;
    private final transient Answers answers;
    private final transient RecordTypes types;
    private final transient Access access;
    private final Div content = new Div();

    FormSettingsView(Forms forms, Answers answers, RecordTypes types, Access access) {
        this.forms = forms;
        this.answers = answers;
        this.types = types;
        this.access = access;
        addClassName("settings-view");
        Div header = new Div(new H1(getTranslation("forms.settings")), create("new-form"));
        header.addClassName("view-header");
        add(header, new Paragraph(getTranslation("forms.settings.text")), content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!forms.mayMake()) {
            throw new NotFoundException();
        }
        refresh();
    }

    private Button create(String id) {
        Button create = new Button(getTranslation("forms.new"), VaadinIcon.PLUS.create(), click -> ask());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setId(id);
        return create;
    }

    private void refresh() {
        content.removeAll();
        List<Form> all = forms.all();
        if (all.isEmpty()) {
            Div empty = new Div(
                    VaadinIcon.CLIPBOARD_TEXT.create(),
                    new H2(getTranslation("forms.none")),
                    new Paragraph(getTranslation("forms.none.make")),
                    create("first-form"));
            empty.addClassName("empty-state");
            content.add(empty);
            return;
        }
        Map<UUID, Long> counts = answers.counts();
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list", "section-card");
        all.forEach(form -> list.add(line(form, counts.getOrDefault(form.id(), 0L))));
        content.add(list);
    }

    private ListItem line(Form form, long count) {
        Anchor name = new Anchor("/app/" + PATH + "/" + form.id(), form.name());
        name.addClassName("line-title");
        Span facts = new Span("/app/" + FormsView.PATH + "/" + form.slug());
        facts.addClassName("secondary");
        Div main = new Div(name, facts);
        main.addClassName("line-main");
        ListItem line = new ListItem(main, state(form));
        if (count > 0) {
            Anchor given = new Anchor(
                    "/app/" + FormsView.PATH + "/" + form.slug() + "/answers",
                    getTranslation("forms.answers.count", count));
            given.setAriaLabel(getTranslation("forms.answers.of", form.name()));
            line.add(given);
        }
        line.add(menu(form));
        line.addClassNames("line", "line-form");
        return line;
    }

    /** What people can fill in, as a badge. */
    static Span state(Form form) {
        UI here = UI.getCurrent();
        Span state = new Span(
                form.published() == null
                        ? here.getTranslation("forms.state.draft")
                        : here.getTranslation(
                                form.isChanged() ? "forms.state.changed" : "forms.state.published", form.published()));
        state.addClassName("badge");
        if (form.published() != null) {
            state.getStyle().set("--badge-colour", form.isChanged() ? "#b45309" : "#2e7d32");
        }
        return state;
    }

    private Button menu(Form form) {
        Button button = new Button(VaadinIcon.ELLIPSIS_DOTS_V.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation("forms.menu", form.name()));
        ContextMenu menu = new ContextMenu(button);
        menu.setOpenOnClick(true);
        menu.addItem(getTranslation("action.edit"), click -> UI.getCurrent().navigate(PATH + "/" + form.id()));
        if (form.published() != null) {
            menu.addItem(getTranslation("forms.withdraw"), click -> {
                forms.withdraw(form.id());
                refresh();
            });
        }
        menu.addItem(getTranslation("action.delete"), click -> confirmDelete(form));
        return button;
    }

    private void confirmDelete(Form form) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("forms.delete.title", form.name()),
                getTranslation("forms.delete.text"),
                getTranslation("action.delete"),
                confirm -> {
                    forms.delete(form.id());
                    refresh();
                },
                getTranslation("form.cancel"),
                cancel -> {});
        dialog.setConfirmButtonTheme("error primary");
        dialog.setWidth("min(30rem, 94vw)");
        dialog.open();
    }

    private void ask() {
        TextField name = new TextField(getTranslation("forms.name"));
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setMaxLength(Forms.LONGEST_NAME);
        name.setId("form-name");
        Select<RecordType<?>> type = new Select<>();
        type.setLabel(getTranslation("forms.main"));
        type.setHelperText(getTranslation("forms.main.help"));
        type.setItems(possible(types, access));
        type.setItemLabelGenerator(each -> each.name(getLocale()));
        type.setValue(type.getListDataView().getItem(0));
        type.setId("form-type");
        Dialog dialog = new Dialog(getTranslation("forms.new"));
        Div form = new Div(name, type);
        form.addClassName("dialog-form");
        dialog.add(form);
        Button make = new Button(getTranslation("action.create"), click -> make(name, type.getValue(), dialog));
        make.addThemeVariants(ButtonVariant.PRIMARY);
        make.setId("make-form");
        dialog.getFooter().add(new Button(getTranslation("action.cancel"), click -> dialog.close()), make);
        dialog.open();
        name.focus();
    }

    /** Of which types a form can make records: no lists of values. */
    static List<RecordType<?>> possible(RecordTypes types, Access access) {
        return types.all().stream()
                .filter(type -> !type.area().equals("settings") && access.may(type.key(), Operation.CREATE))
                .toList();
    }

    private void make(TextField name, @Nullable RecordType<?> type, Dialog dialog) {
        try {
            RecordType<?> main = type == null ? possible(types, access).getFirst() : type;
            FormDefinition blank = FormDefinition.about(main.key());
            UUID id = forms.create(
                    name.getValue(),
                    blank.with(List.of(new Step(
                            main.name(getLocale()),
                            LinkedParts.demanded(blank.parts().getFirst().key(), main)))));
            dialog.close();
            UI.getCurrent().navigate(PATH + "/" + id);
        } catch (InvalidRecord refused) {
            Problem problem = refused.problems().getFirst();
            name.setErrorMessage(Texts.text(
                    getLocale(), problem.message(), problem.arguments().toArray()));
            name.setInvalid(true);
            name.focus();
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("forms.settings");
    }
}
