package com.innodus.kernel.rights.ui;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.vaadin.flow.component.avatar.AvatarGroup;
import com.vaadin.flow.component.avatar.AvatarGroup.AvatarGroupItem;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who works together, and what a team's members may do beside their own role. */
@Route(TeamsView.PATH)
@PermitAll
public class TeamsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    static final String PATH = "settings/teams";

    private static final long serialVersionUID = 1L;
    private static final int FACES = 6;

    private final transient Teams teams;
    private final transient TenantRoles roles;
    private final transient Users users;
    private final UnorderedList list = new UnorderedList();
    private final Div empty = new Div();

    TeamsView(Teams teams, TenantRoles roles, Users users) {
        this.teams = teams;
        this.roles = roles;
        this.users = users;
        addClassName("settings-view");
        Div header = new Div(new H1(getTranslation("teams.title")), newTeam("new-team"));
        header.addClassName("view-header");
        list.addClassNames("plain-list", "line-list", "section-card");
        empty.addClassName("empty-state");
        empty.add(
                VaadinIcon.GROUP.create(),
                new H2(getTranslation("teams.none")),
                new Paragraph(getTranslation("teams.none.text")),
                newTeam("first-team"));
        add(header, new Paragraph(getTranslation("teams.text")), list, empty);
    }

    private Button newTeam(String id) {
        Button add = new Button(getTranslation("teams.new"), VaadinIcon.PLUS.create(), click -> edit(null));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.setId(id);
        return add;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new NotFoundException();
        }
        refresh();
    }

    private void edit(@Nullable Team team) {
        new TeamDialog(teams, roles, users, team, this::refresh).open();
    }

    private void refresh() {
        List<Team> all = teams.all();
        list.removeAll();
        all.stream().map(this::line).forEach(list::add);
        list.setVisible(!all.isEmpty());
        empty.setVisible(all.isEmpty());
    }

    private ListItem line(Team team) {
        Span name = new Span(team.name());
        name.addClassName("line-title");
        String lead = users.remembered(team.lead())
                .map(user -> getTranslation("teams.led", user.name()))
                .orElse("");
        String more =
                team.roles().stream().map(role -> roles.name(role, getLocale())).collect(Collectors.joining(", "));
        Span facts = new Span(Stream.of(
                        lead,
                        getTranslation("teams.people", team.people().size()),
                        more.isEmpty() ? "" : getTranslation("teams.roles.of", more))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · ")));
        facts.addClassName("secondary");
        Div what = new Div(name, facts);
        what.addClassName("line-main");
        AvatarGroup faces = new AvatarGroup();
        faces.setMaxItemsVisible(FACES);
        faces.setItems(team.people().stream()
                .map(users::remembered)
                .flatMap(Optional::stream)
                .map(User::name)
                .map(AvatarGroupItem::new)
                .toList());
        faces.addClassName("team-faces");
        Button edit = new Button(VaadinIcon.PENCIL.create(), click -> edit(team));
        edit.addThemeVariants(ButtonVariant.TERTIARY);
        edit.setAriaLabel(getTranslation("teams.edit", team.name()));
        edit.setTooltipText(getTranslation("teams.edit", team.name()));
        ListItem line = new ListItem(what, faces, edit);
        line.addClassName("line");
        return line;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("teams.title");
    }
}
