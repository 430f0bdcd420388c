package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Erasure;
import com.innodus.kernel.records.Erasure.Preview;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.LegalHolds;
import com.innodus.kernel.records.LegalHolds.Hold;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What people may ask for: a report of all that is kept about them, and not to be known any more. */
class PersonalDataDialog<E extends BaseRecord> extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient RecordType<E> type;
    private final transient Erasure erasure;
    private final transient LegalHolds holds;
    private final transient Runnable erased;
    private final UUID id;
    private final String title;
    private final TextField confirmation = new TextField();

    PersonalDataDialog(RecordType<E> type, E record, Erasure erasure, LegalHolds holds, Runnable erased) {
        this.holds = holds;
        this.type = type;
        this.erasure = erasure;
        this.erased = erased;
        id = record.getId();
        title = record.getTitle();
        setHeaderTitle(getTranslation("privacy.title"));
        setWidth("38rem");
        addClassName("personal-data");
        Anchor report = new Anchor(
                "/personal-data/" + type.plural() + "/" + id + ".zip", getTranslation("privacy.report.fetch"));
        report.getElement().setAttribute("router-ignore", true);
        report.getElement().setAttribute("download", true);
        Preview preview = erasure.preview(type, id);
        UnorderedList consequences = new UnorderedList();
        line(consequences, preview.emptied(), "privacy.emptied");
        line(consequences, preview.kept(), "privacy.kept");
        consequences.add(
                new ListItem(getTranslation(
                        "privacy.deleted", preview.comments(), preview.mails(), preview.files(), preview.changes())),
                new ListItem(getTranslation("privacy.elsewhere", preview.elsewhere())));
        confirmation.setId("erase-confirmation");
        confirmation.setLabel(getTranslation("privacy.confirm", title));
        confirmation.setWidthFull();
        Button erase = new Button(getTranslation("privacy.erase"), click -> erase());
        erase.setId("erase");
        erase.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        Optional<Hold> hold = holds.of(type, id);
        erase.setEnabled(hold.isEmpty());
        add(
                new Div(
                        new H3(getTranslation("privacy.report")),
                        new Paragraph(getTranslation("privacy.report.text")),
                        report),
                hold(hold),
                new Div(
                        new H3(getTranslation("privacy.erase")),
                        new Paragraph(getTranslation("privacy.erase.text")),
                        consequences,
                        confirmation));
        getFooter().add(new Button(getTranslation("action.close"), click -> close()), erase);
        // a stray click beside it must not lose what was typed
        setCloseOnOutsideClick(false);
    }

    /** That it must be kept, and why; or the way to say so. */
    private Div hold(Optional<Hold> is) {
        TextField reason = new TextField(getTranslation("privacy.hold.reason"));
        reason.setId("hold-reason");
        reason.setMaxLength(LegalHolds.LONGEST_REASON);
        reason.setWidthFull();
        reason.setValue(is.map(Hold::reason).orElse(""));
        reason.setReadOnly(is.isPresent());
        Button act = new Button(getTranslation(is.isPresent() ? "privacy.release" : "privacy.hold"), click -> {
            try {
                if (is.isPresent()) {
                    holds.lift(type, id);
                } else {
                    holds.place(type, id, reason.getValue());
                }
                close();
                erased.run();
            } catch (InvalidRecord refused) {
                Problem problem = refused.problems().getFirst();
                reason.setErrorMessage(
                        getTranslation(problem.message(), problem.arguments().toArray()));
                reason.setInvalid(true);
            }
        });
        act.setId("hold");
        return new Div(
                new H3(getTranslation("privacy.hold")),
                new Paragraph(getTranslation("privacy.hold.text")),
                reason,
                act);
    }

    private void line(UnorderedList list, List<String> fields, String key) {
        if (!fields.isEmpty()) {
            list.add(new ListItem(getTranslation(
                    key,
                    fields.stream().map(field -> type.label(field, getLocale())).collect(Collectors.joining(", ")))));
        }
    }

    private void erase() {
        if (!confirmation.getValue().strip().equalsIgnoreCase(title.strip())) {
            confirmation.setInvalid(true);
            confirmation.setErrorMessage(getTranslation("privacy.confirm.wrong"));
            confirmation.focus();
            return;
        }
        erasure.erase(type, id);
        close();
        Notification.show(getTranslation("privacy.erased"), 5000, Notification.Position.BOTTOM_START);
        erased.run();
    }
}
