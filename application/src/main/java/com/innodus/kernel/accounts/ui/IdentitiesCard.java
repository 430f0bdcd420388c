package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.accounts.oidc.Identities;
import com.innodus.kernel.accounts.oidc.IdentityProvider;
import com.innodus.kernel.accounts.oidc.IdentityProviders;
import com.innodus.kernel.accounts.oidc.LinkIntent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.server.VaadinSession;
import java.util.List;
import java.util.Optional;

/** The identity providers that one can log in through. Linking asks for the password again. */
class IdentitiesCard extends Section {
    private static final long serialVersionUID = 1L;

    private final transient Users users;
    private final transient Identities identities;
    private final transient IdentityProviders providers;
    private final transient User user;
    private final UnorderedList list = new UnorderedList();

    IdentitiesCard(Users users, Identities identities, IdentityProviders providers, User user) {
        this.users = users;
        this.identities = identities;
        this.providers = providers;
        this.user = user;
        addClassName("section-card");
        list.addClassNames("plain-list", "line-list");
        add(
                new H2(getTranslation("profile.identities")),
                new Paragraph(getTranslation("profile.identities.text")),
                list);
        refresh();
    }

    private void refresh() {
        list.removeAll();
        List<Identities.Link> links = identities.of(user.id());
        List<IdentityProvider> enabled = providers.enabled();
        setVisible(!enabled.isEmpty() || !links.isEmpty());
        for (Identities.Link link : links) {
            String name = enabled.stream()
                    .filter(provider -> provider.issuer().equals(link.issuer()))
                    .map(IdentityProvider::name)
                    .findFirst()
                    .orElse(link.issuer());
            Button unlink = new Button(getTranslation("profile.identities.unlink"), click -> {
                if (!identities.unlink(user.id(), link.id())) {
                    Notification.show(getTranslation("profile.identities.last"));
                }
                refresh();
            });
            unlink.addThemeVariants(ButtonVariant.SMALL);
            unlink.setAriaLabel(getTranslation("profile.identities.unlink") + " " + name);
            list.add(line(
                    name, getTranslation("profile.identities.since", Words.moment(link.since(), getLocale())), unlink));
        }
        for (IdentityProvider provider : enabled) {
            if (links.stream().noneMatch(link -> link.issuer().equals(provider.issuer()))) {
                Button link = new Button(getTranslation("profile.identities.link"), click -> ask(provider));
                link.addThemeVariants(ButtonVariant.SMALL);
                link.setAriaLabel(getTranslation("profile.identities.link") + " " + provider.name());
                link.setEnabled(users.hasPassword(user.id()));
                list.add(line(provider.name(), getTranslation("profile.identities.not"), link));
            }
        }
    }

    private static ListItem line(String name, String fact, Button deed) {
        Span title = new Span(name);
        title.addClassName("line-title");
        Span facts = new Span(fact);
        facts.addClassName("secondary");
        Div what = new Div(title, facts);
        what.addClassName("line-main");
        ListItem line = new ListItem(VaadinIcon.KEY.create(), what, deed);
        line.addClassName("line");
        return line;
    }

    private void ask(IdentityProvider provider) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(getTranslation("profile.identities.link") + " " + provider.name());
        PasswordField password = new PasswordField(getTranslation("login.password"));
        password.getElement().setAttribute("autocomplete", "current-password");
        password.setManualValidation(true);
        Div form = new Div(new Paragraph(getTranslation("profile.identities.prove")), password);
        form.addClassName("dialog-form");
        dialog.add(form);
        Button go = new Button(getTranslation("profile.identities.go"), click -> {
            String refusal = PasswordCard.refusal(users, user, password.getValue());
            password.setInvalid(refusal != null);
            password.setErrorMessage(
                    Optional.ofNullable(refusal).map(this::getTranslation).orElse(""));
            if (refusal == null) {
                VaadinSession.getCurrent()
                        .getSession()
                        .setAttribute(LinkIntent.ATTRIBUTE, new LinkIntent(user.id(), provider.id()));
                UI.getCurrent().getPage().setLocation(provider.path());
            }
        });
        go.addThemeVariants(ButtonVariant.PRIMARY);
        Button cancel = new Button(getTranslation("form.cancel"), click -> dialog.close());
        cancel.addThemeVariants(ButtonVariant.TERTIARY);
        dialog.getFooter().add(cancel, go);
        dialog.open();
    }
}
