package com.innodus.kernel.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes what is done to settings and security, in the transaction that does it: neither is there without the other.
 * Entries are never changed, and go only with their time or with a person who is erased.
 *
 * <p>An act is called {@code area.what}; {@code audit.area.<area>} and {@code audit.act.<area>.<what>} are its words.
 */
@Service
@Transactional
public class AuditTrail {
    private static final int LONGEST = 1_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Witness witness;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, JsonMapper json, Witness witness, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.witness = witness;
        this.clock = clock;
    }

    /** Notes that whoever acts did something to {@code subject}, which is called as people know it. */
    public void note(String act, String subject, Change... changes) {
        note(act, subject, List.of(changes));
    }

    /** Notes it with all that changed. */
    public void note(String act, String subject, Collection<Change> changes) {
        noteBy(witness.who(), act, subject, changes);
    }

    /** Notes what somebody did who isn't the one that acts here, or is not yet. */
    public void noteBy(Who who, String act, String subject, Collection<Change> changes) {
        List<Change> kept = changes.stream()
                .map(change -> new Change(change.what(), shortened(change.before()), shortened(change.after())))
                .toList();
        jdbc.sql("""
                        insert into audit_entry (id, at, actor_id, actor, viewer_id, address, area, act, subject, changes)
                        values (?, ?, ?::uuid, ?, ?::uuid, ?, ?, ?, ?, ?::jsonb)
                        """)
                .param(UUID.randomUUID())
                .param(Timestamp.from(clock.instant()))
                .param(who.id())
                .param(clean(who.name()))
                .param(who.viewer())
                .param(address())
                .param(act.substring(0, act.indexOf('.')))
                .param(act)
                .param(clean(subject))
                .param(json.writeValueAsString(kept))
                .update();
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null ? null : clean(text);
    }

    /** PostgreSQL takes no NUL, and a text without end tells nobody more. */
    private static String clean(String text) {
        String one = text.replace('\0', ' ');
        return one.length() > LONGEST ? one.substring(0, LONGEST) + "…" : one;
    }

    /** From which address the request came, where one is being answered. */
    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : null;
    }
}
