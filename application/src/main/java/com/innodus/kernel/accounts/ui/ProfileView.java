package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.accounts.oidc.Identities;
import com.innodus.kernel.accounts.oidc.IdentityProviders;
import com.innodus.kernel.accounts.web.LogInProblem;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.navigation.ProfileCard;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;

/** One's own name, language, password, sessions and ways in. */
@Route(ProfileView.PATH)
@PermitAll
public class ProfileView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "profile";

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 120;

    private final transient Users users;

    ProfileView(
            Users users,
            Sessions sessions,
            Identities identities,
            IdentityProviders providers,
            List<ProfileCard> more) {
        this.users = users;
        addClassName("settings-view");
        User user = users.byId(CurrentActor.get().id()).orElseThrow();
        Div cards = new Div(
                me(user),
                new PasswordCard(users, sessions, user),
                new SessionsCard(sessions, user),
                new IdentitiesCard(users, identities, providers, user));
        more.forEach(card -> cards.add(card.make()));
        cards.addClassName("settings-cards");
        add(new H1(getTranslation("profile.title")), cards);
    }

    private Section me(User user) {
        TextField name = new TextField(getTranslation("profile.name"));
        name.setValue(user.name());
        name.setMaxLength(LONGEST_NAME);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        TextField email = new TextField(getTranslation("login.email"));
        email.setValue(user.email());
        email.setReadOnly(true);
        email.setHelperText(getTranslation("profile.email.help"));
        Select<Locale> language = new Select<>();
        language.setLabel(getTranslation("shell.language"));
        language.setItems(Texts.LANGUAGES);
        language.setItemLabelGenerator(locale -> Texts.text(locale, "language." + locale.getLanguage()));
        language.setValue(Texts.nearest(user.locale()));
        Select<String> scheme = new Select<>();
        scheme.setLabel(getTranslation("shell.scheme"));
        scheme.setItems("BRAND", "LIGHT", "DARK");
        scheme.setItemLabelGenerator(key -> getTranslation("shell.scheme." + key.toLowerCase(Locale.ROOT)));
        scheme.setValue(user.colourScheme());
        Button save = new Button(getTranslation("profile.save"), click -> {
            name.setInvalid(name.getValue().isBlank());
            name.setErrorMessage(getTranslation("error.required"));
            if (name.isInvalid()) {
                return;
            }
            users.setName(user.id(), name.getValue().strip());
            users.setLocale(user.id(), language.getValue());
            users.setColourScheme(user.id(), scheme.getValue());
            UI.getCurrent().getSession().setLocale(language.getValue());
            // name, language and colours stand in the page's frame
            UI.getCurrent().getPage().reload();
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        Section card = new Section(new H2(getTranslation("profile.me")), name, email, language, scheme, save);
        card.addClassNames("section-card", "form-card");
        return card;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (CurrentActor.get().isViewed()) {
            // an administrator looks on, whom a profile doesn't concern
            throw new NotFoundException();
        }
        VaadinServletRequest request = VaadinServletRequest.getCurrent();
        LogInProblem problem = request == null ? null : LogInProblem.take(request.getHttpServletRequest());
        if (problem != null) {
            Notification.show(getTranslation(problem.text()), 8_000, Notification.Position.BOTTOM_START);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("profile.title");
    }
}
