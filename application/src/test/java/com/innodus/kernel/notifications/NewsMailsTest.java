package com.innodus.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.User;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.following.Followers;
import com.innodus.kernel.notifications.Preferences.Choice;
import com.innodus.kernel.notifications.Preferences.Mail;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import jakarta.persistence.EntityManagerFactory;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class NewsMailsTest extends Server {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    @Autowired
    NewsMails mails;

    @Autowired
    NewsPreferences preferences;

    @Autowired
    Notifications notifications;

    @Autowired
    Followers followers;

    @Autowired
    Comments comments;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    Access access;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    EntityManagerFactory factory;

    private record Sent(String recipient, String subject, String text) {}

    private Tenant tenant;
    private Actor berta;
    private UUID record;

    @BeforeEach
    void makeRecord() {
        tenant = newTenant();
        berta = member("berta");
        record = as(
                tenant,
                () -> records.create(organisations, Map.of("name", "Ágora")).id());
    }

    private Actor member(String name) {
        User user = newUser(tenant, name, Roles.MEMBER);
        return as(tenant, () -> {
            users.setState(user.id(), User.State.ACTIVE);
            return user.actor();
        });
    }

    private void choose(Actor who, Topic topic, Choice choice) {
        as(tenant, who, () -> {
            preferences.save(new Preferences(
                    Map.of(topic, choice), null, null, EnumSet.allOf(DayOfWeek.class), LocalTime.of(8, 0), MADRID));
            return true;
        });
    }

    private void mention(String text) {
        as(tenant, () -> comments.add(organisations, record, text));
    }

    private void change(String city) {
        as(tenant, () -> records.change(organisations, record, Map.of("city", city), WriteContext.SINGLE));
    }

    private void follow(Actor who) {
        as(tenant, who, () -> {
            followers.follow(organisations, record, true);
            return true;
        });
    }

    private int run(String statement) {
        return as(
                tenant, () -> transactions.execute(status -> jdbc.sql(statement).update()));
    }

    /** Has the digests' hour come. */
    private void letTimePass() {
        run("update notification set mail_due = now() - interval '1 minute' where mail_due is not null");
    }

    private void sweep() {
        TenantScope.run(tenant, mails::sweep);
    }

    private List<Sent> sent(Actor to) {
        return as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql(
                                "select recipient, subject, text_body from mail_outbox where recipient = ? order by created_at")
                        .param(to.email())
                        .query((row, number) -> new Sent(row.getString(1), row.getString(2), row.getString(3)))
                        .list()));
    }

    private int unread(Actor who) {
        return as(tenant, who, notifications::unread);
    }

    @Test
    void eachKindComesByTheWaysThatWereChosen() {
        Actor carles = member("carles");
        Actor dora = member("dora");
        choose(berta, Topic.MENTIONS, new Choice(true, Mail.AT_ONCE));
        choose(carles, Topic.MENTIONS, new Choice(false, Mail.AT_ONCE));
        choose(dora, Topic.MENTIONS, Choice.OFF);

        mention("@berta @carles @dora: mirad esto");
        sweep();

        assertThat(sent(berta)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).contains("Ágora");
            assertThat(mail.text()).contains("/app/news/stop/organisations/" + record);
        });
        assertThat(unread(berta)).isEqualTo(1);
        assertThat(sent(carles)).hasSize(1);
        assertThat(unread(carles)).isZero();
        assertThat(sent(dora)).isEmpty();
        assertThat(unread(dora)).isZero();
    }

    @Test
    void aDigestTellsAllOfItExactlyOnce() throws Exception {
        choose(berta, Topic.CHANGES, new Choice(true, Mail.DAILY));
        follow(berta);
        UUID other = as(
                tenant,
                () -> records.create(organisations, Map.of("name", "Biblos")).id());
        as(tenant, berta, () -> {
            followers.follow(organisations, other, true);
            return true;
        });
        change("Vic");
        as(tenant, () -> records.change(organisations, other, Map.of("city", "Olot"), WriteContext.SINGLE));

        sweep();
        assertThat(sent(berta)).as("its hour hasn't come").isEmpty();

        letTimePass();
        // two nodes at once, and again after that
        CompletableFuture<Void> second = CompletableFuture.runAsync(this::sweep);
        sweep();
        second.get();
        sweep();

        assertThat(sent(berta)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).startsWith("2 ");
            assertThat(mail.text()).contains("Ágora", "Biblos");
        });
    }

    @Test
    void whatFailsIsMailedTheNextTimeAndOnce() {
        choose(berta, Topic.CHANGES, new Choice(true, Mail.DAILY));
        follow(berta);
        change("Vic");
        letTimePass();
        // the outbox takes nothing
        run("alter table mail_outbox add constraint mail_outbox_broken check (subject is null) not valid");

        assertThatThrownBy(this::sweep).isInstanceOf(RuntimeException.class);
        run("alter table mail_outbox drop constraint mail_outbox_broken");
        sweep();
        sweep();

        assertThat(sent(berta)).hasSize(1);
    }

    @Test
    void aDigestNeverNamesWhatItsReceiverMayNotReadAnyMore() {
        choose(berta, Topic.CHANGES, new Choice(true, Mail.DAILY));
        follow(berta);
        change("Vic");
        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.NONE);
            return true;
        });

        letTimePass();
        sweep();

        assertThat(sent(berta)).isEmpty();
    }

    @Test
    void whatWasReadIsNotMailed() {
        choose(berta, Topic.CHANGES, new Choice(true, Mail.DAILY));
        follow(berta);
        change("Vic");
        as(tenant, berta, () -> {
            notifications.readAll();
            return true;
        });

        letTimePass();
        sweep();

        assertThat(sent(berta)).isEmpty();
    }

    @Test
    void quietHoursThatWereChosenLaterHoldToo() {
        choose(berta, Topic.CHANGES, new Choice(true, Mail.AT_ONCE));
        follow(berta);
        change("Vic");
        as(tenant, berta, () -> {
            LocalTime now = LocalTime.now(MADRID);
            preferences.save(new Preferences(
                    Map.of(Topic.CHANGES, new Choice(true, Mail.AT_ONCE)),
                    now.minusHours(1),
                    now.plusHours(1),
                    EnumSet.allOf(DayOfWeek.class),
                    LocalTime.of(8, 0),
                    MADRID));
            return true;
        });

        sweep();
        assertThat(sent(berta)).isEmpty();

        choose(berta, Topic.CHANGES, new Choice(true, Mail.AT_ONCE));
        letTimePass();
        sweep();
        assertThat(sent(berta)).hasSize(1);
    }

    @Test
    void aSilencedRecordSaysNothingUntilItIsFollowedAgain() {
        follow(berta);
        as(tenant, berta, () -> {
            followers.silence(organisations, record);
            return true;
        });

        mention("@berta");
        change("Vic");
        assertThat(unread(berta)).isZero();

        follow(berta);
        change("Olot");
        assertThat(unread(berta)).isEqualTo(1);
    }

    @Test
    void anotherTenantsRecordCannotBeSilenced() {
        Tenant other = newTenant();

        assertThatThrownBy(() -> as(other, () -> {
                    followers.silence(organisations, record);
                    return true;
                }))
                .isInstanceOf(RecordNotFound.class);
        assertThat(as(other, preferences::mine).zone()).isEqualTo(MADRID);
        assertThat(as(other, berta, () -> preferences.of(List.of(berta.id())))).isEmpty();
    }

    private int statements(Runnable work) {
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        Logger logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        Level before = logger.getLevel();
        boolean were = statistics.isStatisticsEnabled();
        ListAppender<ILoggingEvent> plain = new ListAppender<>();
        plain.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(plain);
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        try {
            work.run();
            long ours = plain.list.stream()
                    .filter(line -> line.getFormattedMessage().startsWith("Executing prepared SQL statement"))
                    .count();
            return (int) (ours + statistics.getPrepareStatementCount());
        } finally {
            logger.detachAppender(plain);
            logger.setLevel(before);
            statistics.setStatisticsEnabled(were);
        }
    }

    @Test
    void tellsManyFollowersWithAsManyStatementsAsOne() {
        follow(berta);
        change("Vic");
        int one = statements(() -> change("Olot"));

        List<Actor> more = IntStream.range(0, 12).mapToObj(i -> member("m" + i)).toList();
        more.forEach(this::follow);
        change("Reus");
        int many = statements(() -> change("Valls"));

        assertThat(many).isEqualTo(one);
        assertThat(more).allSatisfy(who -> assertThat(unread(who)).isEqualTo(1));

        int comment = statements(() -> mention("Hola"));
        more.forEach(who -> as(tenant, who, () -> {
            followers.follow(organisations, record, false);
            return true;
        }));
        assertThat(comment).isEqualTo(statements(() -> mention("Adiós")));
    }
}
