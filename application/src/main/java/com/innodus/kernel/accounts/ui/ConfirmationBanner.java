package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.accounts.AccountMails;
import com.innodus.kernel.web.RateLimit;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reminds people of the mail that confirms their address, in each window, until they have. */
@Component
class ConfirmationBanner implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;

    private final transient Users users;
    private final transient AccountMails mails;
    private final transient RateLimit resent = new RateLimit(3, Duration.ofHours(1));

    ConfirmationBanner(Users users, AccountMails mails) {
        this.users = users;
        this.mails = mails;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(init -> {
            Optional<User> unconfirmed = Optional.ofNullable(CurrentActor.orNull())
                    .map(Actor::id)
                    .flatMap(users::byId)
                    .filter(user -> user.emailConfirmedAt() == null);
            unconfirmed.ifPresent(user -> remind(init.getUI(), user));
        });
    }

    private void remind(UI ui, User user) {
        Div banner = banner(ui, user);
        // the frame exists once the first view is shown
        ui.addAfterNavigationListener(shown -> {
            if (banner.getParent().isEmpty() && banner.isVisible()) {
                shown.getActiveChain().stream()
                        .filter(AppLayout.class::isInstance)
                        .map(AppLayout.class::cast)
                        .findFirst()
                        .ifPresent(frame -> frame.addToNavbar(banner));
            }
        });
    }

    private Div banner(UI ui, User user) {
        Span words = new Span(ui.getTranslation("confirm.banner", user.email()));
        Button again = new Button(ui.getTranslation("confirm.again"));
        again.addThemeVariants(ButtonVariant.SMALL);
        again.setDisableOnClick(true);
        again.addClickListener(click -> {
            if (resent.allows(user.id().toString())) {
                mails.sendConfirmation(user);
            }
            Notification.show(ui.getTranslation("confirm.sent", user.email()));
        });
        Div banner = new Div(words, again);
        banner.addClassName("confirm-banner");
        banner.getElement().setAttribute("role", "status");
        return banner;
    }
}
