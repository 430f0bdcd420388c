package com.innodus.kernel.automation;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.automation.Action.Receiver;
import com.innodus.kernel.brand.BrandedMail;
import com.innodus.kernel.mail.Outbox;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.templates.MailTemplate;
import com.innodus.kernel.templates.MailTemplate.Wording;
import com.innodus.kernel.templates.MailTemplates;
import com.innodus.kernel.templates.Templates;
import com.innodus.kernel.webhooks.WebhookEvents;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does what rules say, within the transaction of the run: mails go to the outbox, so all of it happens once or not at all.
 */
@Component
@Transactional
class Deeds {
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_NOTICE = 300;

    /** Beyond that nobody is less busy. */
    private static final int MOST_COUNTED = 10_000;

    private final Records records;
    private final RecordTypes types;
    private final Templates templates;
    private final MailTemplates mailTemplates;
    private final Users users;
    private final Teams teams;
    private final Outbox outbox;
    private final BrandedMail branded;
    private final Notifications notifications;
    private final WebhookEvents webhooks;
    private final JdbcClient jdbc;
    private final Clock clock;

    Deeds(
            Records records,
            RecordTypes types,
            Templates templates,
            MailTemplates mailTemplates,
            Users users,
            Teams teams,
            Outbox outbox,
            BrandedMail branded,
            Notifications notifications,
            WebhookEvents webhooks,
            JdbcClient jdbc,
            Clock clock) {
        this.records = records;
        this.types = types;
        this.templates = templates;
        this.mailTemplates = mailTemplates;
        this.users = users;
        this.teams = teams;
        this.outbox = outbox;
        this.branded = branded;
        this.notifications = notifications;
        this.webhooks = webhooks;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a rule is about.
     *
     * @param record null where another program called and there is none yet
     * @param sent what another program sent; empty where there is a record
     * @param fill texts, for a language, with what the acting user may read
     */
    private record Subject<E extends BaseRecord>(
            UUID rule,
            RecordType<E> type,
            @Nullable E record,
            Map<String, String> sent,
            BiFunction<String, Locale, String> fill) {
        /** A text as a colleague may read it, who may know less than whoever wrote the rule. */
        String fillFor(User reader, String text) {
            return CurrentActor.as(reader.actor(), () -> fill.apply(text, reader.locale()));
        }
    }

    /** Does it for a record, as the acting user. */
    <E extends BaseRecord> void act(UUID rule, Action action, RecordType<E> type, UUID id) {
        // what an action before this one has changed is known to this one
        E record = records.get(type, id);
        act(
                new Subject<>(
                        rule,
                        type,
                        record,
                        Map.of(),
                        (text, locale) -> templates.fill(text, type, records.get(type, id), locale)),
                action);
    }

    /** Does it with what a caller sent, as the acting user. */
    void act(UUID rule, Action action, RecordType<?> type, Map<String, String> sent) {
        act(new Subject<>(rule, type, null, sent, (text, locale) -> Templates.fill(text, sent)), action);
    }

    private <E extends BaseRecord> void act(Subject<E> subject, Action action) {
        switch (action) {
            case Action.SendMail mail -> send(subject, mail);
            case Action.Notify notify -> notify(subject, notify);
            case Action.Change change -> change(subject, change);
            case Action.Create create -> create(subject, types.byKey(create.recordType()), create);
            case Action.Assign assign -> assign(subject, assign);
            case Action.CallWebhook call -> call(subject, call);
        }
    }

    private <E extends BaseRecord> void send(Subject<E> subject, Action.SendMail mail) {
        Locale own = CurrentActor.get().locale();
        Function<Locale, Wording> wordings = wordings(mail);
        Map<String, Runnable> mails = new LinkedHashMap<>();
        for (User user : usersAmong(mail.to(), subject.record())) {
            // what is closed to somebody isn't mailed to them either
            if (subject.record() == null
                    || notifications.mayRead(
                            user, subject.type(), subject.record().getId())) {
                mails.put(
                        user.email(),
                        () -> send(
                                user.email(),
                                subject.fillFor(
                                        user, wordings.apply(user.locale()).subject()),
                                subject.fillFor(
                                        user, wordings.apply(user.locale()).body()),
                                user.locale()));
            }
        }
        for (Receiver each : mail.to()) {
            Optional<String> address = switch (each.kind()) {
                case ADDRESS -> Optional.of(each.value());
                case RECORD -> subject.record() == null ? Optional.empty() : address(subject.type(), subject.record());
                case OWNER, USER, TEAM, ROLE -> Optional.empty();
            };
            // outside, the rule's author answers for what is told
            address.ifPresent(to -> mails.putIfAbsent(
                    to,
                    () -> send(
                            to,
                            subject.fill().apply(wordings.apply(own).subject(), own),
                            subject.fill().apply(wordings.apply(own).body(), own),
                            own)));
        }
        if (mails.isEmpty()) {
            throw new Refused("automation.reason.no-address");
        }
        mails.values().forEach(Runnable::run);
    }

    /** What the mail says in a language. */
    private Function<Locale, Wording> wordings(Action.SendMail mail) {
        if (mail.template() == null) {
            Wording words = new Wording(mail.subject(), mail.body());
            return locale -> words;
        }
        MailTemplate template =
                mailTemplates.find(mail.template()).orElseThrow(() -> new Refused("automation.reason.template-gone"));
        return template::in;
    }

    private void send(String address, String subject, String body, Locale locale) {
        String text = body.replace("\0", "");
        outbox.send(
                address, CurrentActor.get().email(), line(subject, LONGEST_SUBJECT), text, branded.html(locale, text));
    }

    private static <E extends BaseRecord> Optional<String> address(RecordType<E> type, E record) {
        return type.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Emails)
                .map(field -> field.get(record))
                .filter(List.class::isInstance)
                .flatMap(points -> ((List<?>) points).stream())
                .map(point -> ((ContactPoint) point).value())
                .findFirst();
    }

