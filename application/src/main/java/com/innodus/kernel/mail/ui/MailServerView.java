package com.innodus.kernel.mail.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.mail.Delivery;
import com.innodus.kernel.mail.MailServer;
import com.innodus.kernel.mail.MailServer.Security;
import com.innodus.kernel.mail.MailServerRefusal;
import com.innodus.kernel.mail.MailServers;
import com.innodus.kernel.mail.MailServers.Stuck;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** By which server the tenant's mails go out, and which of them didn't. */
@Route(MailServerView.PATH)
@PermitAll
public class MailServerView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/mail";

    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 20;

    private final transient MailServers servers;
    private final transient Delivery delivery;
    private final TextField host = text("host");
    private final IntegerField port = new IntegerField(getTranslation("mail-server.port"));
    private final Select<Security> security = new Select<>();
    private final TextField user = text("user");
    private final PasswordField password = new PasswordField(getTranslation("mail-server.password"));
    private final TextField fromAddress = text("from-address");
    private final TextField fromName = text("from-name");
    private final Button test = new Button("", click -> tryOut());
    private final Paragraph outcome = new Paragraph();
    private final transient Map<String, HasValidation> places = new LinkedHashMap<>();

    MailServerView(MailServers servers, Delivery delivery) {
        this.servers = servers;
        this.delivery = delivery;
        addClassName("settings-view");
        security.setLabel(getTranslation("mail-server.security"));
        security.setItems(Security.values());
        security.setItemLabelGenerator(
                each -> getTranslation("mail-server.security." + each.name().toLowerCase(java.util.Locale.ROOT)));
        security.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                port.setValue(
                        switch (change.getValue()) {
                            case STARTTLS -> 587;
                            case TLS -> 465;
                            case NONE -> 25;
                        });
            }
        });
        host.setRequiredIndicatorVisible(true);
        port.setRequiredIndicatorVisible(true);
        port.setManualValidation(true);
        fromAddress.setRequiredIndicatorVisible(true);
        host.setPlaceholder("smtp.example.com");
        user.setHelperText(getTranslation("mail-server.user.help"));
        fromName.setHelperText(getTranslation("mail-server.from-name.help"));
        places.putAll(Map.of(
                "host", host,
                "port", port,
                "security", security,
                "user", user,
                "password", password,
                "fromAddress", fromAddress,
                "fromName", fromName));
        outcome.getElement().setAttribute("role", "status");
        outcome.addClassName("mail-outcome");
        test.setDisableOnClick(true);
    }

    private TextField text(String key) {
        TextField field = new TextField(getTranslation("mail-server." + key));
        field.setMaxLength(MailServers.LONGEST);
        field.setManualValidation(true);
        return field;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        show();
    }

    private void show() {
        removeAll();
        Optional<MailServer> known = servers.find();
        MailServer shown = known.orElse(new MailServer("", 587, Security.STARTTLS, "", false, "", ""));
        host.setValue(shown.host());
        port.setValue(shown.port());
        security.setValue(shown.security());
        user.setValue(shown.user());
        password.clear();
        password.setPlaceholder(shown.hasPassword() ? "••••••••" : "");
        password.setHelperText(
                getTranslation(shown.hasPassword() ? "mail-server.password.kept" : "mail-server.password.help"));
        fromAddress.setValue(shown.fromAddress());
        fromName.setValue(shown.fromName());
        outcome.setVisible(false);
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        Div header = new Div(new H1(getTranslation("mail-server.title")), save);
        header.addClassName("view-header");
        FormLayout form = new FormLayout(host, security, port, user, password, fromAddress, fromName);
        form.setColspan(host, 2);
        form.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("30rem", 2));
        test.setText(getTranslation("mail-server.test", CurrentActor.get().email()));
        Div buttons = new Div(test);
        buttons.addClassName("webhook-buttons");
        if (known.isPresent()) {
            Button remove = new Button(getTranslation("mail-server.remove"), click -> confirmRemove());
            remove.addThemeVariants(ButtonVariant.ERROR);
            buttons.add(remove);
        }
        Section card = new Section(form, buttons, outcome);
        card.addClassNames("section-card", "mail-server");
        add(
                header,
                new Paragraph(getTranslation(known.isPresent() ? "mail-server.own" : "mail-server.installation")),
                card,
                stuck());
    }

    private MailServer typed() {
        return new MailServer(
                host.getValue().strip(),
                Objects.requireNonNullElse(port.getValue(), 0),
                security.getValue(),
                user.getValue().strip(),
                false,
                fromAddress.getValue().strip(),
                fromName.getValue().strip());
    }

    private void clear() {
        places.values().forEach(place -> place.setInvalid(false));
        outcome.setVisible(false);
    }

    private void complain(MailServerRefusal refusal) {
        HasValidation place = places.getOrDefault(refusal.field(), host);
        place.setErrorMessage(getTranslation(refusal.textKey()));
        place.setInvalid(true);
    }

    private void save() {
        clear();
        try {
            servers.keep(typed(), password.getValue());
            Notification.show(getTranslation("mail-server.saved"));
            show();
        } catch (MailServerRefusal refusal) {
            complain(refusal);
        }
    }

    private void tryOut() {
        clear();
        try {
            Optional<String> problem = delivery.tryOut(
                    typed(),
                    password.getValue(),
                    getTranslation("mail-server.test.subject"),
                    getTranslation("mail-server.test.body"));
            outcome.setText(problem.map(said -> getTranslation("mail-server.test.failed", said))
                    .orElseGet(() -> getTranslation(
                            "mail-server.test.sent", CurrentActor.get().email())));
            outcome.setClassName("field-problem", problem.isPresent());
            outcome.setVisible(true);
        } catch (MailServerRefusal refusal) {
            complain(refusal);
        } finally {
            test.setEnabled(true);
        }
    }

    private void confirmRemove() {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("mail-server.remove.title"),
                getTranslation("mail-server.remove.text"),
                getTranslation("mail-server.remove"),
                confirm -> {
                    servers.remove();
                    show();
                },
                getTranslation("form.cancel"),
                cancel -> {});
        dialog.setConfirmButtonTheme("error primary");
        dialog.setWidth("min(30rem, 94vw)");
        dialog.open();
    }

    private Section stuck() {
        List<Stuck> all = servers.stuck(MOST_SHOWN);
        Section card = new Section(new H2(getTranslation("mail-server.stuck")));
        card.addClassName("section-card");
        if (all.isEmpty()) {
            Paragraph none = new Paragraph(getTranslation("mail-server.stuck.none"));
            none.addClassName("secondary");
            card.add(none);
            return card;
        }
        UnorderedList list = new UnorderedList();
        list.addClassNames("plain-list", "line-list");
        all.forEach(mail -> list.add(line(mail)));
        Button again = new Button(getTranslation("mail-server.again"), click -> {
            servers.tryAgain();
            delivery.sweep();
            show();
        });
        card.add(list, again);
        return card;
    }

    private ListItem line(Stuck mail) {
        Span badge = new Span(getTranslation(mail.hasFailed() ? "mail-server.failed" : "mail-server.waiting"));
        badge.addClassNames("badge", mail.hasFailed() ? "mail-failed" : "mail-waiting");
        Span subject = new Span(mail.subject());
        subject.addClassName("line-title");
        Span to = new Span(mail.recipient());
        Span error = new Span(mail.error());
        error.addClassName("secondary");
        Div main = new Div(subject, to, error);
        main.addClassNames("line-main", "mail-stuck");
        ListItem line = new ListItem(badge, main);
        if (!mail.hasFailed()) {
            Span next = new Span(getTranslation("mail-server.next", Ago.moment(mail.nextAttemptAt(), getLocale())));
            next.addClassNames("secondary", "line-fact");
            line.add(next);
        }
        line.addClassName("line");
        return line;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("mail-server.title");
    }
}
