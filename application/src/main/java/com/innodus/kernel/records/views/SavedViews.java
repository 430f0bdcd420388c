package com.innodus.kernel.records.views;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.merge.Pointer;
import com.innodus.kernel.records.views.SavedView.Definition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Lists with a name: each user's own, and those that colleagues share. */
@Service
@Transactional
public class SavedViews {
    /** A view of what belongs to a record follows it into another. */
    @Bean
    static Pointer filtersOfViews() {
        return new Pointer.Text("saved_view", "id", "definition", true);
    }

    public static final int LONGEST_NAME = 80;

    /** More than anybody can tell apart. */
    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Access access;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, JsonMapper json, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.access = access;
        this.clock = clock;
    }

    /** What the acting user can open, by name. */
    @Transactional(readOnly = true)
    public List<SavedView> of(RecordType<?> type) {
        return access.may(type.key(), Operation.READ)
                ? jdbc.sql("""
                                select id, name, owner_id, sharing, definition::text from saved_view
                                where record_type = ? and %s order by lower(name), id limit ?
                                """.formatted(Sharing.OFFERED))
                        .params(
                                type.key(),
                                CurrentActor.get().id(),
                                access.colleagues().toArray(UUID[]::new),
                                MOST)
                        .query(this::map)
                        .list()
                : List.of();
    }

    /** The view, if the acting user can open it. */
    @Transactional(readOnly = true)
    public Optional<SavedView> find(RecordType<?> type, UUID id) {
        return of(type).stream().filter(view -> view.id().equals(id)).findFirst();
    }

    /** The views by their ids, for who looks after them on behalf of others; who may open which is {@link #isOffered}. */
    @Transactional(readOnly = true)
    public List<SavedView> all(Collection<UUID> ids) {
        return jdbc.sql(
                        "select id, name, owner_id, sharing, definition::text from saved_view where id = any(?) order by id")
                .param(ids.toArray(UUID[]::new))
                .query(this::map)
                .list();
    }

    /** Whether the acting user can open a view; asks nothing of the database. */
    public boolean isOffered(RecordType<?> type, SavedView view) {
        return access.may(type.key(), Operation.READ)
                && switch (view.sharing()) {
                    case ALL -> true;
                    case PRIVATE -> view.owner().equals(CurrentActor.get().id());
                    case TEAM -> access.colleagues().contains(view.owner());
                };
    }

    /** Saves a list under a name. */
    public SavedView save(RecordType<?> type, String name, Sharing asked, Definition definition) {
        Sharing sharing = allowed(asked);
        if (!access.may(type.key(), Operation.READ) || CurrentActor.get().isViewed()) {
            throw new com.innodus.kernel.access.Forbidden(Operation.READ, type.key());
        }
        SavedView view = new SavedView(
                UUID.randomUUID(),
                Sharing.named(name, LONGEST_NAME),
                CurrentActor.get().id(),
                sharing,
                definition);
        jdbc.sql("""
                        insert into saved_view (id, record_type, name, owner_id, sharing, definition, created_at)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?)
                        """)
                .params(
                        view.id(),
                        type.key(),
                        view.name(),
                        view.owner(),
                        sharing.name(),
                        json.writeValueAsString(definition),
                        Timestamp.from(clock.instant()))
                .update();
        return view;
    }

    /** Whether the acting user may show views to colleagues. */
    public boolean mayShare() {
        return access.has(SpecialRight.SHARE_VIEWS);
    }

    private Sharing allowed(Sharing asked) {
        return mayShare() ? asked : Sharing.PRIVATE;
    }

    /** Whether the acting user may change and rename it: only who made it. */
    public static boolean mayChange(SavedView view) {
        return Sharing.mayChange(view.owner());
    }

    /** Whether the acting user may delete it; an administrator also tidies up what is shared. */
    public static boolean mayDelete(SavedView view) {
        return view.sharing().mayDelete(view.owner());
    }

    /** Puts another list under the name; returns whether the acting user could. */
    public boolean update(UUID id, Definition definition) {
        return !CurrentActor.get().isViewed()
                && jdbc.sql("update saved_view set definition = ?::jsonb where id = ? and owner_id = ?")
                                .params(
                                        json.writeValueAsString(definition),
                                        id,
                                        CurrentActor.get().id())
                                .update()
                        == 1;
    }

    /** Gives it another name, shares it or takes it back; returns whether the acting user could. */
    public boolean rename(UUID id, String name, Sharing sharing) {
        return !CurrentActor.get().isViewed()
                && jdbc.sql("update saved_view set name = ?, sharing = ? where id = ? and owner_id = ?")
                                .params(
                                        Sharing.named(name, LONGEST_NAME),
                                        allowed(sharing).name(),
                                        id,
                                        CurrentActor.get().id())
                                .update()
                        == 1;
    }

    /** Returns whether the acting user could. */
    public boolean delete(UUID id) {
        Actor actor = CurrentActor.get();
        return !actor.isViewed()
                && jdbc.sql("delete from saved_view where id = ? and (owner_id = ? or (sharing <> 'PRIVATE' and ?))")
                                .params(id, actor.id(), Roles.isAdministrator(actor.role()))
                                .update()
                        == 1;
    }

    private SavedView map(ResultSet row, int number) throws SQLException {
        return new SavedView(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, UUID.class),
                Sharing.valueOf(row.getString(4)),
                json.readValue(row.getString(5), Definition.class));
    }
}
