package com.innodus.kernel.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.following.FollowedViews;
import com.innodus.kernel.notifications.Notifications.Kind;
import com.innodus.kernel.notifications.Notifications.Notification;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.views.SavedView.Definition;
import com.innodus.kernel.records.views.SavedViews;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class ViewNewsTest extends Server {
    @Autowired
    FollowedViews followed;

    @Autowired
    SavedViews views;

    @Autowired
    Notifications notifications;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    Access access;

    @Autowired
    TenantRoles roles;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private Tenant tenant;
    private Actor berta;
    private UUID ofVic;

    @BeforeEach
    void followAView() {
        tenant = newTenant();
        berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        ofVic = as(tenant, () -> view(Sharing.ALL));
        follow(berta);
    }

    private UUID view(Sharing sharing) {
        Query query = Query.ALL.with(Filter.test("city", Filter.Operator.IS, "Vic"));
        return views.save(organisations, "De Vic", sharing, Definition.of(query, List.of(), null))
                .id();
    }

    private void follow(Actor who) {
        assertThat(as(tenant, who, () -> followed.follow(organisations, ofVic, true)))
                .isTrue();
    }

    private UUID organisation(String name, String city) {
        return as(
                tenant,
                () -> records.create(organisations, Map.of("name", name, "city", city))
                        .id());
    }

    private void change(UUID record, String field, String value) {
        as(tenant, () -> records.change(organisations, record, Map.of(field, value), WriteContext.SINGLE));
    }

    /** Events are told in their order, after the commit. */
    private void letEventsBeTold() {
        await().until(() -> as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql("select count(*) from domain_event")
                                .query(Long.class)
                                .single()
                        == 0)));
    }

    private List<Notification> told(Actor who) {
        letEventsBeTold();
        return as(tenant, who, () -> notifications.latest(20));
    }

    @Test
    void whatComesInIsToldAndCountsAsOneUntilItIsRead() {
        organisation("Olotina", "Olot");
        assertThat(told(berta)).isEmpty();

        UUID record = organisation("Ágora", "Vic");
        assertThat(told(berta)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.ENTERED);
            assertThat(told.title()).isEqualTo("Ágora");
            assertThat(told.arguments()).containsExactly("De Vic");
            assertThat(told.link()).isEqualTo("organisations?view=" + ofVic);
        });
        assertThat(told(owner(tenant))).as("who did it").isEmpty();

        change(record, "city", "Vic");
        change(record, "notes", "Sigue dentro");
        // told of together: what it was made as is not what it was moved to
        change(organisation("Biblos", "Olot"), "city", "Vic");
        assertThat(told(berta)).singleElement().extracting(Notification::amount).isEqualTo(2);
    }

    @Test
    void whatWasInItBeforeIsNotNew() {
        UUID record = organisation("Ágora", "Vic");
        told(berta);
        as(tenant, berta, () -> {
            notifications.readAll();
            return true;
        });

        change(record, "name", "Ágora y Cía");
        assertThat(told(berta)).allMatch(Notification::read);
        change(record, "city", "Olot");
        assertThat(told(berta)).allMatch(Notification::read);
        change(record, "city", "Vic");
        assertThat(told(berta)).noneMatch(Notification::read);
    }

    @Test
    void nobodyIsToldOfWhatTheyMayNotRead() {
        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.OWN);
            return true;
        });
        organisation("Ágora", "Vic");
        letEventsBeTold();
        as(tenant, () -> {
            access.grant(Roles.MEMBER, "organisation", Operation.READ, Scope.ALL);
            return true;
        });

        assertThat(told(berta)).isEmpty();
    }

    @Test
    void aViewOfAFieldThatOneMayNotReadSaysNothing() {
        as(tenant, () -> {
            for (String role : List.of(Roles.MEMBER, Roles.BASELINE)) {
                roles.save(role, roles.rights(role).with(new FieldOf("organisation", "city"), FieldRight.NONE));
            }
            return true;
        });

        organisation("Ágora", "Vic");

        assertThat(told(berta)).isEmpty();
    }

    @Test
    void aViewThatIsNotOfferedAnyMoreSaysNothing() {
        as(tenant, () -> views.rename(ofVic, "De Vic", Sharing.PRIVATE));

        organisation("Ágora", "Vic");

        assertThat(told(berta)).isEmpty();
    }

    @Test
    void whoStopsFollowingIsNotTold() {
        as(tenant, berta, () -> followed.follow(organisations, ofVic, false));

        organisation("Ágora", "Vic");

        assertThat(told(berta)).isEmpty();
        assertThat(as(tenant, berta, () -> followed.isFollowing(ofVic))).isFalse();
    }

    @Test
    void othersPrivateViewsAndOtherTenantsCannotBeFollowed() {
        UUID hers = as(tenant, () -> view(Sharing.PRIVATE));
        Tenant other = newTenant();

        assertThat(as(tenant, berta, () -> followed.follow(organisations, hers, true)))
                .isFalse();
        assertThat(as(other, () -> followed.follow(organisations, ofVic, true))).isFalse();
        assertThat(as(other, () -> followed.isFollowing(ofVic))).isFalse();
    }
}
