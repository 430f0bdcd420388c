package com.innodus.kernel.feeds;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.feeds.CalendarFeeds.Feed;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Feeds as iCalendar (RFC 5545), read with the rights that their maker has now. */
@Controller
class FeedPage {
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    /** What calendar programs keep up with. */
    private static final int MOST = 2_000;

    private static final int YEARS_BACK = 1;
    private static final int YEARS_AHEAD = 2;

    private final CalendarFeeds feeds;
    private final Users users;
    private final RecordTypes types;
    private final FieldRights rights;
    private final Records records;
    private final Addresses addresses;
    private final List<FeedContents> contents;
    private final Clock clock;

    FeedPage(
            CalendarFeeds feeds,
            Users users,
            RecordTypes types,
            FieldRights rights,
            Records records,
            Addresses addresses,
            List<FeedContents> contents,
            Clock clock) {
        this.contents = contents;
        this.feeds = feeds;
        this.users = users;
        this.types = types;
        this.rights = rights;
        this.records = records;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** What is gone, revoked or another tenant's looks the same as what never was. */
    @GetMapping("/feed/{secret:[A-Za-z0-9_-]{43}}.ics")
    void feed(@PathVariable String secret, HttpServletResponse response) throws IOException {
        Tenant tenant = TenantScope.currentOrNull();
        Optional<String> text = tenant == null
                ? Optional.empty()
                : feeds.bySecret(secret).flatMap(feed -> asMaker(feed, addresses.of(tenant)));
        if (text.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/calendar;charset=UTF-8");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(text.get());
    }

    private Optional<String> asMaker(Feed feed, String host) {
        return users.byId(feed.user())
                .filter(user -> user.state() == User.State.ACTIVE)
                .flatMap(user -> CurrentActor.as(
                        user.actor(),
                        () -> types.byKey(feed.recordType()).flatMap(type -> written(rights.seen(type), feed, host))));
    }

    private <E extends BaseRecord> Optional<String> written(RecordType<E> type, Feed feed, String host) {
        return type.field(feed.field()).flatMap(day -> {
            try {
                Optional<FeedContents> own = contents.stream()
                        .filter(each -> each.recordType().equals(type.key()))
                        .findFirst();
                if (own.isPresent()) {
                    return Optional.of(own.get().text(plain(feed), host));
                }
                List<E> found = records.page(type, query(feed), null, 0, MOST);
                return Optional.of(text(type, day, found, host));
            } catch (InvalidFilter gone) {
                // by a field that was taken away from its maker
                return Optional.empty();
            }
        });
    }

    private static Query plain(Feed feed) {
        return new Query(FilterText.read(feed.filter()), feed.search(), List.of());
    }

    private Query query(Feed feed) {
        LocalDate today = LocalDate.now(clock.withZone(ZONE));
        return plain(feed)
                .with(new Filter.And(List.of(
                        Filter.test(
                                feed.field(),
                                Operator.AT_LEAST,
                                today.minusYears(YEARS_BACK).toString()),
                        Filter.test(
                                feed.field(),
                                Operator.LESS,
                                today.plusYears(YEARS_AHEAD).toString()))));
    }

    private static <E extends BaseRecord> String text(RecordType<E> type, Field<E> day, List<E> found, String host) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//Innodus//CRM//ES"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(new XProperty("X-PUBLISHED-TTL", "PT1H"));
        for (E record : found) {
            Object at = day.get(record);
            if (at instanceof Temporal start) {
                VEvent event = new VEvent(start, record.getTitle());
                event.add(new Uid(record.getId() + "@" + URI.create(host).getHost()));
                event.add(new Url(URI.create(host + "/app/" + type.plural() + "/" + record.getId())));
                calendar.add(event);
            }
        }
        StringWriter text = new StringWriter();
        try {
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return text.toString();
    }
}
