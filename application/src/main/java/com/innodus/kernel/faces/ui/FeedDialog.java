package com.innodus.kernel.faces.ui;

import com.innodus.kernel.feeds.CalendarFeeds;
import com.innodus.kernel.feeds.CalendarFeeds.Feed;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;

/** Makes the address under which a calendar program reads this calendar, and revokes those that were made. */
public class FeedDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient CalendarFeeds feeds;
    private final transient RecordTypes types;
    private final Div made = new Div();
    private final UnorderedList list = new UnorderedList();

    /** What the dialog is made with. */
    @org.springframework.stereotype.Component
    public record Parts(CalendarFeeds feeds, Addresses addresses, RecordTypes types) {}

    public FeedDialog(RecordType<?> type, Field<?> field, Query query, Parts parts) {
        feeds = parts.feeds();
        types = parts.types();
        setHeaderTitle(getTranslation("feed.title"));
        setWidth("36rem");
        setMaxWidth("100%");
        list.addClassNames("plain-list", "line-list");
        Button create = new Button(getTranslation("feed.create"), VaadinIcon.LINK.create(), click -> {
            try {
                show(parts.addresses().of(TenantScope.current()) + "/feed/" + feeds.create(type, field, query)
                        + ".ics");
                refresh();
            } catch (CalendarFeeds.TooMany e) {
                Notification.show(getTranslation("feed.too-many"));
            }
        });
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setId("create-feed");
        Div content = new Div(new Paragraph(getTranslation("feed.text")), made, list);
        content.addClassName("dialog-fields");
        add(content);
        getFooter().add(new Button(getTranslation("action.close"), click -> close()), create);
        refresh();
    }

    private void show(String address) {
        TextField field = new TextField(getTranslation("feed.address"));
        field.setValue(address);
        field.setReadOnly(true);
        field.addClassName("secret-value");
        field.setHelperText(getTranslation("clients.secret.once"));
        Button copy = new Button(VaadinIcon.COPY_O.create(), click -> {
            click.getSource().getElement().executeJs("navigator.clipboard?.writeText($0)", address);
            Notification.show(getTranslation("clients.copied"));
        });
        copy.addThemeVariants(ButtonVariant.TERTIARY);
        copy.setAriaLabel(getTranslation("clients.copy", getTranslation("feed.address")));
        Div line = new Div(field, copy);
        line.addClassName("secret-line");
        made.removeAll();
        made.add(line);
    }

    private void refresh() {
        list.removeAll();
        var mine = feeds.mine();
        if (!mine.isEmpty()) {
            list.add(new ListItem(new H3(getTranslation("feed.mine"))));
        }
        mine.forEach(feed -> list.add(line(feed)));
    }

    private ListItem line(Feed feed) {
        String name = types.byKey(feed.recordType())
                .map(type -> type.pluralName(getLocale()) + " · " + type.label(feed.field(), getLocale()))
                .orElse(feed.recordType());
        Span title = new Span(name);
        title.addClassName("line-title");
        Span use = new Span(
                feed.usedAt() == null
                        ? getTranslation("feed.unused", FieldText.moment(feed.createdAt(), getLocale()))
                        : getTranslation("feed.used", FieldText.moment(feed.usedAt(), getLocale())));
        use.addClassName("secondary");
        Div main = new Div(title, use);
        main.addClassName("line-main");
        Button revoke = new Button(getTranslation("clients.revoke"), click -> {
            feeds.revoke(feed.id());
            refresh();
        });
        revoke.addThemeVariants(ButtonVariant.SMALL);
        revoke.setAriaLabel(getTranslation("clients.revoke.of", name));
        ListItem line = new ListItem(VaadinIcon.CALENDAR.create(), main, revoke);
        line.addClassName("line");
        return line;
    }
}
