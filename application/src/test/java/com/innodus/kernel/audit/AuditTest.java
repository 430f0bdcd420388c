package com.innodus.kernel.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.operators.TenantOffice;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights.Grant;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.accounts.staff.Staff;
import com.innodus.kernel.audit.AuditLog.Entry;
import com.innodus.kernel.audit.AuditLog.Search;
import com.innodus.kernel.clients.ApiClients;
import com.innodus.kernel.clients.PersonalTokens;
import com.innodus.kernel.features.Features;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.exchange.Exports;
import com.innodus.kernel.transfer.CsvTableWriter;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

class AuditTest extends Server {
    @Autowired
    AuditLog log;

    @Autowired
    AuditTrail trail;

    @Autowired
    TenantRoles roles;

    @Autowired
    Teams teams;

    @Autowired
    Staff staff;

    @Autowired
    Features features;

    @Autowired
    ApiClients clients;

    @Autowired
    PersonalTokens tokens;

    @Autowired
    ClosedRecords closed;

    @Autowired
    Records records;

    @Autowired
    RecordTypes types;

    @Autowired
    Exports exports;

    @Autowired
    TenantOffice office;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private Tenant tenant;

    @BeforeEach
    void newTenantAgain() {
        tenant = newTenant();
    }

    private void run(Runnable body) {
        as(tenant, () -> {
            body.run();
            return true;
        });
    }

    private List<Entry> entries(String area) {
        return as(tenant, () -> log.find(new Search(null, area, "", null, null), null, 100));
    }

    private Entry latest(String area) {
        return entries(area).getFirst();
    }

    @Test
    void saysWhatARoleCouldBeforeAndMayNow() {
        run(() -> roles.save(
                Roles.MEMBER,
                roles.rights(Roles.MEMBER)
                        .with(new Grant("person", Operation.EDIT), Scope.TEAM)
                        .with(SpecialRight.CLOSE, true)));

        Entry entry = latest("role");
        assertThat(entry.act()).isEqualTo("role.changed");
        assertThat(entry.actorName()).isEqualTo("Ana");
        assertThat(entry.changes())
                .contains(
                        new Change("#type.person.plural|#operation.edit", null, "#scope.team"),
                        new Change("#special.close", null, "#value.yes"));
    }

    @Test
    void notesUsersTeamsFeaturesProgramsAndClosedRecords() {
        User berta = newUser(tenant, "Berta", Roles.MEMBER);
        run(() -> staff.setRole(berta.id(), Roles.READER));
        assertThat(latest("user").changes()).containsExactly(new Change("#audit.role", "#role.member", "#role.reader"));

        run(() -> teams.save(null, "Norte", null, Set.of(berta.id()), Set.of(Roles.READER)));
        assertThat(latest("team").changes()).contains(new Change("#teams.members", null, "Berta"));

        run(() -> features.switchOn("branding", false));
        assertThat(latest("feature").subject()).isEqualTo("#feature.branding");

        UUID record = as(
                tenant,
                () -> records.create(types.require("organisation"), Map.of("name", "Secretísima, S. L."))
                        .id());
        run(() -> closed.close(types.require("organisation"), record, List.of()));
        assertThat(latest("record").subject())
                .as("whoever reads the log may not know the record")
                .isEqualTo("#type.organisation.plural|" + record);
    }

    @Test
    void holdsNoSecret() {
        String token = as(tenant, () -> tokens.create("Copia", Set.of("organisations:read"), 30));
        ApiClients.Created client = as(
                tenant,
                () -> clients.create(
                        new ApiClients.Wish("Tienda", Set.of("organisations:read"), List.of(), true),
                        CurrentActor.get().id()));
        run(() -> users.setPassword(CurrentActor.get().id(), "cuatro tristes tigres"));

        String all = TenantScope.supply(
                tenant,
                () -> transactions.execute(status -> jdbc.sql("select string_agg(e::text, ' ') from audit_entry e")
                        .query(String.class)
                        .single()));
        assertThat(all).contains("Copia", "Tienda", "user.password");
        assertThat(all).doesNotContain(token, String.valueOf(client.secret()), "cuatro tristes");
    }

    @Test
    void tellsGoodAndBadLogIns() {
        logIn(tenant, "no es esta");
        logIn(tenant, PASSWORD);

        List<Entry> found = entries("log-in");
        assertThat(found).extracting(Entry::act).containsSubsequence("log-in.done", "log-in.failed");
        assertThat(found.getFirst().address()).isNotNull();
        assertThat(found.getFirst().actor()).isEqualTo(owner(tenant).id());
    }

