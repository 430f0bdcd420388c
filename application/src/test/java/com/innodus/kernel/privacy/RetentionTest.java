package com.innodus.kernel.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.privacy.Retention.Deed;
import com.innodus.kernel.privacy.Retention.Rule;
import com.innodus.kernel.records.Erasure;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.LegalHolds;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class RetentionTest extends Server {
    private static final Rule RULE = new Rule("person", 24, Deed.ANONYMISE, true, "");

    @Autowired
    Retention retention;

    @Autowired
    LegalHolds holds;

    @Autowired
    Erasure erasure;

    @Autowired
    Records records;

    @Autowired
    RecordTypes types;

    @Autowired
    Comments comments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private Tenant tenant;

    @BeforeEach
    void begin() {
        tenant = newTenant();
    }

    private RecordType<?> people() {
        return types.require("person");
    }

    /** Somebody with whom nothing happened for so many months. */
    private UUID idle(String name, int months) {
        UUID id = as(
                tenant,
                () -> records.create(people(), Map.of("firstName", name, "lastName", "Zósima"))
                        .id());
        age("person", id, months);
        return id;
    }

    private void age(String table, UUID id, int months) {
        as(
                tenant,
                () -> transaction.execute(status -> {
                    jdbc.sql("update " + table + " set changed_at = now() - make_interval(months => ?) where id = ?")
                            .params(months, id)
                            .update();
                    return jdbc.sql(
                                    "update record_change set at = now() - make_interval(months => ?) where record_id = ?")
                            .params(months, id)
                            .update();
                }));
    }

    private List<UUID> reached(Rule rule) {
        return as(tenant, () -> retention.reach(rule, 100).records());
    }

    private String name(UUID id) {
        return as(tenant, () -> records.get(people(), id).getTitle());
    }

    @Test
    void reachesOnlyThoseWithWhomNothingHappens() {
        UUID idle = idle("Ana", 25);
        idle("Berta", 23);
        UUID spoken = idle("Carla", 25);
        as(tenant, () -> comments.add(people(), spoken, "Ha llamado"));
        UUID linked = idle("Diana", 25);
        as(
                tenant,
                () -> records.create(
                        types.require("event"),
                        Map.of("subject", "Visita", "startsAt", Instant.now(), "people", List.of(linked))));
        UUID excepted = idle("Elsa", 25);
        Rule rule = new Rule(
                "person",
                24,
                Deed.ANONYMISE,
                false,
                FilterText.write(Filter.test("firstName", Filter.Operator.IS, "Elsa")));
        assertThat(reached(rule)).containsExactly(idle);
        assertThat(reached(RULE)).containsExactlyInAnyOrder(idle, excepted);
        assertThat(name(idle)).isEqualTo("Ana Zósima");
    }

    @Test
    void whatMustBeKeptByLawIsKeptByRulesAndByHand() {
        UUID held = idle("Ana", 25);
        as(tenant, () -> {
            holds.place(people(), held, "Requerimiento judicial");
            return true;
        });
        age("person", held, 25);
        assertThat(reached(RULE)).isEmpty();
        assertThatThrownBy(() -> as(tenant, () -> {
                    erasure.erase(people(), held);
                    return true;
                }))
                .isInstanceOf(InvalidRecord.class);
        as(tenant, () -> {
            holds.lift(people(), held);
            return true;
        });
        assertThat(reached(RULE)).containsExactly(held);
        assertThatThrownBy(() -> as(tenant, () -> {
                    holds.place(people(), held, " ");
                    return true;
                }))
                .isInstanceOf(InvalidRecord.class);
    }

    @Test
    void automaticRulesRunOnceANightAndNobodyIsMadeUnknownTwice() {
        UUID idle = idle("Ana", 25);
        UUID other = idle("Berta", 25);
        as(tenant, () -> {
            retention.save(RULE);
            return true;
        });
        Instant midnight = clock.instant().minusSeconds(3600);
        assertThat(as(tenant, () -> retention.run(midnight, 1))).isEqualTo(1);
        // the rest of the same night
        assertThat(as(tenant, () -> retention.run(midnight, 50))).isEqualTo(1);
        assertThat(as(tenant, () -> retention.run(midnight, 50))).isZero();
        assertThat(List.of(name(idle), name(other))).noneMatch(name -> name.contains("Zósima"));
        age("person", idle, 25);
        assertThat(reached(RULE)).isEmpty();
        assertThat(as(tenant, () -> retention.all().getFirst().done())).isEqualTo(2);
        long noted = as(
                tenant,
                () -> transaction.execute(
                        status -> jdbc.sql("select count(*) from audit_entry where act = 'privacy.expired'")
                                .query(Long.class)
                                .single()));
        assertThat(noted).isEqualTo(2);
    }

    @Test
    void whatIsOnlyProposedWaitsForSomebody() {
        UUID idle = idle("Ana", 25);
        Rule proposed = new Rule("person", 24, Deed.DELETE, false, "");
        as(tenant, () -> {
            retention.save(proposed);
            return true;
        });
        assertThat(as(tenant, () -> retention.run(clock.instant(), 50))).isZero();
        assertThat(as(tenant, () -> retention.apply(proposed, 50))).isEqualTo(1);
        assertThatThrownBy(() -> name(idle)).isInstanceOf(RecordNotFound.class);
        assertThat(as(tenant, () -> records.restore(people(), List.of(idle)))).isEqualTo(1);
    }

    @Test
    void isForAdministratorsAndOneTenantAlone() {
        UUID idle = idle("Ana", 25);
        User member = newUser(tenant, "lena", Roles.MEMBER);
        for (Runnable act : List.<Runnable>of(
                () -> retention.save(RULE),
                () -> retention.remove("person"),
                () -> retention.reach(RULE, 1),
                () -> retention.apply(RULE, 1),
                () -> retention.all(),
                () -> holds.place(people(), idle, "x"))) {
            assertThatThrownBy(() -> as(tenant, member.actor(), () -> {
                        act.run();
                        return true;
                    }))
                    .isInstanceOf(Forbidden.class);
        }
        Tenant other = newTenant();
        assertThat(as(other, () -> retention.apply(RULE, 100))).isZero();
        assertThatThrownBy(() -> as(other, () -> {
                    holds.place(people(), idle, "x");
                    return true;
                }))
                .isInstanceOf(RecordNotFound.class);
        assertThat(name(idle)).isEqualTo("Ana Zósima");
    }
}
