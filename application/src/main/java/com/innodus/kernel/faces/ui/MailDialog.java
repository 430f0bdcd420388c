package com.innodus.kernel.faces.ui;

import com.innodus.kernel.correspondence.Correspondence;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.templates.MailTemplate;
import com.innodus.kernel.templates.MailTemplate.Wording;
import com.innodus.kernel.templates.MailTemplates;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A short mail to one of a record's addresses. */
class MailDialog<E extends BaseRecord> extends Dialog {
    private static final long serialVersionUID = 1L;

    /** A template in one of its languages. */
    private record Choice(MailTemplate template, Locale language) {
        String label() {
            return template.languages().size() == 1
                    ? template.name()
                    : template.name() + " (" + language.getDisplayLanguage(language) + ")";
        }
    }

    private final Select<String> recipient = new Select<>();
    private final TextField subject = new TextField();
    private final TextArea body = new TextArea();

    MailDialog(
            RecordType<E> type,
            UUID record,
            List<String> addresses,
            String address,
            Correspondence letters,
            MailTemplates templates,
            Runnable sent) {
        setHeaderTitle(getTranslation("mail.title"));
        addClassName("mail-dialog");
        recipient.setLabel(getTranslation("mail.recipient"));
        recipient.setItems(addresses);
        recipient.setValue(address);
        subject.setLabel(getTranslation("mail.subject"));
        subject.setMaxLength(Correspondence.LONGEST_SUBJECT);
        subject.setRequiredIndicatorVisible(true);
        body.setLabel(getTranslation("mail.body"));
        body.setMinRows(6);
        body.setMaxRows(14);
        body.setMaxLength(Correspondence.LONGEST_TEXT);
        body.setRequiredIndicatorVisible(true);
        ComboBox<Choice> template = choice(templates.fitting(type.key()));
        template.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                insert(change.getValue(), templates, type, record);
                template.clear();
            }
        });
        Div fields = new Div(recipient, template, subject, body, new Paragraph(getTranslation("mail.help")));
        fields.addClassName("dialog-fields");
        add(fields);
        Button send = new Button(getTranslation("mail.send"), click -> {
            try {
                letters.send(type, record, recipient.getValue(), subject.getValue(), body.getValue());
                close();
                Notification.show(getTranslation("mail.on-its-way"), 3000, Notification.Position.BOTTOM_START);
                sent.run();
            } catch (InvalidRecord refused) {
                show(refused.problems());
            }
        });
        send.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), send);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                subject.focus();
            }
        });
    }

    private ComboBox<Choice> choice(List<MailTemplate> fitting) {
        ComboBox<Choice> template = new ComboBox<>(getTranslation("mail.template"));
        template.setItems(fitting.stream()
                .flatMap(each -> each.languages().stream().map(language -> new Choice(each, language)))
                .toList());
        template.setItemLabelGenerator(Choice::label);
        template.setHelperText(getTranslation("mail.template.help"));
        template.setVisible(!fitting.isEmpty());
        return template;
    }

    /** Nothing that was written is lost. */
    private void insert(Choice chosen, MailTemplates templates, RecordType<E> type, UUID record) {
        Wording filled = templates.fill(chosen.template().in(chosen.language()), type, record, chosen.language());
        if (subject.isEmpty()) {
            subject.setValue(filled.subject());
        }
        body.setValue(body.isEmpty() ? filled.body() : body.getValue() + "\n\n" + filled.body());
    }

    private void show(List<Problem> problems) {
        Map<String, HasValidation> fields = Map.of("recipient", recipient, "subject", subject, "body", body);
        fields.values().forEach(field -> field.setInvalid(false));
        for (Problem problem : problems) {
            HasValidation field = fields.get(problem.field());
            if (field != null) {
                field.setErrorMessage(Texts.text(
                        getLocale(), problem.message(), problem.arguments().toArray()));
                field.setInvalid(true);
            }
        }
    }
}
