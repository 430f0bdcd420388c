package com.innodus.crm.calendars;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.brand.BrandedMail;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.mail.Outbox;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.platform.Secrets;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who was asked to an event, and what they said. Colleagues are told by the bell; mails, with a message for the reader's
 * calendar (iTIP, RFC 5546), go out when somebody says so, and by themselves when an event that was sent is called off.
 */
@Service
@Transactional
public class Invitations {
    private static final Method REQUEST = ImmutableMethod.REQUEST;
    private static final Method CANCEL = ImmutableMethod.CANCEL;
    private static final int SIGNATURE = 32;
    private static final int ID = 36;

    private final JdbcClient jdbc;
    private final Records records;
    private final RecordTypes types;
    private final RecordType<Event> events;
    private final Users users;
    private final Notifications bell;
    private final Outbox outbox;
    private final BrandedMail look;
    private final Addresses addresses;
    private final Secrets secrets;
    private final Clock clock;

    Invitations(
            JdbcClient jdbc,
            Records records,
            RecordTypes types,
            RecordType<Event> events,
            Users users,
            Notifications bell,
            Outbox outbox,
            BrandedMail look,
            Addresses addresses,
            Secrets secrets,
            Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.types = types;
        this.events = events;
        this.users = users;
        this.bell = bell;
        this.outbox = outbox;
        this.look = look;
        this.addresses = addresses;
        this.secrets = secrets;
        this.clock = clock;
    }

    public enum State {
        PENDING,
        ACCEPTED,
        TENTATIVE,
        DECLINED;

        /** Its form in addresses and translations. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Somebody who is asked.
     *
     * @param user null for who isn't of the tenant's own people
     * @param sentVersion of the event, by mail; null while none was
     */
    public record Invitation(
            UUID id,
            UUID event,
            String email,
            String name,
            @Nullable UUID user,
            State state,
            @Nullable Integer sentVersion) {}

    /** What somebody sees who follows the link of an invitation. */
    public record Asked(
            Invitation invitation, Event event, @Nullable String organiser) {}

    /** Everybody who takes part in an event that the acting user may read, the organiser left out. */
    @Transactional(readOnly = true)
    public List<Invitation> of(UUID event) {
        Event found = records.get(events, event);
        Map<String, Invitation> known = known(event);
        List<Invitation> all = new ArrayList<>();
        participants(found).forEach((email, participant) -> {
            Invitation invitation = known.get(email);
            all.add(invitation == null ? participant : invitation);
        });
        return all;
    }

    private Map<String, Invitation> known(UUID event) {
        Map<String, Invitation> known = new LinkedHashMap<>();
        jdbc.sql("select * from event_invitation where event_id = ? order by name, id")
                .param(event)
                .query(Invitations::map)
                .list()
                .forEach(each -> known.put(each.email().toLowerCase(Locale.ROOT), each));
        return known;
    }

    /** By their addresses; who has none can't be asked. */
    private Map<String, Invitation> participants(Event event) {
        Map<String, Invitation> all = new LinkedHashMap<>();
        for (UUID id : event.getUsers()) {
            if (!id.equals(event.getOwner())) {
                users.byId(id)
                        .filter(user -> user.state() != User.State.DISABLED)
                        .ifPresent(user -> put(all, event, user.email(), user.name(), user.id()));
            }
        }
        people(types.require("person"), event, all);
        event.getGuests().forEach(guest -> put(all, event, guest.value(), guest.value(), null));
        return all;
    }

    private <P extends BaseRecord> void people(RecordType<P> type, Event event, Map<String, Invitation> all) {
        for (P person : records.all(type, event.getPeople())) {
            if (type.require("emails").get(person) instanceof List<?> emails
                    && !emails.isEmpty()
                    && emails.getFirst() instanceof ContactPoint first) {
                put(all, event, first.value(), person.getTitle(), null);
            }
        }
    }

    private static void put(Map<String, Invitation> all, Event event, String email, String name, @Nullable UUID user) {
        all.putIfAbsent(
                email.toLowerCase(Locale.ROOT),
                new Invitation(UUID.randomUUID(), event.getId(), email, name, user, State.PENDING, null));
    }

