package com.innodus.kernel.records.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordConflict;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Written;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes or edits a record of any type. */
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
    private transient @Nullable RecordForm<?> form;
    private int version;
    private boolean saved;
    private String title = "";

    RecordFormView(RecordTypes types, Records records, Editors editors, Options options, Access access) {
        this.types = types;
        this.records = records;
        this.editors = editors;
        this.options = options;
        this.access = access;
        addClassName("record-form-view");
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
        removeAll();
        saved = false;
        build(type, id);
    }

    private <E extends BaseRecord> void build(RecordType<E> type, @Nullable UUID id) {
        RecordForm<E> fields = new RecordForm<>(type, editors, getLocale());
        form = fields;
        if (id == null) {
            title = getTranslation("list.new." + type.key());
            fields.show(Map.of());
            presets(type).forEach(fields::put);
        } else {
            E record = records.find(type, id).orElseThrow(NotFoundException::new);
            version = record.getVersion();
            title = record.getTitle();
            fields.show(records.values(type, record));
        }
        Button save = new Button(getTranslation("action.save"), click -> save(type, id, fields));
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickShortcut(Key.KEY_S, KeyModifier.CONTROL);
        Button cancel = new Button(
                getTranslation("action.cancel"),
                click -> UI.getCurrent().navigate(type.plural() + (id == null ? "" : "/" + id)));
        Div actions = new Div(save, cancel);
        actions.addClassName("form-actions");
        Div header = new Div(new H1(title));
        header.addClassName("view-header");
        add(header, fields, actions);
    }

    private <E extends BaseRecord> Map<String, Object> presets(RecordType<E> type) {
        Map<String, Object> presets = new LinkedHashMap<>();
        for (Field<E> field : type.fields()) {
            if (field.type() instanceof FieldType.Choice(String list)) {
                options.offered(list).stream()
                        .filter(Options.Option::preset)
                        .findFirst()
                        .ifPresent(option -> presets.put(field.key(), option.id()));
            }
        }
        return presets;
    }

    private <E extends BaseRecord> void save(RecordType<E> type, @Nullable UUID id, RecordForm<E> fields) {
        try {
            Written written = id == null
                    ? records.create(type, fields.changes())
                    : records.change(type, id, version, fields.changes(), fields.base());
            saved = true;
            Notification.show(getTranslation("form.saved"), 3000, Notification.Position.BOTTOM_START);
            UI.getCurrent().navigate(type.plural() + "/" + written.id());
        } catch (InvalidRecord refused) {
            fields.showProblems(refused.problems());
        } catch (RecordConflict conflict) {
            new MergeDialog<>(type, conflict, editors, getLocale(), settled -> {
                        version = conflict.currentVersion();
                        settled.forEach(fields::put);
                        conflict.clashes().forEach(clash -> fields.base().put(clash.field(), clash.theirs()));
                        save(type, id, fields);
                    })
                    .open();
        }
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        if (form == null || saved || form.changes().isEmpty()) {
            return;
        }
        BeforeLeaveEvent.ContinueNavigationAction leave = event.postpone();
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("form.leave.title"),
                getTranslation("form.leave.text"),
                getTranslation("form.leave"),
                confirm -> leave.proceed(),
                getTranslation("form.stay"),
                stay -> leave.cancel());
        dialog.open();
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
