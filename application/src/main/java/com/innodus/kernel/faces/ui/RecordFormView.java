package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Drafts;
import com.innodus.kernel.records.Drafts.Draft;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Overtaken;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordConflict;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Written;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Makes or edits a record of any type. What is typed is kept as a draft a moment later, so that neither a lost session
 * nor a closed browser loses it.
 */
@Route(value = ":type/new")
@RouteAlias(value = ":type/:id/edit")
@PermitAll
public class RecordFormView extends Div implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient RecordTypes types;
    private final transient Records records;
    private final transient Editors editors;
    private final transient Options options;
    private final transient Access access;
    private final transient FieldRights rights;
    private final transient Drafts drafts;
    private final transient MergeDialog.Merging merging;
    private final transient DuplicateWarning.Warnings warnings;
    private final transient Clock clock;
    private transient @Nullable Open<?> open;
    private ListAddress list = ListAddress.ALL;
    private boolean guarded;
    private String title = "";

    RecordFormView(
            RecordTypes types,
            Records records,
            Editors editors,
            Options options,
            Access access,
            FieldRights rights,
            Drafts drafts,
            MergeDialog.Merging merging,
            DuplicateWarning.Warnings warnings,
            Clock clock) {
        this.types = types;
        this.records = records;
        this.editors = editors;
        this.options = options;
        this.access = access;
        this.rights = rights;
        this.drafts = drafts;
        this.merging = merging;
        this.warnings = warnings;
        this.clock = clock;
        addClassName("record-form-view");
    }

    /** The form that is shown. */
    private static final class Open<E extends BaseRecord> {
        private final RecordType<E> type;
        private final @Nullable UUID id;
        private final RecordForm<E> fields;
        private int version;
        private boolean over;

        Open(RecordType<E> type, @Nullable UUID id, RecordForm<E> fields) {
            this.type = type;
            this.id = id;
            this.fields = fields;
        }

        boolean isDirty() {
            return !over && !fields.touched().isEmpty();
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RecordType<?> type =
                event.getRouteParameters().get("type").flatMap(types::byPlural).orElseThrow(NotFoundException::new);
        UUID id = event.getRouteParameters().get("id").map(Ids::parse).orElse(null);
        Operation operation = id == null ? Operation.CREATE : Operation.EDIT;
        if (!access.may(type.key(), operation)) {
            throw new NotFoundException();
        }
        list = ListAddress.of(event.getLocation().getQueryParameters());
        removeAll();
        guarded = false;
        build(rights.seen(type), id);
    }

    private <E extends BaseRecord> void build(RecordType<E> type, @Nullable UUID id) {
        RecordForm<E> fields = new RecordForm<>(type, editors, getLocale());
        Open<E> form = new Open<>(type, id, fields);
        open = form;
        if (id == null) {
            title = type.newText(getLocale());
            fields.show(Map.of());
            options.presets(type).forEach(fields::put);
            fields.settle();
        } else {
            E record = records.find(type, id)
                    .filter(found -> records.may(type, found, Operation.EDIT))
                    .orElseThrow(NotFoundException::new);
            form.version = record.getVersion();
            title = record.getTitle();
            fields.show(records.values(type, record));
        }
        Div header = new Div(new H1(title));
        header.addClassName("view-header");
        add(header);
        drafts.find(type, id).ifPresent(draft -> restore(form, draft));
        if (id == null) {
            add(warnings.on(type, fields));
        }
        add(fields, actions(form));
        fields.onChange(() -> keep(form));
    }

    private <E extends BaseRecord> Div actions(Open<E> form) {
        Button save = new Button(getTranslation("action.save"), click -> save(form));
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickShortcut(Key.KEY_S, KeyModifier.CONTROL).setBrowserDefaultAllowed(false);
        Button cancel = new Button(getTranslation("action.cancel"), click -> leave(form, form.id));
        cancel.addClickShortcut(Key.ESCAPE);
        Div actions = new Div(save, cancel);
        actions.addClassName("form-actions");
        return actions;
    }

    // drafts

    private <E extends BaseRecord> void restore(Open<E> form, Draft draft) {
        draft.values().forEach(form.fields::put);
        if (form.id != null) {
            // so that what a colleague changed since the draft was begun is noticed
            form.version = draft.version();
            form.fields.base().putAll(draft.base());
        }
        guard(form.isDirty());
        Div notice = new Div();
        notice.addClassName("draft-notice");
        notice.getElement().setAttribute("role", "status");
        Button keep = new Button(getTranslation("draft.keep"), click -> remove(notice));
        Button discard = new Button(getTranslation("draft.discard"), click -> {
            drafts.discard(form.type, form.id);
            removeAll();
            guard(false);
            build(form.type, form.id);
        });
        discard.addThemeVariants(ButtonVariant.TERTIARY);
        notice.add(
                new Span(getTranslation("draft.restored", Ago.text(draft.savedAt(), clock.instant(), getLocale()))),
                keep,
                discard);
        add(notice);
    }

    private <E extends BaseRecord> void keep(Open<E> form) {
        if (!form.over) {
            drafts.keep(form.type, form.id, form.version, form.fields.touched(), form.fields.base());
            guard(form.isDirty());
        }
    }

    // saving

    private <E extends BaseRecord> void save(Open<E> form) {
        List<Problem> unreadable = new ArrayList<>(form.fields.unreadable());
        if (unreadable.isEmpty()) {
            unreadable.addAll(form.fields.missing());
        }
        if (!unreadable.isEmpty()) {
            form.fields.showProblems(form.fields.complete(unreadable));
            return;
        }
        try {
            Written written = write(form);
            form.over = true;
            drafts.discard(form.type, form.id);
            Notification.show(getTranslation("form.saved"), 3000, Notification.Position.BOTTOM_START);
            leave(form, written.id());
        } catch (InvalidRecord refused) {
            form.fields.showProblems(form.fields.complete(refused.problems()));
        } catch (RecordNotFound | Forbidden gone) {
            form.fields.showProblems(List.of(Problem.of("", "error.not-editable")));
        } catch (ConstraintViolationException | DataIntegrityViolationException raced) {
            // what was chosen was deleted, or a unique value taken, in the very moment
            form.fields.showProblems(List.of(Problem.of("", "error.meanwhile")));
        } catch (RecordConflict conflict) {
            merging.ask(form.type, Objects.requireNonNull(form.id), conflict, settled -> {
                form.version = conflict.currentVersion();
                settled.forEach(form.fields::put);
                conflict.clashes().forEach(clash -> form.fields.base().put(clash.field(), clash.theirs()));
                save(form);
            });
        }
    }

    private <E extends BaseRecord> Written write(Open<E> form) {
        Map<String, @Nullable Object> changes = form.fields.changes();
        if (form.id == null) {
            return records.create(form.type, changes);
        }
        UUID id = form.id;
        return Overtaken.retry(() -> records.change(form.type, id, form.version, changes, form.fields.base()));
    }

    private void leave(Open<?> form, @Nullable UUID record) {
        UI.getCurrent().navigate(form.type.plural() + (record == null ? "" : "/" + record), list.forNavigation());
    }

    // leaving

    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        Open<?> form = open;
        if (form == null || !form.isDirty()) {
            return;
        }
        BeforeLeaveEvent.ContinueNavigationAction leave = event.postpone();
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("form.leave.title"),
                getTranslation("form.leave.text"),
                getTranslation("form.leave"),
                confirm -> {
                    form.over = true;
                    drafts.discard(form.type, form.id);
                    leave.proceed();
                },
                getTranslation("form.stay"),
                stay -> leave.cancel());
        dialog.setConfirmButtonTheme("error primary");
        dialog.setWidth("min(30rem, 94vw)");
        dialog.open();
    }

    /** Lets the browser ask before it closes the page. */
    private void guard(boolean on) {
        if (on != guarded) {
            guarded = on;
            getElement().executeJs("window.onbeforeunload = $0 ? event => event.preventDefault() : null", on);
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().getPage().executeJs("window.onbeforeunload = null");
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
