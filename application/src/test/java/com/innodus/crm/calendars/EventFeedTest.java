package com.innodus.crm.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.feeds.CalendarFeeds;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.tenants.catalogue.Tenant;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EventFeedTest extends Server {
    @Autowired
    Records records;

    @Autowired
    RecordType<Event> events;

    @Autowired
    Series series;

    @Autowired
    CalendarFeeds feeds;

    @Test
    void seriesComeWithRuleExceptionsAndWhatWasChangedAndNothingPrivateOfOthers() throws Exception {
        Tenant tenant = newTenant();
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS);
        LocalDateTime local = LocalDateTime.ofInstant(start, Times.HOME);
        UUID id = as(
                tenant,
                () -> records.create(
                                events,
                                Map.of(
                                        "subject",
                                        "Comité; «A, B»",
                                        "startsAt",
                                        start,
                                        "repetition",
                                        "FREQ=DAILY;COUNT=9"))
                        .id());
        as(tenant, () -> series.delete(id, local.plusDays(1), Extent.THIS));
        as(tenant, () -> series.change(id, local.plusDays(2), Map.of("subject", "Comité grande"), Extent.THIS));
        User lena = newUser(tenant, "lena", Roles.MEMBER);
        as(
                tenant,
                lena.actor(),
                () -> records.create(events, Map.of("subject", "Médico", "startsAt", start, "confidential", true)));
        String secret = as(tenant, () -> feeds.create(events, events.require("startsAt"), Query.ALL));

        String text = new Visitor(port, tenant.slug() + ".localhost")
                .get("/feed/" + secret + ".ics")
                .body();

        Calendar calendar = new CalendarBuilder().build(new StringReader(text));
        List<VEvent> found = calendar.getComponents(VEvent.VEVENT);
        assertThat(found).hasSize(2);
        assertThat(text)
                .doesNotContain("Médico")
                .contains("RRULE:FREQ=DAILY;COUNT=9", "RECURRENCE-ID;TZID=Europe/Madrid");
        assertThat(text.lines().filter(line -> line.startsWith("EXDATE"))).hasSize(1);
        assertThat(found)
                .extracting(each -> each.getRequiredProperty("UID").getValue())
                .containsOnly(id + "@" + tenant.slug() + ".localhost");
    }
}
