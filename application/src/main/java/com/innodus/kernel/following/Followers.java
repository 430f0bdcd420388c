package com.innodus.kernel.following;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.merge.Pointer;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who follows which record. Whoever answers for a record or made it follows it without asking, and without a row of its
 * own, until they say that they don't want to.
 */
@Service
@Transactional
public class Followers {
    /** Followers go along with a record that becomes part of another, each only once. */
    @Bean
    static Pointer followersOfRecords() {
        return new Pointer.Belonging("record_follower", "user_id", "user_id");
    }

    private final JdbcClient jdbc;
    private final Records records;
    private final Clock clock;

    Followers(JdbcClient jdbc, Records records, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.clock = clock;
    }

    private record Said(UUID user, boolean follows) {}

    /** Everybody who follows a record; some of them may not be able to read it any more. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Set<UUID> of(RecordType<E> type, UUID record) {
        Set<UUID> followers = new LinkedHashSet<>();
        // who answers for it may be a field that the acting user doesn't see
        CurrentActor.as(Actor.SYSTEM, () -> records.find(type, record))
                .ifPresent(found -> Stream.of(
                                Optional.ofNullable(found.getOwner()), Optional.ofNullable(found.getCreatedBy()))
                        .flatMap(Optional::stream)
                        .forEach(followers::add));
        jdbc.sql("select user_id, follows from record_follower where record_type = ? and record_id = ?")
                .params(type.key(), record)
                .query((row, number) -> new Said(row.getObject(1, UUID.class), row.getBoolean(2)))
                .list()
                .forEach(said -> {
                    if (said.follows()) {
                        followers.add(said.user());
                    } else {
                        followers.remove(said.user());
                    }
                });
        return followers;
    }

    /** Whether the acting user follows a record that they may read. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> boolean isFollowing(RecordType<E> type, E record) {
        UUID me = CurrentActor.get().id();
        return jdbc.sql("select follows from record_follower where record_type = ? and record_id = ? and user_id = ?")
                .params(type.key(), record.getId(), me)
                .query(Boolean.class)
                .optional()
                .orElseGet(() -> me.equals(record.getOwner()) || me.equals(record.getCreatedBy()));
    }

    /** Has the acting user follow a record, or not any more; both are remembered. */
    public <E extends BaseRecord> void follow(RecordType<E> type, UUID record, boolean follows) {
        records.get(type, record);
        Actor actor = CurrentActor.get();
        if (actor.isViewed()) {
            return;
        }
        jdbc.sql("""
                        insert into record_follower (record_type, record_id, user_id, follows, since) values (?, ?, ?, ?, ?)
                        on conflict (record_type, record_id, user_id) do update set follows = excluded.follows, silent = false
                        """)
                .params(type.key(), record, actor.id(), follows, Timestamp.from(clock.instant()))
                .update();
    }

    /** Who wants to hear nothing at all of a record. */
    @Transactional(readOnly = true)
    public Set<UUID> silent(String recordType, UUID record) {
        return jdbc.sql("select user_id from record_follower where record_type = ? and record_id = ? and silent")
                .params(recordType, record)
                .query(UUID.class)
                .set();
    }

    /** Whether the acting user wants to hear nothing at all of a record. */
    @Transactional(readOnly = true)
    public boolean isSilent(RecordType<?> type, UUID record) {
        return silent(type.key(), record).contains(CurrentActor.get().id());
    }

    /** Has the acting user hear nothing at all of a record, not even when they are mentioned; following it ends that. */
    public <E extends BaseRecord> void silence(RecordType<E> type, UUID record) {
        records.get(type, record);
        Actor actor = CurrentActor.get();
        if (actor.isViewed()) {
            return;
        }
        jdbc.sql("""
                        insert into record_follower (record_type, record_id, user_id, follows, silent, since)
                        values (?, ?, ?, false, true, ?)
                        on conflict (record_type, record_id, user_id) do update set follows = false, silent = true
                        """)
                .params(type.key(), record, actor.id(), Timestamp.from(clock.instant()))
                .update();
    }

    /** Has users follow who were drawn into what is going on, unless they once said that they don't want to. */
    public void draw(RecordType<?> type, UUID record, Collection<UUID> users) {
        jdbc.sql("""
                        insert into record_follower (record_type, record_id, user_id, follows, since)
                        select ?, ?, unnest(?::uuid[]), true, ?
                        on conflict (record_type, record_id, user_id) do nothing
                        """)
                .params(type.key(), record, users.toArray(UUID[]::new), Timestamp.from(clock.instant()))
                .update();
    }
}
