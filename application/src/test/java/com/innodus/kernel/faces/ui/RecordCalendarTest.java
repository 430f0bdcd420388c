package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.innodus.tenants.catalogue.Tenant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ArrayNode;

class RecordCalendarTest extends Screen {
    private static final String ADDRESS = "organisations?face=calendar.customerSince";

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    private UUID make(Tenant of, String name, String since) {
        return as(
                of,
                () -> records.create(organisations, Map.of("name", name, "customerSince", LocalDate.parse(since)))
                        .id());
    }

    private CalendarPane calendar(String address) {
        open(address, RecordListView.class);
        return window.find(CalendarPane.class).single();
    }

    private LocalDate since(UUID id) {
        return as(tenant, () -> records.get(organisations, id).getCustomerSince());
    }

    @Test
    void showsWhatStandsOnTheDaysThatItShows() {
        UUID agora = make(tenant, "Ágora", "2026-11-02");
        make(tenant, "Bàscula", "2026-12-01");
        make(tenant, "Cordel", "2026-10-31");

        ArrayNode events = calendar(ADDRESS).events("2026-11-01", "2026-12-01");

        assertThat(events).hasSize(1);
        assertThat(events.get(0).get("title").asString()).isEqualTo("Ágora");
        assertThat(events.get(0).get("start").asString()).isEqualTo("2026-11-02");
        assertThat(events.get(0).get("allDay").asBoolean()).isTrue();
        assertThat(events.get(0).get("url").asString()).isEqualTo("/app/organisations/" + agora);
    }

    @Test
    void respectsSearchAndWhatItsUserMayRead() {
        make(tenant, "Ágora", "2026-11-02");
        make(tenant, "Bàscula", "2026-11-03");

        assertThat(calendar(ADDRESS + "&q=bascula").events("2026-11-01", "2026-12-01"))
                .hasSize(1);
    }

    @Test
    void whatIsDraggedGetsTheDay() {
        UUID agora = make(tenant, "Ágora", "2026-11-02");

        assertThat(calendar(ADDRESS).move(agora.toString(), "2026-11-20", "", true))
                .isTrue();

        assertThat(since(agora)).isEqualTo("2026-11-20");
    }

    @Test
    void aReaderMovesNothing() {
        UUID agora = make(tenant, "Ágora", "2026-11-02");
        window = logIn(tenant, newUser(tenant, "lena", Roles.READER));

        assertThat(calendar(ADDRESS).move(agora.toString(), "2026-11-20", "", true))
                .isFalse();

        assertThat(since(agora)).isEqualTo("2026-11-02");
    }

    @Test
    void anotherTenantsRecordIsNotMoved() {
        make(tenant, "Nostra", "2026-11-02");
        Tenant other = newTenant();
        UUID theirs = make(other, "Suya", "2026-11-02");

        assertThat(calendar(ADDRESS).move(theirs.toString(), "2026-11-20", "", true))
                .isFalse();

        assertThat(as(other, () -> records.get(organisations, theirs).getCustomerSince()))
                .isEqualTo("2026-11-02");
    }

    @ParameterizedTest
    @CsvSource({"zzz,2026-12-01", "2026-11-01,''", "0001-01-01,9999-12-31", "2026-11-01,2026-13-45"})
    void daysThatAreNoneShowNothing(String from, String to) {
        make(tenant, "Ágora", "2026-11-02");
        assertThat(calendar(ADDRESS).events(from, to)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzz", "", "2026-02-31", "'; drop table organisation"})
    void aDayThatIsNoneMovesNothing(String day) {
        UUID agora = make(tenant, "Ágora", "2026-11-02");
        assertThat(calendar(ADDRESS).move(agora.toString(), day, "", true)).isFalse();
        assertThat(calendar(ADDRESS).move("no-id", "2026-11-20", "", true)).isFalse();
        assertThat(since(agora)).isEqualTo("2026-11-02");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fullcalendar/6.1.15/index",
                "fullcalendar__core/6.1.15/locales/es",
                "fullcalendar__core/6.1.15/locales/ca"
            })
    void itsScriptsAreServed(String script) {
        assertThat(getClass().getResource("/META-INF/resources/webjars/" + script + ".global.min.js"))
                .isNotNull();
    }
}
