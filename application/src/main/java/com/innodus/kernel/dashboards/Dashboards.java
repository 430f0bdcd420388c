package com.innodus.kernel.dashboards;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards: what each user arranged, and what an administrator proposes to the bearers of a role. */
@Service
@Transactional
public class Dashboards {
    private static final TypeReference<List<Dashboard>> TABS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Dashboards(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The acting user's own tabs, or else those proposed to the user's role; empty where neither was ever arranged. */
    @Transactional(readOnly = true)
    public Optional<List<Dashboard>> current() {
        Actor actor = CurrentActor.get();
        return jdbc.sql("""
                        select tabs::text from (
                            select 1 as place, tabs from dashboard where user_id = ?
                            union all select 2, tabs from dashboard_template where role = ?) found
                        order by place limit 1
                        """)
                .params(actor.id(), actor.role())
                .query(String.class)
                .optional()
                .map(stored -> json.readValue(stored, TABS));
    }

    /** Keeps the acting user's tabs. */
    public void keep(List<Dashboard> tabs) {
        Actor actor = CurrentActor.get();
        if (!actor.isViewed()) {
            jdbc.sql("""
                            insert into dashboard (user_id, tabs) values (?, ?::jsonb)
                            on conflict (user_id) do update set tabs = excluded.tabs
                            """).params(actor.id(), written(tabs)).update();
        }
    }

    /** Back to what is proposed. */
    public void reset() {
        Actor actor = CurrentActor.get();
        if (!actor.isViewed()) {
            jdbc.sql("delete from dashboard where user_id = ?")
                    .param(actor.id())
                    .update();
        }
    }

    /**
     * Proposes tabs to those of a role who arranged none themselves.
     *
     * @throws Forbidden when the acting user is no administrator
     */
    public void propose(String role, List<Dashboard> tabs) {
        if (!mayPropose()) {
            throw new Forbidden(Operation.EDIT, "dashboard template");
        }
        jdbc.sql("""
                        insert into dashboard_template (role, tabs) values (?, ?::jsonb)
                        on conflict (role) do update set tabs = excluded.tabs
                        """).params(role, written(tabs)).update();
    }

    public static boolean mayPropose() {
        Actor actor = CurrentActor.get();
        return Roles.isAdministrator(actor.role()) && !actor.isViewed();
    }

    private String written(List<Dashboard> tabs) {
        return json.writeValueAsString(tabs.subList(0, Math.min(Dashboard.MOST_TABS, tabs.size())));
    }
}
