package com.innodus.kernel.clients.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.clients.ApiClients;
import com.innodus.kernel.clients.ApiClients.Created;
import com.innodus.kernel.clients.ApiClients.Wish;
import com.innodus.kernel.clients.ApiScopes;
import com.innodus.kernel.clients.ClientRefusal;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets a program in. */
class ClientDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient ApiClients clients;
    private final transient Runnable done;
    private final TextField name = new TextField(getTranslation("clients.name"));
    private final RadioButtonGroup<Boolean> kind = new RadioButtonGroup<>();
    private final TextArea redirects = new TextArea(getTranslation("clients.redirects"));
    private final Checkbox noSecret = new Checkbox(getTranslation("clients.public"));
    private final ScopePicker picker;

    ClientDialog(ApiClients clients, ApiScopes scopes, Runnable done) {
        this.clients = clients;
        this.done = done;
        picker = new ScopePicker(scopes);
        setHeaderTitle(getTranslation("clients.new"));
        setWidth("36rem");
        setMaxWidth("100%");
        name.setMaxLength(ApiClients.LONGEST_NAME);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setHelperText(getTranslation("clients.name.help"));
        name.setAutofocus(true);
        kind.setLabel(getTranslation("clients.kind"));
        kind.setItems(false, true);
        kind.setItemLabelGenerator(app -> getTranslation(app ? "clients.kind.app" : "clients.kind.server"));
        kind.setValue(false);
        redirects.setHelperText(getTranslation("clients.redirects.help"));
        redirects.setManualValidation(true);
        Div ofApps = new Div(redirects, noSecret);
        ofApps.addClassName("dialog-fields");
        ofApps.setVisible(false);
        kind.addValueChangeListener(change -> ofApps.setVisible(change.getValue()));
        Div fields = new Div(
                name,
                kind,
                ofApps,
                new H3(getTranslation("clients.scopes")),
                new Paragraph(
                        getTranslation("clients.acts-as", CurrentActor.get().name())),
                picker);
        fields.addClassName("dialog-fields");
        add(fields);
        Button create = new Button(getTranslation("clients.create"), click -> create());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("form.cancel"), click -> close()), create);
    }

    private void create() {
        name.setInvalid(false);
        redirects.setInvalid(false);
        picker.complain("");
        List<String> addresses = kind.getValue() ? redirects.getValue().lines().toList() : List.of();
        if (kind.getValue() && addresses.stream().allMatch(String::isBlank)) {
            redirects.setErrorMessage(getTranslation("error.required"));
            redirects.setInvalid(true);
            return;
        }
        try {
            Created created = clients.create(
                    new Wish(name.getValue(), picker.value(), addresses, !kind.getValue() || !noSecret.getValue()),
                    CurrentActor.get().id());
            close();
            done.run();
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("client_id", created.client().clientId());
            if (created.secret() != null) {
                facts.put("client_secret", created.secret());
            }
            new SecretDialog(created.client().name(), facts).open();
        } catch (ClientRefusal refusal) {
            show(refusal);
        }
    }

    private void show(ClientRefusal refusal) {
        String text = getTranslation(refusal.textKey(), refusal.argument());
        switch (refusal.field()) {
            case "name" -> {
                name.setErrorMessage(text);
                name.setInvalid(true);
                name.focus();
            }
            case "redirects" -> {
                redirects.setErrorMessage(text);
                redirects.setInvalid(true);
                redirects.focus();
            }
            default -> picker.complain(text);
        }
    }
}
