package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.access.User;
import com.innodus.kernel.accounts.staff.Staff;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Mention;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks which organisation a user belongs to, for roles that reach the records of one organisation only. */
@Component
class Organisations {
    private final RecordTypes types;
    private final Records records;
    private final Staff staff;

    Organisations(RecordTypes types, Records records, Staff staff) {
        this.types = types;
        this.records = records;
        this.staff = staff;
    }

    /** The type whose records are organisations themselves, if the product has one. */
    private Optional<RecordType<?>> type() {
        for (RecordType<?> type : types.all()) {
            if (type.organisation().filter("id"::equals).isPresent()) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    boolean areThere() {
        return type().isPresent();
    }

    void ask(User user) {
        RecordType<?> type = type().orElseThrow();
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(dialog.getTranslation("staff.organisation.of", user.name()));
        ComboBox<Mention> choice = new ComboBox<>(type.name(UI.getCurrent().getLocale()));
        choice.setItems(query ->
                records.suggest(type, query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream());
        choice.setItemLabelGenerator(Mention::title);
        choice.setClearButtonVisible(true);
        choice.setId("user-organisation");
        staff.organisation(user.id())
                .flatMap(id ->
                        records.titles(type, List.of(id)).entrySet().stream().findFirst())
                .ifPresent(found -> choice.setValue(new Mention(found.getKey(), found.getValue())));
        Div form = new Div(new Paragraph(dialog.getTranslation("staff.organisation.text")), choice);
        form.addClassName("dialog-form");
        dialog.add(form);
        Button save = new Button(dialog.getTranslation("action.save"), click -> {
            Mention chosen = choice.getValue();
            staff.setOrganisation(user.id(), chosen == null ? null : chosen.id());
            dialog.close();
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("save-organisation");
        dialog.getFooter().add(new Button(dialog.getTranslation("action.cancel"), click -> dialog.close()), save);
        dialog.open();
    }
}
