package com.innodus.crm.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UsualLengthsTest extends Server {
    private static final Instant MONDAY = Instant.parse("2026-11-02T08:00:00Z");

    @Autowired
    UsualLengths lengths;

    @Autowired
    Options options;

    @Autowired
    Records records;

    @Autowired
    RecordType<Event> events;

    private UUID visit(Tenant tenant) {
        return as(
                tenant,
                () -> options.meantBy("event-type", "visit").orElseThrow().id());
    }

    private Duration made(Tenant tenant, Map<String, Object> values) {
        return as(tenant, () -> {
            Event event = records.get(events, records.create(events, values).id());
            return Duration.between(event.getStartsAt(), event.getEndsAt());
        });
    }

    @Test
    void whatHasNoEndIsAsLongAsItsTypeUsuallyIs() {
        Tenant tenant = newTenant();
        UUID visit = visit(tenant);
        as(tenant, () -> {
            lengths.save(Map.of(visit, 90));
            return true;
        });
        assertThat(made(tenant, Map.of("subject", "V", "startsAt", MONDAY, "kind", visit)))
                .isEqualTo(Duration.ofMinutes(90));
        assertThat(made(tenant, Map.of("subject", "R", "startsAt", MONDAY))).isEqualTo(Duration.ofHours(1));
        assertThat(made(
                        tenant,
                        Map.of("subject", "C", "startsAt", MONDAY, "kind", visit, "endsAt", MONDAY.plusSeconds(60))))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void onlyAdministratorsChangeThemAndOnlyForTheirOwnTypes() {
        Tenant tenant = newTenant();
        UUID visit = visit(tenant);
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        assertThatThrownBy(() -> as(tenant, lena.actor(), () -> {
                    lengths.save(Map.of(visit, 90));
                    return true;
                }))
                .isInstanceOf(Forbidden.class);
        UUID theirs = visit(newTenant());
        assertThatThrownBy(() -> as(tenant, () -> {
                    lengths.save(Map.of(theirs, 90));
                    return true;
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(as(tenant, () -> lengths.all())).isEmpty();
    }
}
