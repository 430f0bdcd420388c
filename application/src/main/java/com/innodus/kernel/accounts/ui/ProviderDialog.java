package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.accounts.oidc.DiscoveryFailed;
import com.innodus.kernel.accounts.oidc.IdentityProvider;
import com.innodus.kernel.accounts.oidc.IdentityProviders;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for a provider's name, issuer and credentials; the secret can be replaced but not read. */
class ProviderDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient IdentityProviders providers;
    private final transient @Nullable IdentityProvider old;
    private final transient Runnable done;
    private final TextField name = new TextField();
    private final TextField issuer = new TextField();
    private final TextField clientId = new TextField();
    private final PasswordField secret = new PasswordField();
    private final Checkbox createUsers = new Checkbox();
    private final TextField domains = new TextField();

    ProviderDialog(IdentityProviders providers, @Nullable IdentityProvider old, Runnable done) {
        this.providers = providers;
        this.old = old;
        this.done = done;
        setHeaderTitle(getTranslation(old == null ? "sign-in.add" : "sign-in.change"));
        label(name, "sign-in.name");
        label(issuer, "sign-in.issuer");
        issuer.setPlaceholder("https://");
        label(clientId, "sign-in.client-id");
        secret.setLabel(getTranslation("sign-in.secret"));
        secret.setHelperText(getTranslation(old == null ? "sign-in.secret.help" : "sign-in.secret.kept"));
        secret.getElement().setAttribute("autocomplete", "off");
        secret.setManualValidation(true);
        createUsers.setLabel(getTranslation("sign-in.create-users"));
        createUsers.addValueChangeListener(change -> domains.setVisible(change.getValue()));
        label(domains, "sign-in.domains");
        domains.setVisible(false);
        if (old != null) {
            name.setValue(old.name());
            issuer.setValue(old.issuer());
            clientId.setValue(old.clientId());
            createUsers.setValue(old.createUsers());
            domains.setValue(String.join(", ", old.allowedDomains()));
        }
        Div form = new Div(name, issuer, clientId, secret, createUsers, domains);
        form.addClassName("dialog-form");
        add(form);
        Button cancel = new Button(getTranslation("form.cancel"), click -> close());
        cancel.addThemeVariants(ButtonVariant.TERTIARY);
        Button save = new Button(getTranslation("sign-in.save"));
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        save.addClickListener(click -> {
            save();
            save.setEnabled(true);
        });
        getFooter().add(cancel, save);
    }

    private void label(TextField field, String key) {
        field.setLabel(getTranslation(key));
        field.setHelperText(getTranslation(key + ".help"));
        field.setManualValidation(true);
    }

    private void save() {
        IdentityProviders.Draft draft = new IdentityProviders.Draft(
                old == null ? null : old.id(),
                name.getValue().strip(),
                issuer.getValue().strip(),
                clientId.getValue().strip(),
                secret.isEmpty() ? null : secret.getValue(),
                createUsers.getValue(),
                list(domains.getValue()));
        Map<String, String> problems = new LinkedHashMap<>(providers.problems(draft));
        if (problems.isEmpty()) {
            try {
                providers.save(draft);
            } catch (DiscoveryFailed e) {
                problems.put(
                        "issuer",
                        "sign-in.discovery."
                                + e.problem().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            } catch (IdentityProviders.IssuerTaken e) {
                problems.put("issuer", "sign-in.issuer.taken");
            }
        }
        if (problems.isEmpty()) {
            close();
            Notification.show(getTranslation("form.saved"));
            done.run();
            return;
        }
        Map.<String, HasValidation>of(
                        "name",
                        name,
                        "issuer",
                        issuer,
                        "clientId",
                        clientId,
                        "secret",
                        secret,
                        "allowedDomains",
                        domains)
                .forEach((field, component) -> {
                    String problem = problems.get(field);
                    component.setInvalid(problem != null);
                    component.setErrorMessage(problem == null ? "" : getTranslation(problem));
                });
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,;]+"))
                .map(domain -> domain.startsWith("@") ? domain.substring(1) : domain)
                .filter(domain -> !domain.isEmpty())
                .distinct()
                .toList();
    }
}
