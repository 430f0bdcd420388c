package com.innodus.kernel.access;

import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.text.Folding;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** The teams of the current tenant. */
@Service
public class Teams {
    public static final int LONGEST_NAME = 80;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final TenantCache<String, List<Team>> all = new TenantCache<>();

    Teams(JdbcClient jdbc, AuditTrail audit, TransactionOperations transactions) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** All teams, by name; from memory, for each request asks several times. */
    public List<Team> all() {
        return all.get("", key -> Objects.requireNonNull(transactions.execute(status -> read())));
    }

    public Optional<Team> find(UUID id) {
        return all().stream().filter(team -> team.id().equals(id)).findFirst();
    }

    /** The team that people call so. */
    public Optional<Team> named(String name) {
        String folded = Folding.fold(name.strip());
        return all().stream()
                .filter(team -> Folding.fold(team.name()).equals(folded))
                .findFirst();
    }

    /** Those that the user leads or is a member of. */
    public List<Team> of(UUID user) {
        return all().stream().filter(team -> team.people().contains(user)).toList();
    }

    /**
     * Makes a team, or writes what has changed of it.
     *
     * @param id null for a new one
     * @throws RightsRefused when the name is missing, too long or taken, or a role is an administrator's
     */
    @Transactional
    public UUID save(
            @Nullable UUID id, String name, @Nullable UUID lead, Collection<UUID> members, Collection<String> roles) {
        TenantRoles.requireAdministrator();
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
            throw new RightsRefused("rights.refused.name");
        }
        if (all().stream().anyMatch(team -> !team.id().equals(id) && team.name().equalsIgnoreCase(clean))) {
            throw new RightsRefused("rights.refused.taken");
        }
        if (roles.stream().anyMatch(role -> Roles.isAdministrator(role) || role.equals(Roles.BASELINE))) {
            throw new RightsRefused("rights.refused.team-role");
        }
        refuseGivingClosed(id, lead, members, roles);
        UUID team = id == null ? UUID.randomUUID() : id;
        Map<String, String> before = words(team);
        jdbc.sql("""
                        insert into team (id, name, lead_id) values (?, ?, ?::uuid)
                        on conflict (id) do update set name = excluded.name, lead_id = excluded.lead_id
                        """).param(team).param(clean).param(lead).update();
        jdbc.sql("delete from team_member where team_id = ?").param(team).update();
        jdbc.sql("insert into team_member (team_id, user_id) select ?, id from app_user where id = any(?)")
                .params(team, members.toArray(UUID[]::new))
                .update();
        jdbc.sql("delete from team_role where team_id = ?").param(team).update();
        jdbc.sql("insert into team_role (team_id, role_id) select ?, id from role where key = any(?)")
                .params(team, roles.toArray(String[]::new))
                .update();
        all.clear();
        audit.note(id == null ? "team.made" : "team.changed", clean, Change.between(before, words(team)));
        return team;
    }

    /** What there is to say about a team, with names instead of keys; nothing about one that isn't there. */
    private Map<String, String> words(UUID id) {
        return jdbc.sql("""
                        select t.name, l.name as lead,
                               array(select u.name from team_member m join app_user u on u.id = m.user_id
                                     where m.team_id = t.id) as members,
                               array(select r.name from team_role x join role r on r.id = x.role_id
                                     where x.team_id = t.id) as roles
                        from team t left join app_user l on l.id = t.lead_id where t.id = ?
                        """)
                .param(id)
                .query((row, number) -> Map.of(
                        "#audit.name",
                        row.getString("name"),
                        "#teams.lead",
                        Objects.requireNonNullElse(row.getString("lead"), ""),
                        "#teams.members",
                        Change.list(set((String[]) array(row.getArray("members")))),
                        "#teams.roles",
                        Change.list(set((String[]) array(row.getArray("roles"))))))
                .optional()
                .orElse(Map.of());
    }

    /** Who may not hand out the right to read what is closed doesn't do it through a team either. */
    private void refuseGivingClosed(
            @Nullable UUID id, @Nullable UUID lead, Collection<UUID> members, Collection<String> roles) {
        if (TenantRoles.mayGiveClosed()) {
            return;
        }
        Team before =
                all().stream().filter(team -> team.id().equals(id)).findFirst().orElse(null);
        boolean grows = before == null
                || !before.roles().containsAll(roles)
                || !before.members().containsAll(members)
                || !Objects.equals(lead, before.lead());
        if (grows
                && jdbc.sql("select exists (select 1 from role where key = any(?) and ? = any(special))")
                        .params(roles.toArray(String[]::new), SpecialRight.READ_CLOSED.name())
                        .query(Boolean.class)
                        .single()) {
            throw new RightsRefused("rights.refused.closed");
        }
    }

    /** Deletes a team; its members' records stay theirs, and its own are those of their owners' teams. */
    @Transactional
    public void delete(UUID id) {
        TenantRoles.requireAdministrator();
        jdbc.sql("delete from team where id = ? returning name")
                .param(id)
                .query(String.class)
                .optional()
                .ifPresent(name -> audit.note("team.deleted", name));
        all.clear();
    }

    /** A role is gone or called otherwise. */
    void forget() {
        all.clear();
    }

    private List<Team> read() {
        return jdbc.sql("""
                        select t.id, t.name, t.lead_id,
                               array(select m.user_id from team_member m where m.team_id = t.id order by m.user_id) as members,
                               array(select r.key from team_role x join role r on r.id = x.role_id
                                     where x.team_id = t.id order by r.key) as roles
                        from team t order by lower(t.name), t.id
                        """).query(Teams::map).list();
    }

    private static Team map(ResultSet row, int number) throws SQLException {
        return new Team(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("lead_id", UUID.class),
                set((UUID[]) array(row.getArray("members"))),
                set((String[]) array(row.getArray("roles"))));
    }

    private static Object array(Array array) throws SQLException {
        return array.getArray();
    }

    private static <T> Set<T> set(T[] values) {
        return new LinkedHashSet<>(Arrays.asList(values));
    }
}
