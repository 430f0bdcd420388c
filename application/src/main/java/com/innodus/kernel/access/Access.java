package com.innodus.kernel.access;

import com.innodus.kernel.features.Features;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the acting user may do, from the grants of the user's role. Asked by the gate, never by a view alone. */
@Service
@Transactional(readOnly = true)
public class Access {
    private static final String ANY_TYPE = "*";

    private final JdbcClient jdbc;
    private final Features features;
    private final RecordFeatures recordFeatures;
    private final TenantCache<String, Map<Grant, Scope>> grants = new TenantCache<>();

    Access(JdbcClient jdbc, Features features, RecordFeatures recordFeatures) {
        this.jdbc = jdbc;
        this.features = features;
        this.recordFeatures = recordFeatures;
    }

    private record Grant(String recordType, Operation operation) {}

    /** On which records of the type the acting user may do it; on none where the type's feature is off. */
    public Scope scope(String recordType, Operation operation) {
        Actor actor = CurrentActor.get();
        if (!features.isOn(recordFeatures.featureOf(recordType)) || !CurrentActor.isLetDo(recordType, operation)) {
            return Scope.NONE;
        }
        if (actor.isSystem()) {
            return Scope.ALL;
        }
        Map<Grant, Scope> ofRole = grants.get(actor.role(), this::load);
        Scope own = ofRole.get(new Grant(recordType, operation));
        return own != null ? own : ofRole.getOrDefault(new Grant(ANY_TYPE, operation), Scope.NONE);
    }

    public boolean may(String recordType, Operation operation) {
        return scope(recordType, operation) != Scope.NONE;
    }

    /** Sets one grant of a role. */
    @Transactional(propagation = Propagation.REQUIRED)
    public void grant(String role, String recordType, Operation operation, Scope scope) {
        jdbc.sql("""
                        insert into role_grant (role_id, record_type, operation, scope)
                        values ((select id from role where key = ?), ?, ?, ?)
                        on conflict (role_id, record_type, operation) do update set scope = excluded.scope
                        """).params(role, recordType, operation.name(), scope.name()).update();
        grants.clear();
    }

    private Map<Grant, Scope> load(String role) {
        return jdbc
                .sql("""
                        select g.record_type, g.operation, g.scope from role_grant g
                        join role r on r.id = g.role_id where r.key = ?
                        """)
                .param(role)
                .query((row, number) -> Map.entry(
                        new Grant(row.getString(1), Operation.valueOf(row.getString(2))),
                        Scope.valueOf(row.getString(3))))
                .list()
                .stream()
                .collect(Collectors.toConcurrentMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, ConcurrentHashMap::new));
    }
}
