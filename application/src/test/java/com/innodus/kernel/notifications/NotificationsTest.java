package com.innodus.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.notifications.Notifications.Kind;
import com.innodus.kernel.notifications.Notifications.Notification;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.exchange.ImportPlan;
import com.innodus.kernel.records.exchange.Imports;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

class NotificationsTest extends Server {
    @Autowired
    Notifications notifications;

    @Autowired
    Comments comments;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    Access access;

    @Autowired
    Imports imports;

    @Autowired
    Bells bells;

    @Autowired
    TransactionOperations transactions;

    private UUID organisation(Tenant tenant) {
        return as(
                tenant,
                () -> records.create(organisations, Map.of("name", "Ágora")).id());
    }

    private List<Notification> of(Tenant tenant, Actor user) {
        return as(tenant, user, () -> notifications.latest(20));
    }

    @Test
    void tellsWhoIsMentionedAndNotTheAuthor() {
        Tenant tenant = newTenant();
        Actor berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID record = organisation(tenant);

        UUID comment = as(tenant, () -> comments.add(organisations, record, "@Berta, @Ana: mirad esto"));

        assertThat(of(tenant, berta)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.MENTIONED);
            assertThat(told.actor()).isEqualTo(owner(tenant).id());
            assertThat(told.title()).isEqualTo("Ágora");
            assertThat(told.link()).isEqualTo("organisations/" + record + "?entry=" + comment);
            assertThat(told.read()).isFalse();
        });
        assertThat(of(tenant, owner(tenant))).isEmpty();

        as(tenant, () -> {
            comments.edit(organisations, record, comment, "@Berta, @Ana: mirad esto ya");
            return true;
        });
        assertThat(of(tenant, berta)).as("told once").hasSize(1);
    }

    @Test
    void whoMayNotReadTheRecordLearnsNothing() {
        Tenant tenant = newTenant();
        Actor reader = newUser(tenant, "rita", Roles.READER).actor();
        Actor member = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID record = organisation(tenant);
        as(tenant, () -> {
            access.grant(Roles.READER, "organisation", Operation.READ, Scope.OWN);
            comments.add(organisations, record, "@rita @berta");
            return true;
        });

        assertThat(of(tenant, reader)).isEmpty();
        assertThat(of(tenant, member)).hasSize(1);

        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.NONE);
            return true;
        });
        // what was told leaves nothing behind, not even in the number on the bell
        assertThat(of(tenant, member)).isEmpty();
        assertThat(as(tenant, member, () -> notifications.unread())).isZero();
    }

    @Test
    void usersOfOtherTenantsAreNeverTold() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        Actor stranger = owner(other);
        UUID record = organisation(tenant);

        as(tenant, () -> comments.add(organisations, record, "Hola @{" + stranger.id() + "}"));

        assertThat(of(other, stranger)).isEmpty();
        assertThat(as(tenant, stranger, () -> notifications.unread())).isZero();
    }

    @Test
    void tellsWhoIsMadeToAnswerForARecordBySomebodyElse() {
        Tenant tenant = newTenant();
        Actor berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID record = organisation(tenant);

        as(tenant, () -> records.change(organisations, record, Map.of("owner", berta.id()), WriteContext.SINGLE));
        as(tenant, berta, () -> records.create(organisations, Map.of("name", "Suya", "owner", berta.id())));

        assertThat(of(tenant, berta)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.ASSIGNED);
            assertThat(told.record()).isEqualTo(record);
        });
    }

    @Test
    void tellsOfABulkAssignmentOnce() {
        Tenant tenant = newTenant();
        Actor berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        WriteContext batch = WriteContext.newBatch();
        for (int part = 0; part < 2; part++) {
            List<Entry> entries = IntStream.range(0, 3)
                    .mapToObj(i -> new Entry(null, Map.<String, Object>of("name", "Org " + i, "owner", berta.id())))
                    .toList();
            as(tenant, () -> records.writeAll(organisations, entries, batch));
        }

        assertThat(of(tenant, berta)).singleElement().satisfies(told -> {
            assertThat(told.amount()).isEqualTo(6);
            assertThat(told.record()).isNull();
            assertThat(told.link()).startsWith("organisations?filter=owner.is.");
        });
    }

    @Test
    void isMadeInTheTransactionOfWhatHappened() {
        Tenant tenant = newTenant();
        Actor berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID record = organisation(tenant);

        as(
                tenant,
                () -> transactions.execute(status -> {
                    comments.add(organisations, record, "@berta");
                    status.setRollbackOnly();
                    return true;
                }));

        assertThat(of(tenant, berta)).isEmpty();
    }

    @Test
    void onlyTheUserReadsTheirOwn() {
        Tenant tenant = newTenant();
        Actor berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID record = organisation(tenant);
        as(tenant, () -> comments.add(organisations, record, "@berta"));
        as(tenant, () -> comments.add(organisations, record, "@berta otra vez"));
        UUID told = of(tenant, berta).getFirst().id();

        as(tenant, () -> {
            notifications.read(told);
            notifications.readAll();
            return true;
        });
        assertThat(as(tenant, berta, () -> notifications.unread())).isEqualTo(2);

        as(tenant, berta, () -> {
            notifications.read(told);
            return true;
        });
        assertThat(as(tenant, berta, () -> notifications.unread())).isEqualTo(1);
        as(tenant, berta, () -> {
            notifications.readAll();
            return true;
        });
        assertThat(as(tenant, berta, () -> notifications.unread())).isZero();
    }

    @Test
    void ringsAtTheUsersOpenWindowsOfThatTenantOnly() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        Actor berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID record = organisation(tenant);
        AtomicInteger rung = new AtomicInteger();
        AtomicInteger elsewhere = new AtomicInteger();
        Runnable stop = TenantScope.supply(tenant, () -> bells.listen(berta.id(), rung::incrementAndGet));
        Runnable stopOther = TenantScope.supply(other, () -> bells.listen(berta.id(), elsewhere::incrementAndGet));

        as(tenant, () -> comments.add(organisations, record, "@berta"));
        await().untilAtomic(rung, org.hamcrest.Matchers.is(1));
        stop.run();
        as(tenant, () -> comments.add(organisations, record, "@berta"));

        assertThat(rung).hasValue(1);
        assertThat(elsewhere).hasValue(0);
        stopOther.run();
    }

    @Test
    void tellsWhenAnImportIsOver(@TempDir Path folder) throws Exception {
        Tenant tenant = newTenant();
        Path file = Files.writeString(folder.resolve("organisations.csv"), "Nombre\nÁgora\nÁtica\n");
        as(tenant, () -> {
            try {
                return imports.start(
                        organisations,
                        "<b>lista.csv",
                        file,
                        new ImportPlan(Map.of(0, "name"), List.of(), ImportPlan.Policy.CREATE, false));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        await().until(() -> !of(tenant, owner(tenant)).isEmpty());
        assertThat(of(tenant, owner(tenant))).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.IMPORTED);
            assertThat(told.amount()).isEqualTo(2);
            assertThat(told.arguments()).containsExactly("<b>lista.csv", "0");
        });
    }

    @Test
    void nobodyLearnsAnythingWithoutLoggingIn() {
        Tenant tenant = newTenant();
        assertThatThrownBy(() -> TenantScope.supply(tenant, () -> notifications.latest(5)))
                .isInstanceOf(IllegalStateException.class);
    }
}
