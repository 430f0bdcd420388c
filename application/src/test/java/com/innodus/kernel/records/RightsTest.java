package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.RoleRights.Grant;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.correspondence.Correspondence;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.notifications.Notifications;
import com.innodus.kernel.records.bulk.BulkActions;
import com.innodus.kernel.records.exchange.Exports;
import com.innodus.kernel.transfer.CsvTableWriter;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every scope through every face: each must show exactly the records that the rules say, worked out here by hand. A new
 * record type is walked as soon as it is declared.
 */
class RightsTest extends Server {
    private static final Locale SPANISH = Locale.of("es");

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    @Autowired
    ClosedRecords closed;

    @Autowired
    Readers readers;

    @Autowired
    Neighbours neighbours;

    @Autowired
    Duplicates duplicates;

    @Autowired
    History history;

    @Autowired
    Access access;

    @Autowired
    TenantRoles roles;

    @Autowired
    Teams teams;

    @Autowired
    Exports exports;

    @Autowired
    BulkActions bulk;

    @Autowired
    Comments comments;

    @Autowired
    Correspondence letters;

    @Autowired
    Attachments attachments;

    @Autowired
    Notifications notifications;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    /** What the records of a type are to marta, whose rights are tried. */
    private enum To {
        STRANGERS(Scope.ALL),
        COLLEAGUES(Scope.ALL, Scope.TEAM),
        SUBORDINATES(Scope.ALL, Scope.TEAM, Scope.MANAGED),
        OF_HER_TEAM(Scope.ALL, Scope.TEAM),
        OF_A_TEAM_SHE_LEADS(Scope.ALL, Scope.TEAM, Scope.MANAGED),
        COLLEAGUES_FOR_ANOTHER_TEAM(Scope.ALL),
        OF_HER_ORGANISATION(Scope.ALL, Scope.ORGANISATION),
        OWNED(Scope.ALL, Scope.TEAM, Scope.MANAGED, Scope.ORGANISATION, Scope.ASSIGNED, Scope.OWN),
        MADE(Scope.ALL, Scope.TEAM, Scope.MANAGED, Scope.ORGANISATION, Scope.ASSIGNED, Scope.OWN),
        CLOSED_TO_HER,
        CLOSED_TO_OTHERS(Scope.ALL, Scope.TEAM, Scope.MANAGED, Scope.ORGANISATION, Scope.ASSIGNED, Scope.OWN);

        private final Set<Scope> scopes;

        To(Scope... scopes) {
            this.scopes = Set.of(scopes);
        }
    }

    /** One record for each relation, in a tenant of its own. */
    private final class World<E extends BaseRecord> {
        private final RecordType<E> type;
        private final Tenant tenant = newTenant();
        private final Actor ana = owner(tenant);
        private final User marta = active("Marta");
        private final User luis = active("Luis");
        private final User pepa = active("Pepa");
        private final User sol = active("Sol");
        private final Map<To, UUID> ids = new LinkedHashMap<>();
        private final Map<To, UUID> files = new LinkedHashMap<>();

        World(RecordType<E> type) {
            this.type = type;
            as(tenant, () -> {
                UUID home = organisation();
                for (To to : To.values()) {
                    ids.put(to, make(to, home));
                }
                UUID sales = teams.save(null, "Ventas", null, List.of(marta.id(), luis.id()), List.of());
                UUID north = teams.save(null, "Norte", marta.id(), List.of(pepa.id()), List.of());
                UUID south = teams.save(null, "Sur", null, List.of(sol.id()), List.of());
                ids.forEach((to, id) -> {
                    comments.add(type, id, "Mira esto, @Marta");
                    files.put(
                            to,
                            attachments.attach(type, id, to + ".txt", to.name().getBytes(StandardCharsets.UTF_8)));
                });
                closed.close(type, ids.get(To.CLOSED_TO_HER), List.of());
                closed.close(type, ids.get(To.CLOSED_TO_OTHERS), List.of(marta.id()));
                return transaction.execute(status -> {
                    own(To.STRANGERS, sol, sol);
                    own(To.COLLEAGUES, luis, sol);
                    own(To.SUBORDINATES, pepa, sol);
                    own(To.OF_HER_TEAM, sol, sol, sales);
                    own(To.OF_A_TEAM_SHE_LEADS, sol, sol, north);
                    own(To.COLLEAGUES_FOR_ANOTHER_TEAM, luis, sol, south);
                    own(To.OF_HER_ORGANISATION, sol, sol);
                    own(To.OWNED, marta, sol);
                    own(To.MADE, sol, marta);
                    own(To.CLOSED_TO_HER, marta, marta);
                    own(To.CLOSED_TO_OTHERS, marta, sol);
                    UUID hers = type.organisation().filter("id"::equals).isPresent()
                            ? ids.get(To.OF_HER_ORGANISATION)
                            : home;
                    return jdbc.sql("update app_user set organisation_id = ? where id = ?")
                            .params(hers, marta.id())
                            .update();
                });
            });
        }

