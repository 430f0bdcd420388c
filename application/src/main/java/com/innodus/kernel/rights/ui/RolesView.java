package com.innodus.kernel.rights.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Role;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.i18n.Texts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
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
import java.util.Map;

/** The roles that users can have. */
@Route(RolesView.PATH)
@PermitAll
public class RolesView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/roles";

    private static final long serialVersionUID = 1L;

    private final transient TenantRoles roles;
    private final transient Teams teams;
    private final UnorderedList list = new UnorderedList();

    RolesView(TenantRoles roles, Teams teams) {
        this.roles = roles;
        this.teams = teams;
        addClassName("settings-view");
        Button add = new Button(
                getTranslation("roles.new"),
                VaadinIcon.PLUS.create(),
                click -> new RoleDialog(roles, Roles.MEMBER).open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.setId("new-role");
        Div header = new Div(new H1(getTranslation("roles.title")), add);
        header.addClassName("view-header");
        list.addClassNames("plain-list", "line-list", "section-card");
        add(header, new Paragraph(getTranslation("roles.text")), list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        list.removeAll();
        Map<String, Integer> bearers = roles.bearers();
        List<Team> all = teams.all();
        roles.all().forEach(role -> list.add(line(role, bearers.getOrDefault(role.key(), 0), all)));
    }

    private ListItem line(Role role, int bearers, List<Team> all) {
        Anchor name = new Anchor("/app/" + PATH + "/" + role.key(), roles.name(role.key(), getLocale()));
        name.addClassName("line-title");
        Div what = new Div(name);
        what.addClassName("line-main");
        Texts.find(getLocale(), "role." + role.key() + ".help").ifPresent(help -> {
            Span text = new Span(help);
            text.addClassName("secondary");
            what.add(text);
        });
        long ofTeams =
                all.stream().filter(team -> team.roles().contains(role.key())).count();
        Span who = new Span(
                role.key().equals(Roles.BASELINE)
                        ? getTranslation("roles.everybody")
                        : getTranslation("roles.bearers", bearers)
                                + (ofTeams > 0 ? " · " + getTranslation("roles.teams", ofTeams) : ""));
        who.addClassName("secondary");
        ListItem line = new ListItem(VaadinIcon.SHIELD.create(), what, who);
        line.addClassName("line");
        return line;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("roles.title");
    }
}
