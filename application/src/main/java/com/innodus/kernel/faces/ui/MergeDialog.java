package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.RecordConflict;
import com.innodus.kernel.records.RecordConflict.Clash;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A colleague changed the same fields: which value stays is chosen field by field. */
class MergeDialog<E extends BaseRecord> extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int LOOKED_BACK = 50;

    /** Opens merge views. */
    @Component
    static class Merging {
        private final FieldText texts;
        private final History history;
        private final Users users;
        private final Records records;
        private final RecordTypes types;
        private final Clock clock;

        Merging(FieldText texts, History history, Users users, Records records, RecordTypes types, Clock clock) {
            this.texts = texts;
            this.history = history;
            this.users = users;
            this.records = records;
            this.types = types;
            this.clock = clock;
        }

        /** @param settled gets the value that stays for each field */
        <E extends BaseRecord> void ask(
                RecordType<E> type,
                UUID record,
                RecordConflict conflict,
                Consumer<Map<String, @Nullable Object>> settled) {
            new MergeDialog<>(type, record, conflict, this, settled).open();
        }

        /** Titles of the records that a clash of links is about. */
        private Map<UUID, String> titles(Field<?> field, Clash clash) {
            String target = field.linkTarget();
            return target == null
                    ? new HashMap<>()
                    : records.titles(
                            types.require(target),
                            Stream.of(clash.mine(), clash.theirs())
                                    .flatMap(side ->
                                            side instanceof Collection<?> several ? several.stream() : Stream.of(side))
                                    .filter(UUID.class::isInstance)
                                    .map(UUID.class::cast)
                                    .toList());
        }
    }

    private MergeDialog(
            RecordType<E> type,
            UUID record,
            RecordConflict conflict,
            Merging merging,
            Consumer<Map<String, @Nullable Object>> settled) {
        setHeaderTitle(getTranslation("merge.title"));
        addClassName("merge-dialog");
        add(new Paragraph(getTranslation("merge.text")));
        List<History.Entry> lately = merging.history.of(type, record, LOOKED_BACK);
        Map<Clash, RadioButtonGroup<Boolean>> choices = new LinkedHashMap<>();
        for (Clash clash : conflict.clashes()) {
            Field<E> field = type.require(clash.field());
            Map<UUID, String> titles = merging.titles(field, clash);
            String mine = shown(merging.texts, field, clash.mine(), titles);
            String theirs = shown(merging.texts, field, clash.theirs(), titles);
            RadioButtonGroup<Boolean> choice = new RadioButtonGroup<>(type.label(clash.field(), getLocale()));
            choice.setHelperText(lately.stream()
                    .filter(entry -> entry.changes().stream()
                            .anyMatch(change -> change.field().equals(clash.field())))
                    .findFirst()
                    .map(entry -> blame(merging, entry))
                    .orElse(""));
            choice.setItems(true, false);
            choice.setItemLabelGenerator(own -> Boolean.TRUE.equals(own)
                    ? getTranslation("merge.mine", mine)
                    : getTranslation("merge.theirs", theirs));
            choice.setValue(true);
            choice.addClassName("merge-choice");
            choices.put(clash, choice);
            add(choice);
        }
        Button save = new Button(getTranslation("merge.save"), click -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            choices.forEach((clash, choice) ->
                    values.put(clash.field(), Boolean.TRUE.equals(choice.getValue()) ? clash.mine() : clash.theirs()));
            close();
            settled.accept(values);
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), save);
    }

    private String blame(Merging merging, History.Entry entry) {
        String who = merging.users.remembered(entry.user()).map(User::name).orElse("Innodus");
        return getTranslation("merge.changed", who, Ago.text(entry.at(), merging.clock.instant(), getLocale()));
    }

    private String shown(FieldText texts, Field<E> field, @Nullable Object value, Map<UUID, String> titles) {
        String text = texts.show(field, value, titles, getLocale()).text();
        return text.isEmpty() ? getTranslation("history.empty") : text;
    }
}
