package com.innodus.kernel.records.ui;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.ui.FieldText.Shown;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
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

/** The sheet of one record of any type: its fields, what is related to it, and what happened to it. */
@Route(value = ":type/:id")
@PermitAll
public class RecordSheetView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final int RELATED = 20;

    private final transient RecordTypes types;
    private final transient Records records;
    private final transient FieldText texts;
    private final transient Comments comments;
    private final transient Attachments attachments;
    private final transient History history;
    private final transient Users users;
    private String title = "";

    RecordSheetView(
            RecordTypes types,
            Records records,
            FieldText texts,
            Comments comments,
            Attachments attachments,
            History history,
            Users users) {
        this.types = types;
        this.records = records;
        this.texts = texts;
        this.comments = comments;
        this.attachments = attachments;
        this.history = history;
        this.users = users;
        addClassName("record-sheet");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RecordType<?> type =
                event.getRouteParameters().get("type").flatMap(types::byPlural).orElseThrow(NotFoundException::new);
        UUID id = event.getRouteParameters().get("id").map(Ids::parse).orElseThrow(NotFoundException::new);
        removeAll();
        build(type, id);
    }

    private <E extends BaseRecord> void build(RecordType<E> type, UUID id) {
        E record = records.find(type, id).orElseThrow(NotFoundException::new);
        title = record.getTitle();
        boolean editable = records.may(type, record, Operation.EDIT);
        Div header = new Div(new H1(title));
        header.addClassName("view-header");
        if (editable) {
            Button edit = new Button(
                    getTranslation("action.edit"),
                    VaadinIcon.PENCIL.create(),
                    click -> UI.getCurrent().navigate(type.plural() + "/" + id + "/edit"));
            edit.addThemeVariants(ButtonVariant.PRIMARY);
            header.add(edit);
        }
        if (records.may(type, record, Operation.DELETE)) {
            Button delete =
                    new Button(getTranslation("action.delete"), VaadinIcon.TRASH.create(), click -> delete(type, id));
            delete.addThemeVariants(ButtonVariant.TERTIARY);
            header.add(delete);
        }
        Div left = new Div();
        left.addClassName("sheet-main");
        Map<UUID, String> titles = texts.titles(type, List.of(record));
        for (RecordType.Section section : type.sections()) {
            section(type, record, section, titles).ifPresent(left::add);
        }
        for (RecordType<?> other : types.all()) {
            related(other, type, id, left);
        }
        Div right = new Div(
                new FilesCard<>(type, id, attachments, editable),
                new Timeline<>(type, id, comments, history, users, records.may(type, record, Operation.COMMENT)));
        right.addClassName("sheet-side");
        Div columns = new Div(left, right);
        columns.addClassName("sheet-columns");
        Nav trail = new Nav(
                new Anchor("/app/" + type.plural(), getTranslation("type." + type.key() + ".plural")), new Span(title));
        trail.addClassName("breadcrumbs");
        trail.getElement().setAttribute("aria-label", getTranslation("shell.breadcrumbs"));
        add(trail, header, columns);
    }

    private <E extends BaseRecord> java.util.Optional<Component> section(
            RecordType<E> type, E record, RecordType.Section section, Map<UUID, String> titles) {
        DescriptionList list = new DescriptionList();
        list.addClassName("field-list");
        for (String key : section.fields()) {
            Field<E> field = type.require(key);
            Shown shown = texts.show(field, field.get(record), titles, getLocale());
            if (!shown.text().isEmpty()) {
                list.add(
                        new DescriptionList.Term(getTranslation(type.key() + "." + key)),
                        new DescriptionList.Description(value(field, field.get(record), shown)));
            }
        }
        if (list.getComponentCount() == 0) {
            return java.util.Optional.empty();
        }
        Section card = new Section(new H2(getTranslation("section." + section.key())), list);
        card.addClassName("section-card");
        return java.util.Optional.of(card);
    }

    private Component value(Field<?> field, @Nullable Object value, Shown shown) {
        if (!shown.badges().isEmpty()) {
            Div badges = new Div();
            shown.badges().forEach(each -> {
                Span badge = new Span(each.text());
                badge.addClassName("badge");
                badge.getStyle().set("--badge-colour", each.colour() == null ? "#5f6b7a" : each.colour());
                badges.add(badge);
            });
            return badges;
        }
        return switch (field.type()) {
            case FieldType.Url ignored -> {
                Anchor anchor = new Anchor(shown.text(), shown.text());
                anchor.getElement().setAttribute("rel", "noopener noreferrer nofollow");
                anchor.setTarget("_blank");
                yield anchor;
            }
            case FieldType.Link(String target) ->
                new Anchor("/app/" + types.require(target).plural() + "/" + value, shown.text());
            case FieldType.Emails ignored -> points(value, "mailto:");
            case FieldType.Phones ignored -> points(value, "tel:");
            default -> new Span(shown.text());
        };
    }

    private Component points(@Nullable Object value, String scheme) {
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        if (value instanceof List<?> points) {
            for (Object each : points) {
                if (each instanceof com.innodus.kernel.records.ContactPoint point) {
                    Span label = new Span(getTranslation("label." + point.label()));
                    label.addClassName("secondary");
                    list.add(new ListItem(new Anchor(scheme + point.value(), point.value()), new Span(" "), label));
                }
            }
        }
        return list;
    }

    /** Records of another type that link here. */
    private <O extends BaseRecord> void related(RecordType<O> other, RecordType<?> type, UUID id, Div place) {
        for (Field<O> link : other.linksTo(type.key())) {
            Query query = Query.ALL.with(Filter.test(link.key(), Operator.IS, id.toString()));
            List<O> found = records.page(other, query, null, 0, RELATED + 1);
            if (found.isEmpty()) {
                continue;
            }
            UnorderedList list = new UnorderedList();
            list.addClassName("plain-list");
            found.stream()
                    .limit(RELATED)
                    .forEach(record -> list.add(new ListItem(
                            new Anchor("/app/" + other.plural() + "/" + record.getId(), record.getTitle()))));
            Section card = new Section(new H2(getTranslation("related." + other.key() + "." + link.key())), list);
            card.addClassName("section-card");
            if (found.size() > RELATED) {
                card.add(new Anchor(
                        "/app/" + other.plural() + "?filter=" + link.key() + ".is.'" + id + "'",
                        getTranslation("home.all")));
            }
            place.add(card);
        }
    }

    private <E extends BaseRecord> void delete(RecordType<E> type, UUID id) {
        records.delete(type, List.of(id), WriteContext.SINGLE);
        Notification undo = new Notification();
        Button bring = new Button(getTranslation("action.undo"), click -> {
            records.restore(type, List.of(id));
            undo.close();
            UI.getCurrent().navigate(type.plural() + "/" + id);
        });
        bring.addThemeVariants(ButtonVariant.TERTIARY);
        undo.add(new Div(new Span(getTranslation("sheet.deleted", title)), bring));
        undo.setDuration(10_000);
        undo.setPosition(Notification.Position.BOTTOM_START);
        undo.open();
        UI.getCurrent().navigate(type.plural());
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
