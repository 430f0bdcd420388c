package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Drafts;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Mention;
import com.innodus.kernel.records.Records.Written;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a record from its few most important fields, without leaving the screen. */
@Component
public class QuickCreate {
    private static final int MOST_FIELDS = 8;

    private final Records records;
    private final Editors editors;
    private final Options options;
    private final Access access;
    private final FieldRights rights;
    private final Drafts drafts;
    private final DuplicateWarning.Warnings warnings;

    QuickCreate(
            Records records,
            Editors editors,
            Options options,
            Access access,
            FieldRights rights,
            Drafts drafts,
            DuplicateWarning.Warnings warnings) {
        this.records = records;
        this.editors = editors;
        this.options = options;
        this.access = access;
        this.rights = rights;
        this.drafts = drafts;
        this.warnings = warnings;
    }

    /** Whether the acting user may make records of the type. */
    public boolean isAllowed(RecordType<?> type) {
        return access.may(type.key(), Operation.CREATE);
    }

    /** Makes a record and goes to it. */
    public void open(RecordType<?> type) {
        ask(type, Map.of(), made -> UI.getCurrent().navigate(type.plural() + "/" + made.id()));
    }

    /** What somebody typed who looked for a record that doesn't exist, as its title. */
    static <E extends BaseRecord> Map<String, @Nullable Object> titled(RecordType<E> type, String title) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        String rest = title.strip();
        List<Field<E>> fields = type.titleFields();
        for (Field<E> field : fields) {
            int space = field == fields.getLast() ? -1 : rest.indexOf(' ');
            values.put(field.key(), space < 0 ? rest : rest.substring(0, space));
            rest = space < 0 ? "" : rest.substring(space + 1).strip();
        }
        return values;
    }

    /** @param made gets the new record */
    public <E extends BaseRecord> void ask(
            RecordType<E> type, Map<String, @Nullable Object> values, Consumer<Mention> made) {
        new QuickDialog<>(type, values, made).open();
    }

    static <E extends BaseRecord> List<String> fields(RecordType<E> type, Map<String, @Nullable Object> given) {
        List<Field<E>> matching = type.matchFields();
        return type.fields().stream()
                .filter(Field::isWritable)
                .filter(field -> field.isTitle()
                        || field.isRequired()
                        || given.containsKey(field.key())
                        || matching.contains(field)
                        || field.isInList() && isBrief(field.type()))
                .map(Field::key)
                .limit(MOST_FIELDS)
                .toList();
    }

    private static boolean isBrief(FieldType type) {
        return !(type instanceof FieldType.LongText
                || type instanceof FieldType.RichText
                || type instanceof FieldType.Checklist
                || type instanceof FieldType.Addresses
                || Abilities.isFile(type)
                || type instanceof FieldType.User);
    }

    private final class QuickDialog<E extends BaseRecord> extends Dialog {
        private static final long serialVersionUID = 1L;

        private final transient RecordType<E> type;
        private final transient RecordForm<E> form;
        private final transient Consumer<Mention> made;

        QuickDialog(RecordType<E> declared, Map<String, @Nullable Object> values, Consumer<Mention> made) {
            type = rights.seen(declared);
            this.made = made;
            form = new RecordForm<>(type, editors, getLocale(), fields(type, values));
            setHeaderTitle(type.newText(getLocale()));
            addClassName("quick-create");
            setWidth("min(44rem, 96vw)");
            form.show(Map.of());
            options.presets(type).forEach(form::put);
            values.forEach(form::put);
            form.settle();
            DuplicateWarning<E> warning = warnings.on(type, form);
            add(warning, form);
            warning.look();
            Button save = new Button(getTranslation("action.create"), click -> save());
            save.addThemeVariants(ButtonVariant.PRIMARY);
            save.addClickShortcut(Key.KEY_S, KeyModifier.CONTROL).setBrowserDefaultAllowed(false);
            Button full = new Button(getTranslation("quick.full"), click -> openFullForm());
            full.addThemeVariants(ButtonVariant.TERTIARY);
            getFooter().add(full, new Button(getTranslation("action.cancel"), click -> close()), save);
            addOpenedChangeListener(change -> {
                if (change.isOpened()) {
                    form.focusFirst();
                }
            });
            // a stray click beside it must not lose what was typed
            setCloseOnOutsideClick(false);
        }

        private void save() {
            List<Problem> unreadable = form.unreadable();
            if (!unreadable.isEmpty()) {
                form.showProblems(form.complete(unreadable));
                return;
            }
            try {
                Written written = records.create(type, form.changes());
                close();
                made.accept(new Mention(written.id(), title(written.id())));
            } catch (InvalidRecord refused) {
                form.showProblems(form.complete(refused.problems()));
            }
        }

        private String title(UUID id) {
            return records.titles(type, List.of(id)).getOrDefault(id, "");
        }

        private void openFullForm() {
            // what was typed here waits there as a draft
            drafts.keep(type, null, 0, form.changes(), Map.of());
            close();
            UI.getCurrent().navigate(type.plural() + "/new");
        }
    }
}
