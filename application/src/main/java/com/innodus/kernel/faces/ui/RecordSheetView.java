package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.automation.RuleButtons;
import com.innodus.kernel.correspondence.Correspondence;
import com.innodus.kernel.dashboards.ui.ShowsRecord;
import com.innodus.kernel.dashboards.ui.Subject;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.privacy.PersonalConsents;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Erasure;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.LegalHolds;
import com.innodus.kernel.records.Neighbours;
import com.innodus.kernel.records.Neighbours.Place;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.StoredFile;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.templates.MailTemplates;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sheet of one record of any type: its fields, what is related to it, and what happened to it. */
@Route(value = ":type/:id")
@PermitAll
public class RecordSheetView extends Div implements BeforeEnterObserver, HasDynamicTitle, ShowsRecord {
    private static final long serialVersionUID = 1L;

    /** Presses the button that carries the key, unless somebody is writing or a dialog is open. */
    private static final String KEYS = """
            const sheet = this;
            const listen = event => {
              if (!sheet.isConnected) { document.removeEventListener('keydown', listen); return; }
              const at = event.composedPath()[0];
              if (event.ctrlKey || event.metaKey || at.matches?.('input, textarea, select, [contenteditable]')
                  || document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]')) return;
              const key = event.altKey ? {ArrowDown: 'j', ArrowUp: 'k'}[event.key] : event.key;
              const button = /^[a-z]$/.test(key ?? '') && sheet.querySelector(`[data-key="${key}"]:not([disabled])`);
              if (button) { event.preventDefault(); button.click(); }
            };
            if (!sheet.listens) { sheet.listens = true; document.addEventListener('keydown', listen); }
            """;

    private static final String COPY =
            "this.addEventListener('click', () => navigator.clipboard?.writeText(location.origin + $0))";

    private final transient RecordTypes types;
    private final transient FieldRights rights;
    private final transient Records records;
    private final transient Neighbours neighbours;
    private final transient SheetFields fields;
    private final transient RelatedCards related;
    private final transient Timelines timelines;
    private final transient Attachments attachments;
    private final transient Correspondence letters;
    private final transient MailTemplates templates;
    private final transient Audience audience;
    private final transient SameRecords same;
    private final transient FollowButton follow;
    private final transient List<SheetCard> more;
    private final transient Erasure erasure;
    private final transient LegalHolds holds;
    private final transient PersonalConsents consents;
    private final transient RuleButtons ruleButtons;
    private ListAddress list = ListAddress.ALL;
    private String title = "";
    private transient @Nullable Subject subject;

    RecordSheetView(
            RecordTypes types,
            FieldRights rights,
            Records records,
            Neighbours neighbours,
            SheetFields fields,
            RelatedCards related,
            Timelines timelines,
            Attachments attachments,
            Correspondence letters,
            MailTemplates templates,
            Audience audience,
            SameRecords same,
            FollowButton follow,
            List<SheetCard> more,
            Erasure erasure,
            LegalHolds holds,
            PersonalConsents consents,
            RuleButtons ruleButtons) {
        this.more = more;
        this.consents = consents;
        this.erasure = erasure;
        this.holds = holds;
        this.types = types;
        this.rights = rights;
        this.records = records;
        this.neighbours = neighbours;
        this.fields = fields;
        this.related = related;
        this.timelines = timelines;
        this.attachments = attachments;
        this.letters = letters;
        this.templates = templates;
        this.audience = audience;
        this.same = same;
        this.follow = follow;
        this.ruleButtons = ruleButtons;
        addClassName("record-sheet");
        addAttachListener(attached -> getElement().executeJs(KEYS));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RecordType<?> type =
                event.getRouteParameters().get("type").flatMap(types::byPlural).orElseThrow(NotFoundException::new);
        UUID id = event.getRouteParameters().get("id").map(Ids::parse).orElseThrow(NotFoundException::new);
        list = ListAddress.of(event.getLocation().getQueryParameters());
        UUID entry = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("entry")
                .map(Ids::parse)
                .orElse(null);
        removeAll();
        subject = null;
        UUID elsewhere = build(rights.seen(type), id, entry);
        if (elsewhere != null) {
            Notification.show(getTranslation("same.moved"), 5000, Notification.Position.BOTTOM_START);
            event.forwardTo(
                    RecordSheetView.class,
                    new RouteParameters(Map.of("type", type.plural(), "id", elsewhere.toString())),
                    event.getLocation().getQueryParameters());
        }
    }

