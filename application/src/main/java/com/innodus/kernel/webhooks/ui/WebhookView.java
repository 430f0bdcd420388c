package com.innodus.kernel.webhooks.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.clients.ui.SecretDialog;
import com.innodus.kernel.webhooks.Deliveries;
import com.innodus.kernel.webhooks.Deliveries.Delivery;
import com.innodus.kernel.webhooks.Webhook;
import com.innodus.kernel.webhooks.WebhookWorker;
import com.innodus.kernel.webhooks.Webhooks;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One webhook: what it is told, and what became of that lately. */
@Route(WebhooksView.PATH + "/:id")
@PermitAll
public class WebhookView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final String GOOD = "#2e7d32";
    private static final String BAD = "#c62828";

    private final transient Webhooks webhooks;
    private final transient WebhookWorker worker;
    private final transient Users users;
    private final transient TopicWords words;
    private final H1 title = new H1();
    private final Div facts = new Div();
    private final DeliveryLog log;

    WebhookView(Webhooks webhooks, Deliveries deliveries, WebhookWorker worker, Users users, TopicWords words) {
        this.webhooks = webhooks;
        this.worker = worker;
        this.users = users;
        this.words = words;
        log = new DeliveryLog(deliveries, words);
        addClassName("settings-view");
        facts.addClassNames("section-card", "webhook-facts");
    }

    /** How a webhook is, unless all is well. */
    static Optional<Component> badge(Component here, Webhook hook) {
        if (hook.enabled() && hook.failures() == 0) {
            return Optional.empty();
        }
        Span badge = new Span(here.getTranslation(hook.enabled() ? "webhooks.failing" : "webhooks.off"));
        badge.addClassName("badge");
        badge.getStyle().set("--badge-colour", hook.enabled() || hook.offReason() != null ? BAD : "#5f6b7a");
        return Optional.of(badge);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        show(event.getRouteParameters()
                .get("id")
                .flatMap(WebhookView::uuid)
                .flatMap(webhooks::find)
                .orElseThrow(NotFoundException::new));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void refresh(UUID id) {
        webhooks.find(id).ifPresent(this::show);
    }

    private void show(Webhook hook) {
        removeAll();
        title.setText(hook.name());
        Button test = new Button(getTranslation("webhooks.test"), click -> test(hook));
        test.addThemeVariants(ButtonVariant.PRIMARY);
        test.setDisableOnClick(true);
        Button edit = new Button(
                getTranslation("action.edit"),
                click -> new WebhookDialog(webhooks, words, hook, changed -> refresh(changed.id())).open());
        Div header = new Div(title, edit, test);
        header.addClassName("view-header");
        facts.removeAll();
        Checkbox on = new Checkbox(getTranslation("webhooks.on"), hook.enabled());
        on.addValueChangeListener(change -> {
            webhooks.switchOn(hook.id(), change.getValue());
            refresh(hook.id());
        });
        facts.add(on);
        if (hook.offReason() != null) {
            Paragraph reason = new Paragraph(getTranslation(hook.offReason()));
            reason.addClassName("field-problem");
            facts.add(reason);
        }
        UnorderedList topics = new UnorderedList();
        hook.topics().forEach(topic -> {
            Code key = new Code(topic);
            key.addClassName("secondary");
            topics.add(new ListItem(new Span(words.of(topic, getLocale()) + " "), key));
        });
        facts.add(fact("webhooks.url", new Code(hook.url())));
        facts.add(fact(
                "webhooks.topics",
                hook.topics().isEmpty() ? new Span(getTranslation("webhooks.topics.none")) : topics));
        facts.add(fact(
                "webhooks.owner",
                new Span(users.remembered(hook.owner()).map(User::name).orElse(""))));
        Button secret = new Button(getTranslation("webhooks.secret.renew"), click -> confirmSecret(hook));
        Button delete = new Button(getTranslation("action.delete"), click -> confirmDelete(hook));
        delete.addThemeVariants(ButtonVariant.ERROR);
        Div buttons = new Div(secret, delete);
        buttons.addClassName("webhook-buttons");
        facts.add(buttons);
        log.show(hook.id());
        add(header, facts, log);
    }

    private Div fact(String label, Component value) {
        Span name = new Span(getTranslation(label));
        name.addClassName("secondary");
        Div fact = new Div(name, value);
        fact.addClassName("webhook-fact");
        return fact;
    }

    private void test(Webhook hook) {
        Delivery tried = worker.tryOut(hook.id());
        refresh(hook.id());
        log.open(tried.id());
    }

    private void confirmSecret(Webhook hook) {
        ask(
                "webhooks.secret.title",
                "webhooks.secret.text",
                "webhooks.secret.renew",
                hook,
                () -> new SecretDialog(
                                hook.name(), Map.of(getTranslation("webhooks.secret"), webhooks.renewSecret(hook.id())))
                        .open());
    }

    private void confirmDelete(Webhook hook) {
        ask("webhooks.delete.title", "webhooks.delete.text", "action.delete", hook, () -> {
            webhooks.delete(hook.id());
            UI.getCurrent().navigate(WebhooksView.class);
        });
    }

    private void ask(String heading, String text, String confirm, Webhook hook, Runnable act) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation(heading, hook.name()),
                getTranslation(text),
                getTranslation(confirm),
                confirmed -> act.run(),
                getTranslation("form.cancel"),
                cancel -> {});
        dialog.setConfirmButtonTheme("error primary");
        dialog.setWidth("min(30rem, 94vw)");
        dialog.open();
    }

    /** What a delivery's state looks like. */
    static String colour(Deliveries.State state) {
        return switch (state) {
            case DELIVERED -> GOOD;
            case DEAD -> BAD;
            case QUEUED -> "#b7791f";
        };
    }

    @Override
    public String getPageTitle() {
        return title.getText();
    }
}
