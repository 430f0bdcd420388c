package com.innodus.kernel.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.notifications.Notifications.Kind;
import com.innodus.kernel.notifications.Notifications.Notification;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FollowersTest extends Server {
    @Autowired
    Followers followers;

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
    TenantRoles roles;

    private Tenant tenant;
    private Actor berta;
    private UUID record;

    @BeforeEach
    void makeRecord() {
        tenant = newTenant();
        berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        record = as(
                tenant,
                () -> records.create(organisations, Map.of("name", "Ágora")).id());
    }

    private void change(Actor who, String field, String value) {
        as(tenant, who, () -> records.change(organisations, record, Map.of(field, value), WriteContext.SINGLE));
    }

    private void follow(Actor who, boolean follows) {
        as(tenant, who, () -> {
            followers.follow(organisations, record, follows);
            return 0;
        });
    }

    private List<Notification> told(Actor who) {
        return as(tenant, who, () -> notifications.latest(20));
    }

    @Test
    void whoMadeARecordHearsOfOthersChangesAsOneAndNeverOfTheirOwn() {
        change(owner(tenant), "city", "Vic");
        change(berta, "city", "Olot");
        change(berta, "city", "Reus");

        assertThat(told(owner(tenant))).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.CHANGED);
            assertThat(told.amount()).isEqualTo(2);
            assertThat(told.title()).isEqualTo("Ágora");
            assertThat(told.link()).startsWith("organisations/" + record + "?entry=");
        });
        assertThat(told(berta)).isEmpty();

        as(tenant, () -> {
            notifications.readAll();
            return 0;
        });
        change(berta, "city", "Valls");
        assertThat(told(owner(tenant))).singleElement().satisfies(told -> {
            assertThat(told.amount()).isEqualTo(1);
            assertThat(told.read()).isFalse();
        });
    }

    @Test
    void whoFollowsHearsUntilTheyStopAndIsNotDrawnInAgain() {
        follow(berta, true);
        change(owner(tenant), "city", "Vic");
        assertThat(told(berta)).hasSize(1);

        follow(berta, false);
        as(tenant, () -> comments.add(organisations, record, "Hola"));
        as(tenant, () -> {
            followers.draw(organisations, record, List.of(berta.id()));
            return 0;
        });
        change(owner(tenant), "city", "Olot");
        assertThat(told(berta))
                .extracting(Notification::kind, Notification::amount)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.CHANGED, 1));
    }

    @Test
    void whoCommentsFollowsFromThenOn() {
        as(tenant, berta, () -> comments.add(organisations, record, "¿Seguimos?"));
        as(tenant, () -> comments.add(organisations, record, "Sí"));

        assertThat(told(owner(tenant))).extracting(Notification::kind).containsExactly(Kind.COMMENTED);
        assertThat(told(berta)).extracting(Notification::kind).containsExactly(Kind.COMMENTED);
    }

    @Test
    void whoIsMentionedIsToldOnce() {
        follow(berta, true);
        as(tenant, () -> comments.add(organisations, record, "Mira esto, @berta"));

        assertThat(told(berta)).extracting(Notification::kind).containsExactly(Kind.MENTIONED);
    }

    @Test
    void nobodyHearsOfWhatTheyMayNotReadAnyMore() {
        follow(berta, true);
        as(tenant, () -> {
            roles.save(
                    Roles.MEMBER,
                    roles.rights(Roles.MEMBER).with(new FieldOf("organisation", "city"), FieldRight.NONE));
            return 0;
        });
        change(owner(tenant), "city", "Vic");
        assertThat(told(berta)).isEmpty();
        change(owner(tenant), "region", "Osona");
        assertThat(told(berta)).hasSize(1);

        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.OWN);
            return 0;
        });
        assertThat(told(berta)).isEmpty();
        change(owner(tenant), "region", "Bages");
        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.ALL);
            return 0;
        });
        assertThat(told(berta)).singleElement().extracting(Notification::amount).isEqualTo(1);
    }

    @Test
    void aBulkActionDoesNotRingForEachRecord() {
        as(
                tenant,
                berta,
                () -> records.writeAll(
                        organisations,
                        IntStream.range(0, 20)
                                .mapToObj(i -> new Entry(null, Map.of("name", "N" + i)))
                                .toList(),
                        WriteContext.newBatch()));
        List<UUID> ids = as(tenant, () -> records.ids(organisations, com.innodus.kernel.records.Query.ALL, 50));
        as(
                tenant,
                () -> records.writeAll(
                        organisations,
                        ids.stream()
                                .map(id -> new Entry(id, Map.of("city", "Vic")))
                                .toList(),
                        WriteContext.newBatch()));

        assertThat(told(berta)).isEmpty();
    }

    @Test
    void anotherTenantsRecordCannotBeFollowed() {
        Tenant other = newTenant();

        assertThatThrownBy(() -> as(other, () -> {
                    followers.follow(organisations, record, true);
                    return 0;
                }))
                .isInstanceOf(RecordNotFound.class);
    }
}
