package com.innodus.kernel.webhooks.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.webhooks.Webhook;
import com.innodus.kernel.webhooks.Webhooks;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** Which other programs are told what happens. */
@Route(WebhooksView.PATH)
@PermitAll
public class WebhooksView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/webhooks";

    private static final long serialVersionUID = 1L;

    private final transient Webhooks webhooks;
    private final Span count = new Span();
    private final UnorderedList list = new UnorderedList();
    private final Paragraph none = new Paragraph(getTranslation("webhooks.none"));

    WebhooksView(Webhooks webhooks, TopicWords words) {
        this.webhooks = webhooks;
        addClassName("settings-view");
        Button create = new Button(
                getTranslation("webhooks.new"),
                VaadinIcon.PLUS.create(),
                click -> new WebhookDialog(
                                webhooks, words, null, made -> UI.getCurrent().navigate(PATH + "/" + made.id()))
                        .open());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        count.addClassName("count");
        Div header = new Div(new H1(getTranslation("webhooks.title")), count, create);
        header.addClassName("view-header");
        list.addClassNames("plain-list", "line-list", "section-card");
        none.addClassName("secondary");
        add(header, new Paragraph(getTranslation("webhooks.text")), list, none);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        refresh();
    }

    private void refresh() {
        List<Webhook> all = webhooks.all();
        count.setText(String.valueOf(all.size()));
        list.removeAll();
        all.forEach(hook -> list.add(line(hook)));
        list.setVisible(!all.isEmpty());
        none.setVisible(all.isEmpty());
    }

    private ListItem line(Webhook hook) {
        Checkbox on = new Checkbox(hook.enabled());
        on.setAriaLabel(getTranslation("webhooks.on.of", hook.name()));
        on.addValueChangeListener(change -> {
            webhooks.switchOn(hook.id(), change.getValue());
            refresh();
        });
        Anchor name = new Anchor(PATH + "/" + hook.id(), hook.name());
        name.addClassName("line-title");
        Span url = new Span(hook.url());
        url.addClassName("secondary");
        Div main = new Div(name, url);
        main.addClassName("line-main");
        Span topics =
                new Span(getTranslation("webhooks.topics.count", hook.topics().size()));
        topics.addClassNames("line-fact", "secondary");
        ListItem line = new ListItem(on, main, topics);
        WebhookView.badge(this, hook).ifPresent(line::add);
        line.addClassNames("line", "line-webhook");
        return line;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("webhooks.title");
    }
}
