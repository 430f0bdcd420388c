package com.innodus.kernel.clients.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Map;

/** Shows a secret for the one time that it can be seen; it closes by its button alone. */
public class SecretDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** @param facts what to copy, by its label */
    public SecretDialog(String title, Map<String, String> facts) {
        setHeaderTitle(title);
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        setWidth("34rem");
        setMaxWidth("100%");
        add(new Paragraph(getTranslation("clients.secret.once")));
        facts.forEach((label, value) -> {
            TextField field = new TextField(label);
            field.setValue(value);
            field.setReadOnly(true);
            field.addClassName("secret-value");
            Button copy = new Button(VaadinIcon.COPY_O.create(), click -> {
                click.getSource().getElement().executeJs("navigator.clipboard?.writeText($0)", value);
                Notification.show(getTranslation("clients.copied"));
            });
            copy.addThemeVariants(ButtonVariant.TERTIARY);
            copy.setAriaLabel(getTranslation("clients.copy", label));
            Div line = new Div(field, copy);
            line.addClassName("secret-line");
            add(line);
        });
        Button close = new Button(getTranslation("clients.secret.kept"), click -> close());
        close.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(close);
    }
}
