package com.innodus.kernel.following;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.views.SavedViews;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who wants to know what comes into a saved view. */
@Service
@Transactional
public class FollowedViews {
    private static final String ALL = "";

    private final JdbcClient jdbc;
    private final SavedViews views;
    private final Clock clock;
    private final TenantCache<String, Set<String>> types = new TenantCache<>();

    FollowedViews(JdbcClient jdbc, SavedViews views, Clock clock) {
        this.jdbc = jdbc;
        this.views = views;
        this.clock = clock;
    }

    /** Whether anybody follows a view of the type; from memory. */
    @Transactional(readOnly = true)
    public boolean isAny(String recordType) {
        return types.get(ALL, key -> jdbc.sql("""
                                select distinct v.record_type from view_follower f join saved_view v on v.id = f.view_id
                                """).query(String.class).set()).contains(recordType);
    }

    /** Who follows which view of a type, whether or not they can still open it. */
    @Transactional(readOnly = true)
    public Map<UUID, Set<UUID>> of(RecordType<?> type) {
        Map<UUID, Set<UUID>> followers = new LinkedHashMap<>();
        jdbc.sql("""
                        select f.view_id, f.user_id from view_follower f join saved_view v on v.id = f.view_id
                        where v.record_type = ? order by f.view_id, f.user_id
                        """).param(type.key()).query(row -> {
            followers
                    .computeIfAbsent(row.getObject(1, UUID.class), view -> new LinkedHashSet<>())
                    .add(row.getObject(2, UUID.class));
        });
        return followers;
    }

    @Transactional(readOnly = true)
    public boolean isFollowing(UUID view) {
        return jdbc.sql("select exists (select 1 from view_follower where view_id = ? and user_id = ?)")
                .params(view, CurrentActor.get().id())
                .query(Boolean.class)
                .single();
    }

    /** Has the acting user follow a view that they can open, or not any more; returns whether they could. */
    public boolean follow(RecordType<?> type, UUID view, boolean follows) {
        Actor actor = CurrentActor.get();
        if (actor.isViewed() || views.find(type, view).isEmpty()) {
            return false;
        }
        if (follows) {
            jdbc.sql("insert into view_follower (view_id, user_id, since) values (?, ?, ?) on conflict do nothing")
                    .params(view, actor.id(), Timestamp.from(clock.instant()))
                    .update();
        } else {
            jdbc.sql("delete from view_follower where view_id = ? and user_id = ?")
                    .params(view, actor.id())
                    .update();
        }
        types.clear();
        return true;
    }
}
