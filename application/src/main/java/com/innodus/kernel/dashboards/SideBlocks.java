package com.innodus.kernel.dashboards;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which blocks stand at the side of the workspace: what an administrator proposes for everywhere and for the records of a
 * type, to everybody or to a role, and which of them each user hides or moves.
 */
@Service
@Transactional
public class SideBlocks {
    /** The place of blocks that stand everywhere; others are keys of types. */
    public static final String EVERYWHERE = "";

    /** The role of a proposal to everybody that has none of their own. */
    public static final String EVERYBODY = "";

    public static final int MOST = 12;

    private static final TypeReference<List<Block>> BLOCKS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditTrail audit;

    SideBlocks(JdbcClient jdbc, JsonMapper json, AuditTrail audit) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
    }

    /**
     * A block, whichever place it has.
     *
     * @param kind key of who makes it
     * @param setting what it shows, as its maker understands it
     */
    public record Block(String kind, String setting) {}

    /**
     * What a user made of the blocks.
     *
     * @param open whether they are shown on wide screens
     * @param order the blocks that were moved, in their order
     */
    public record Choice(boolean open, List<Block> order, List<Block> hidden) {
        static final Choice NONE = new Choice(false, List.of(), List.of());

        public Choice {
            order = List.copyOf(order);
            hidden = List.copyOf(hidden);
        }

        /** The blocks in this user's order; new ones come last. */
        public List<Block> sorted(List<Block> blocks) {
            return blocks.stream()
                    .distinct()
                    .sorted(Comparator.comparingInt(
                            block -> order.contains(block) ? order.indexOf(block) : Integer.MAX_VALUE))
                    .toList();
        }

        public Choice opened(boolean isOpen) {
            return new Choice(isOpen, order, hidden);
        }
    }

    /** What is proposed to the acting user in a place; empty where nothing was ever arranged. */
    @Transactional(readOnly = true)
    public Optional<List<Block>> proposed(String place) {
        return read(
                "select blocks::text from side_blocks where place = ? and role in (?, '') order by role desc limit 1",
                place,
                CurrentActor.get().role());
    }

    /** What is proposed to exactly this role, or to everybody. */
    @Transactional(readOnly = true)
    public Optional<List<Block>> proposedTo(String place, String role) {
        return read("select blocks::text from side_blocks where place = ? and role = ?", place, role);
    }

    private Optional<List<Block>> read(String sql, Object... parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query(String.class)
                .optional()
                .map(stored -> json.readValue(stored, BLOCKS));
    }

    /**
     * Proposes blocks.
     *
     * @throws Forbidden when the acting user is no administrator
     */
    public void propose(String place, String role, List<Block> blocks) {
        demandAdministrator();
        jdbc.sql("""
                        insert into side_blocks (place, role, blocks) values (?, ?, ?::jsonb)
                        on conflict (place, role) do update set blocks = excluded.blocks
                        """).params(place, role, written(blocks)).update();
        audit.note("blocks.proposed", place + (role.isEmpty() ? "" : " · " + role));
    }

    /** Takes a proposal back: what is proposed to everybody counts again, or what the product has. */
    public void withdraw(String place, String role) {
        demandAdministrator();
        jdbc.sql("delete from side_blocks where place = ? and role = ?")
                .params(place, role)
                .update();
        audit.note("blocks.withdrawn", place + (role.isEmpty() ? "" : " · " + role));
    }

    private static void demandAdministrator() {
        Actor actor = CurrentActor.get();
        if (!Roles.isAdministrator(actor.role()) || actor.isViewed()) {
            throw new Forbidden(Operation.EDIT, "side blocks");
        }
    }

    @Transactional(readOnly = true)
    public Choice choice() {
        return jdbc.sql("select open, blocks::text, hidden::text from side_choice where user_id = ?")
                .param(CurrentActor.get().id())
                .query((row, number) -> new Choice(
                        row.getBoolean(1),
                        json.readValue(row.getString(2), BLOCKS),
                        json.readValue(row.getString(3), BLOCKS)))
                .optional()
                .orElse(Choice.NONE);
    }

    /** Keeps the acting user's choice. */
    public void choose(Choice choice) {
        Actor actor = CurrentActor.get();
        if (!actor.isViewed()) {
            jdbc.sql("""
                            insert into side_choice (user_id, open, blocks, hidden) values (?, ?, ?::jsonb, ?::jsonb)
                            on conflict (user_id) do update
                            set open = excluded.open, blocks = excluded.blocks, hidden = excluded.hidden
                            """)
                    .params(
                            actor.id(),
                            choice.open(),
                            json.writeValueAsString(choice.order()),
                            json.writeValueAsString(choice.hidden()))
                    .update();
        }
    }

    private String written(List<Block> blocks) {
        return json.writeValueAsString(blocks.stream().distinct().limit(MOST).toList());
    }
}
