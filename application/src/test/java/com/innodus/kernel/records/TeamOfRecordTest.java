package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights.Grant;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.records.bulk.BulkActions;
import com.innodus.kernel.records.bulk.BulkChange;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TeamOfRecordTest extends Server {
    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    @Autowired
    Teams teams;

    @Autowired
    TenantRoles roles;

    @Autowired
    BulkActions bulk;

    private Tenant tenant;
    private Actor marta;
    private Actor luis;
    private UUID sales;

    @BeforeEach
    void people() {
        tenant = newTenant();
        marta = newUser(tenant, "Marta", Roles.MEMBER).actor();
        luis = newUser(tenant, "Luis", Roles.MEMBER).actor();
        sales = team("Ventas", marta.id());
    }

    private UUID team(String name, UUID... people) {
        return as(tenant, () -> teams.save(null, name, null, List.of(people), List.of()));
    }

    private UUID make(Actor by, Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(Map.of("name", "Ágora"));
        values.putAll(more);
        return as(tenant, by, () -> records.create(organisations(), values).id());
    }

    private RecordType<?> organisations() {
        return types.require("organisation");
    }

    private @Nullable UUID teamOf(UUID record) {
        return as(tenant, () -> records.get(organisations(), record)).getTeam();
    }

    @Test
    void aNewRecordIsItsOwnersTeamsWhereThereIsOnlyOne() {
        assertThat(teamOf(make(marta, Map.of()))).isEqualTo(sales);
        assertThat(teamOf(make(luis, Map.of()))).isNull();
        assertThat(teamOf(make(luis, Map.of("owner", marta.id())))).isEqualTo(sales);

        UUID north = team("Norte", marta.id());
        assertThat(teamOf(make(marta, Map.of()))).isNull();
        // in either order: what is asked is who handed it over, not whose it is by then
        Map<String, @Nullable Object> both = new LinkedHashMap<>();
        both.put("owner", marta.id());
        both.put("team", north);
        assertThat(teamOf(make(luis, both))).isEqualTo(north);
    }

    @Test
    void aTeamThatIsGoneLeavesItsRecordsToTheirOwners() {
        UUID record = make(marta, Map.of());
        as(tenant, () -> {
            teams.delete(sales);
            return true;
        });
        assertThat(teamOf(record)).isNull();
        assertThat(as(tenant, marta, () -> records.find(organisations(), record)))
                .isPresent();
    }

    @Test
    void ownerAndTeamAreHandedOverTogetherAndTakenBackTogether() {
        UUID record = make(marta, Map.of());
        UUID north = team("Norte");
        var run = as(
                tenant,
                () -> bulk.start(
                        organisations(),
                        List.of(record),
                        new BulkChange.Assign(Map.of("owner", luis.id(), "team", north))));
        assertThat(teamOf(record)).isEqualTo(north);
        assertThat(as(tenant, () -> records.get(organisations(), record)).getOwner())
                .isEqualTo(luis.id());
        as(tenant, () -> bulk.undo(run));
        assertThat(teamOf(record)).isEqualTo(sales);
        assertThatThrownBy(() -> as(
                        tenant,
                        () -> bulk.start(
                                organisations(), List.of(record), new BulkChange.Assign(Map.of("name", "Otra")))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoMayNotHandOverChangesNoTeam() {
        UUID record = make(marta, Map.of());
        UUID north = team("Norte");
        as(tenant, () -> {
            roles.save(
                    Roles.MEMBER,
                    roles.rights(Roles.MEMBER).with(new Grant("organisation", Operation.ASSIGN), Scope.NONE));
            return true;
        });
        assertThatThrownBy(() -> as(
                        tenant,
                        marta,
                        () -> records.change(
                                organisations(), record, Map.of("name", "Otra", "team", north), WriteContext.SINGLE)))
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly(Problem.of("team", "error.not-assignable")));
        assertThat(teamOf(record)).isEqualTo(sales);
    }

    @Test
    void listsAreFilteredAndGroupedByTeam() {
        UUID hers = make(marta, Map.of());
        make(luis, Map.of());
        as(tenant, () -> {
            assertThat(records.ids(
                            organisations(),
                            Query.ALL.with(Filter.test("team", Filter.Operator.IS, sales.toString())),
                            50))
                    .containsExactly(hers);
            assertThat(groups(organisations())).contains(sales + " 1", "null 1");
            return true;
        });
    }

    private <E extends BaseRecord> List<String> groups(RecordType<E> type) {
        return records.groups(type, Query.ALL, type.require("team"), List.of()).stream()
                .map(group -> group.value() + " " + group.count())
                .toList();
    }

    @Test
    void anotherTenantsTeamIsNobodysHere() {
        Tenant other = newTenant();
        UUID theirs = as(other, () -> teams.save(null, "Ajenas", null, List.of(), List.of()));
        assertThat(as(tenant, () -> teams.find(theirs))).isEmpty();
        assertThatThrownBy(() -> make(marta, Map.of("team", theirs))).isInstanceOf(InvalidRecord.class);
    }
}