    private <E extends BaseRecord> void notify(Subject<E> subject, Action.Notify notify) {
        Set<User> receivers = usersAmong(notify.to(), subject.record());
        if (receivers.isEmpty()) {
            throw new Refused("automation.reason.nobody");
        }
        UUID record = subject.record() == null ? null : subject.record().getId();
        for (User user : receivers) {
            if (record == null || notifications.mayRead(user, subject.type(), record)) {
                notifications.announce(
                        List.of(user.id()),
                        subject.type(),
                        record,
                        line(subject.fillFor(user, notify.text()), LONGEST_NOTICE));
            }
        }
    }

    /** A value of a record may hold a line break, which would begin another header (RFC 5322 2.2). */
    private static String line(String text, int longest) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), longest));
    }

    private Set<User> usersAmong(List<Receiver> to, @Nullable BaseRecord record) {
        List<User> active = users.all().stream()
                .filter(user -> user.state() != User.State.DISABLED)
                .toList();
        Set<User> found = new LinkedHashSet<>();
        for (Receiver each : to) {
            active.stream()
                    .filter(user -> switch (each.kind()) {
                        case OWNER -> record != null && user.id().equals(record.getOwner());
                        case USER -> user.id().toString().equals(each.value());
                        case TEAM ->
                            team(each.value())
                                    .map(team -> team.people().contains(user.id()))
                                    .orElse(false);
                        case ROLE -> user.role().equals(each.value());
                        case RECORD, ADDRESS -> false;
                    })
                    .forEach(found::add);
        }
        return found;
    }

    private Optional<Team> team(String id) {
        return teams.all().stream()
                .filter(team -> team.id().toString().equals(id))
                .findFirst();
    }

    private <E extends BaseRecord> void change(Subject<E> subject, Action.Change change) {
        records.change(
                subject.type(),
                require(subject).getId(),
                values(subject, subject.type(), change.values()),
                WriteContext.SINGLE);
    }

    private <E extends BaseRecord> void create(
            Subject<E> subject, Optional<RecordType<?>> target, Action.Create create) {
        RecordType<?> type = target.orElseThrow(() -> new Refused("automation.reason.type"));
        Map<String, @Nullable Object> values = values(subject, type, create.values());
        if (create.link() != null && subject.record() != null) {
            values.put(create.link(), subject.record().getId());
        }
        records.create(type, values);
    }

    private Map<String, @Nullable Object> values(
            Subject<?> subject, RecordType<?> type, Map<String, @Nullable Object> wanted) {
        Instant now = clock.instant();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        wanted.forEach((key, value) -> {
            Field<?> field = type.field(key).orElseThrow(() -> new Refused("automation.reason.field", key));
            try {
                values.put(
                        key,
                        Values.isTemplate(field, value)
                                ? subject.fill()
                                        .apply(
                                                String.valueOf(value),
                                                CurrentActor.get().locale())
                                : Values.read(field, value, now));
            } catch (IllegalArgumentException e) {
                throw new Refused("automation.reason.field", key);
            }
        });
        return values;
    }

    private <E extends BaseRecord> void assign(Subject<E> subject, Action.Assign assign) {
        Team team = team(assign.team().toString()).orElseThrow(() -> new Refused("automation.reason.team"));
        if (subject.type()
                .field(assign.field())
                .filter(field -> field.type() instanceof FieldType.Team)
                .isPresent()) {
            records.change(
                    subject.type(), require(subject).getId(), Map.of(assign.field(), team.id()), WriteContext.SINGLE);
            return;
        }
        List<User> members = users.all().stream()
                .filter(user -> team.members().contains(user.id()) && user.state() == User.State.ACTIVE)
                .toList();
        if (members.isEmpty()) {
            throw new Refused("automation.reason.nobody");
        }
        // two nodes would give both records to the same colleague
        jdbc.sql("select id from automation_rule where id = ? for update")
                .param(subject.rule())
                .query(UUID.class)
                .list();
        UUID chosen = switch (assign.choice()) {
            case IN_TURN -> inTurn(subject.rule(), members);
            case LEAST_BUSY -> leastBusy(subject.type(), assign.field(), members);
        };
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(assign.field(), chosen);
        records.change(subject.type(), require(subject).getId(), values, WriteContext.SINGLE);
    }

    private UUID inTurn(UUID rule, List<User> members) {
        Map<UUID, Instant> turns = new HashMap<>();
        jdbc.sql("select user_id, at from automation_turn where rule_id = ?")
                .param(rule)
                .query((row, number) -> turns.put(
                        row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()))
                .list();
        UUID chosen = members.stream()
                .min(Comparator.comparing((User user) -> turns.getOrDefault(user.id(), Instant.MIN)))
                .orElseThrow()
                .id();
        Instant latest = turns.values().stream().max(Comparator.naturalOrder()).orElse(Instant.MIN);
        Instant now = clock.instant();
        // a clock that stands still, or goes back, doesn't mix up the turns
        Instant at = now.isAfter(latest) ? now : latest.plusMillis(1);
        jdbc.sql("""
                        insert into automation_turn (rule_id, user_id, at) values (?, ?, ?)
                        on conflict (rule_id, user_id) do update set at = excluded.at
                        """).params(rule, chosen, Timestamp.from(at)).update();
        return chosen;
    }

    private <E extends BaseRecord> UUID leastBusy(RecordType<E> type, String field, List<User> members) {
        Map<UUID, Integer> load = new HashMap<>();
        for (User user : members) {
            Filter theirs = Filter.test(field, Filter.Operator.IN, user.id().toString());
            load.put(user.id(), records.count(type, Query.ALL.with(theirs), MOST_COUNTED));
        }
        return members.stream()
                .min(Comparator.comparing((User user) -> load.getOrDefault(user.id(), 0)))
                .orElseThrow()
                .id();
    }

    private <E extends BaseRecord> void call(Subject<E> subject, Action.CallWebhook call) {
        UUID record = subject.record() == null ? null : subject.record().getId();
        if (!webhooks.tell(call.webhook(), "rule." + call.event(), subject.type(), record, subject.sent())) {
            throw new Refused("automation.reason.webhook");
        }
    }

    private static <E extends BaseRecord> E require(Subject<E> subject) {
        E record = subject.record();
        if (record == null) {
            throw new Refused("automation.reason.no-record");
        }
        return record;
    }
}
