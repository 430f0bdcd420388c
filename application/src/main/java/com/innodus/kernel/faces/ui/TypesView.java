package com.innodus.kernel.faces.ui;

import static com.vaadin.flow.component.notification.Notification.Position.BOTTOM_START;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.OwnTypes;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.TypeCopies;
import com.innodus.kernel.records.TypeCopies.Copied;
import com.innodus.kernel.records.TypeDefinition;
import com.innodus.kernel.records.TypeTemplates.Template;
import com.innodus.kernel.records.Wording;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
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
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.annotation.security.PermitAll;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Where administrators make types of record of their own. */
@Route(TypesView.PATH)
@PermitAll
public class TypesView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/types";

    private static final long serialVersionUID = 1L;
    private static final int LARGEST = 1_000_000;
    private static final String DOWNLOAD = """
            const link = document.createElement('a');
            link.href = URL.createObjectURL(new Blob([$0], {type: 'application/json'}));
            link.download = $1;
            link.click();
            URL.revokeObjectURL(link.href);
            """;

    private final transient OwnTypes types;
    private final transient TypeDialog.Dialogs dialogs;
    private final transient Wording wording;
    private final transient TypeCopies copies;
    private final Div content = new Div();
    private final Span count = new Span();

    TypesView(OwnTypes types, TypeDialog.Dialogs dialogs, Wording wording, TypeCopies copies) {
        this.copies = copies;
        this.wording = wording;
        this.types = types;
        this.dialogs = dialogs;
        addClassName("settings-view");
        Button add = new Button(getTranslation("types.add"), VaadinIcon.PLUS.create(), click -> dialogs.add(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        count.addClassName("count");
        Div header = new Div(new H1(getTranslation("types.title")), count, add);
        header.addClassName("view-header");
        content.addClassName("settings-cards");
        add(header, new Paragraph(getTranslation("types.text")), content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        refresh();
    }

    private void refresh() {
        List<TypeDefinition> all = types.all();
        List<TypeDefinition> used =
                all.stream().filter(type -> !type.archived()).toList();
        List<TypeDefinition> archived =
                all.stream().filter(TypeDefinition::archived).toList();
        count.setText(String.valueOf(used.size()));
        content.removeAll();
        if (!used.isEmpty()) {
            content.add(list(used));
        }
        if (!archived.isEmpty()) {
            Details details = new Details(getTranslation("types.archived", archived.size()), list(archived));
            details.setOpened(used.isEmpty());
            content.add(details);
        }
        content.add(templates(used.isEmpty()), declared());
    }

    /** What to begin with; large where there is nothing else to see. */
    private Component templates(boolean isAlone) {
        Div cards = new Div();
        cards.addClassName("template-cards");
        dialogs.templates().forEach(template -> cards.add(card(template)));
        Div templates = new Div(
                new H2(getTranslation(isAlone ? "types.empty.title" : "types.templates")),
                new Paragraph(getTranslation("types.templates.text")),
                cards,
                upload());
        templates.addClassName("section-card");
        return templates;
    }

    /** A type that another organisation made. */
    private Component upload() {
        Upload upload = new Upload(
                UploadHandler.inMemory((metadata, content) -> getUI().ifPresent(ui -> ui.access(() -> read(content)))));
        upload.setMaxFiles(1);
        upload.setMaxFileSize(LARGEST);
        upload.setAcceptedFileTypes("application/json", ".json");
        Button choose = new Button(getTranslation("types.file.read"), VaadinIcon.UPLOAD_ALT.create());
        choose.addThemeVariants(ButtonVariant.TERTIARY);
        upload.setUploadButton(choose);
        upload.setDropAllowed(false);
        upload.addFileRejectedListener(
                refused -> Notification.show(getTranslation("types.file.unreadable"), 8000, BOTTOM_START));
        upload.addClassName("type-file");
        return upload;
    }

    void read(byte[] content) {
        try {
            Copied copied = copies.read(new String(content, StandardCharsets.UTF_8));
            if (copied.leftBehind().isEmpty()) {
                reload();
            } else {
                sayWhatStayedBehind(copied.leftBehind());
            }
        } catch (InvalidRecord refused) {
            Problem first = refused.problems().getFirst();
            Notification.show(
                    Texts.text(getLocale(), first.message(), first.arguments().toArray()), 8000, BOTTOM_START);
            refresh();
        }
    }

    private void sayWhatStayedBehind(List<String> fields) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("types.file.left-behind"),
                String.join(", ", fields),
                getTranslation("action.close"),
                confirm -> reload());
        dialog.setWidth("min(30rem, 94vw)");
        dialog.open();
    }

    private Button card(Template template) {
        Span name = new Span(template.name(getLocale()));
        name.addClassName("line-title");
        Span text = new Span(Texts.text(getLocale(), "template." + template.key() + ".text"));
        text.addClassName("secondary");
        Div words = new Div(name, text);
        words.addClassName("line-main");
        Button card = new Button(words, click -> dialogs.add(template));
        card.setPrefixComponent(Icons.of(template.icon()));
        card.addThemeVariants(ButtonVariant.TERTIARY);
        card.addClassName("template-card");
        card.setId("template-" + template.key());
        return card;
    }

    /** The product's types, which may be called otherwise. */
    private Component declared() {
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list");
        wording.types().forEach(type -> list.add(declared(type)));
        Div card =
                new Div(new H2(getTranslation("types.words")), new Paragraph(getTranslation("types.words.why")), list);
        card.addClassName("section-card");
        return card;
    }

    private ListItem declared(RecordType<?> type) {
        Icon icon = Icons.of(type);
        icon.getElement().setAttribute("aria-hidden", "true");
        Span name = new Span(type.pluralName(getLocale()));
        name.addClassName("line-title");
        Div main = new Div(name);
        main.addClassName("line-main");
        if (type.isReworded()) {
            Span before = new Span(
                    getTranslation("types.words.instead", Texts.text(getLocale(), "type." + type.key() + ".plural")));
            before.addClassName("secondary");
            main.add(before);
        }
        Button change = new Button(
                getTranslation("types.words.change"),
                click -> new WordingDialog(wording, type, TypesView::reload).open());
        change.setAriaLabel(getTranslation("types.words.of", type.pluralName(getLocale())));
        change.setId("words-" + type.key());
        ListItem line = new ListItem(icon, main, change);
        line.addClassNames("line", "line-type");
        return line;
    }

    private UnorderedList list(List<TypeDefinition> listed) {
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list", "section-card");
        for (int i = 0; i < listed.size(); i++) {
            list.add(line(listed, i));
        }
        return list;
    }

    private ListItem line(List<TypeDefinition> listed, int at) {
        TypeDefinition type = listed.get(at);
        Icon icon = Icons.of(type.icon());
        icon.getElement().setAttribute("aria-hidden", "true");
        if (type.colour() != null) {
            icon.getStyle().set("--type-colour", type.colour());
        }
        Button name = new Button(type.plural().in(getLocale()), click -> edit(type));
        name.addThemeVariants(ButtonVariant.TERTIARY);
        name.addClassName("line-title");
        name.setEnabled(!type.archived());
        Span where = new Span("/" + type.slug() + " · " + dialogs.area(type.area()));
        where.addClassName("secondary");
        Div main = new Div(name, where);
        main.addClassName("line-main");
        ListItem line = new ListItem(icon, main);
        if (!type.archived()) {
            Div links = new Div(
                    new Anchor("/app/" + type.slug(), getTranslation("types.records")),
                    new Anchor("/app/" + FieldsView.PATH + "?type=" + type.key(), getTranslation("types.fields")));
            links.addClassName("line-links");
            line.add(
                    links,
                    move(VaadinIcon.ARROW_UP, "list.columns.up", listed, at, at - 1),
                    move(VaadinIcon.ARROW_DOWN, "list.columns.down", listed, at, at + 1));
        }
        line.add(menu(type));
        line.addClassNames("line", "line-field", "line-type");
        return line;
    }

    private Button move(VaadinIcon icon, String key, List<TypeDefinition> listed, int from, int to) {
        Button button = new Button(icon.create(), click -> {
            List<String> order =
                    new ArrayList<>(listed.stream().map(TypeDefinition::key).toList());
            order.add(to, order.remove(from));
            types.order(order);
            refresh();
        });
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation(key, listed.get(from).plural().in(getLocale())));
        button.setEnabled(to >= 0 && to < listed.size());
        return button;
    }

    private Button menu(TypeDefinition type) {
        String name = type.plural().in(getLocale());
        Button button = new Button(VaadinIcon.ELLIPSIS_DOTS_V.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation("fields.menu", name));
        ContextMenu menu = new ContextMenu(button);
        menu.setOpenOnClick(true);
        if (type.archived()) {
            menu.addItem(getTranslation("fields.restore"), click -> {
                types.restore(type.key());
                reload();
            });
        } else {
            menu.addItem(getTranslation("fields.edit"), click -> edit(type));
            menu.addItem(
                    getTranslation("types.file.write"),
                    click -> getElement().executeJs(DOWNLOAD, copies.write(type.key()), type.slug() + ".json"));
            menu.addItem(getTranslation("fields.archive"), click -> confirmArchive(type, name));
        }
        menu.addItem(
                getTranslation("action.delete"), click -> new TypeDeleteDialog(types, type, TypesView::reload).open());
        return button;
    }

    private void edit(TypeDefinition type) {
        dialogs.edit(type);
    }

    private void confirmArchive(TypeDefinition type, String name) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("fields.archive.title", name),
                getTranslation("types.archive.text"),
                getTranslation("fields.archive"),
                confirm -> {
                    types.archive(type.key());
                    reload();
                },
                getTranslation("form.cancel"),
                cancel -> {});
        dialog.setConfirmButtonTheme("error primary");
        dialog.setWidth("min(30rem, 94vw)");
        dialog.open();
    }

    /** With the navigation, which shows the types. */
    static void reload() {
        com.vaadin.flow.component.UI.getCurrent().getPage().reload();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("types.title");
    }
}
