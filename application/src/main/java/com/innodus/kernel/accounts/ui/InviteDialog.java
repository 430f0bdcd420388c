package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.accounts.staff.Staff;
import com.innodus.kernel.accounts.staff.StaffRefusal;
import com.innodus.kernel.i18n.Texts;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;

/** Asks whom to invite as what. */
class InviteDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient Staff staff;
    private final transient Runnable done;
    private final EmailField email = new EmailField();
    private final TextField name = new TextField();
    private final RadioButtonGroup<String> role = new RadioButtonGroup<>();

    InviteDialog(Staff staff, Runnable done) {
        this.staff = staff;
        this.done = done;
        setHeaderTitle(getTranslation("staff.invite"));
        email.setLabel(getTranslation("login.email"));
        email.setRequiredIndicatorVisible(true);
        // judged by our own rule, when it is sent
        email.setManualValidation(true);
        name.setLabel(getTranslation("profile.name"));
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(120);
        role.setLabel(getTranslation("staff.role"));
        role.setItems(staff.roles());
        role.setItemLabelGenerator(key -> staff.roleName(key, getLocale()));
        role.setRenderer(new com.vaadin.flow.data.renderer.ComponentRenderer<>(key -> {
            Div words = new Div(staff.roleName(key, getLocale()));
            Texts.find(getLocale(), "role." + key + ".help").ifPresent(text -> {
                Paragraph help = new Paragraph(text);
                help.addClassName("secondary");
                words.add(help);
            });
            words.addClassName("choice-words");
            return words;
        }));
        role.setValue(Roles.MEMBER);
        Div form = new Div(email, name, role);
        form.addClassName("dialog-form");
        add(form);
        Button cancel = new Button(getTranslation("form.cancel"), click -> close());
        cancel.addThemeVariants(ButtonVariant.TERTIARY);
        Button send = new Button(getTranslation("staff.send"), click -> send());
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.addClickShortcut(Key.ENTER);
        getFooter().add(cancel, send);
        addOpenedChangeListener(change -> email.focus());
    }

    private void send() {
        Optional<String> problem = staff.problem(email.getValue().strip());
        email.setInvalid(problem.isPresent());
        email.setErrorMessage(problem.map(this::getTranslation).orElse(""));
        name.setInvalid(name.getValue().isBlank());
        name.setErrorMessage(getTranslation("error.required"));
        if (email.isInvalid() || name.isInvalid()) {
            (email.isInvalid() ? email : name).getElement().callJsFunction("focus");
            return;
        }
        try {
            staff.invite(
                    email.getValue().strip(), name.getValue().strip(), role.getValue(), Texts.nearest(getLocale()));
        } catch (Users.EmailTaken e) {
            email.setInvalid(true);
            email.setErrorMessage(getTranslation("staff.taken"));
            return;
        } catch (StaffRefusal e) {
            Notification.show(getTranslation(e.textKey()));
            return;
        }
        close();
        Notification.show(getTranslation("staff.sent", email.getValue().strip()));
        done.run();
    }
}
