package com.innodus.kernel.feeds;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.clients.RandomSecrets;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.merge.Pointer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What calendar programs read: the days of one field, as its maker sees the records. The address is the secret, because
 * these programs can't log in; whoever has it reads what the maker may read at that moment, until it is revoked.
 */
@Service
@Transactional
public class CalendarFeeds {
    /** A feed of what belongs to a record follows it into another. */
    @Bean
    static Pointer filtersOfFeeds() {
        return new Pointer.Text("calendar_feed", "id", "filter", false);
    }

    /** More secrets than this are out of anybody's sight. */
    private static final int MOST = 20;

    private static final int SECRET_BYTES = 32;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    CalendarFeeds(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One feed.
     *
     * @param field key of the day or moment on which records stand
     * @param filter in its text form
     */
    public record Feed(
            UUID id,
            UUID user,
            String recordType,
            String field,
            String search,
            String filter,
            Instant createdAt,
            @Nullable Instant usedAt) {}

    /** There are too many already. */
    public static class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A new feed of the acting user; its secret, which nobody will see again.
     *
     * @throws TooMany when some should be revoked first
     */
    public String create(RecordType<?> type, Field<?> field, Query query) {
        demandThemselves();
        if (mine().size() >= MOST) {
            throw new TooMany();
        }
        String secret = RandomSecrets.make(SECRET_BYTES);
        jdbc.sql("""
                        insert into calendar_feed (id, user_id, secret_hash, record_type, field, search, filter, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        CurrentActor.get().id(),
                        RandomSecrets.hash(secret),
                        type.key(),
                        field.key(),
                        query.search(),
                        FilterText.write(query.filter()),
                        Timestamp.from(clock.instant()))
                .update();
        audit.note("feed.made", type.subject());
        return secret;
    }

    /** The acting user's, newest first. */
    @Transactional(readOnly = true)
    public List<Feed> mine() {
        return jdbc.sql("select * from calendar_feed where user_id = ? order by created_at desc, id")
                .param(CurrentActor.get().id())
                .query(CalendarFeeds::map)
                .list();
    }

    /** Makes the address of one of the acting user's feeds void at once. */
    public void revoke(UUID id) {
        demandThemselves();
        jdbc.sql("delete from calendar_feed where id = ? and user_id = ? returning record_type")
                .params(id, CurrentActor.get().id())
                .query(String.class)
                .optional()
                .ifPresent(type -> audit.note(
                        "feed.revoked", type.startsWith("x_") ? type.substring(2) : "#type." + type + ".plural"));
    }

    /** The feed with this secret, which is noted as used. */
    public Optional<Feed> bySecret(String secret) {
        return jdbc.sql("update calendar_feed set last_used_at = ? where secret_hash = ? returning *")
                .params(Timestamp.from(clock.instant()), RandomSecrets.hash(secret))
                .query(CalendarFeeds::map)
                .optional();
    }

    private static Feed map(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new Feed(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("record_type"),
                row.getString("field"),
                row.getString("search"),
                row.getString("filter"),
                row.getTimestamp("created_at").toInstant(),
                used == null ? null : used.toInstant());
    }

    /** A secret would outlast the look through somebody's eyes. */
    private static void demandThemselves() {
        if (CurrentActor.get().isViewed()) {
            throw new Forbidden(Operation.EDIT, "calendar feed");
        }
    }
}
