package com.innodus.kernel.reports;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.merge.Pointer;
import com.innodus.kernel.records.views.Sharing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Saved reports: each user's own, and those that colleagues share. */
@Service
@Transactional
public class Reports {
    /** A report on what belongs to a record follows it into another. */
    @Bean
    static Pointer filtersOfReports() {
        return new Pointer.Text("report", "id", "definition", true);
    }

    public static final int LONGEST_NAME = 120;
    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Access access;
    private final RecordTypes types;
    private final Clock clock;

    Reports(JdbcClient jdbc, JsonMapper json, Access access, RecordTypes types, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.access = access;
        this.types = types;
        this.clock = clock;
    }

    /** What the acting user can open, by name. */
    @Transactional(readOnly = true)
    public List<Report> all() {
        return jdbc
                .sql("""
                        select id, name, owner_id, sharing, record_type, definition::text from report
                        where %s order by lower(name), id limit ?
                        """.formatted(Sharing.OFFERED))
                .params(CurrentActor.get().id(), access.colleagues().toArray(UUID[]::new), MOST)
                .query(this::map)
                .list()
                .stream()
                .filter(this::isOfAType)
                .toList();
    }

    /** The report, if the acting user can open it. */
    @Transactional(readOnly = true)
    public Optional<Report> find(UUID id) {
        return jdbc.sql("""
                        select id, name, owner_id, sharing, record_type, definition::text from report
                        where id = ? and %s
                        """.formatted(Sharing.OFFERED))
                .params(id, CurrentActor.get().id(), access.colleagues().toArray(UUID[]::new))
                .query(this::map)
                .optional()
                .filter(this::isOfAType);
    }

    private boolean isOfAType(Report report) {
        return types.byKey(report.type()).isPresent() && access.may(report.type(), Operation.READ);
    }

    /** Saves a question under a name. */
    public Report save(String type, String name, Sharing sharing, Definition definition) {
        Actor actor = CurrentActor.get();
        if (actor.isViewed() || !access.may(type, Operation.READ)) {
            throw new Forbidden(Operation.READ, type);
        }
        Report report = new Report(
                UUID.randomUUID(), Sharing.named(name, LONGEST_NAME), actor.id(), allowed(sharing), type, definition);
        jdbc.sql("""
                        insert into report (id, record_type, name, owner_id, sharing, definition, created_at)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?)
                        """)
                .params(
                        report.id(),
                        type,
                        report.name(),
                        report.owner(),
                        report.sharing().name(),
                        json.writeValueAsString(definition),
                        Timestamp.from(clock.instant()))
                .update();
        return report;
    }

    /** Changes name, sharing and question; returns whether the acting user could. */
    public boolean update(UUID id, String name, Sharing sharing, Definition definition) {
        Actor actor = CurrentActor.get();
        return !actor.isViewed()
                && jdbc.sql("""
                                        update report set name = ?, sharing = ?, definition = ?::jsonb
                                        where id = ? and owner_id = ?
                                        """)
                                .params(
                                        Sharing.named(name, LONGEST_NAME),
                                        allowed(sharing).name(),
                                        json.writeValueAsString(definition),
                                        id,
                                        actor.id())
                                .update()
                        == 1;
    }

    /** Returns whether the acting user could: who made it, or of shared ones an administrator. */
    public boolean delete(UUID id) {
        Actor actor = CurrentActor.get();
        return !actor.isViewed()
                && jdbc.sql("delete from report where id = ? and (owner_id = ? or (sharing <> 'PRIVATE' and ?))")
                                .params(id, actor.id(), Roles.isAdministrator(actor.role()))
                                .update()
                        == 1;
    }

    /** Whether the acting user may show reports to colleagues. */
    public boolean mayShare() {
        return access.has(SpecialRight.SHARE_VIEWS);
    }

    public static boolean mayChange(Report report) {
        return Sharing.mayChange(report.owner());
    }

    public static boolean mayDelete(Report report) {
        return report.sharing().mayDelete(report.owner());
    }

    private Sharing allowed(Sharing asked) {
        return mayShare() ? asked : Sharing.PRIVATE;
    }

    private Report map(ResultSet row, int number) throws SQLException {
        return new Report(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, UUID.class),
                Sharing.valueOf(row.getString(4)),
                row.getString(5),
                json.readValue(row.getString(6), Definition.class));
    }
}