    /** Shows the record, or says as part of which other it lives on. */
    private <E extends BaseRecord> @Nullable UUID build(RecordType<E> type, UUID id, @Nullable UUID entry) {
        E record = records.find(type, id).orElse(null);
        if (record == null) {
            return same.into(type, id).orElseThrow(NotFoundException::new);
        }
        title = record.getTitle();
        subject = new Subject(type.key(), id);
        boolean editable = records.may(type, record, Operation.EDIT);
        Timeline<E> timeline = timelines.of(type, id, records.may(type, record, Operation.COMMENT), entry);
        List<String> addresses = Correspondence.addresses(type, record);
        Consumer<String> writeTo = editable
                ? address -> new MailDialog<>(
                                type,
                                id,
                                addresses,
                                address,
                                letters,
                                templates,
                                () -> timeline.show(TimelinePages.Part.ALL))
                        .open()
                : null;

        Div left = new Div();
        left.addClassName("sheet-main");
        fields.of(type, record, getLocale(), writeTo).forEach(left::add);
        more.forEach(card -> card.of(type, id).ifPresent(left::add));
        related.of(type, id).forEach(left::add);
        Div right = new Div(
                new FilesCard<>(type, id, attachments, editable, () -> timeline.show(TimelinePages.Part.ALL)),
                timeline);
        if (consents.isAboutPeople(type)) {
            right.addComponentAsFirst(new ConsentsCard<>(type, id, consents, editable));
        }
        right.addClassName("sheet-side");
        Div columns = new Div(left, right);
        columns.addClassName("sheet-columns");
        add(top(type, record), header(type, record, editable, addresses, writeTo), columns);
        return null;
    }

    /** The way back to the list, and on to its neighbours. */
    private <E extends BaseRecord> Div top(RecordType<E> type, E record) {
        Place place = place(type, record);
        Nav trail = new Nav(new Anchor(list.on(type.plural()), type.pluralName(getLocale())), new Span(title));
        trail.addClassName("breadcrumbs");
        trail.getElement().setAttribute("aria-label", getTranslation("shell.breadcrumbs"));
        Div steps = new Div(step(type, VaadinIcon.ANGLE_UP, "sheet.previous", "k", place.previous()));
        if (place.total() > 0) {
            Span position = new Span(getTranslation("sheet.place", place.position(), place.total()));
            position.addClassName("secondary");
            steps.add(position);
        }
        steps.add(step(type, VaadinIcon.ANGLE_DOWN, "sheet.next", "j", place.next()));
        steps.addClassName("sheet-steps");
        Div top = new Div(trail, steps);
        top.addClassName("sheet-top");
        return top;
    }

    private <E extends BaseRecord> Place place(RecordType<E> type, E record) {
        try {
            return neighbours.of(type, list.query(type), record);
        } catch (InvalidFilter e) {
            // an address with fields that the type doesn't have
            list = ListAddress.ALL;
            return neighbours.of(type, list.query(type), record);
        }
    }

