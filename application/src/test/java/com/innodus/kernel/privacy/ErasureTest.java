package com.innodus.kernel.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.correspondence.Correspondence;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.records.ClosedRecords;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.Erasure;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class ErasureTest extends Server {
    private static final String FIRST = "Zósima";
    private static final String LAST = "Quiñonero+Ibargüen";
    private static final String MAIL = "zosima.q@ejemplo.test";
    private static final String OLD_MAIL = "antigua.direccion@ejemplo.test";
    private static final String PHONE = "+34612345678";

    @Autowired
    Erasure erasure;

    @Autowired
    AccessReport report;

    @Autowired
    Records records;

    @Autowired
    RecordTypes types;

    @Autowired
    Comments comments;

    @Autowired
    Correspondence letters;

    @Autowired
    Attachments attachments;

    @Autowired
    CustomFields fields;

    @Autowired
    ClosedRecords closed;

    @Autowired
    TenantRoles roles;

    @Autowired
    AuditTrail trail;

    @Autowired
    History history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private Tenant tenant;
    private UUID person;
    private UUID organisation;

    @BeforeEach
    void makeAPersonWithALife() {
        tenant = newTenant();
        as(tenant, () -> {
            fields.add(personal(FieldDefinition.blank("person", new FieldType.Text(100), "Talla")), List.of());
            organisation = records.create(types.require("organisation"), Map.of("name", "Ágora"))
                    .id();
            person = records.create(
                            types.require("person"),
                            Map.of(
                                    "firstName",
                                    FIRST,
                                    "lastName",
                                    LAST,
                                    "emails",
                                    List.of(new ContactPoint("work", OLD_MAIL)),
                                    "phones",
                                    List.of(new ContactPoint("mobile", PHONE)),
                                    "organisation",
                                    organisation,
                                    "jobTitle",
                                    "Directora",
                                    "notes",
                                    "Le gusta el zumo de naranja sanguina",
                                    "x_talla",
                                    "XL-especialísima"))
                    .id();
            records.change(
                    types.require("person"),
                    person,
                    Map.of("emails", List.of(new ContactPoint("work", MAIL))),
                    WriteContext.SINGLE);
            comments.add(types.require("person"), person, "Llamé a " + FIRST);
            comments.add(
                    types.require("organisation"), organisation, "Hablé con " + FIRST + " " + LAST + " (" + MAIL + ")");
            attachments.attach(
                    types.require("person"), person, "dni-" + FIRST + ".txt", FIRST.getBytes(StandardCharsets.UTF_8));
            letters.send(types.require("person"), person, MAIL, "Hola", "Querida " + FIRST);
            trail.note("export.done", "búsqueda de " + MAIL);
            return true;
        });
    }

    private static FieldDefinition personal(FieldDefinition draft) {
        return new FieldDefinition(
                draft.id(),
                draft.recordType(),
                draft.key(),
                draft.type(),
                draft.label(),
                draft.english(),
                draft.catalan(),
                draft.help(),
                draft.section(),
                draft.required(),
                draft.requiredWhen(),
                draft.visibleWhen(),
                draft.readOnlyWhen(),
                draft.unique(),
                draft.searchable(),
                draft.inList(),
                true,
                draft.start(),
                draft.archived());
    }

    private <T> T inTenant(java.util.function.Supplier<T> body) {
        return TenantScope.supply(tenant, () -> transactions.execute(status -> body.get()));
    }

    /** Where in the whole schema a text stands. */
    private List<String> placesOf(String text) {
        return inTenant(() -> {
            List<String> places = new ArrayList<>();
            jdbc.sql("""
                            select table_name, column_name from information_schema.columns
                            where table_schema = current_schema()
                              and (data_type in ('text', 'jsonb', 'ARRAY', 'USER-DEFINED', 'character varying'))
                            """)
                    .query((row, number) -> List.of(row.getString(1), row.getString(2)))
                    .list()
                    .forEach(column -> {
                        long found = jdbc.sql("select count(*) from \"" + column.getFirst() + "\" where strpos(lower(\""
                                        + column.getLast() + "\"::text), ?) > 0")
                                .param(text.toLowerCase(java.util.Locale.ROOT))
                                .query(Long.class)
                                .single();
                        if (found > 0) {
                            places.add(String.join(".", column));
                        }
                    });
            return places;
        });
    }

    @Test
    void leavesNothingThatIdentifiesThePersonAnywhere() {
        assertThat(placesOf(MAIL)).hasSizeGreaterThan(4);

        as(tenant, () -> {
            erasure.erase(types.require("person"), person);
            return true;
        });

        for (String text : List.of(
                LAST, "quinonero", MAIL, OLD_MAIL, PHONE, "612345678", "naranja sanguina", "XL-especial", "Querida")) {
            assertThat(placesOf(text)).as(text).isEmpty();
        }
        assertThat(placesOf(FIRST)).isEmpty();
        assertThat(inTenant(() -> jdbc.sql(
                                "select count(*) from file_content where strpos(convert_from(content, 'UTF8'), ?) > 0")
                        .param(FIRST)
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    @Test
    void keepsTheRecordAndWhatRefersToIt() {
        as(tenant, () -> {
            RecordType<?> type = types.require("person");
            erasure.erase(type, person);
            assertThat(records.titles(type, List.of(person))).containsEntry(person, "Persona anónima Persona anónima");
            assertThat(records.count(type, Query.ALL, 10)).isEqualTo(1);
            assertThat(comments.of(types.require("organisation"), organisation, null, 10))
                    .singleElement()
                    .satisfies(comment -> assertThat(comment.body()).isEqualTo("Hablé con … (…)"));
            assertThat(history.of(type, person, 10))
                    .allSatisfy(entry -> assertThat(entry.changes()).isEmpty());
            return true;
        });
        assertThat(placesOf("Directora")).as("what is no personal data").isNotEmpty();
        assertThat(placesOf("privacy.erased")).containsExactly("audit_entry.act");
    }

    @Test
    void tellsBeforehandWhatWillHappen() {
        Erasure.Preview preview = as(tenant, () -> erasure.preview(types.require("person"), person));

        assertThat(preview.emptied()).contains("firstName", "lastName", "emails", "phones", "notes", "x_talla");
        assertThat(preview.kept()).contains("jobTitle", "organisation").doesNotContain("emails");
        assertThat(List.of(preview.comments(), preview.mails(), preview.files()))
                .containsExactly(1L, 1L, 1L);
        assertThat(preview.elsewhere()).isPositive();
        assertThat(placesOf(MAIL)).as("nothing has happened yet").isNotEmpty();
    }

    @Test
    void isARightOfItsOwnAndNeverReachesWhatIsClosed() {
        User berta = newUser(tenant, "Berta", Roles.MEMBER);
        RecordType<?> type = as(tenant, () -> types.require("person"));
        List<Runnable> acts = List.of(
                () -> erasure.erase(type, person), () -> erasure.preview(type, person), () -> write(type, person));
        for (Runnable act : acts) {
            refused(berta.actor(), act, Forbidden.class, RecordNotFound.class);
            refused(owner(tenant).viewedBy(berta.actor()), act, Forbidden.class, RecordNotFound.class);
        }
        as(tenant, () -> {
            roles.save(Roles.MEMBER, roles.rights(Roles.MEMBER).with(SpecialRight.ERASE, true));
            closed.close(type, person, List.of());
            return true;
        });
        for (Runnable act : acts) {
            refused(berta.actor(), act, RecordNotFound.class);
        }
        Tenant other = newTenant();
        assertThatThrownBy(() -> as(other, () -> erasure.preview(types.require("person"), person)))
                .isInstanceOf(RecordNotFound.class);
        assertThat(placesOf(MAIL)).isNotEmpty();
    }

    private void refused(Actor actor, Runnable act, Class<?>... how) {
        assertThatThrownBy(() -> as(tenant, actor, () -> {
                    act.run();
                    return true;
                }))
                .isInstanceOfAny(how);
    }

    private byte[] write(RecordType<?> type, UUID id) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            report.write(type, id, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theReportHoldsAllThatIsKept() throws IOException {
        byte[] zip = as(tenant, () -> write(types.require("person"), person));

        List<String> names = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(names).hasSize(2).contains("report.json").anyMatch(name -> name.endsWith("dni-" + FIRST + ".txt"));
        assertThat(text).contains(LAST, MAIL, OLD_MAIL, PHONE, "Llamé a", "Querida", "Ágora", "XL-especial", "naranja");
    }

    @Test
    void theReportIsHandedToThoseAloneWhoMayMakeIt() {
        String address = "/personal-data/people/" + person + ".zip";
        assertThat(logIn(tenant).get(address).status()).isEqualTo(200);
        assertThat(logIn(newTenant()).get(address).status()).isEqualTo(404);
        assertThat(new Visitor(port, tenant.slug() + ".localhost").get(address).status())
                .isEqualTo(302);
        assertThat(logIn(tenant)
                        .get("/personal-data/organisations/" + organisation + ".zip")
                        .status())
                .as("an organisation is nobody")
                .isEqualTo(404);
    }

    private Visitor logIn(Tenant into) {
        Visitor visitor = new Visitor(port, into.slug() + ".localhost");
        visitor.post("/login", "/login", Map.of("email", emailOf(into.slug()), "password", PASSWORD));
        return visitor;
    }
}
