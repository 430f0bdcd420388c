package com.innodus.kernel.accounts.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.accounts.staff.Staff;
import com.innodus.kernel.accounts.staff.StaffRefusal;
import com.innodus.kernel.accounts.web.ViewingAs;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedHttpSession;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;

/** Who works here, and who may come in. */
@Route(UsersView.PATH)
@PermitAll
public class UsersView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/users";

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 200;

    private final transient Staff staff;
    private final transient Organisations organisations;
    private final transient ViewingAs viewing;
    private final UnorderedList list = new UnorderedList();
    private final Span count = new Span();
    private final Paragraph rest = new Paragraph();
    private final TextField search = new TextField();

    UsersView(Staff staff, Organisations organisations, ViewingAs viewing) {
        this.staff = staff;
        this.organisations = organisations;
        this.viewing = viewing;
        addClassName("settings-view");
        Button invite = new Button(
                getTranslation("staff.invite"),
                VaadinIcon.PLUS.create(),
                click -> new InviteDialog(staff, this::refresh).open());
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        count.addClassName("count");
        Div header = new Div(new H1(getTranslation("staff.title")), count, invite);
        header.addClassName("view-header");
        search.setPlaceholder(getTranslation("staff.search"));
        search.setAriaLabel(getTranslation("staff.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> refresh());
        search.addClassName("settings-search");
        list.addClassNames("plain-list", "line-list", "section-card");
        rest.addClassName("secondary");
        add(header, new Paragraph(getTranslation("staff.text")), search, list, rest);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        refresh();
    }

    private void refresh() {
        String wanted = search.getValue().strip().toLowerCase(Locale.ROOT);
        List<User> everybody = staff.all();
        List<User> found = everybody.stream()
                .filter(user -> user.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || user.email().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        count.setText(String.valueOf(everybody.size()));
        search.setVisible(everybody.size() > 8);
        list.removeAll();
        found.stream().limit(SHOWN).map(this::line).forEach(list::add);
        list.setVisible(!found.isEmpty());
        rest.setVisible(found.isEmpty() || found.size() > SHOWN);
        rest.setText(getTranslation(found.isEmpty() ? "staff.none" : "staff.more", SHOWN));
    }

    private ListItem line(User user) {
        boolean self = user.id().equals(CurrentActor.get().id());
        Avatar avatar = new Avatar(user.name());
        avatar.getElement().setAttribute("aria-hidden", "true");
        Span name = new Span(self ? getTranslation("staff.you", user.name()) : user.name());
        name.addClassName("line-title");
        Span email = new Span(user.email());
        email.addClassName("secondary");
        Div who = new Div(name, email);
        who.addClassName("line-main");
        Span role = new Span(staff.roleName(user.role(), getLocale()));
        role.addClassName("line-fact");
        Span last = new Span(
                user.lastLoginAt() == null
                        ? getTranslation("staff.never")
                        : getTranslation("staff.last", Words.moment(user.lastLoginAt(), getLocale())));
        last.addClassNames("line-fact", "secondary");
        ListItem line = new ListItem(avatar, who, role, state(user), last, menu(user, self));
        line.addClassNames("line", "line-user");
        return line;
    }

    private Span state(User user) {
        Span badge =
                new Span(getTranslation("staff.state." + user.state().name().toLowerCase(Locale.ROOT)));
        badge.addClassName("badge");
        badge.getStyle()
                .set(
                        "--badge-colour",
                        switch (user.state()) {
                            case ACTIVE -> "#2e8b57";
                            case INVITED -> "#c98a1b";
                            case DISABLED -> "#8a8f98";
                        });
        Span cell = new Span(badge);
        cell.addClassName("line-fact");
        return cell;
    }

    private Button menu(User user, boolean self) {
        Button button = new Button(VaadinIcon.ELLIPSIS_DOTS_V.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation("staff.menu", user.name()));
        ContextMenu menu = new ContextMenu(button);
        menu.setOpenOnClick(true);
        SubMenu roles = menu.addItem(getTranslation("staff.role")).getSubMenu();
        for (String role : staff.roles()) {
            var choice = roles.addItem(
                    staff.roleName(role, getLocale()), click -> attempt(() -> staff.setRole(user.id(), role)));
            choice.setCheckable(true);
            choice.setChecked(role.equals(user.role()));
        }
        if (organisations.areThere()) {
            menu.addItem(getTranslation("staff.organisation"), click -> organisations.ask(user));
        }
        switch (user.state()) {
            case INVITED -> {
                menu.addItem(
                        getTranslation("staff.again"),
                        click -> attempt(() -> {
                            staff.sendAgain(user.id());
                            Notification.show(getTranslation("staff.sent", user.email()));
                        }));
                menu.addItem(
                        getTranslation("staff.revoke"),
                        click -> confirm("revoke", user, () -> staff.revoke(user.id())));
            }
            case ACTIVE -> {
                if (viewing.mayView(user)) {
                    menu.addItem(getTranslation("staff.view-as"), click -> viewAs(user));
                }
                menu.addItem(
                                getTranslation("staff.disable"),
                                click -> confirm("disable", user, () -> staff.disable(user.id())))
                        .setEnabled(!self);
            }
            case DISABLED ->
                menu.addItem(getTranslation("staff.enable"), click -> attempt(() -> staff.enable(user.id())));
        }
        button.setEnabled(!user.role().equals(Roles.OWNER) || staff.roles().contains(Roles.OWNER));
        return button;
    }

    private void viewAs(User user) {
        viewing.begin(((WrappedHttpSession) VaadinSession.getCurrent().getSession()).getHttpSession(), user);
        // the whole page is another one's
        UI.getCurrent().getPage().setLocation("/app");
    }

    private void confirm(String what, User user, Runnable deed) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("staff." + what + ".title", user.name()),
                getTranslation("staff." + what + ".text"),
                getTranslation("staff." + what),
                confirm -> attempt(deed),
                getTranslation("form.cancel"),
                cancel -> {});
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    private void attempt(Runnable deed) {
        try {
            deed.run();
        } catch (StaffRefusal e) {
            Notification.show(getTranslation(e.textKey()));
        }
        refresh();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("staff.title");
    }
}
