package com.innodus.kernel.faces.ui;

import com.innodus.kernel.privacy.PersonalConsents;
import com.innodus.kernel.privacy.PersonalConsents.Consent;
import com.innodus.kernel.privacy.PersonalConsents.Wording;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.UUID;

/** What the person agreed to, to which wording, when and where; and what they took back. */
class ConsentsCard<E extends BaseRecord> extends Section {
    private static final long serialVersionUID = 1L;
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private final transient RecordType<E> type;
    private final transient PersonalConsents consents;
    private final UUID id;
    private final boolean editable;

    ConsentsCard(RecordType<E> type, UUID id, PersonalConsents consents, boolean editable) {
        this.type = type;
        this.id = id;
        this.consents = consents;
        this.editable = editable;
        addClassNames("section-card", "consents-card");
        show();
    }

    private void show() {
        removeAll();
        List<Wording> offered = consents.latest();
        List<Consent> given = consents.of(type, id);
        // where nobody asks for consent, nothing is said of it
        setVisible(!offered.isEmpty() || !given.isEmpty());
        Div head = new Div(new H2(getTranslation("consents.title")));
        head.addClassName("card-head");
        if (editable && !offered.isEmpty()) {
            Button add = new Button(VaadinIcon.PLUS.create(), click -> ask(offered));
            add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            add.setAriaLabel(getTranslation("consents.add"));
            add.setTooltipText(getTranslation("consents.add"));
            add.setId("add-consent");
            head.add(add);
        }
        add(head);
        if (given.isEmpty()) {
            Paragraph none = new Paragraph(getTranslation("consents.none"));
            none.addClassName("secondary");
            add(none);
            return;
        }
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list");
        given.forEach(consent -> list.add(line(consent)));
        add(list);
    }

    private ListItem line(Consent consent) {
        Span purpose = new Span(consent.wording().purpose());
        purpose.addClassName("line-title");
        Span how = new Span(getTranslation(
                "consents.given",
                day(consent.givenOn()),
                consent.source(),
                consent.wording().version()));
        how.addClassName("secondary");
        how.setTitle(consent.wording().body());
        Div main = new Div(purpose, how);
        main.addClassName("line-main");
        ListItem line = new ListItem(main);
        line.addClassName("line");
        if (consent.withdrawnAt() != null) {
            Span withdrawn = new Span(
                    getTranslation("consents.withdrawn", day(LocalDate.ofInstant(consent.withdrawnAt(), ZONE))));
            withdrawn.addClassName("badge");
            line.add(withdrawn);
        } else if (editable) {
            Button withdraw = new Button(getTranslation("consents.withdraw"), click -> {
                consents.withdraw(type, id, consent.id());
                show();
            });
            withdraw.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            withdraw.setAriaLabel(getTranslation("consents.withdraw") + ": "
                    + consent.wording().purpose());
            line.add(withdraw);
        }
        return line;
    }

    private String day(LocalDate day) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(getLocale()));
    }

    private void ask(List<Wording> offered) {
        Dialog dialog = new Dialog(getTranslation("consents.add"));
        Select<Wording> purpose = new Select<>();
        purpose.setId("consent-purpose");
        purpose.setLabel(getTranslation("consents.purpose"));
        purpose.setItems(offered);
        purpose.setItemLabelGenerator(Wording::purpose);
        Paragraph wording = new Paragraph();
        wording.addClassName("secondary");
        purpose.addValueChangeListener(
                change -> wording.setText(change.getValue().body()));
        purpose.setValue(offered.getFirst());
        DatePicker day = new DatePicker(getTranslation("consents.day"), LocalDate.now(ZONE));
        day.setMax(LocalDate.now(ZONE));
        TextField source = new TextField(getTranslation("consents.source"));
        source.setId("consent-source");
        source.setHelperText(getTranslation("consents.source.help"));
        source.setMaxLength(PersonalConsents.LONGEST_SOURCE);
        Div form = new Div(purpose, wording, day, source);
        form.addClassName("dialog-form");
        Button save = new Button(getTranslation("action.save"), click -> {
            try {
                consents.give(
                        type,
                        id,
                        purpose.getValue().id(),
                        day.isEmpty() ? LocalDate.now(ZONE) : day.getValue(),
                        source.getValue());
                dialog.close();
                show();
            } catch (InvalidRecord refused) {
                refused.problems()
                        .forEach(problem -> tell(problem, problem.field().equals("source") ? source : day));
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("save-consent");
        dialog.add(form);
        dialog.getFooter().add(new Button(getTranslation("action.cancel"), click -> dialog.close()), save);
        dialog.setCloseOnOutsideClick(false);
        dialog.open();
    }

    private void tell(Problem problem, HasValidation field) {
        field.setInvalid(true);
        field.setErrorMessage(
                getTranslation(problem.message(), problem.arguments().toArray()));
    }
}
