package com.innodus.kernel.records.views;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.views.Layout.Part;
import com.innodus.kernel.records.views.Layout.Placed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** How sheets and forms are arranged: for everybody, and otherwise for roles that need it. */
@Service
@Transactional
public class Layouts {
    /** Stands for all roles without a layout of their own. */
    public static final String GENERAL = "";

    public static final int LONGEST_TITLE = 80;
    private static final int MOST_SECTIONS = 40;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditTrail audit;
    private final TenantCache<String, Map<String, Layout>> known = new TenantCache<>();

    Layouts(JdbcClient jdbc, JsonMapper json, AuditTrail audit) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
    }

    /** The sections of a type as the acting user sees them. */
    @Transactional(readOnly = true)
    public List<Placed> of(RecordType<?> type) {
        Map<String, Layout> layouts = read(type);
        Layout own = layouts.get(CurrentActor.get().role());
        Layout used = own == null ? layouts.get(GENERAL) : own;
        return (used == null ? Layout.of(type) : used).placed(type);
    }

    private Map<String, Layout> read(RecordType<?> type) {
        return known.get(type.key(), key -> {
            Map<String, Layout> layouts = new HashMap<>();
            jdbc.sql("select role, arrangement::text from layout where record_type = ?")
                    .param(key)
                    .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                    .list()
                    .forEach(each -> layouts.put(each.getKey(), json.readValue(each.getValue(), Layout.class)));
            return layouts;
        });
    }

    /** The layout that was made for a role, if there is one. */
    @Transactional(readOnly = true)
    public Optional<Layout> find(RecordType<?> type, String role) {
        demand();
        return Optional.ofNullable(read(type).get(role));
    }

    /**
     * Arranges a type for a role.
     *
     * @throws InvalidRecord when a section has no name, or one that is too long or taken
     */
    public void save(RecordType<?> type, String role, Layout asked) {
        demand();
        Layout layout = asked.of(type, true);
        Set<String> keys = new HashSet<>();
        for (Part part : layout.parts()) {
            if (part.title() != null && (part.title().isBlank() || part.title().length() > LONGEST_TITLE)) {
                throw new InvalidRecord(List.of(Problem.of("section", "layout.section.name")));
            }
            if (!keys.add(part.key()) || part.columns() < 1 || part.columns() > 2) {
                throw new InvalidRecord(List.of(Problem.of("section", "layout.section.taken")));
            }
        }
        if (layout.parts().size() > MOST_SECTIONS) {
            throw new InvalidRecord(List.of(Problem.of("section", "error.too-many", Integer.toString(MOST_SECTIONS))));
        }
        jdbc.sql("""
                        insert into layout (record_type, role, arrangement) values (?, ?, ?::jsonb)
                        on conflict (record_type, role) do update set arrangement = excluded.arrangement
                        """).params(type.key(), role, json.writeValueAsString(layout)).update();
        known.clear();
        audit.note("layout.changed", type.subject(), whom(role));
    }

    /** Goes back to the general layout, or to that of the product. */
    public void reset(RecordType<?> type, String role) {
        demand();
        jdbc.sql("delete from layout where record_type = ? and role = ?")
                .params(type.key(), role)
                .update();
        known.clear();
        audit.note("layout.reset", type.subject(), whom(role));
    }

    private static Change whom(String role) {
        return Change.fact("#layout.role", role.equals(GENERAL) ? "#layout.general" : role);
    }

    private static void demand() {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "layout");
        }
    }
}
