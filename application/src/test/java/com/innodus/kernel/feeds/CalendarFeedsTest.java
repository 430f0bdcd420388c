package com.innodus.kernel.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.support.Visitor.Answer;
import com.innodus.tenants.catalogue.Tenant;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class CalendarFeedsTest extends Server {
    @Autowired
    CalendarFeeds feeds;

    @Autowired
    Records records;

    @Autowired
    ClosedRecords closed;

    @Autowired
    TenantRoles roles;

    @Autowired
    RecordType<Organisation> organisations;

    private UUID make(Tenant tenant, String name, LocalDate since) {
        return as(
                tenant,
                () -> records.create(organisations, Map.of("name", name, "customerSince", since))
                        .id());
    }

    private String feedOf(Tenant tenant, User user, Query query) {
        return as(
                tenant, user.actor(), () -> feeds.create(organisations, organisations.require("customerSince"), query));
    }

    private String feed(Tenant tenant) {
        return as(tenant, () -> feeds.create(organisations, organisations.require("customerSince"), Query.ALL));
    }

    private Answer read(Tenant tenant, String secret) {
        return new Visitor(port, tenant.slug() + ".localhost").get("/feed/" + secret + ".ics");
    }

    private static List<VEvent> events(Answer answer) throws Exception {
        assertThat(answer.status()).isEqualTo(200);
        Calendar calendar = new CalendarBuilder().build(new StringReader(answer.body()));
        return calendar.getComponents(VEvent.VEVENT);
    }

    @Test
    void calendarProgramsReadItWithoutLogIn() throws Exception {
        Tenant tenant = newTenant();
        LocalDate today = LocalDate.now();
        UUID agora = make(tenant, "Ágora, «S.L.»; y\nsocios", today);
        make(tenant, "Antigua", today.minusYears(30));

        Answer answer = read(tenant, feed(tenant));

        assertThat(answer.headers().get("content-type")).startsWith("text/calendar");
        assertThat(answer.headers().get("cache-control")).contains("no-store");
        List<VEvent> events = events(answer);
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getSummary().getValue()).startsWith("Ágora, «S.L.»; y");
        assertThat(events.getFirst().getRequiredProperty("UID").getValue()).startsWith(agora.toString());
        assertThat(answer.body())
                .contains("DTSTART;VALUE=DATE:" + today.toString().replace("-", ""));
        assertThat(answer.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void hasWhatItsMakerSearchedAndFiltered() throws Exception {
        Tenant tenant = newTenant();
        make(tenant, "Ágora", LocalDate.now());
        make(tenant, "Bàscula", LocalDate.now());
        String secret = as(
                tenant,
                () -> feeds.create(
                        organisations,
                        organisations.require("customerSince"),
                        new Query(Filter.test("name", Filter.Operator.CONTAINS, "bascula"), "", List.of())));
        assertThat(events(read(tenant, secret))).hasSize(1);
    }

    @Test
    void anotherTenantsSecretIsNone() {
        Tenant ours = newTenant();
        Tenant theirs = newTenant();
        make(theirs, "Suya", LocalDate.now());
        String secret = feed(theirs);
        assertThat(read(ours, secret).status()).isEqualTo(404);
        assertThat(new Visitor(port, "localhost")
                        .get("/feed/" + secret + ".ics")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void endsWhenItIsRevokedOrItsMakerIsDisabledAndNobodyElseRevokesIt() {
        Tenant tenant = newTenant();
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        as(tenant, () -> {
            users.setState(lena.id(), User.State.ACTIVE);
            return true;
        });
        String hers = feedOf(tenant, lena, Query.ALL);
        UUID id = as(tenant, lena.actor(), () -> feeds.mine().getFirst().id());
        as(tenant, () -> {
            feeds.revoke(id);
            return true;
        });
        assertThat(read(tenant, hers).status()).as("another's revocation").isEqualTo(200);

        as(tenant, () -> {
            users.setState(lena.id(), User.State.DISABLED);
            return true;
        });
        assertThat(read(tenant, hers).status()).isEqualTo(404);
        as(tenant, () -> {
            users.setState(lena.id(), User.State.ACTIVE);
            return true;
        });
        as(tenant, lena.actor(), () -> {
            feeds.revoke(id);
            return true;
        });
        assertThat(read(tenant, hers).status()).isEqualTo(404);
    }

    @Test
    void showsNothingThatItsMakerMayNotReadNow() throws Exception {
        Tenant tenant = newTenant();
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        as(tenant, () -> {
            users.setState(lena.id(), User.State.ACTIVE);
            return true;
        });
        UUID agora = make(tenant, "Ágora", LocalDate.now());
        make(tenant, "Bàscula", LocalDate.now());
        String secret = feedOf(tenant, lena, Query.ALL);
        assertThat(events(read(tenant, secret))).hasSize(2);

        as(tenant, () -> {
            closed.close(organisations, agora, List.of());
            return true;
        });
        assertThat(events(read(tenant, secret))).hasSize(1);

        as(tenant, () -> {
            roles.save(
                    Roles.MEMBER,
                    roles.rights(Roles.MEMBER).with(new FieldOf("organisation", "customerSince"), FieldRight.NONE));
            return true;
        });
        assertThat(read(tenant, secret).status()).isEqualTo(404);
    }

    @Test
    void aLookThroughSomebodysEyesMakesNone() {
        Tenant tenant = newTenant();
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        assertThatThrownBy(() -> as(
                        tenant,
                        lena.actor().viewedBy(owner(tenant)),
                        () -> feeds.create(organisations, organisations.require("customerSince"), Query.ALL)))
                .isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "..%2f..", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aSecretThatIsNoneIsNotFound(String secret) {
        Tenant tenant = newTenant();
        assertThat(read(tenant, secret).status()).isIn(302, 400, 404);
        assertThat(read(tenant, secret).body()).doesNotContain("VCALENDAR");
    }
}
