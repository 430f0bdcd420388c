package com.innodus.kernel.notifications.ui;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.i18n.Ago;
import com.innodus.kernel.notifications.Bells;
import com.innodus.kernel.notifications.NotificationText;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.notifications.Notifications.Notification;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** The bell in the top bar: how much the user has not read, and what it is. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class Bell extends Div implements AfterNavigationObserver {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 30;
    private static final int MOST_COUNTED = 99;

    private final transient Notifications notifications;
    private final transient Bells bells;
    private final transient NotificationText sentences;
    private final transient Clock clock;
    private final transient Actor actor = CurrentActor.get();
    private final Button button = new Button(VaadinIcon.BELL_O.create());
    private final Span figure = new Span();
    private final Popover popover = new Popover();
    private final Div content = new Div();
    private transient @Nullable Runnable stopListening;

    Bell(Notifications notifications, Bells bells, NotificationText sentences, Clock clock) {
        this.notifications = notifications;
        this.bells = bells;
        this.sentences = sentences;
        this.clock = clock;
        addClassName("bell");
        button.addThemeVariants(ButtonVariant.TERTIARY);
        figure.addClassName("bell-figure");
        figure.getElement().setAttribute("aria-hidden", "true");
        content.addClassName("bell-list");
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(getTranslation("bell.title"));
        popover.add(content);
        popover.addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                fill();
            }
        });
        add(button, figure, popover);
        count();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        stopListening = bells.listen(actor.id(), () -> {
            try {
                ui.access(this::count);
            } catch (UIDetachedException e) {
                // the window was closed while it was rung at
                return;
            }
        });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (stopListening != null) {
            stopListening.run();
        }
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        count();
    }

    private void count() {
        int unread = CurrentActor.as(actor, notifications::unread);
        figure.setText(unread > MOST_COUNTED ? MOST_COUNTED + "+" : Integer.toString(unread));
        figure.setVisible(unread > 0);
        String label = getTranslation("bell.unread", unread);
        button.setAriaLabel(label);
        button.setTooltipText(label);
        if (popover.isOpened()) {
            fill();
        }
    }

    private void fill() {
        List<Notification> latest = CurrentActor.as(actor, () -> notifications.latest(SHOWN));
        content.removeAll();
        Div head = new Div(new H2(getTranslation("bell.title")));
        head.addClassName("bell-head");
        if (latest.stream().anyMatch(each -> !each.read())) {
            Button all = new Button(getTranslation("bell.read-all"), click -> notifications.readAll());
            all.addClickListener(click -> count());
            all.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            head.add(all);
        }
        content.add(head);
        if (latest.isEmpty()) {
            content.add(new Paragraph(getTranslation("bell.nothing")));
            return;
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        latest.forEach(each -> list.add(new ListItem(line(each))));
        content.add(list);
    }

    private Component line(Notification each) {
        Span when = new Span(Ago.text(each.at(), clock.instant(), getLocale()));
        when.addClassName("secondary");
        NativeButton line = new NativeButton();
        line.add(new Span(sentences.of(each, getLocale())), when);
        line.addClassName("bell-line");
        if (!each.read()) {
            line.addClassName("unread");
            Span dot = new Span(getTranslation("bell.new"));
            dot.addClassName("visually-hidden");
            line.addComponentAsFirst(dot);
        }
        line.addClickListener(click -> {
            notifications.read(each.id());
            popover.close();
            count();
            Location link = new Location(each.link());
            UI.getCurrent().navigate(link.getPath(), link.getQueryParameters());
        });
        return line;
    }
}
