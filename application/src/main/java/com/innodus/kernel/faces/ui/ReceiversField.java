package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.automation.Action.Receiver;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Who is told: people of the tenant and, of mails, the record's address or any other that is typed. */
class ReceiversField extends MultiSelectComboBox<Receiver> {
    private static final long serialVersionUID = 1L;

    private final transient Map<Receiver, String> names = new LinkedHashMap<>();
    private final transient List<Receiver> offered = new ArrayList<>();

    /** Makes them. */
    @Component
    static class Receivers {
        private final Users users;
        private final Teams teams;
        private final TenantRoles roles;

        Receivers(Users users, Teams teams, TenantRoles roles) {
            this.users = users;
            this.teams = teams;
            this.roles = roles;
        }

        ReceiversField field(boolean mail) {
            return new ReceiversField(this, mail);
        }
    }

    private ReceiversField(Receivers known, boolean mail) {
        setLabel(getTranslation("automation.to-whom"));
        offer(Receiver.owner(), getTranslation("automation.whom.owner"));
        if (mail) {
            offer(new Receiver(Receiver.Kind.RECORD, ""), getTranslation("automation.whom.record"));
        }
        known.roles.all().stream()
                .filter(role -> !role.key().equals(Roles.BASELINE))
                .forEach(role -> offer(
                        new Receiver(Receiver.Kind.ROLE, role.key()),
                        getTranslation("automation.whom.role", known.roles.name(role.key(), getLocale()))));
        for (Team team : known.teams.all()) {
            offer(
                    new Receiver(Receiver.Kind.TEAM, team.id().toString()),
                    getTranslation("automation.whom.team", team.name()));
        }
        known.users.all().stream()
                .filter(user -> user.state() != User.State.DISABLED)
                .forEach(
                        user -> offer(new Receiver(Receiver.Kind.USER, user.id().toString()), user.name()));
        setItems(offered);
        setItemLabelGenerator(each -> names.getOrDefault(each, each.value()));
        if (mail) {
            setAllowCustomValue(true);
            setHelperText(getTranslation("automation.whom.help"));
            addCustomValueSetListener(typed -> {
                LinkedHashSet<Receiver> chosen = new LinkedHashSet<>(getValue());
                chosen.add(new Receiver(Receiver.Kind.ADDRESS, typed.getDetail().strip()));
                show(List.copyOf(chosen));
            });
        }
    }

    private void offer(Receiver receiver, String name) {
        names.put(receiver, name);
        offered.add(receiver);
    }

    /** Also those that are no longer offered, so that they aren't lost unseen. */
    void show(List<Receiver> receivers) {
        List<Receiver> all = new ArrayList<>(offered);
        receivers.stream().filter(each -> !all.contains(each)).forEach(all::add);
        setItems(all);
        setValue(new LinkedHashSet<>(receivers));
    }

    List<Receiver> receivers() {
        return List.copyOf(getValue());
    }
}
