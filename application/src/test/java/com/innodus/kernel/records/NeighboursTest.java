package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Neighbours.Place;
import com.innodus.kernel.records.Query.Sort;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NeighboursTest extends Server {
    @Autowired
    Neighbours neighbours;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    private void make(Tenant tenant, String... namesAndCities) {
        as(tenant, () -> {
            for (String each : namesAndCities) {
                String[] parts = each.split("/");
                Map<String, Object> values = new HashMap<>();
                values.put("name", parts[0]);
                values.put("city", parts.length > 1 ? parts[1] : null);
                records.create(organisations, values);
            }
            return true;
        });
    }

    private Place place(Tenant tenant, Query query, UUID id) {
        return as(tenant, () -> neighbours.of(organisations, query, records.get(organisations, id)));
    }

    /** Going from neighbour to neighbour leads through the list as the list has it, in both directions. */
    private void walk(Tenant tenant, Query query) {
        List<UUID> listed = as(tenant, () -> records.ids(organisations, query, 100));
        List<UUID> walked = new ArrayList<>();
        UUID here = listed.getFirst();
        while (here != null) {
            walked.add(here);
            Place place = place(tenant, query, here);
            assertThat(place.position()).isEqualTo(walked.size());
            assertThat(place.total()).isEqualTo(listed.size());
            assertThat(place.previous()).isEqualTo(walked.size() == 1 ? null : walked.get(walked.size() - 2));
            here = place.next();
        }
        assertThat(walked).isEqualTo(listed);
    }

    @Test
    void followTheOrderOfTheListInBothDirectionsWithAndWithoutValues() {
        Tenant tenant = newTenant();
        make(tenant, "A/Lleida", "B", "C/Girona", "D/Lleida", "E", "F/Berga", "F/Berga");

        walk(tenant, Query.ALL);
        for (boolean city : new boolean[] {true, false}) {
            for (boolean title : new boolean[] {true, false}) {
                walk(tenant, new Query(Filter.NONE, "", List.of(new Sort("city", city))));
                walk(tenant, new Query(Filter.NONE, "", List.of(new Sort("city", city), new Sort("title", title))));
            }
        }
    }

    @Test
    void stayWithinFilterAndSearch() {
        Tenant tenant = newTenant();
        make(tenant, "Ágora u/Lleida", "Ágora dos/Girona", "Ágora tres/Lleida", "Otra/Lleida");
        Query query = new Query(Filter.test("city", Operator.IS, "Lleida"), "agora", List.of());
        walk(tenant, query);

        UUID outside = as(tenant, () -> records.ids(organisations, new Query(Filter.NONE, "dos", List.of()), 1))
                .getFirst();
        Place place = place(tenant, query, outside);
        assertThat(place.next()).as("goes on where it would stand").isNotNull();
    }
}
