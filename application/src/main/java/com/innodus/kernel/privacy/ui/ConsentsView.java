package com.innodus.kernel.privacy.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.privacy.PersonalConsents;
import com.innodus.kernel.privacy.PersonalConsents.Wording;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For what people are asked to consent, and in which words. */
@Route(ConsentsView.PATH)
@PermitAll
public class ConsentsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/consents";

    private static final long serialVersionUID = 1L;

    private final transient PersonalConsents consents;
    private final UnorderedList list = new UnorderedList();
    private final Div nothing = new Div();

    ConsentsView(PersonalConsents consents) {
        this.consents = consents;
        addClassName("settings-view");
        Button add = new Button(getTranslation("consents.new"), VaadinIcon.PLUS.create(), click -> ask(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.setId("new-purpose");
        Div header = new Div(new H1(getTranslation("consents.title")), add);
        header.addClassName("view-header");
        list.addClassNames("plain-list", "line-list", "section-card");
        nothing.addClassName("empty-state");
        nothing.add(VaadinIcon.HANDSHAKE.create(), new Paragraph(getTranslation("consents.nothing")));
        add(header, new Paragraph(getTranslation("consents.text")), list, nothing);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        show();
    }

    private void show() {
        List<Wording> all = consents.latest();
        list.removeAll();
        all.forEach(wording -> list.add(line(wording)));
        list.setVisible(!all.isEmpty());
        nothing.setVisible(all.isEmpty());
    }

    private ListItem line(Wording wording) {
        Span purpose = new Span(wording.purpose());
        purpose.addClassName("line-title");
        Span body = new Span(wording.body());
        body.addClassName("secondary");
        Div main = new Div(purpose, body);
        main.addClassName("line-main");
        Span version = new Span(getTranslation("consents.version", wording.version()));
        version.addClassName("secondary");
        Button renew = new Button(getTranslation("consents.reword"), click -> ask(wording));
        renew.addThemeVariants(ButtonVariant.TERTIARY);
        renew.setAriaLabel(getTranslation("consents.reword") + ": " + wording.purpose());
        ListItem line = new ListItem(main, version, renew);
        line.addClassName("line");
        return line;
    }

    private void ask(@Nullable Wording before) {
        Dialog dialog = new Dialog(getTranslation(before == null ? "consents.new" : "consents.reword"));
        TextField purpose = new TextField(getTranslation("consents.purpose"));
        purpose.setId("purpose");
        purpose.setMaxLength(PersonalConsents.LONGEST_PURPOSE);
        TextArea body = new TextArea(getTranslation("consents.body"));
        body.setId("body");
        body.setMaxLength(PersonalConsents.LONGEST_TEXT);
        body.setMinRows(4);
        body.setHelperText(getTranslation("consents.body.help"));
        if (before != null) {
            purpose.setValue(before.purpose());
            purpose.setReadOnly(true);
            body.setValue(before.body());
        }
        Div form = new Div(purpose, body);
        form.addClassName("dialog-form");
        Button save = new Button(getTranslation("action.save"), click -> {
            try {
                consents.publish(purpose.getValue(), body.getValue());
                dialog.close();
                show();
            } catch (InvalidRecord refused) {
                refused.problems()
                        .forEach(problem -> tell(problem, problem.field().equals("body") ? body : purpose));
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("save-purpose");
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

    @Override
    public String getPageTitle() {
        return getTranslation("consents.title");
    }
}
