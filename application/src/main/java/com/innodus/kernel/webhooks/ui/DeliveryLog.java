package com.innodus.kernel.webhooks.ui;

import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.webhooks.Deliveries;
import com.innodus.kernel.webhooks.Deliveries.Delivery;
import com.innodus.kernel.webhooks.Deliveries.State;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What a webhook was told lately, with what it answered. */
class DeliveryLog extends Div {
    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 20;

    private final transient Deliveries deliveries;
    private final transient TopicWords words;
    private final transient Map<UUID, Details> lines = new LinkedHashMap<>();
    private final Div list = new Div();
    private final Paragraph none = new Paragraph(getTranslation("webhooks.log.none"));
    private final Button more = new Button(getTranslation("webhooks.log.more"), click -> showMore());
    private UUID webhook = new UUID(0, 0);

    DeliveryLog(Deliveries deliveries, TopicWords words) {
        this.deliveries = deliveries;
        this.words = words;
        addClassNames("section-card", "delivery-log");
        Button refresh = new Button(VaadinIcon.REFRESH.create(), click -> show(webhook));
        refresh.addThemeVariants(ButtonVariant.TERTIARY);
        refresh.setAriaLabel(getTranslation("webhooks.log.refresh"));
        Div head = new Div(new H2(getTranslation("webhooks.log")), refresh);
        head.addClassName("rule-action-head");
        none.addClassName("secondary");
        more.addThemeVariants(ButtonVariant.TERTIARY);
        add(head, none, list, more);
    }

    void show(UUID of) {
        webhook = of;
        list.removeAll();
        lines.clear();
        showMore();
    }

    /** Shows all of one delivery. */
    void open(UUID delivery) {
        Details line = lines.get(delivery);
        if (line != null) {
            line.setOpened(true);
        }
    }

    private void showMore() {
        List<Delivery> next = deliveries.log(webhook, lines.size(), AT_ONCE);
        for (Delivery each : next) {
            Details line = line(each);
            lines.put(each.id(), line);
            list.add(line);
        }
        more.setVisible(next.size() == AT_ONCE);
        none.setVisible(lines.isEmpty());
    }

    private Details line(Delivery delivery) {
        Span badge = new Span(
                getTranslation("webhooks.state." + delivery.state().name().toLowerCase(Locale.ROOT)));
        badge.addClassName("badge");
        badge.getStyle().set("--badge-colour", WebhookView.colour(delivery.state()));
        Span topic = new Span(words.of(delivery.topic(), getLocale()));
        topic.addClassName("line-main");
        Span outcome = new Span(outcome(delivery));
        outcome.addClassNames("secondary", "line-fact");
        Span when = new Span(Ago.text(delivery.createdAt(), Instant.now(), getLocale()));
        when.addClassNames("secondary", "line-fact");
        Div summary = new Div(badge, topic, outcome, when);
        summary.addClassName("delivery");
        Details line = new Details(summary);
        line.addOpenedChangeListener(change -> {
            if (change.isOpened() && line.getContent().findAny().isEmpty()) {
                line.add(content(delivery));
            }
        });
        line.setWidthFull();
        return line;
    }

    /** The last attempt in a few words. */
    private String outcome(Delivery delivery) {
        if (delivery.status() != null) {
            return getTranslation("webhooks.answered", delivery.status(), delivery.millis());
        }
        return delivery.problem() == null ? "" : getTranslation(delivery.problem());
    }

    private Component content(Delivery delivery) {
        Div content = new Div();
        content.addClassName("delivery-content");
        content.add(new Paragraph(getTranslation("webhooks.attempts", delivery.attempts())));
        if (delivery.state() == State.QUEUED && delivery.attempts() > 0) {
            content.add(
                    new Paragraph(getTranslation("webhooks.next", Ago.moment(delivery.nextAttemptAt(), getLocale()))));
        }
        content.add(text("webhooks.sent", delivery.body()));
        if (delivery.answer() != null && !delivery.answer().isEmpty()) {
            content.add(text("webhooks.answer", delivery.answer()));
        }
        if (delivery.state() != State.QUEUED) {
            Button again = new Button(getTranslation("webhooks.again"), click -> {
                deliveries.tellAgain(delivery.id());
                show(webhook);
            });
            again.addThemeVariants(ButtonVariant.SMALL);
            content.add(again);
        }
        return content;
    }

    private Component text(String label, String text) {
        Span name = new Span(getTranslation(label));
        name.addClassName("secondary");
        Pre body = new Pre(text);
        body.getElement().setAttribute("tabindex", "0");
        return new Div(name, body);
    }
}
