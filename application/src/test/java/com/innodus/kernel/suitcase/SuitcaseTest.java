package com.innodus.kernel.suitcase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.clients.PersonalTokens;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.suitcase.SuitcaseRefused.Reason;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

class SuitcaseTest extends Server {
    @TempDir
    Path folder;

    @Autowired
    Packing packing;

    @Autowired
    Unpacking unpacking;

    @Autowired
    Records records;

    @Autowired
    RecordTypes types;

    @Autowired
    Comments comments;

    @Autowired
    Attachments attachments;

    @Autowired
    CustomFields fields;

    @Autowired
    Teams teams;

    @Autowired
    PersonalTokens tokens;

    private Tenant tenant;

    @BeforeEach
    void fillATenant() {
        tenant = newTenant();
        UUID berta = newUser(tenant, "Berta", Roles.MEMBER).id();
        as(tenant, () -> {
            RecordType<?> type = types.require("organisation");
            fields.add(FieldDefinition.blank("organisation", new FieldType.Text(100), "Nº \"interno\""), List.of());
            UUID parent = records.create(
                            types.require("organisation"),
                            Map.of("name", "Ágora \\ \"S. L.\"\n;ñ", "x_no_interno", "A\\n1"))
                    .id();
            // of one table, and the one that is referred to is not the first
            for (int i = 0; i < 40; i++) {
                records.create(types.require("organisation"), Map.of("name", "Hija " + i, "parent", parent));
            }
            comments.add(type, parent, "Un comentario con «comillas»");
            attachments.attach(type, parent, "nota.txt", "¡Hola!".getBytes(StandardCharsets.UTF_8));
            teams.save(null, "Norte", null, Set.of(berta), Set.of(Roles.READER));
            tokens.create("Copia", Set.of("organisations:read"), 30);
            return true;
        });
    }

    private Path pack(Tenant from) {
        Path file = folder.resolve(from.slug() + ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            TenantScope.run(from, () -> packing.pack(out, Packing.Progress.NONE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private Unpacking.Unpacked unpack(Path file, Tenant into, boolean foreign) {
        return as(into, Actor.SYSTEM, () -> unpacking.unpack(file, foreign));
    }

    private static Map<String, String> contents(Path file) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                contents.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    @Test
    void isTheSameAfterItWasUnpackedAndPackedAgain() throws IOException {
        Path file = pack(tenant);
        Tenant empty = newTenant();

        Unpacking.Unpacked unpacked = unpack(file, empty, false);

        assertThat(unpacked.files()).isEqualTo(1);
        Map<String, String> before = contents(file);
        Map<String, String> after = contents(pack(empty));
        // the log tells of the unpacking, and the new owner is one more user
        List.of("manifest.json", "seal.txt", "tables/audit_entry.jsonl", "tables/app_user.jsonl")
                .forEach(name -> {
                    before.remove(name);
                    after.remove(name);
                });
        assertThat(after).isEqualTo(before);
        assertThat(before.get("tables/organisation.jsonl").lines()).hasSize(41);
        assertThat(before.get("readable/organisations.csv")).contains("Hija 7", "Ágora");
    }

    @Test
    void letsTheOwnerInAsBeforeAndTheOthersByMail() {
        Tenant empty = newTenant();

        unpack(pack(tenant), empty, false);

        TenantScope.run(empty, () -> {
            assertThat(users.prove(emailOf(empty.slug()), PASSWORD)).isInstanceOf(Users.LogIn.Welcome.class);
            assertThat(users.byEmail(emailOf(empty.slug())).orElseThrow().role())
                    .isEqualTo(Roles.OWNER);
            assertThat(users.prove(emailOf(tenant.slug()), PASSWORD)).isInstanceOf(Users.LogIn.Refused.class);
        });
        assertThat(as(empty, Actor.SYSTEM, () -> records.count(types.require("organisation"), Query.ALL, 100)))
                .isEqualTo(41);
    }

    @Test
    void holdsNoSecretOfTheTenantAndNothingOfAnother() throws IOException {
        Tenant other = newTenant();
        String all = contents(pack(tenant)).toString();

        assertThat(all).contains(emailOf(tenant.slug()), "Un comentario");
        assertThat(all).doesNotContain(emailOf(other.slug()), "argon2", "password_hash", "secret_hash", "token_hash");
    }

    @Test
    void isUnpackedOnlyWhereThereIsNothing() {
        Path file = pack(tenant);

        assertRefused(Reason.NOT_EMPTY, () -> unpack(file, tenant, false));

        Tenant withPeople = newTenant();
        newUser(withPeople, "Carla", Roles.MEMBER);
        assertRefused(Reason.NOT_EMPTY, () -> unpack(file, withPeople, false));
    }

    @Test
    void isRefusedWhenItIsNotWhatWasPacked() throws IOException {
        Map<String, String> good = contents(pack(tenant));
        Tenant empty = newTenant();

        refused(good, empty, Reason.ALTERED, (name, out) -> {}, "tables/organisation.jsonl", false);
        refused(good, empty, Reason.ALTERED, (name, out) -> out.append(" "), "tables/role.jsonl", false);
        refused(
                good,
                empty,
                Reason.ALTERED,
                (name, out) -> out.append("x".repeat(100_000_000)),
                "tables/team.jsonl",
                false);
        refused(good, empty, Reason.FOREIGN, (name, out) -> out.append(" "), "manifest.json", false);
        refused(good, empty, Reason.DAMAGED, (name, out) -> out.append("{"), "manifest.json", true);
        refused(good, empty, Reason.ALTERED, (name, out) -> out.append("x"), "../../evil.sh", true);
        refused(
                good,
                empty,
                Reason.NEWER,
                (name, out) -> {
                    String newer = out.toString().replaceFirst("\"schemaVersion\" : \\d+", "\"schemaVersion\" : 9999");
                    out.replace(0, out.length(), newer);
                },
                "manifest.json",
                true);
        Path text = Files.writeString(folder.resolve("no.zip"), "no zip at all");
        assertRefused(Reason.DAMAGED, () -> unpack(text, empty, true));

        assertThat(as(empty, () -> users.all())).hasSize(1);
    }

    /** Packs the pieces anew with one of them changed; one that isn't there is added, one that stays empty left out. */
    private void refused(
            Map<String, String> pieces,
            Tenant into,
            Reason reason,
            BiConsumer<String, StringBuilder> change,
            String name,
            boolean foreign)
            throws IOException {
        Map<String, String> changed = new TreeMap<>(pieces);
        StringBuilder text = new StringBuilder(changed.getOrDefault(name, ""));
        int length = text.length();
        change.accept(name, text);
        if (length == text.length() && text.toString().equals(pieces.get(name))) {
            changed.remove(name);
        } else {
            changed.put(name, text.toString());
        }
        Path file = folder.resolve("changed.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> piece : changed.entrySet()) {
                zip.putNextEntry(new ZipEntry(piece.getKey()));
                zip.write(piece.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        assertRefused(reason, () -> unpack(file, into, foreign));
    }

    private static void assertRefused(Reason reason, Runnable unpacking) {
        assertThatThrownBy(unpacking::run)
                .isInstanceOfSatisfying(
                        SuitcaseRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
