package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.accounts.oidc.IdentityProvider;
import com.innodus.kernel.accounts.oidc.IdentityProviders;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** How people log in: the tenant's identity providers beside its own passwords. */
@Route(SignInView.PATH)
@PermitAll
public class SignInView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/sign-in";

    private static final long serialVersionUID = 1L;

    private final transient IdentityProviders providers;
    private final transient Addresses addresses;
    private final Button add = new Button(VaadinIcon.PLUS.create());
    private final Div cards = new Div();

    SignInView(IdentityProviders providers, Addresses addresses) {
        this.providers = providers;
        this.addresses = addresses;
        addClassName("settings-view");
        add.setText(getTranslation("sign-in.add"));
        add.addClickListener(click -> edit(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        Div header = new Div(new H1(getTranslation("sign-in.title")), add);
        header.addClassName("view-header");
        cards.addClassName("settings-cards");
        add(header, new Paragraph(getTranslation("sign-in.text")), cards);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        refresh();
    }

    private void refresh() {
        cards.removeAll();
        List<IdentityProvider> all = providers.all();
        add.setVisible(!all.isEmpty());
        if (all.isEmpty()) {
            Button first = new Button(getTranslation("sign-in.add"), click -> edit(null));
            first.addThemeVariants(ButtonVariant.PRIMARY);
            Div empty = new Div(VaadinIcon.KEY.create(), new Paragraph(getTranslation("sign-in.empty")), first);
            empty.addClassNames("empty-state", "section-card");
            cards.add(empty);
        }
        all.forEach(provider -> cards.add(card(provider)));
    }

    private Section card(IdentityProvider provider) {
        Checkbox enabled = new Checkbox(getTranslation("sign-in.enabled"), provider.enabled());
        enabled.addValueChangeListener(change -> {
            providers.setEnabled(provider.id(), change.getValue());
            refresh();
        });
        H2 name = new H2(provider.name());
        Div head = new Div(name, enabled);
        head.addClassName("card-head");
        Span issuer = new Span(provider.issuer());
        issuer.addClassNames("secondary", "code");
        Paragraph who = new Paragraph(
                provider.createUsers()
                        ? getTranslation("sign-in.creates", String.join(", ", provider.allowedDomains()))
                        : getTranslation("sign-in.invites"));
        String address = addresses.of(TenantScope.current());
        Button change =
                new Button(getTranslation("sign-in.change"), VaadinIcon.PENCIL.create(), click -> edit(provider));
        change.setAriaLabel(getTranslation("sign-in.change") + " " + provider.name());
        Button remove = new Button(getTranslation("sign-in.remove"), click -> remove(provider));
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        remove.setAriaLabel(getTranslation("sign-in.remove") + " " + provider.name());
        Div actions = new Div(change, remove);
        actions.addClassName("action-row");
        Section card = new Section(
                head,
                issuer,
                who,
                copied("sign-in.callback", address + provider.callbackPath()),
                copied("sign-in.after", address + "/login"),
                actions);
        card.addClassNames("section-card", "provider-card");
        return card;
    }

    /** An address that the administrator has to enter at the provider. */
    private TextField copied(String labelKey, String address) {
        TextField field = new TextField(getTranslation(labelKey));
        field.setValue(address);
        field.setReadOnly(true);
        field.addClassName("code");
        Button copy = new Button(
                VaadinIcon.COPY_O.create(),
                click -> field.getElement()
                        .executeJs(
                                "navigator.clipboard?.writeText($0).then(() => { this.helperText = $1 })",
                                address,
                                getTranslation("sign-in.copied")));
        copy.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        copy.setAriaLabel(getTranslation("sign-in.copy", getTranslation(labelKey)));
        field.setSuffixComponent(copy);
        return field;
    }

    private void edit(@org.jspecify.annotations.Nullable IdentityProvider provider) {
        new ProviderDialog(providers, provider, this::refresh).open();
    }

    private void remove(IdentityProvider provider) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("sign-in.remove.title", provider.name()),
                getTranslation("sign-in.remove.text"),
                getTranslation("sign-in.remove"),
                confirm -> {
                    providers.remove(provider.id());
                    refresh();
                },
                getTranslation("form.cancel"),
                cancel -> {});
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("sign-in.title");
    }
}
