package com.innodus.kernel.rights.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.RightsRefused;
import com.innodus.kernel.access.Role;
import com.innodus.kernel.access.RoleRights;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one role may do, to be changed at once: each choice is saved as it is made. */
@Route(RolesView.PATH + "/:role")
@PermitAll
public class RoleView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    /** Names before "and n more". */
    private static final int NAMED = 12;

    private final transient TenantRoles roles;
    private final transient Teams teams;
    private final transient Users users;
    private final transient List<RecordType<?>> types;
    private transient Consumer<RoleRights> saved = now -> {};
    private String title = "";

    RoleView(TenantRoles roles, Teams teams, Users users, RecordTypes types) {
        this.roles = roles;
        this.teams = teams;
        this.users = users;
        // daily work first
        this.types = types.all().stream()
                .sorted(Comparator.comparing(type -> type.area().equals("settings")))
                .toList();
        addClassNames("settings-view", "role-view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        Role role = event.getRouteParameters().get("role").flatMap(roles::find).orElseThrow(NotFoundException::new);
        title = roles.name(role.key(), getLocale());
        removeAll();
        build(role);
    }

    private void build(Role role) {
        RoleRights rights = roles.rights(role.key());
        Nav trail = new Nav(new Anchor("/app/" + RolesView.PATH, getTranslation("roles.title")), new Span(title));
        trail.addClassName("breadcrumbs");
        trail.setAriaLabel(getTranslation("shell.breadcrumbs"));
        add(trail, header(role));
        Texts.find(getLocale(), "role." + role.key() + ".help").ifPresent(help -> add(new Paragraph(help)));
        if (!role.isEditable()) {
            add(new Paragraph(getTranslation("roles.locked")));
        }
        Section who = new Section(new H2(getTranslation("roles.who")), new Paragraph(who(role)));
        who.addClassName("section-card");

        Section records = new Section(new H2(getTranslation("roles.records")));
        records.addClassName("section-card");
        RoleMatrix matrix = new RoleMatrix(types, rights, role.isEditable(), changed -> save(role, changed));
        if (role.isEditable()) {
            records.add(new Paragraph(getTranslation("roles.records.text")));
        }
        records.add(matrix);
        FieldRightsCard fields = new FieldRightsCard(types, rights, role.isEditable(), changed -> save(role, changed));
        saved = now -> {
            matrix.show(now);
            fields.show(now);
        };
        add(records, fields, special(role, rights), who);
    }

    private void save(Role role, RoleRights wanted) {
        try {
            roles.save(role.key(), wanted);
            Notification.show(getTranslation("roles.saved"), 1500, Notification.Position.BOTTOM_START);
        } catch (RightsRefused refused) {
            Notification.show(getTranslation(refused.textKey()));
        }
        saved.accept(roles.rights(role.key()));
    }

    private Div header(Role role) {
        Div header = new Div(new H1(title));
        header.addClassName("view-header");
        if (!role.system()) {
            header.add(
                    button("roles.rename", VaadinIcon.PENCIL, () -> rename(role)),
                    button("action.delete", VaadinIcon.TRASH, () -> delete(role)));
        }
        Button copy = button("roles.copy", VaadinIcon.COPY_O, () -> new RoleDialog(roles, role.key()).open());
        copy.setId("copy-role");
        header.add(copy);
        return header;
    }

    private Button button(String text, VaadinIcon icon, Runnable act) {
        Button button = new Button(getTranslation(text), icon.create(), click -> act.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    private Section special(Role role, RoleRights rights) {
        Section card = new Section(new H2(getTranslation("roles.special")));
        card.addClassName("section-card");
        for (SpecialRight right : SpecialRight.values()) {
            String key = "special." + right.name().toLowerCase(Locale.ROOT);
            Checkbox box = new Checkbox(getTranslation(key), rights.special().contains(right));
            box.setHelperText(getTranslation(key + ".help"));
            box.setId("special-" + right.name().toLowerCase(Locale.ROOT));
            box.setReadOnly(right == SpecialRight.READ_CLOSED && !TenantRoles.mayGiveClosed());
            box.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    save(role, roles.rights(role.key()).with(right, change.getValue()));
                    box.setValue(roles.rights(role.key()).special().contains(right));
                }
            });
            card.add(new Div(box));
        }
        return card;
    }

    private String who(Role role) {
        if (role.key().equals(Roles.BASELINE)) {
            return getTranslation("roles.who.everybody");
        }
        List<String> bearers = users.all().stream()
                .filter(user -> user.role().equals(role.key()))
                .map(User::name)
                .toList();
        String through = teams.all().stream()
                .filter(team -> team.roles().contains(role.key()))
                .map(Team::name)
                .map(name -> getTranslation("roles.who.team", name))
                .collect(Collectors.joining(", "));
        String names = String.join(", ", bearers.stream().limit(NAMED).toList());
        if (bearers.size() > NAMED) {
            names = getTranslation("roles.who.more", names, bearers.size() - NAMED);
        }
        return Stream.of(names, through)
                .filter(text -> !text.isEmpty())
                .reduce((a, b) -> a + ", " + b)
                .orElseGet(() -> getTranslation("roles.who.nobody"));
    }

    private void rename(Role role) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("roles.rename"));
        TextField name = new TextField(getTranslation("roles.name"));
        name.setMaxLength(TenantRoles.LONGEST_NAME);
        name.setValue(role.name());
        name.setWidthFull();
        dialog.setText(name);
        dialog.setConfirmText(getTranslation("action.save"));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("action.cancel"));
        dialog.addConfirmListener(confirm -> {
            try {
                roles.rename(role.key(), name.getValue());
                UI.getCurrent().refreshCurrentRoute(false);
            } catch (RightsRefused refused) {
                Notification.show(getTranslation(refused.textKey()));
            }
        });
        dialog.open();
    }

    private void delete(Role role) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("roles.delete.title", title),
                getTranslation("roles.delete.text"),
                getTranslation("action.delete"),
                confirm -> {
                    try {
                        roles.delete(role.key());
                        UI.getCurrent().navigate(RolesView.PATH);
                    } catch (RightsRefused refused) {
                        Notification.show(getTranslation(refused.textKey()));
                    }
                });
        dialog.setConfirmButtonTheme("error primary");
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("action.cancel"));
        dialog.open();
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
