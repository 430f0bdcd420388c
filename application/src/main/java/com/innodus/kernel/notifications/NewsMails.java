package com.innodus.kernel.notifications;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.brand.BrandedMail;
import com.innodus.kernel.brand.BrandedMail.Button;
import com.innodus.kernel.calendar.WorkingCalendar;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.jobs.TenantJobs;
import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.mail.Outbox;
import com.innodus.kernel.notifications.Notifications.Notification;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Mails what users want to be mailed: each user's news that are due become one mail. What is due is taken and its mail stored
 * in one transaction, so that each is sent once; titles are read with the user's rights of that moment.
 */
@Service
public class NewsMails implements TenantSweep {
    static final String JOB = "news";

    private static final int LONGEST_SUBJECT = 200;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final TenantJobs jobs;
    private final Users users;
    private final NewsPreferences preferences;
    private final Notifications notifications;
    private final NotificationText sentences;
    private final RecordTypes types;
    private final Outbox outbox;
    private final BrandedMail branded;
    private final Addresses addresses;
    private final Clock clock;

    NewsMails(
            JdbcClient jdbc,
            TransactionOperations transactions,
            TenantJobs jobs,
            Users users,
            NewsPreferences preferences,
            Notifications notifications,
            NotificationText sentences,
            RecordTypes types,
            Outbox outbox,
            BrandedMail branded,
            Addresses addresses,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.jobs = jobs;
        this.users = users;
        this.preferences = preferences;
        this.notifications = notifications;
        this.sentences = sentences;
        this.types = types;
        this.outbox = outbox;
        this.branded = branded;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public String name() {
        return JOB;
    }

    @Override
    public void sweep() {
        while (Boolean.TRUE.equals(transactions.execute(status -> mailNext()))) {
            // each user's in a transaction of its own
        }
    }

    private boolean mailNext() {
        Instant now = clock.instant();
        Timestamp until = Timestamp.from(now);
        Optional<UUID> next = jdbc.sql("""
                        select n.user_id from notification n join app_user u on u.id = n.user_id
                        where n.mail_due <= ? order by n.mail_due limit 1 for no key update of u skip locked
                        """).param(until).query(UUID.class).optional();
        next.ifPresent(id -> {
            Instant awake = preferences
                    .of(List.of(id))
                    .getOrDefault(id, Preferences.usual(WorkingCalendar.ZONE))
                    .awake(now);
            if (awake.isAfter(now)) {
                // the quiet hours are others than when it happened
                jdbc.sql("update notification set mail_due = ? where user_id = ? and mail_due <= ?")
                        .params(Timestamp.from(awake), id, until)
                        .update();
                jobs.wakeAt(JOB, awake);
                return;
            }
            // what comes in between is told by the next mail
            List<UUID> taken = jdbc.sql("""
                            update notification set mail_due = null where user_id = ? and mail_due <= ? returning id
                            """).params(id, until).query(UUID.class).list();
            users.byId(id)
                    .filter(user -> user.state() == User.State.ACTIVE)
                    .ifPresent(
                            user -> CurrentActor.run(user.actor(), () -> mail(user, notifications.unreadAmong(taken))));
            jdbc.sql("delete from notification where id = any(?) and not bell")
                    .param(taken.toArray(UUID[]::new))
                    .update();
        });
        return next.isPresent();
    }

    private void mail(User user, List<Notification> news) {
        if (news.isEmpty()) {
            return;
        }
        Locale locale = user.locale();
        String app = addresses.of(TenantScope.current()) + "/app/";
        Notification only = news.getFirst();
        boolean single = news.size() == 1;
        String subject = single
                ? sentences.of(only, locale)
                : Texts.text(
                        locale,
                        "news.mail.subject",
                        news.size(),
                        TenantScope.current().name());
        String text =
                news.stream().map(each -> lines(each, single, app, locale)).collect(Collectors.joining("\n\n"))
                        + "\n\n"
                        + Texts.text(locale, "news.mail.choose", app + "profile");
        outbox.send(
                user.email(),
                line(subject),
                text,
                branded.html(
                        locale,
                        text,
                        new Button(Texts.text(locale, "news.mail.open"), single ? app + only.link() : app)));
    }

    private String lines(Notification news, boolean single, String app, Locale locale) {
        StringBuilder lines = new StringBuilder(sentences.of(news, locale));
        if (!single) {
            lines.append('\n').append(app).append(news.link());
        }
        if (news.record() != null) {
            types.byKey(Objects.requireNonNull(news.recordType()))
                    .map((RecordType<?> type) -> type.plural())
                    .ifPresent(plural -> lines.append('\n')
                            .append(Texts.text(
                                    locale, "news.mail.stop", app + "news/stop/" + plural + "/" + news.record())));
        }
        return lines.toString();
    }

    /** A title may hold a line break, which would begin another header (RFC 5322 2.2). */
    private static String line(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_SUBJECT));
    }
}
