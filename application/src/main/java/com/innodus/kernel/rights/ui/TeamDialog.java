package com.innodus.kernel.rights.ui;

import com.innodus.kernel.access.RightsRefused;
import com.innodus.kernel.access.Role;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A team's name, people and roles. */
class TeamDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient Teams teams;
    private final @Nullable UUID id;
    private final transient Runnable done;
    private final TextField name = new TextField();
    private final ComboBox<User> lead = new ComboBox<>();
    private final MultiSelectComboBox<User> members = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<String> more = new MultiSelectComboBox<>();

    /** @param team what is edited, null for a new one */
    TeamDialog(Teams teams, TenantRoles roles, Users users, @Nullable Team team, Runnable done) {
        this.teams = teams;
        this.done = done;
        id = team == null ? null : team.id();
        setHeaderTitle(team == null ? getTranslation("teams.new") : getTranslation("teams.edit", team.name()));
        List<User> people = users.all().stream()
                .filter(user -> user.state() != User.State.DISABLED
                        || team != null && team.people().contains(user.id()))
                .toList();
        name.setLabel(getTranslation("teams.name"));
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(Teams.LONGEST_NAME);
        name.setManualValidation(true);
        name.setId("team-name");
        lead.setLabel(getTranslation("teams.lead"));
        lead.setHelperText(getTranslation("teams.lead.help"));
        lead.setItems(people);
        lead.setItemLabelGenerator(User::name);
        lead.setClearButtonVisible(true);
        members.setLabel(getTranslation("teams.members"));
        members.setItems(people);
        members.setItemLabelGenerator(User::name);
        more.setLabel(getTranslation("teams.roles"));
        more.setHelperText(getTranslation("teams.roles.help"));
        more.setItems(roles.all().stream()
                .map(Role::key)
                .filter(key -> !Roles.isAdministrator(key) && !key.equals(Roles.BASELINE))
                .toList());
        more.setItemLabelGenerator(key -> roles.name(key, getLocale()));
        if (team != null) {
            name.setValue(team.name());
            people.stream()
                    .filter(user -> user.id().equals(team.lead()))
                    .findFirst()
                    .ifPresent(lead::setValue);
            members.setValue(people.stream()
                    .filter(user -> team.members().contains(user.id()))
                    .collect(Collectors.toSet()));
            more.setValue(team.roles());
        }
        Div form = new Div(name, lead, members, more);
        form.addClassName("dialog-form");
        add(form);
        if (team != null) {
            Button delete = new Button(getTranslation("action.delete"), click -> confirmDelete(team));
            delete.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
            delete.addClassName("footer-start");
            getFooter().add(delete);
        }
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setId("save-team");
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), save);
        // a stray click beside it must not lose what was chosen
        setCloseOnOutsideClick(false);
        addOpenedChangeListener(change -> name.focus());
    }

    private void save() {
        try {
            User leading = lead.getValue();
            teams.save(
                    id,
                    name.getValue(),
                    leading == null ? null : leading.id(),
                    members.getValue().stream().map(User::id).toList(),
                    more.getValue());
            close();
            done.run();
        } catch (RightsRefused refused) {
            name.setInvalid(true);
            name.setErrorMessage(getTranslation(refused.textKey()));
            name.focus();
        }
    }

    private void confirmDelete(Team team) {
        ConfirmDialog dialog = new ConfirmDialog(
                getTranslation("teams.delete.title", team.name()),
                getTranslation("teams.delete.text"),
                getTranslation("action.delete"),
                confirm -> {
                    teams.delete(team.id());
                    close();
                    done.run();
                });
        dialog.setConfirmButtonTheme("error primary");
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("action.cancel"));
        dialog.open();
    }
}
