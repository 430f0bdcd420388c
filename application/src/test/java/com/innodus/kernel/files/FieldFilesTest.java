package com.innodus.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.people.Person;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.RoleRights.Grant;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.Erasure;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.StoredFile;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.merge.Merges;
import com.innodus.support.Api;
import com.innodus.support.ApiServer;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Files and pictures that fields hold: who may put which where, who gets them, and when they go. */
class FieldFilesTest extends ApiServer {
    @Autowired
    Attachments attachments;

    @Autowired
    Records records;

    @Autowired
    RecordType<Person> people;

    @Autowired
    CustomFields customFields;

    @Autowired
    TenantRoles roles;

    @Autowired
    Merges merges;

    @Autowired
    Erasure erasure;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private static byte[] picture(int side) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private StoredFile photo(Tenant tenant) {
        return as(tenant, () -> attachments.store(people, "photo", "ana.png", picture(900)));
    }

    private UUID person(Tenant tenant, String name, StoredFile photo) {
        return as(
                tenant,
                () -> records.create(people, Map.of("firstName", name, "photo", photo))
                        .id());
    }

    private StoredFile photoOf(Tenant tenant, UUID person) {
        return as(tenant, () -> records.get(people, person).getPhoto());
    }

    private void setPhoto(Tenant tenant, UUID person, StoredFile photo) {
        as(tenant, () -> records.change(people, person, Collections.singletonMap("photo", photo), WriteContext.SINGLE));
    }

    private boolean opens(Tenant tenant, Actor actor, StoredFile file) {
        return as(tenant, actor, () -> attachments.open(file.id()).isPresent());
    }