    /** Sends everybody the event as it is now, and those who are no longer asked that it is off; returns how many mails. */
    public int send(UUID id) {
        Event event = records.get(events, id);
        if (!records.may(events, event, Operation.EDIT)) {
            throw new Forbidden(Operation.EDIT, "event");
        }
        Optional<User> organiser = users.remembered(event.getOwner());
        if (organiser.isEmpty()) {
            return 0;
        }
        List<Invitation> asked = of(id);
        for (Invitation each : asked) {
            keep(each);
            mail(Facts.of(event), each, organiser.get(), asked, REQUEST);
            jdbc.sql("update event_invitation set sent_version = ? where event_id = ? and email = ?")
                    .params(event.getVersion(), id, each.email())
                    .update();
        }
        int mails = asked.size();
        Set<String> still = Set.copyOf(participants(event).keySet());
        for (Map.Entry<String, Invitation> each : known(id).entrySet()) {
            if (!still.contains(each.getKey())) {
                mails += dismiss(event, each.getValue(), organiser.get());
            }
        }
        return mails;
    }

    private int dismiss(Event event, Invitation invitation, User organiser) {
        jdbc.sql("delete from event_invitation where id = ?")
                .param(invitation.id())
                .update();
        if (invitation.sentVersion() == null) {
            return 0;
        }
        mail(Facts.of(event), invitation, organiser, List.of(invitation), CANCEL);
        return 1;
    }

    private void keep(Invitation invitation) {
        jdbc.sql("""
                        insert into event_invitation (id, event_id, email, name, user_id) values (?, ?, ?, ?, ?::uuid)
                        on conflict (event_id, email) do nothing
                        """)
                .params(invitation.id(), invitation.event(), invitation.email(), invitation.name())
                .param(invitation.user())
                .update();
    }

    private void mail(Facts event, Invitation to, User organiser, List<Invitation> all, Method method) {
        Locale locale = to.user() == null
                ? organiser.locale()
                : users.byId(to.user()).map(User::locale).orElse(organiser.locale());
        String kind = method == CANCEL ? "cancelled" : to.sentVersion() == null ? "invitation" : "changed";
        String subject = Texts.text(locale, "event.mail." + kind + ".subject", event.title());
        StringBuilder body = new StringBuilder(Texts.text(
                locale,
                "event.mail." + kind + ".body",
                organiser.name(),
                event.title(),
                TimeText.of(event.times(), locale)));
        if (event.place() != null) {
            body.append("\n").append(event.place());
        }
        if (event.description() != null && method != CANCEL) {
            body.append("\n\n").append(event.description());
        }
        String text = body.toString();
        String html = look.html(locale, text);
        if (method != CANCEL) {
            String link = addresses.of(TenantScope.current()) + "/rsvp?token=" + token(saved(to));
            html = look.html(locale, text, new BrandedMail.Button(Texts.text(locale, "event.mail.answer"), link));
            text = text + "\n\n" + link + "\n";
        }
        outbox.send(
                to.email(),
                organiser.email(),
                subject.replaceAll("\\p{Cntrl}", " "),
                text,
                html,
                message(event, organiser, all, method));
    }

    /** As it stands in the table, whose id may be an older one. */
    private UUID saved(Invitation invitation) {
        return jdbc.sql("select id from event_invitation where event_id = ? and email = ?")
                .params(invitation.event(), invitation.email())
                .query(UUID.class)
                .single();
    }

    private String message(Facts event, User organiser, List<Invitation> all, Method method) {
        Calendar calendar = ICalendar.calendar(method);
        VEvent written = ICalendar.event(
                event, URI.create(addresses.of(TenantScope.current())).getHost(), Set.of());
        ICalendar.invite(written, organiser, all);
        calendar.add(written);
        if (!event.times().allDay()) {
            ICalendar.addZones(calendar, Set.of(event.times().zone().getId()));
        }
        return ICalendar.text(calendar);
    }

    // what follows from changes

    @EventListener
    void written(Records.RecordWritten written) {
        if (!written.type().equals("event")) {
            return;
        }
        switch (written.kind()) {
            case CREATED, CHANGED, RESTORED -> tellColleagues(written.id());
            case DELETED -> callOff(written.id());
            default -> {
                // files change nothing for those who are asked
            }
        }
    }

    /** The bell, once for each colleague; demo data and migrations ring for nobody. */
    private void tellColleagues(UUID id) {
        Actor actor = CurrentActor.get();
        records.find(events, id)
                .ifPresent(event -> event.getUsers().stream()
                        .filter(user -> !user.equals(event.getOwner()))
                        .flatMap(user -> users.byId(user).stream())
                        .forEach(user -> {
                            int isNew = jdbc.sql("""
                                    insert into event_invitation (id, event_id, email, name, user_id) values (?, ?, ?, ?, ?)
                                    on conflict (event_id, email) do nothing
                                    """)
                                    .params(UUID.randomUUID(), id, user.email(), user.name(), user.id())
                                    .update();
                            if (isNew > 0 && !actor.isSystem() && !user.id().equals(actor.id())) {
                                bell.tell(user.id(), Notifications.Kind.INVITED, events, id, List.of());
                            }
                        }));
    }