    private Button step(RecordType<?> type, VaadinIcon icon, String label, String key, @Nullable UUID to) {
        Button button = new Button(icon.create(), click -> go(type.plural() + "/" + to));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation(label));
        button.setTooltipText(getTranslation(label) + " (" + key + ")");
        button.getElement().setAttribute("data-key", key);
        button.setEnabled(to != null);
        return button;
    }

    private <E extends BaseRecord> Div header(
            RecordType<E> type,
            E record,
            boolean editable,
            List<String> addresses,
            @Nullable Consumer<String> writeTo) {
        UUID id = record.getId();
        Div actions = new Div();
        actions.addClassName("sheet-actions");
        if (editable) {
            Button edit = new Button(
                    getTranslation("action.edit"),
                    VaadinIcon.PENCIL.create(),
                    click -> go(type.plural() + "/" + id + "/edit"));
            edit.addThemeVariants(ButtonVariant.PRIMARY);
            edit.getElement().setAttribute("data-key", "e");
            edit.setTooltipText("e");
            actions.add(edit);
        }
        if (writeTo != null && !addresses.isEmpty()) {
            actions.add(new Button(
                    getTranslation("mail.write"),
                    VaadinIcon.ENVELOPE_O.create(),
                    click -> writeTo.accept(addresses.getFirst())));
        }
        if (editable) {
            ruleButtons
                    .of(type)
                    .forEach(rule -> actions.add(new Button(rule.label(), VaadinIcon.MAGIC.create(), click -> {
                        ruleButtons.press(rule.rule(), type, List.of(id));
                        Notification.show(
                                getTranslation("automation.pressed", rule.label()),
                                3000,
                                Notification.Position.BOTTOM_START);
                    })));
        }
        Button copy = new Button(VaadinIcon.LINK.create());
        copy.addThemeVariants(ButtonVariant.TERTIARY);
        copy.setAriaLabel(getTranslation("sheet.copy-link"));
        copy.setTooltipText(getTranslation("sheet.copy-link"));
        copy.getElement().executeJs(COPY, "/app/" + type.plural() + "/" + id);
        copy.addClickListener(click ->
                Notification.show(getTranslation("sheet.link-copied"), 2000, Notification.Position.BOTTOM_START));
        actions.add(copy, audience.button(type, record));
        actions.add(follow.button(type, record));
        same.button(type, record).ifPresent(actions::add);
        if (editable && erasure.mayErase(type)) {
            actions.add(personalData(type, record));
        }
        if (records.may(type, record, Operation.DELETE)) {
            Button delete =
                    new Button(getTranslation("action.delete"), VaadinIcon.TRASH.create(), click -> delete(type, id));
            delete.addThemeVariants(ButtonVariant.TERTIARY);
            actions.add(delete);
        }
        Div header = new Div();
        StoredFile face = type.face(record);
        if (face != null) {
            Image picture = FileAddress.picture(face, "");
            picture.addClassName("sheet-face");
            header.add(picture);
        }
        header.add(new H1(title));
        audience.badge(type, id).ifPresent(header::add);
        header.add(actions);
        header.addClassName("view-header");
        return header;
    }

    private <E extends BaseRecord> Button personalData(RecordType<E> type, E record) {
        Button button = new Button(
                VaadinIcon.USER_CARD.create(),
                click -> new PersonalDataDialog<>(
                                type,
                                record,
                                erasure,
                                holds,
                                () -> UI.getCurrent().refreshCurrentRoute(false))
                        .open());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation("privacy.title"));
        button.setTooltipText(getTranslation("privacy.title"));
        button.setId("personal-data");
        return button;
    }

    private void go(String path) {
        UI.getCurrent().navigate(path, list.forNavigation());
    }

    private <E extends BaseRecord> void delete(RecordType<E> type, UUID id) {
        records.delete(type, List.of(id), WriteContext.SINGLE);
        Notification undo = new Notification();
        Button bring = new Button(getTranslation("action.undo"), click -> {
            records.restore(type, List.of(id));
            undo.close();
            go(type.plural() + "/" + id);
        });
        bring.addThemeVariants(ButtonVariant.TERTIARY);
        undo.add(new Div(new Span(getTranslation("sheet.deleted", title)), bring));
        undo.setDuration(10_000);
        undo.setPosition(Notification.Position.BOTTOM_START);
        undo.open();
        go(type.plural());
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    @Override
    public Optional<Subject> subject() {
        return Optional.ofNullable(subject);
    }
}
