package com.innodus.kernel.clients.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.clients.ApiClient;
import com.innodus.kernel.clients.ApiClients;
import com.innodus.kernel.clients.ApiScopes;
import com.innodus.kernel.i18n.Ago;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Code;
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
import java.time.Instant;
import java.util.List;

/** The programs that may come in. */
@Route(ClientsView.PATH)
@PermitAll
public class ClientsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/clients";

    private static final long serialVersionUID = 1L;

    private final transient ApiClients clients;
    private final transient ApiScopes scopes;
    private final transient Users users;
    private final UnorderedList list = new UnorderedList();
    private final Span count = new Span();
    private final Paragraph none = new Paragraph(getTranslation("clients.none"));

    ClientsView(ApiClients clients, ApiScopes scopes, Users users) {
        this.clients = clients;
        this.scopes = scopes;
        this.users = users;
        addClassName("settings-view");
        Button create = new Button(
                getTranslation("clients.new"),
                VaadinIcon.PLUS.create(),
                click -> new ClientDialog(clients, scopes, this::refresh).open());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        count.addClassName("count");
        Div header = new Div(new H1(getTranslation("clients.title")), count, create);
        header.addClassName("view-header");
        list.addClassNames("plain-list", "line-list", "section-card");
        none.addClassName("secondary");
        add(header, new Paragraph(getTranslation("clients.text")), list, none);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        refresh();
    }

    private void refresh() {
        List<ApiClient> all = clients.all();
        count.setText(String.valueOf(all.size()));
        list.removeAll();
        all.forEach(client -> list.add(line(client)));
        list.setVisible(!all.isEmpty());
        none.setVisible(all.isEmpty());
    }

    private ListItem line(ApiClient client) {
        Span name = new Span(client.name());
        name.addClassName("line-title");
        Span what = new Span(String.join(" · ", ScopePicker.words(this, scopes, client.scopes())));
        what.addClassName("secondary");
        Code id = new Code(client.clientId());
        id.addClassName("secondary");
        Div main = new Div(name, what, id);
        main.addClassName("line-main");
        Span kind = new Span(getTranslation(
                client.actsForItself() ? "clients.as" : "clients.in-name",
                users.remembered(client.user()).map(User::name).orElse("")));
        kind.addClassNames("line-fact", "secondary");
        Span last = new Span(
                client.lastUsedAt() == null
                        ? getTranslation("clients.never")
                        : getTranslation("clients.last", Ago.text(client.lastUsedAt(), Instant.now(), getLocale())));
        last.addClassNames("line-fact", "secondary");
        Button revoke = new Button(getTranslation("clients.revoke"), click -> confirm(client));
        revoke.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.ERROR);
        revoke.setAriaLabel(getTranslation("clients.revoke.of", client.name()));
        ListItem line = new ListItem(
                (client.actsForItself() ? VaadinIcon.SERVER : VaadinIcon.MOBILE).create(), main, kind, last, revoke);
        line.addClassNames("line", "line-client");
        return line;
    }

    private void confirm(ApiClient client) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("clients.revoke.title", client.name()),
                getTranslation("clients.revoke.text"),
                getTranslation("clients.revoke"),
                confirm -> {
                    clients.revoke(client.id());
                    refresh();
                },
                getTranslation("form.cancel"),
                cancel -> {});
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("clients.title");
    }
}
