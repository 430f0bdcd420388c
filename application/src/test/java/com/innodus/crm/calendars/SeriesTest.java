package com.innodus.crm.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class SeriesTest extends Server {
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-12-01T00:00:00Z");

    /** A Monday at nine in Madrid. */
    private static final Instant MONDAY = Instant.parse("2026-11-02T08:00:00Z");

    private static final LocalDateTime SECOND = LocalDateTime.parse("2026-11-09T09:00");

    @Autowired
    Series series;

    @Autowired
    Agenda agenda;

    @Autowired
    Records records;

    @Autowired
    ClosedRecords closed;

    @Autowired
    Access access;

    @Autowired
    RecordType<Event> events;

    private UUID make(Tenant tenant, Object... more) {
        return make(tenant, owner(tenant), more);
    }

    private UUID make(Tenant tenant, Actor actor, Object... more) {
        Map<String, @Nullable Object> values =
                new HashMap<>(Map.of("subject", "Comité", "startsAt", MONDAY, "endsAt", MONDAY.plusSeconds(3600)));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return as(tenant, actor, () -> records.create(events, values).id());
    }

    private UUID weekly(Tenant tenant) {
        return make(tenant, "repetition", "FREQ=WEEKLY;COUNT=4");
    }

    private List<String> shown(Tenant tenant) {
        return as(
                tenant,
                () -> agenda.between(FROM, TO, Filter.NONE).stream()
                        .map(entry -> entry.event().getTitle() + " "
                                + LocalDateTime.ofInstant(entry.occurrence().start(), Times.HOME))
                        .toList());
    }

    private Series.Done change(Tenant tenant, UUID id, Extent extent, Object... values) {
        Map<String, @Nullable Object> all = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            all.put((String) values[i], values[i + 1]);
        }
        return as(tenant, () -> series.change(id, SECOND, all, extent));
    }

    private static Object[] atTen(String day) {
        Instant ten = Instant.parse(day + "T09:00:00Z");
        return new Object[] {"startsAt", ten, "endsAt", ten.plusSeconds(3600)};
    }

    @Test
    void oneOccurrenceMovesByItself() {
        Tenant tenant = newTenant();
        UUID id = weekly(tenant);
        Series.Done done = change(tenant, id, Extent.THIS, atTen("2026-11-10"));
        assertThat(shown(tenant))
                .containsExactly(
                        "Comité 2026-11-02T09:00",
                        "Comité 2026-11-10T10:00",
                        "Comité 2026-11-16T09:00",
                        "Comité 2026-11-23T09:00");
        assertThat(as(tenant, () -> records.get(events, done.record()).getOccurrenceAt()))
                .isEqualTo("2026-11-09T08:00:00Z");

        as(tenant, () -> {
            series.undo(done);
            return true;
        });
        assertThat(shown(tenant))
                .hasSize(4)
                .contains("Comité 2026-11-09T09:00")
                .doesNotContain("Comité 2026-11-10T10:00");
    }

    @Test
    void whatFollowsBecomesASeriesOfItsOwnAndWhatWasStays() {
        Tenant tenant = newTenant();
        UUID id = weekly(tenant);
        Series.Done done = change(tenant, id, Extent.FOLLOWING, atTen("2026-11-10"));
        assertThat(shown(tenant))
                .containsExactly(
                        "Comité 2026-11-02T09:00",
                        "Comité 2026-11-10T10:00",
                        "Comité 2026-11-17T10:00",
                        "Comité 2026-11-24T10:00");
        assertThat(done.record()).isNotEqualTo(id);

        as(tenant, () -> {
            series.undo(done);
            return true;
        });
        assertThat(shown(tenant)).hasSize(4).contains("Comité 2026-11-23T09:00");
    }

    @Test
    void theWholeSeriesMovesWithItsExceptions() {
        Tenant tenant = newTenant();
        UUID id = make(tenant, "repetition", "FREQ=WEEKLY;BYDAY=MO;COUNT=4");
        as(tenant, () -> series.delete(id, LocalDateTime.parse("2026-11-16T09:00"), Extent.THIS));
        change(tenant, id, Extent.ALL, atTen("2026-11-10"));
        assertThat(shown(tenant))
                .containsExactly("Comité 2026-11-03T10:00", "Comité 2026-11-10T10:00", "Comité 2026-11-24T10:00");
    }

    @Test
    void anOccurrenceThatWasChangedGoesWithWhatFollows() {
        Tenant tenant = newTenant();
        UUID id = weekly(tenant);
        Series.Done own = as(
                tenant,
                () -> series.change(
                        id, LocalDateTime.parse("2026-11-16T09:00"), Map.of("subject", "Comité grande"), Extent.THIS));
        Series.Done rest = change(tenant, id, Extent.FOLLOWING, "subject", "Consejo");
        assertThat(as(tenant, () -> records.get(events, own.record()).getSeries()))
                .isEqualTo(rest.record());
        assertThat(shown(tenant))
                .containsExactly(
                        "Comité 2026-11-02T09:00",
                        "Consejo 2026-11-09T09:00",
                        "Comité grande 2026-11-16T09:00",
                        "Consejo 2026-11-23T09:00");
    }

    @ParameterizedTest
    @CsvSource({"THIS,3", "FOLLOWING,1", "ALL,0"})
    void isDeletedAsFarAsIsSaidAndComesBack(Extent extent, int left) {
        Tenant tenant = newTenant();
        UUID id = weekly(tenant);
        Series.Done done = as(tenant, () -> series.delete(id, SECOND, extent));
        assertThat(shown(tenant)).hasSize(left);
        as(tenant, () -> {
            series.undo(done);
            return true;
        });
        assertThat(shown(tenant)).hasSize(4);
    }

    @Test
    void anOccurrenceThatIsNoneIsNotFoundNorAnotherTenantsEvent() {
        Tenant tenant = newTenant();
        UUID id = weekly(tenant);
        assertThatThrownBy(() ->
                        as(tenant, () -> series.change(id, SECOND.plusMinutes(1), Map.of("subject", "x"), Extent.THIS)))
                .isInstanceOf(RecordNotFound.class);
        Tenant other = newTenant();
        assertThatThrownBy(() -> as(other, () -> series.delete(id, SECOND, Extent.ALL)))
                .isInstanceOf(RecordNotFound.class);
    }

    @Test
    void anEventThatEndsBeforeItStartsIsRefused() {
        Tenant tenant = newTenant();
        assertThatThrownBy(() -> make(tenant, "endsAt", MONDAY.minusSeconds(1)))
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused -> assertThat(refused.problems().getFirst().field())
                                .isEqualTo("endsAt"));
        assertThatThrownBy(() -> make(tenant, "timeZone", "Mars/Olympus")).isInstanceOf(InvalidRecord.class);
        assertThatThrownBy(() -> make(tenant, "repetition", "FREQ=SECONDLY")).isInstanceOf(InvalidRecord.class);
        assertThatThrownBy(() -> make(tenant, "startsAt", Instant.parse("0100-01-01T00:00:00Z")))
                .isInstanceOf(InvalidRecord.class);
    }

    // private, and shared

    private User member(Tenant tenant, String name) {
        User user = newUser(tenant, name, Roles.MEMBER);
        as(tenant, () -> {
            users.setState(user.id(), User.State.ACTIVE);
            return true;
        });
        return user;
    }

    private List<UUID> seen(Tenant tenant, Actor actor) {
        return as(tenant, actor, () -> records.ids(events, Query.ALL, 10));
    }

    @Test
    void aPrivateEventIsKnownToWhoTakesPartAndToNobodyElse() {
        Tenant tenant = newTenant();
        User lena = member(tenant, "lena");
        User marc = member(tenant, "marc");
        UUID id = make(tenant, lena.actor(), "confidential", true, "users", List.of(marc.id()), "subject", "Médico");

        assertThat(seen(tenant, lena.actor())).containsExactly(id);
        assertThat(seen(tenant, marc.actor())).containsExactly(id);
        // administrators neither
        Actor ana = owner(tenant);
        assertThat(seen(tenant, ana)).isEmpty();
        as(tenant, ana, () -> {
            assertThat(records.count(events, Query.ALL, 10)).isZero();
            assertThat(records.find(events, id)).isEmpty();
            assertThat(records.titles(events, List.of(id))).isEmpty();
            assertThat(records.suggest(events, "medico", 0, 10)).isEmpty();
            assertThat(records.among(events, List.of(id), Operation.READ)).isEmpty();
            assertThat(records.groups(events, Query.ALL, events.require("owner"), List.of()))
                    .isEmpty();
            assertThat(agenda.between(FROM, TO, Filter.NONE)).isEmpty();
            assertThatThrownBy(() -> records.change(
                            events, id, Map.of("subject", "x"), com.innodus.kernel.records.WriteContext.SINGLE))
                    .isInstanceOf(RecordNotFound.class);
            return true;
        });
        // through her eyes an administrator sees no more than both
        assertThat(seen(tenant, lena.actor().viewedBy(ana))).isEmpty();
    }

    @Test
    void othersSeeThatPeopleAreBusyAndNothingElse() {
        Tenant tenant = newTenant();
        User lena = member(tenant, "lena");
        User marc = member(tenant, "marc");
        UUID secret = make(
                tenant,
                lena.actor(),
                "confidential",
                true,
                "users",
                List.of(marc.id()),
                "repetition",
                "FREQ=DAILY;COUNT=3");
        UUID buried =
                make(tenant, lena.actor(), "startsAt", MONDAY.plusSeconds(7200), "endsAt", MONDAY.plusSeconds(9000));
        as(tenant, lena.actor(), () -> {
            access.toString();
            return true;
        });
        as(tenant, () -> {
            closed.close(events, buried, List.of());
            return true;
        });
        User tom = member(tenant, "tom");
        List<Agenda.Busy> busy =
                as(tenant, tom.actor(), () -> agenda.busy(Set.of(lena.id(), marc.id()), FROM, TO, List.of()));
        assertThat(busy).hasSize(6).extracting(Agenda.Busy::user).contains(lena.id(), marc.id());
        assertThat(busy).extracting(Agenda.Busy::start).doesNotContain(MONDAY.plusSeconds(7200));
        assertThat(as(tenant, tom.actor(), () -> agenda.busy(Set.of(lena.id()), FROM, TO, List.of(secret))))
                .isEmpty();
        // another tenant's people are nobody
        Tenant other = newTenant();
        assertThat(as(other, () -> agenda.busy(Set.of(lena.id()), FROM, TO, List.of())))
                .isEmpty();
    }

    @Test
    void whoTakesPartReadsWhateverTheScopeAndChangesNothing() {
        Tenant tenant = newTenant();
        as(tenant, () -> {
            for (Operation operation : Operation.values()) {
                access.grant(Roles.MEMBER, "event", operation, Scope.OWN);
            }
            return true;
        });
        User lena = member(tenant, "lena");
        UUID with = make(tenant, "users", List.of(lena.id()));
        make(tenant);
        assertThat(seen(tenant, lena.actor())).containsExactly(with);
        as(tenant, lena.actor(), () -> {
            Event event = records.get(events, with);
            assertThat(records.may(events, event, Operation.READ)).isTrue();
            assertThat(records.may(events, event, Operation.EDIT)).isFalse();
            assertThat(records.among(events, List.of(with), Operation.EDIT)).isEmpty();
            return true;
        });
    }
}
