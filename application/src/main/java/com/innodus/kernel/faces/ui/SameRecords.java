package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Operation;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Duplicates;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Mention;
import com.innodus.kernel.records.merge.Merges;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** On a sheet: which other records are the same as this one, to be merged with it. */
@Component
class SameRecords {
    private final Merges merges;
    private final Duplicates duplicates;
    private final Records records;

    SameRecords(Merges merges, Duplicates duplicates, Records records) {
        this.merges = merges;
        this.duplicates = duplicates;
        this.records = records;
    }

    <E extends BaseRecord> Optional<Button> button(RecordType<E> type, E record) {
        if (!merges.may(type)
                || !records.may(type, record, Operation.EDIT) && !records.may(type, record, Operation.DELETE)) {
            return Optional.empty();
        }
        Button button = new Button(VaadinIcon.COMPRESS_SQUARE.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(button.getTranslation("same.find"));
        button.setTooltipText(button.getTranslation("same.find"));
        button.setId("same-records");
        button.addClickListener(click -> ask(type, record));
        return Optional.of(button);
    }

    private <E extends BaseRecord> void ask(RecordType<E> type, E record) {
        UUID id = record.getId();
        List<Mention> alike = duplicates.of(type, records.values(type, record)).stream()
                .filter(mention -> !mention.id().equals(id))
                .limit(Merges.MOST - 1)
                .toList();
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(dialog.getTranslation("same.find"));
        dialog.setWidth("min(30rem, 92vw)");
        dialog.add(new Paragraph(dialog.getTranslation(alike.isEmpty() ? "same.find.none" : "same.find.some")));
        MultiSelectComboBox<Mention> others = new MultiSelectComboBox<>(dialog.getTranslation("same.others"));
        others.setItemLabelGenerator(Mention::title);
        others.setItemsWithFilterConverter(
                query ->
                        records
                                .suggest(type, query.getFilter().orElse(""), query.getOffset(), query.getLimit())
                                .stream()
                                .filter(mention -> !mention.id().equals(id)),
                text -> text);
        others.setValue(new LinkedHashSet<>(alike));
        others.setWidthFull();
        others.setId("same-others");
        Button compare = new Button(dialog.getTranslation("same.compare"), click -> {
            if (others.getValue().isEmpty() || others.getValue().size() >= Merges.MOST) {
                others.setErrorMessage(dialog.getTranslation("same.number", Merges.MOST));
                others.setInvalid(true);
                return;
            }
            List<UUID> ids = new ArrayList<>(List.of(id));
            others.getValue().forEach(other -> ids.add(other.id()));
            dialog.close();
            RecordMergeView.compare(type, ids);
        });
        compare.addThemeVariants(ButtonVariant.PRIMARY);
        compare.setId("same-compare");
        dialog.add(others);
        dialog.getFooter().add(new Button(dialog.getTranslation("action.cancel"), click -> dialog.close()), compare);
        dialog.open();
    }

    /** Where a record went that became part of another. */
    <E extends BaseRecord> Optional<UUID> into(RecordType<E> type, UUID id) {
        return merges.into(type, id);
    }
}
