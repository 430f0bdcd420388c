package com.innodus.kernel.suitcase.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.function.SerializablePredicate;
import com.vaadin.flow.function.SerializableRunnable;

/** Asks again who somebody is, before they take everything along. */
class ProofDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final PasswordField password = new PasswordField();

    /** @param byPassword false when the user has none and must log in anew */
    ProofDialog(boolean byPassword, SerializablePredicate<String> proves, SerializableRunnable proved) {
        setHeaderTitle(getTranslation("suitcase.proof"));
        Div form = new Div();
        form.addClassName("dialog-form");
        add(form);
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()));
        if (!byPassword) {
            form.add(new Paragraph(getTranslation("suitcase.proof.anew")));
            return;
        }
        password.setId("proof-password");
        password.setLabel(getTranslation("suitcase.proof.password"));
        form.add(new Paragraph(getTranslation("suitcase.proof.text")), password);
        Button go = new Button(getTranslation("suitcase.fetch"), click -> {
            if (proves.test(password.getValue())) {
                close();
                proved.run();
            } else {
                password.setInvalid(true);
                password.setErrorMessage(getTranslation("suitcase.proof.wrong"));
                password.focus();
            }
        });
        go.setId("proof-go");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.addClickShortcut(Key.ENTER);
        getFooter().add(go);
        addOpenedChangeListener(change -> password.focus());
    }
}