        private User active(String name) {
            User user = newUser(tenant, name, Roles.MEMBER);
            return as(tenant, () -> {
                users.setState(user.id(), User.State.ACTIVE);
                return users.byId(user.id()).orElseThrow();
            });
        }

        private UUID organisation() {
            return records.create(types.require("organisation"), Map.of("name", "Casa de Marta"))
                    .id();
        }

        private UUID make(To to, UUID home) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Field<E> field : type.fields()) {
                if (field.isRequired() && field.isWritable()) {
                    Object value = switch (field.type()) {
                        case FieldType.Whole ignored -> 7;
                        case FieldType.Moment ignored -> Instant.parse("2026-11-02T09:00:00Z");
                        default -> title(to);
                    };
                    values.put(field.key(), value);
                }
            }
            type.organisation()
                    .filter(property -> to == To.OF_HER_ORGANISATION && !property.equals("id"))
                    .ifPresent(property -> values.put(property, home));
            return records.create(type, values).id();
        }

        private void own(To to, User owner, User maker) {
            own(to, owner, maker, null);
        }

        private void own(To to, User owner, User maker, @Nullable UUID team) {
            jdbc.sql("update " + type.table() + " set owner_id = ?, created_by = ?, team_id = ?::uuid where id = ?")
                    .param(owner.id())
                    .param(maker.id())
                    .param(team)
                    .param(ids.get(to))
                    .update();
        }

        /** Whether a record has an organisation depends on the type; nothing else does. */
        Set<To> expected(Set<Scope> scopes) {
            return Stream.of(To.values())
                    .filter(to -> to.scopes.stream().anyMatch(scopes::contains))
                    .filter(to -> to != To.OF_HER_ORGANISATION
                            || scopes.contains(Scope.ALL)
                            || type.organisation().isPresent())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        void grant(String role, Scope scope) {
            as(tenant, () -> {
                RoleRights rights = roles.rights(role);
                for (Operation operation : Operation.values()) {
                    rights = rights.with(new Grant(type.key(), operation), scope);
                }
                roles.save(role, rights);
                return true;
            });
        }

        Set<To> of(Stream<UUID> found) {
            Set<UUID> all = found.collect(Collectors.toSet());
            return ids.entrySet().stream()
                    .filter(entry -> all.contains(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        Set<To> where(Predicate<UUID> shown) {
            return of(ids.values().stream().filter(shown));
        }
    }

    private static String title(To to) {
        return "Ficha " + to.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static boolean passes(Runnable deed) {
        try {
            deed.run();
            return true;
        } catch (RecordNotFound | com.innodus.kernel.access.Forbidden refused) {
            return false;
        }
    }

    /** What marta gets of each face. */
    private <E extends BaseRecord> Map<String, Set<To>> faces(World<E> world) {
        RecordType<E> type = world.type;
        List<UUID> all = List.copyOf(world.ids.values());
        Query cards = new Query(Filter.NONE, "ficha", List.of());
        Map<String, Set<To>> faces = new LinkedHashMap<>();
        faces.put(
                "list", world.of(records.page(type, cards, null, 0, 50).stream().map(BaseRecord::getId)));
        faces.put(
                "list by newest",
                world.of(records
                        .page(
                                type,
                                new Query(Filter.NONE, "", List.of(new Query.Sort("createdAt", false))),
                                null,
                                0,
                                500)
                        .stream()
                        .map(BaseRecord::getId)));
        faces.put(
                "filtered",
                world.of(
                        records
                                .page(
                                        type,
                                        Query.ALL.with(Filter.test("title", Filter.Operator.STARTS, "Ficha")),
                                        null,
                                        0,
                                        50)
                                .stream()
                                .map(BaseRecord::getId)));
        faces.put("ids", world.of(records.ids(type, cards, 50).stream()));
        faces.put("sheet", world.where(id -> records.find(type, id).isPresent()));
        faces.put("chosen", world.of(records.all(type, all).stream().map(BaseRecord::getId)));
        faces.put("link labels", world.of(records.titles(type, all).keySet().stream()));
        faces.put(
                "suggestions",
                world.of(records.suggest(type, "ficha", 0, 50).stream().map(Records.Mention::id)));
        faces.put("recognised by imports", world.of(recognised(world)));
        if (!type.conduct().namesakes()) {
            faces.put("duplicates", world.where(id -> warned(world, id)));
        }
        faces.put("neighbours", world.of(walk(world, cards).stream()));
        faces.put("export", exported(world, cards));
        faces.put("comments", world.where(id -> passes(() -> comments.of(type, id, null, 5))));
        faces.put("letters", world.where(id -> passes(() -> letters.of(type, id, null, 5))));
        faces.put("files", world.where(id -> passes(() -> attachments.of(type, id))));
        faces.put(
                "open file",
                world.files.entrySet().stream()
                        .filter(entry -> attachments.open(entry.getValue()).isPresent())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new)));
        faces.put(
                "notifications",
                world.of(notifications.latest(50).stream()
                        .map(Notifications.Notification::record)
                        .filter(Objects::nonNull)));
        faces.put("bulk", world.of(bulk.found(type, cards).stream()));
        faces.put("bulk chosen", world.of(records.among(type, all, Operation.BULK).stream()));
        faces.put("edit", world.where(id -> passes(() -> records.change(type, id, Map.of(), WriteContext.SINGLE))));
        faces.put(
                "may edit",
                world.where(id -> records.find(type, id)
                        .filter(record -> records.may(type, record, Operation.EDIT))
                        .isPresent()));
        faces.put("who can see it", world.where(id -> readable(world, id)));
        return faces;
    }

    private <E extends BaseRecord> Stream<UUID> recognised(World<E> world) {
        Field<E> title = world.type.titleFields().getFirst();
        List<String> forms = Stream.of(To.values())
                .map(to -> Records.matchForm(title, title(to)))
                .toList();
        return records.having(world.type, title, forms).values().stream();
    }

    private <E extends BaseRecord> boolean warned(World<E> world, UUID id) {
        Field<E> title = world.type.titleFields().getFirst();
        To to = world.of(Stream.of(id)).iterator().next();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        // a title of several fields has the same text in each that is required
        world.type.titleFields().stream()
                .filter(Field::isRequired)
                .forEach(field -> values.put(field.key(), title(to)));
        values.putIfAbsent(title.key(), title(to));
        return duplicates.of(world.type, values).stream()
                .anyMatch(mention -> mention.id().equals(id));
    }

    /** From sheet to sheet, there and back. */
    private <E extends BaseRecord> Set<UUID> walk(World<E> world, Query query) {
        Set<UUID> seen = new LinkedHashSet<>();
        for (UUID start : world.ids.values()) {
            records.find(world.type, start).ifPresent(record -> {
                Neighbours.Place place = neighbours.of(world.type, query, record);
                seen.add(start);
                Stream.of(place.previous(), place.next())
                        .filter(Objects::nonNull)
                        .forEach(seen::add);
                assertThat(place.total()).isEqualTo(records.count(world.type, query, 100));
            });
        }
        return seen;
    }

    private <E extends BaseRecord> Set<To> exported(World<E> world, Query query) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (!access.may(world.type.key(), Operation.EXPORT)) {
            return new TreeSet<>();
        }
        try (CsvTableWriter table = new CsvTableWriter(file)) {
            exports.write(world.type, query, table, SPANISH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = file.toString(StandardCharsets.UTF_8);
        return Stream.of(To.values())
                .filter(to -> text.contains(title(to)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private <E extends BaseRecord> boolean readable(World<E> world, UUID id) {
        return as(
                world.tenant,
                Actor.SYSTEM,
                () -> readers.of(world.type, id).stream()
                        .anyMatch(reader -> reader.user().id().equals(world.marta.id())));
    }

    private Stream<DynamicTest> walked(String how, RecordType<?> type, Set<Scope> scopes, Way way) {
        return Stream.of(DynamicTest.dynamicTest(type.key() + " " + how + " " + scopes, () -> walk(type, scopes, way)));
    }

    private interface Way {
        void give(World<?> world);
    }

    private <E extends BaseRecord> void walk(RecordType<E> type, Set<Scope> scopes, Way way) {
        World<E> world = world(type);
        way.give(world);
        Set<To> expected = world.expected(scopes);
        as(world.tenant, world.marta.actor(), () -> {
            faces(world).forEach((face, shown) -> assertThat(shown).as(face).isEqualTo(expected));
            assertThat(records.count(type, new Query(Filter.NONE, "ficha", List.of()), 50))
                    .as("count")
                    .isEqualTo(expected.size());
            type.fields().stream()
                    .filter(field -> field.type() instanceof FieldType.User)
                    .forEach(field -> assertThat(
                                    records
                                            .groups(type, new Query(Filter.NONE, "ficha", List.of()), field, List.of())
                                            .stream()
                                            .mapToLong(Records.Group::count)
                                            .sum())
                            .as("columns of the board")
                            .isEqualTo(expected.size()));
            assertThat(notifications.unread()).as("number on the bell").isEqualTo(expected.size());
            return true;
        });
    }

    private final Map<String, World<?>> worlds = new LinkedHashMap<>();

    @SuppressWarnings("unchecked")
    private <E extends BaseRecord> World<E> world(RecordType<E> type) {
        return (World<E>) worlds.computeIfAbsent(type.key(), key -> new World<>(type));
    }

    @TestFactory
    Stream<DynamicTest> everyFaceShowsWhatTheScopeSays() {
        return types.all().stream()
                .flatMap(type -> Stream.of(Scope.values())
                        .flatMap(scope ->
                                walked("by her role", type, Set.of(scope), world -> world.grant(Roles.MEMBER, scope))));
    }

    @TestFactory
    Stream<DynamicTest> theMostGenerousRoleCounts() {
        return types.all().stream()
                .flatMap(type -> Stream.of(
                                walked("by the baseline", type, Set.of(Scope.OWN), world -> {
                                    world.grant(Roles.MEMBER, Scope.NONE);
                                    world.grant(Roles.BASELINE, Scope.OWN);
                                }),
                                walked("by a team", type, Set.of(Scope.OWN, Scope.MANAGED), world -> {
                                    world.grant(Roles.MEMBER, Scope.NONE);
                                    world.grant(Roles.BASELINE, Scope.OWN);
                                    world.grant(Roles.READER, Scope.MANAGED);
                                    as(
                                            world.tenant,
                                            () -> teams.save(
                                                    null,
                                                    "Lectura",
                                                    null,
                                                    List.of(world.marta.id()),
                                                    List.of(Roles.READER)));
                                }),
                                walked(
                                        "by a team that is gone",
                                        type,
                                        Set.of(Scope.OWN),
                                        world -> as(world.tenant, () -> {
                                            teams.all().stream()
                                                    .filter(team -> team.name().equals("Lectura"))
                                                    .forEach(team -> teams.delete(team.id()));
                                            return true;
                                        })))
                        .flatMap(stream -> stream));
    }

    @Autowired
    RowRights rows;

    /** One record at hand is judged as a query judges all of them, whatever the roles say of reading and of the deed. */
    @TestFactory
    Stream<DynamicTest> queriesAndRecordsAtHandAgree() {
        return types.all().stream().map(type -> DynamicTest.dynamicTest(type.key(), () -> agree(type)));
    }

    private <E extends BaseRecord> void agree(RecordType<E> type) {
        World<E> world = new World<>(type);
        Actor berta = newUser(world.tenant, "Berta", Roles.ADMIN).actor();
        List<UUID> all = List.copyOf(world.ids.values());
        List<E> atHand = as(world.tenant, Actor.SYSTEM, () -> records.all(type, all));
        assertThat(atHand).hasSize(all.size());
        for (Scope reading : Scope.values()) {
            for (Scope doing : Scope.values()) {
                as(world.tenant, () -> {
                    RoleRights rights = roles.rights(Roles.MEMBER);
                    for (Operation operation : Operation.values()) {
                        rights = rights.with(
                                new Grant(type.key(), operation), operation == Operation.READ ? reading : doing);
                    }
                    roles.save(Roles.MEMBER, rights);
                    return true;
                });
                for (Actor actor :
                        List.of(world.marta.actor(), world.marta.actor().viewedBy(berta))) {
                    as(
                            world.tenant,
                            actor,
                            () -> transaction.execute(status -> {
                                for (Operation operation : Operation.values()) {
                                    Set<UUID> reached = atHand.stream()
                                            .filter(record -> rows.reaches(type, operation, record))
                                            .map(BaseRecord::getId)
                                            .collect(Collectors.toSet());
                                    assertThat(reached)
                                            .as("%s reading %s doing %s", operation, reading, doing)
                                            .isEqualTo(Set.copyOf(records.among(type, all, operation)));
                                }
                                return true;
                            }));
                }
            }
        }
    }

    /** The bin shows what may be brought back, and nothing that is closed. */
    @TestFactory
    Stream<DynamicTest> binAndDeletionKeepToTheScope() {
        return types.all().stream()
                .map(type -> DynamicTest.dynamicTest(type.key(), () -> binAndDeletionKeepToTheScope(type)));
    }

    private <E extends BaseRecord> void binAndDeletionKeepToTheScope(RecordType<E> type) {
        World<E> world = new World<>(type);
        world.grant(Roles.MEMBER, Scope.TEAM);
        Set<To> expected = world.expected(Set.of(Scope.TEAM));
        List<UUID> all = List.copyOf(world.ids.values());
        as(world.tenant, world.marta.actor(), () -> {
            assertThat(records.delete(type, all, WriteContext.SINGLE)).isEqualTo(expected.size());
            return true;
        });
        as(world.tenant, Actor.SYSTEM, () -> records.delete(type, all, WriteContext.SINGLE));
        as(world.tenant, world.marta.actor(), () -> {
            assertThat(world.of(records.deleted(type, 0, 50).stream().map(Records.Deleted::id)))
                    .isEqualTo(expected);
            assertThat(records.restore(type, all)).isEqualTo(expected.size());
            assertThat(world.of(records.ids(type, Query.ALL, 500).stream())).isEqualTo(expected);
            return true;
        });
    }

    /** A bulk action by somebody who saw more is not undone by somebody who sees less. */
    @TestFactory
    Stream<DynamicTest> undoKeepsToTheScope() {
        return types.all().stream().map(type -> DynamicTest.dynamicTest(type.key(), () -> undoKeepsToTheScope(type)));
    }

    private <E extends BaseRecord> void undoKeepsToTheScope(RecordType<E> type) {
        World<E> world = new World<>(type);
        world.grant(Roles.MEMBER, Scope.ALL);
        Field<E> title = type.titleFields().getFirst();
        WriteContext batch = WriteContext.newBatch();
        as(
                world.tenant,
                world.marta.actor(),
                () -> records.writeAll(
                        type,
                        world.ids.values().stream()
                                .map(id -> new Records.Entry(id, Map.of(title.key(), "Otro " + id)))
                                .toList(),
                        batch));
        world.grant(Roles.MEMBER, Scope.MANAGED);
        assertThat(as(world.tenant, world.marta.actor(), () -> records.undo(Objects.requireNonNull(batch.batch()))))
                .isEqualTo(world.expected(Set.of(Scope.MANAGED)).size());
    }

    @TestFactory
    Stream<DynamicTest> whatIsClosedIsClosedToAdministrators() {
        return types.all().stream()
                .map(type -> DynamicTest.dynamicTest(type.key(), () -> whatIsClosedIsClosedToAdministrators(type)));
    }

    private <E extends BaseRecord> void whatIsClosedIsClosedToAdministrators(RecordType<E> type) {
        World<E> world = new World<>(type);
        UUID secret = world.ids.get(To.CLOSED_TO_HER);
        Actor berta = newUser(world.tenant, "Berta", Roles.ADMIN).actor();
        Actor owner = newUser(world.tenant, "Olga", Roles.OWNER).actor();
        for (Actor actor : List.of(berta, owner)) {
            as(world.tenant, actor, () -> {
                assertThat(records.find(type, secret)).isEmpty();
                assertThat(records.ids(type, Query.ALL, 500)).doesNotContain(secret);
                assertThatThrownBy(() -> closed.open(type, secret)).isInstanceOf(RecordNotFound.class);
                assertThatThrownBy(() -> closed.of(type, secret)).isInstanceOf(RecordNotFound.class);
                assertThatThrownBy(() -> readers.of(type, secret)).isInstanceOf(RecordNotFound.class);
                return true;
            });
        }
        // an owner gives the right, openly
        as(world.tenant, owner, () -> {
            roles.save(Roles.ADMIN, roles.rights(Roles.ADMIN).with(SpecialRight.READ_CLOSED, true));
            return true;
        });
        as(world.tenant, berta, () -> {
            assertThat(records.find(type, secret)).isPresent();
            return true;
        });
    }

    @Test
    void aLinkToAClosedRecordShowsNeitherTitleNorGroup() {
        Tenant tenant = newTenant();
        RecordType<?> organisations = types.require("organisation");
        RecordType<?> people = types.require("person");
        UUID secret = as(
                tenant,
                () -> records.create(organisations, Map.of("name", "Secreta")).id());
        UUID open = as(
                tenant,
                () -> records.create(organisations, Map.of("name", "Abierta")).id());
        Actor marta = newUser(tenant, "Marta", Roles.MEMBER).actor();
        as(tenant, () -> {
            records.create(people, Map.of("firstName", "Una", "organisation", secret));
            records.create(people, Map.of("firstName", "Dos", "organisation", open));
            records.create(people, Map.of("firstName", "Tres"));
            closed.close(organisations, secret, List.of());
            return true;
        });

        as(tenant, marta, () -> {
            assertThat(records.titles(organisations, List.of(secret, open))).containsOnlyKeys(open);
            assertThat(groups(people)).containsExactlyInAnyOrder(open + " 1", "null 2");
            return true;
        });
        assertThat(as(tenant, () -> groups(people))).containsExactlyInAnyOrder(secret + " 1", open + " 1", "null 1");
    }

    private <E extends BaseRecord> List<String> groups(RecordType<E> people) {
        return records.groups(people, Query.ALL, people.require("organisation"), List.of()).stream()
                .map(group -> group.value() + " " + group.count())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> whoLooksThroughSomebodysEyesSeesNoMoreThanBothAndChangesNothing() {
        return types.all().stream().map(type -> DynamicTest.dynamicTest(type.key(), () -> viewed(type)));
    }

    private <E extends BaseRecord> void viewed(RecordType<E> type) {
        World<E> world = new World<>(type);
        world.grant(Roles.MEMBER, Scope.OWN);
        Actor berta = newUser(world.tenant, "Berta", Roles.ADMIN).actor();
        Actor viewed = world.marta.actor().viewedBy(berta);
        Set<To> expected = world.expected(Set.of(Scope.OWN));
        // what is open to marta alone is not open to the administrator
        expected.remove(To.CLOSED_TO_OTHERS);
        as(world.tenant, viewed, () -> {
            assertThat(world.of(records.ids(type, Query.ALL, 500).stream())).isEqualTo(expected);
            for (Operation operation : Operation.values()) {
                assertThat(access.may(type.key(), operation)).isEqualTo(operation == Operation.READ);
            }
            UUID own = world.ids.get(To.OWNED);
            assertThat(passes(() -> records.change(type, own, Map.of(), WriteContext.SINGLE)))
                    .isFalse();
            assertThat(passes(() -> comments.add(type, own, "hola"))).isFalse();
            return true;
        });
    }

    // fields

    /** A value that each kind of field takes, and a word by which it is found; null for kinds not tried. */
    private @Nullable Object sample(Field<?> field) {
        return switch (field.type()) {
            case FieldType.Text ignored -> "Zanahoria";
            case FieldType.LongText ignored -> "Zanahoria";
            case FieldType.Url ignored -> "https://zanahoria.example";
            case FieldType.TaxNumber ignored -> "B60000007";
            case FieldType.Emails ignored -> List.of(ContactPoint.work("zanahoria@agora.example"));
            case FieldType.Phones ignored -> List.of(ContactPoint.work("+34911234567"));
            case FieldType.Amount ignored -> new BigDecimal("12345.67");
            case FieldType.Whole ignored -> 42;
            case FieldType.Day ignored -> LocalDate.of(2024, 2, 29);
            case FieldType.Flag ignored -> true;
            default -> null;
        };
    }

    @TestFactory
    Stream<DynamicTest> aHiddenFieldIsNowhere() {
        return types.all().stream()
                .flatMap(type -> type.fields().stream()
                        .filter(field -> !field.isTitle() && !field.isRequired() && field.isWritable())
                        // what makes the record itself unknown
                        .filter(field -> !field.key().equals(type.conduct().confidential()))
                        .filter(field -> sample(field) != null)
                        .map(field -> DynamicTest.dynamicTest(
                                type.key() + "." + field.key(), () -> aHiddenFieldIsNowhere(type, field.key()))));
    }

    private <E extends BaseRecord> void aHiddenFieldIsNowhere(RecordType<E> type, String key) {
        World<E> world = world(type);
        world.grant(Roles.MEMBER, Scope.ALL);
        world.grant(Roles.BASELINE, Scope.NONE);
        Field<E> field = type.require(key);
        UUID id = world.ids.get(To.STRANGERS);
        Object value = sample(field);
        as(world.tenant, () -> {
            records.change(type, id, java.util.Collections.singletonMap(key, value), WriteContext.SINGLE);
            roles.save(Roles.MEMBER, roles.rights(Roles.MEMBER).with(new FieldOf(type.key(), key), FieldRight.NONE));
            return true;
        });
        as(world.tenant, world.marta.actor(), () -> {
            assertThat(field.get(records.get(type, id))).isNotEqualTo(value);
            assertThat(records.page(type, Query.ALL, null, 0, 500))
                    .noneMatch(record -> Objects.equals(field.get(record), value));
            assertThat(records.values(type, records.get(type, id))).doesNotContainKey(key);
            Filter filled = Filter.test(key, Filter.Operator.NOT_EMPTY);
            assertThat(records.fits(type, filled)).isFalse();
            for (Filter hostile : List.of(
                    filled,
                    new Filter.Not(filled),
                    new Filter.Or(List.of(filled, Filter.test("title", Filter.Operator.IS, "x"))))) {
                assertThatThrownBy(() -> records.page(type, Query.ALL.with(hostile), null, 0, 5))
                        .isInstanceOf(InvalidFilter.class);
                assertThatThrownBy(() -> records.count(type, Query.ALL.with(hostile), 5))
                        .isInstanceOf(InvalidFilter.class);
                assertThatThrownBy(() -> records.ids(type, Query.ALL.with(hostile), 5))
                        .isInstanceOf(InvalidFilter.class);
            }
            assertThatThrownBy(() -> records.groups(type, Query.ALL, field, List.of()))
                    .isInstanceOf(InvalidFilter.class);
            assertThatThrownBy(() ->
                            records.groups(type, Query.ALL, type.titleFields().getFirst(), List.of(field)))
                    .isInstanceOf(InvalidFilter.class);
            for (boolean ascending : List.of(true, false)) {
                Query sorted = new Query(Filter.NONE, "ficha", List.of(new Query.Sort(key, ascending)));
                assertThat(records.ids(type, sorted, 50))
                        .isEqualTo(records.ids(type, new Query(Filter.NONE, "ficha", List.of()), 50));
            }
            for (String word : List.of("zanahoria", "B60000007", "911234567")) {
                assertThat(records.ids(type, new Query(Filter.NONE, word, List.of()), 50))
                        .isEmpty();
            }
            assertThat(records.ids(type, new Query(Filter.NONE, "ficha strangers", List.of()), 50))
                    .containsExactly(id);
            assertThat(history.of(type, id, 50))
                    .noneMatch(entry -> entry.changes().stream()
                            .anyMatch(change -> change.field().equals(key)))
                    .noneMatch(entry -> entry.kind() == History.Kind.CHANGED
                            && entry.changes().isEmpty());
            assertThatThrownBy(() -> records.change(
                            type, id, java.util.Collections.singletonMap(key, value), WriteContext.SINGLE))
                    .isInstanceOf(InvalidRecord.class);
            assertThat(duplicates.of(type, java.util.Collections.singletonMap(key, value)))
                    .isEmpty();
            assertThat(header(type)).doesNotContain(label(type, key));
            return true;
        });
        // who may only read it sees it, and can't write it
        as(world.tenant, () -> {
            roles.save(Roles.MEMBER, roles.rights(Roles.MEMBER).with(new FieldOf(type.key(), key), FieldRight.READ));
            return true;
        });
        as(world.tenant, world.marta.actor(), () -> {
            assertThat(field.get(records.get(type, id))).isEqualTo(value);
            assertThat(header(type)).contains(label(type, key));
            assertThatThrownBy(() -> records.change(
                            type, id, java.util.Collections.singletonMap(key, null), WriteContext.SINGLE))
                    .isInstanceOf(InvalidRecord.class);
            return true;
        });
        // what somebody hidden from it writes leaves it, and others still find it
        as(world.tenant, () -> {
            roles.save(Roles.MEMBER, roles.rights(Roles.MEMBER).with(new FieldOf(type.key(), key), FieldRight.NONE));
            return true;
        });
        Field<E> title = type.titleFields().getFirst();
        as(
                world.tenant,
                world.marta.actor(),
                () -> records.change(type, id, Map.of(title.key(), "Ficha strangers nueva"), WriteContext.SINGLE));
        as(world.tenant, () -> {
            assertThat(field.get(records.get(type, id))).isEqualTo(value);
            if (field.isSearchable() && field.type() instanceof FieldType.Text) {
                assertThat(records.ids(type, new Query(Filter.NONE, "zanahoria", List.of()), 50))
                        .contains(id);
            }
            records.change(type, id, java.util.Collections.singletonMap(key, null), WriteContext.SINGLE);
            records.change(type, id, Map.of(title.key(), title(To.STRANGERS)), WriteContext.SINGLE);
            roles.save(Roles.MEMBER, roles.rights(Roles.MEMBER).with(new FieldOf(type.key(), key), FieldRight.EDIT));
            return true;
        });
    }

    private static String label(RecordType<?> type, String key) {
        return com.innodus.kernel.i18n.Texts.text(SPANISH, type.key() + "." + key);
    }

    private <E extends BaseRecord> Set<String> header(RecordType<E> type) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (CsvTableWriter table = new CsvTableWriter(file)) {
            exports.write(type, Query.ALL.with(Filter.test("title", Filter.Operator.IS, "x")), table, SPANISH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HashSet<>(List.of(file.toString(StandardCharsets.UTF_8)
                .replaceAll("[\uFEFF\"]", "")
                .strip()
                .split("[;,]")));
    }

    /** Every role, team and guard is asked with the list itself. */
    @TestFactory
    Stream<DynamicTest> rightsCostNoStatementOfTheirOwn() {
        return types.all().stream().map(type -> DynamicTest.dynamicTest(type.key(), () -> rightsCostNoStatement(type)));
    }

    @Autowired
    jakarta.persistence.EntityManagerFactory factory;

    private <E extends BaseRecord> void rightsCostNoStatement(RecordType<E> type) {
        World<E> world = new World<>(type);
        world.grant(Roles.MEMBER, Scope.TEAM);
        var statistics = factory.unwrap(org.hibernate.SessionFactory.class).getStatistics();
        boolean were = statistics.isStatisticsEnabled();
        statistics.setStatisticsEnabled(true);
        try {
            as(world.tenant, world.marta.actor(), () -> {
                List<UUID> all = new ArrayList<>(world.ids.values());
                statistics.clear();
                records.page(type, Query.ALL, null, 0, 50);
                assertThat(statistics.getPrepareStatementCount()).isEqualTo(1);
                records.all(type, all);
                assertThat(statistics.getPrepareStatementCount()).isEqualTo(2);
                return true;
            });
        } finally {
            statistics.setStatisticsEnabled(were);
        }
    }
}