    private void callOff(UUID id) {
        List<Invitation> sent = known(id).values().stream()
                .filter(each -> each.sentVersion() != null)
                .toList();
        if (sent.isEmpty()) {
            return;
        }
        deleted(id)
                .filter(event -> event.times().last().isAfter(clock.instant()))
                .ifPresent(event -> users.remembered(event.owner()).ifPresent(organiser -> {
                    sent.forEach(each -> mail(event, each, organiser, List.of(each), CANCEL));
                    jdbc.sql("update event_invitation set sent_version = null where event_id = ?")
                            .param(id)
                            .update();
                }));
    }

    /** The gate has let the acting user delete it in this transaction, so it is still at hand. */
    private Optional<Facts> deleted(UUID id) {
        return jdbc.sql("select * from event where id = ? and deleted_at is not null")
                .param(id)
                .query(Facts::ofRow)
                .optional();
    }

    // answers

    /** What a link carries: the invitation, and a signature that only this installation can make. */
    String token(UUID invitation) {
        return invitation + signature(invitation);
    }

    private String signature(UUID invitation) {
        return secrets.fingerprint("rsvp/" + TenantScope.current().id() + "/" + invitation)
                .substring(0, SIGNATURE);
    }

    /** The invitation that a link is for; empty for a link that is none, and for an event that is gone. */
    @Transactional(readOnly = true)
    public Optional<Asked> byToken(String token) {
        return invitation(token)
                .flatMap(invitation -> CurrentActor.as(
                        Actor.SYSTEM,
                        () -> records.find(events, invitation.event())
                                .map(event -> new Asked(
                                        invitation,
                                        event,
                                        users.remembered(event.getOwner())
                                                .map(User::name)
                                                .orElse(null)))));
    }

    private Optional<Invitation> invitation(String token) {
        if (token.length() != ID + SIGNATURE) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(token.substring(0, ID));
            boolean isOurs = java.security.MessageDigest.isEqual(
                    signature(id).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    token.substring(ID).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return isOurs
                    ? jdbc.sql("select * from event_invitation where id = ?")
                            .param(id)
                            .query(Invitations::map)
                            .optional()
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The answer of whoever has the link; whether there is still something to answer. */
    public boolean answer(String token, State state) {
        Optional<Asked> asked = byToken(token);
        asked.ifPresent(found -> CurrentActor.run(Actor.SYSTEM, () -> note(found.invitation(), found.event(), state)));
        return asked.isPresent();
    }

    /** The acting user's own answer. */
    public void answerMine(UUID event, State state) {
        if (CurrentActor.get().isViewed()) {
            throw new Forbidden(Operation.EDIT, "event");
        }
        Event found = records.get(events, event);
        UUID me = CurrentActor.get().id();
        if (found.getUsers().contains(me)) {
            tellColleagues(event);
            known(event).values().stream()
                    .filter(each -> me.equals(each.user()))
                    .forEach(each -> note(each, found, state));
        }
    }

    private void note(Invitation invitation, Event event, State state) {
        jdbc.sql("update event_invitation set state = ?, answered_at = ? where id = ?")
                .params(state.name(), Timestamp.from(clock.instant()), invitation.id())
                .update();
        UUID organiser = event.getOwner();
        if (organiser != null && state != invitation.state() && state != State.PENDING) {
            bell.tell(
                    organiser,
                    Notifications.Kind.ANSWERED,
                    events,
                    event.getId(),
                    List.of(invitation.name(), state.word()));
        }
    }

    private static Invitation map(ResultSet row, int number) throws SQLException {
        int version = row.getInt("sent_version");
        boolean isUnsent = row.wasNull();
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                row.getObject("user_id", UUID.class),
                State.valueOf(row.getString("state")),
                isUnsent ? null : version);
    }

    /** Whether the event has changed since it was sent to somebody, or somebody was never sent it. */
    @Transactional(readOnly = true)
    public boolean isUnsent(Event event, List<Invitation> asked) {
        return asked.stream().anyMatch(each -> !Objects.equals(each.sentVersion(), event.getVersion()));
    }
}