    private long count(Tenant tenant, String table) {
        return as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single()));
    }

    @Test
    void aPictureIsKeptWithWhatItReallyIsAndMadeSmallForLists() throws IOException {
        Tenant tenant = newTenant();
        UUID ana = person(tenant, "Ana", StoredFile.named(photo(tenant).id()));

        StoredFile kept = photoOf(tenant, ana);
        assertThat(kept.name()).isEqualTo("ana.png");
        assertThat(kept.mediaType()).isEqualTo("image/png");
        byte[] small =
                as(tenant, () -> attachments.open(kept.id(), true).orElseThrow().content());
        assertThat(ImageIO.read(new java.io.ByteArrayInputStream(small)).getWidth())
                .isEqualTo(480);
        assertThat(as(tenant, () -> attachments.of(people, ana))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
                "<html><script>alert(1)</script>",
                "%PDF-1.7",
                "",
                "GIF89a"
            })
    void onlyPicturesStandWhereAPictureIsAskedFor(String content) {
        Tenant tenant = newTenant();
        assertThatThrownBy(() -> as(
                        tenant,
                        () -> attachments.store(
                                people, "photo", "x.png", content.getBytes(StandardCharsets.ISO_8859_1))))
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::field)
                                .containsExactly("photo"));
    }

    @Test
    void aFieldOfDocumentsRefusesOtherFilesAndTextFieldsTakeNone() {
        Tenant tenant = newTenant();
        String contract = as(
                        tenant,
                        () -> customFields.add(
                                FieldDefinition.blank("person", new FieldType.File(true), "Contrato"), List.of()))
                .key();
        byte[] text = "hola".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> as(tenant, () -> attachments.store(people, contract, "x.pdf", text)))
                .isInstanceOf(InvalidRecord.class);
        assertThatThrownBy(() -> as(tenant, () -> attachments.store(people, "firstName", "x.pdf", text)))
                .isInstanceOf(InvalidRecord.class);
        StoredFile kept = as(
                tenant,
                () -> attachments.store(people, contract, "x.pdf", "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII)));
        UUID ana = as(
                tenant,
                () -> records.create(people, Map.of("firstName", "Ana", contract, kept))
                        .id());
        assertThat(as(tenant, () -> attachments.all(people, ana)))
                .extracting(Attachments.Attachment::name)
                .containsExactly("x.pdf");
    }

    @Test
    void nobodyElsePutsAnUploadThatWaitsIntoARecordNorOpensIt() {
        Tenant tenant = newTenant();
        StoredFile waiting = photo(tenant);
        Actor other = member(tenant);
        assertThat(opens(tenant, owner(tenant), waiting)).isTrue();
        assertThat(opens(tenant, other, waiting)).isFalse();
        assertThatThrownBy(() ->
                        as(tenant, other, () -> records.create(people, Map.of("firstName", "Eva", "photo", waiting))))
                .isInstanceOf(InvalidRecord.class);
        Tenant foreign = newTenant();
        assertThatThrownBy(() -> person(foreign, "Eva", waiting)).isInstanceOf(InvalidRecord.class);
        assertThat(opens(foreign, owner(foreign), waiting)).isFalse();
    }

    @Test
    void theFileFollowsTheRightsOnRecordAndField() {
        Tenant tenant = newTenant();
        UUID ana = person(tenant, "Ana", photo(tenant));
        StoredFile file = photoOf(tenant, ana);
        Actor member = member(tenant);
        grant(tenant, Scope.ALL);
        assertThat(opens(tenant, member, file)).isTrue();
        as(tenant, () -> {
            roles.save(Roles.MEMBER, roles.rights(Roles.MEMBER).with(new FieldOf("person", "photo"), FieldRight.NONE));
            return null;
        });
        assertThat(opens(tenant, member, file)).isFalse();
        assertThat(as(tenant, member, () -> attachments.all(people, ana))).isEmpty();
        as(tenant, () -> {
            roles.save(Roles.MEMBER, roles.rights(Roles.MEMBER).with(new FieldOf("person", "photo"), FieldRight.EDIT));
            return null;
        });
        grant(tenant, Scope.OWN);
        assertThat(opens(tenant, member, file)).isFalse();
        as(tenant, () -> records.delete(people, List.of(ana), WriteContext.SINGLE));
        assertThat(opens(tenant, owner(tenant), file)).isFalse();
    }

    private Actor member(Tenant tenant) {
        return newUser(tenant, "eva", Roles.MEMBER).actor();
    }

    private void grant(Tenant tenant, Scope scope) {
        as(tenant, () -> {
            RoleRights rights = roles.rights(Roles.MEMBER);
            for (Operation operation : Operation.values()) {
                rights = rights.with(new Grant("person", operation), scope);
            }
            roles.save(Roles.MEMBER, rights);
            roles.save(
                    Roles.BASELINE, roles.rights(Roles.BASELINE).with(new Grant("person", Operation.READ), Scope.NONE));
            return null;
        });
    }

    @Test
    void whatAMergeKeepsOutlivesTheRecordThatItCameFrom() {
        Tenant tenant = newTenant();
        UUID kept = as(
                tenant, () -> records.create(people, Map.of("firstName", "Ana")).id());
        UUID gone = person(tenant, "Anna", photo(tenant));
        StoredFile old = photoOf(tenant, gone);

        UUID merge = as(tenant, () -> merges.merge(people, kept, List.of(gone), Map.of("photo", old)));

        StoredFile taken = photoOf(tenant, kept);
        assertThat(taken.id()).isNotEqualTo(old.id());
        assertThat(opens(tenant, owner(tenant), taken)).isTrue();
        as(tenant, () -> merges.undo(merge));
        assertThat(photoOf(tenant, kept)).isNull();
        assertThat(photoOf(tenant, gone)).isEqualTo(old);
        assertThat(opens(tenant, owner(tenant), old)).isTrue();
    }

    @Test
    void aReplacedPictureComesBackAndIsForgottenAfterAWhile() {
        Tenant tenant = newTenant();
        UUID ana = person(tenant, "Ana", photo(tenant));
        StoredFile first = photoOf(tenant, ana);
        StoredFile second = as(tenant, () -> attachments.store(people, "photo", "b.png", picture(20)));
        setPhoto(tenant, ana, second);
        sweepAfter(tenant, Duration.ofDays(80));
        setPhoto(tenant, ana, first);
        assertThat(photoOf(tenant, ana)).isEqualTo(first);
        photo(tenant);
        assertThat(count(tenant, "attachment")).isEqualTo(3);
        sweepAfter(tenant, Duration.ofDays(100));
        assertThat(count(tenant, "attachment")).isEqualTo(1);
        // one picture, and the same made small
        assertThat(count(tenant, "file_content")).isEqualTo(2);
        assertThat(opens(tenant, owner(tenant), first)).isTrue();
    }

    private void sweepAfter(Tenant tenant, Duration time) {
        FileSweep sweep = new FileSweep(jdbc, transactions, Clock.offset(Clock.systemUTC(), time));
        TenantScope.supply(tenant, () -> {
            sweep.sweep();
            return null;
        });
    }

    @Test
    void erasingAPersonTakesPictureAndContents() {
        Tenant tenant = newTenant();
        UUID ana = person(tenant, "Ana", photo(tenant));
        as(tenant, () -> {
            erasure.erase(people, ana);
            return null;
        });
        assertThat(photoOf(tenant, ana)).isNull();
        assertThat(count(tenant, "attachment")).isZero();
        assertThat(count(tenant, "file_content")).isZero();
    }

    @Test
    void programsSendAFileAndNameItInTheRecord() {
        Tenant tenant = newTenant();
        Api api = api(tenant, "*");
        Api.Answer sent = api.upload("/api/v1/people/files?field=photo", "ana.png", picture(10));
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        String id = sent.json().path("id").stringValue();
        Api.Answer made = api.post("/api/v1/people", "{\"firstName\":\"Ana\",\"photo\":\"%s\"}".formatted(id));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String href = made.json().path("photo").path("href").stringValue();
        assertThat(api.get(href).body()).isEqualTo(picture(10));
        assertThat(made.json().path("photo").path("mediaType").stringValue()).isEqualTo("image/png");
        String one = "/api/v1/people/" + made.json().path("id").stringValue();
        Api again = api.with("If-Match", "*");
        // as it was read
        assertThat(again.patch(one, "{\"photo\":" + made.json().path("photo") + "}")
                        .status())
                .isEqualTo(200);
        assertThat(again.patch(one, "{\"photo\":\"" + UUID.randomUUID() + "\"}").status())
                .isEqualTo(422);
        assertThat(api.upload("/api/v1/people/files?field=photo", "a.png", "<svg/>".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(422);
        assertThat(api.upload("/api/v1/people/files?field=firstName", "a.png", picture(10))
                        .status())
                .isEqualTo(422);
        assertThat(api(newTenant(), "*").get(href).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/people?filter=photo=empty=false").json().path("data"))
                .hasSize(1);
    }
}
