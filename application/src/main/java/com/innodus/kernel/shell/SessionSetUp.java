package com.innodus.kernel.shell;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.i18n.Texts;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Binds each new Vaadin session to the tenant of its host and to the language of its user. */
@Component
class SessionSetUp implements VaadinServiceInitListener, I18NProvider {
    private static final long serialVersionUID = 1L;
    private static final int NOTICE_MILLIS = 10_000;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(init -> {
            init.getSession().setAttribute(Tenant.class, TenantScope.current());
            init.getSession().setErrorHandler(SessionSetUp::say);
            Actor actor = CurrentActor.orNull();
            if (actor != null) {
                init.getSession().setLocale(actor.locale());
            }
        });
    }

    /** A click that failed leaves the screen and what was typed there as they are. */
    private static void say(ErrorEvent error) {
        Mishap mishap = Mishap.of(error.getThrowable());
        UI ui = error.getComponent()
                .flatMap(com.vaadin.flow.component.Component::getUI)
                .or(() -> Optional.ofNullable(UI.getCurrent()))
                .orElse(null);
        if (ui != null) {
            ui.access(() -> {
                Notification notice = new Notification(
                        ui.getTranslation(mishap.title()) + " "
                                + ui.getTranslation("error.reference", mishap.reference()),
                        NOTICE_MILLIS,
                        Notification.Position.BOTTOM_CENTER);
                notice.addThemeVariants(NotificationVariant.LUMO_ERROR);
                notice.setAssertive(true);
                notice.open();
            });
        }
    }

    @Override
    public List<Locale> getProvidedLocales() {
        return Texts.LANGUAGES;
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... params) {
        return Texts.text(locale, key, params);
    }
}