    @Test
    void tellsWhoTookWhichRecordsOut() {
        run(() -> {
            records.create(types.require("organisation"), Map.of("name", "Ágora"));
            try (CsvTableWriter file = new CsvTableWriter(new ByteArrayOutputStream())) {
                exports.write(
                        types.require("organisation"),
                        new Query(Filter.NONE, "agora", List.of()),
                        file,
                        Locale.of("es"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(latest("export").changes())
                .containsExactly(Change.fact("#audit.rows", 1), Change.fact("#audit.search-words", "agora"));
    }

    @Test
    void goesWithTheTransactionThatItTellsOf() {
        run(() -> transactions.executeWithoutResult(status -> {
            teams.save(null, "Sur", null, Set.of(), Set.of());
            status.setRollbackOnly();
        }));

        assertThat(entries("team")).isEmpty();
    }

    @Test
    void showsWhatTheOperatorsDid() {
        office.grant(tenant.slug(), "branding", false, "olga@plataforma");

        Entry entry = latest("operator");
        assertThat(entry.actorName()).isEqualTo("olga@plataforma");
        assertThat(entry.act()).isEqualTo("operator.withdraw");
        assertThat(entry.subject()).isEqualTo("branding");
    }

    @Test
    void isFoundByPersonAreaWordsAndDaysPageByPage() {
        User berta = newUser(tenant, "Berta", Roles.ADMIN);
        run(() -> {
            for (int i = 0; i < 7; i++) {
                trail.note("role.made", "100% " + i);
            }
        });
        as(tenant, berta.actor(), () -> {
            trail.note("role.made", "De Berta");
            return true;
        });

        Search words = new Search(null, "role", "100%", null, null);
        List<Entry> first = as(tenant, () -> log.find(words, null, 4));
        List<Entry> second = as(tenant, () -> log.find(words, first.getLast(), 4));
        assertThat(first).hasSize(4).doesNotContainAnyElementsOf(second);
        assertThat(second).hasSize(3);
        assertThat(find(new Search(berta.id(), "", "", null, null)))
                .extracting(Entry::subject)
                .containsExactly("De Berta");
        Instant later = Instant.now().plus(1, ChronoUnit.HOURS);
        assertThat(find(new Search(null, "role", "", later, null))).isEmpty();
        assertThat(find(new Search(null, "role", "", null, later))).hasSize(8);
        assertThat(find(new Search(null, "role' or '1'='1", "", null, null))).isEmpty();
        assertThat(find(new Search(null, "", "\0%_\\'", null, null))).isEmpty();
        assertThat(as(tenant, log::areas)).contains("role", "user").doesNotHaveDuplicates();
    }

    private List<Entry> find(Search search) {
        return as(tenant, () -> log.find(search, null, 100));
    }

    @Test
    void isForgottenAfterItsTime() {
        run(() -> {
            trail.note("role.made", "Vieja");
            transactions.executeWithoutResult(status -> jdbc.sql(
                            "update audit_entry set at = now() - interval '7 months' where subject = 'Vieja'")
                    .update());
            assertThat(log.forgetOld()).isZero();
            log.keepFor(6);
            assertThat(log.forgetOld()).isEqualTo(1);
        });

        assertThat(latest("audit").changes()).containsExactly(new Change("#audit.months", "24", "6"));
        assertThatThrownBy(() -> run(() -> log.keepFor(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isForAdministratorsOfTheTenantAlone() {
        run(() -> trail.note("role.made", "Secreto de la casa"));
        Actor member = newUser(tenant, "Berta", Roles.MEMBER).actor();
        List<Supplier<Object>> doors = List.of(() -> log.find(Search.ALL, null, 1), log::areas, () -> {
            log.keepFor(12);
            return true;
        });
        for (Supplier<Object> door : doors) {
            assertThatThrownBy(() -> as(tenant, member, door)).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> as(tenant, member.viewedBy(owner(tenant)), door))
                    .isInstanceOf(AccessDeniedException.class);
        }

        Visitor owner = logIn(tenant, PASSWORD);
        assertThat(owner.get("/audit.csv?q=secreto&who=nobody&since=never").body())
                .contains("Creó el rol", "Secreto de la casa")
                .doesNotContain("Entró");
        Tenant other = newTenant();
        Visitor stranger = logIn(other, PASSWORD);
        assertThat(stranger.get("/audit.csv").body()).contains("Entró").doesNotContain("Secreto de la casa");
    }

    private Visitor logIn(Tenant tenant, String password) {
        Visitor visitor = new Visitor(port, tenant.slug() + ".localhost");
        visitor.post("/login", "/login", Map.of("email", emailOf(tenant.slug()), "password", password));
        return visitor;
    }
}
