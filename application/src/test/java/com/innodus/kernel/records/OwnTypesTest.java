package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.views.SavedViews;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class OwnTypesTest extends Server {
    @Autowired
    OwnTypes ownTypes;

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    @Autowired
    CustomFields fields;

    @Autowired
    Comments comments;

    @Autowired
    Attachments attachments;

    @Autowired
    SavedViews views;

    @Autowired
    TypePurge purge;

    @Autowired
    com.innodus.kernel.access.Access access;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Tenant tenant;

    @BeforeEach
    void newOne() {
        tenant = newTenant();
    }

    private <T> T here(Supplier<T> body) {
        return as(tenant, body);
    }

    private void does(Runnable body) {
        as(tenant, () -> {
            body.run();
            return null;
        });
    }

    private static TypeDefinition named(String name, String plural) {
        return TypeDefinition.named(Term.of(name), Term.of(plural));
    }

    @SuppressWarnings("unchecked")
    private RecordType<CustomRecord> make(String name, String plural) {
        return here(() -> (RecordType<CustomRecord>)
                types.require(ownTypes.add(plural, named(name, plural)).key()));
    }

    private UUID create(RecordType<CustomRecord> type, String name) {
        return here(() -> records.create(type, Map.of("name", name)).id());
    }

    private List<String> problems(Runnable attempt) {
        try {
            does(attempt);
            return List.of();
        } catch (InvalidRecord refused) {
            return refused.problems().stream().map(Problem::field).toList();
        }
    }

    @Test
    void aTypeIsThereAtOnceForItsTenantAlone() {
        RecordType<?> cars = make("Vehículo", "Vehículos");

        assertThat(cars.plural()).isEqualTo("vehiculos");
        assertThat(cars.name(Locale.of("es"))).isEqualTo("Vehículo");
        assertThat(cars.newText(Locale.of("es"))).isEqualTo("Crear vehículo");
        assertThat(cars.label("name", Locale.ENGLISH)).isEqualTo("Name");
        assertThat(as(newTenant(), () -> types.byPlural("vehiculos"))).isEmpty();
    }

    @Test
    void eachLanguageHasItsOwnNameAndTheFirstWhereItHasNone() {
        RecordType<?> type = here(() -> types.require(ownTypes.add(
                        "casas",
                        TypeDefinition.named(new Term("Casa", "House", " "), new Term("Casas", "Houses", null)))
                .key()));

        assertThat(type.name(Locale.ENGLISH)).isEqualTo("House");
        assertThat(type.pluralName(Locale.of("ca"))).isEqualTo("Casas");
    }

    @Test
    void aRecordOfOneTypeIsUnknownUnderAnother() {
        RecordType<CustomRecord> cars = make("Coche", "Coches");
        RecordType<CustomRecord> flats = make("Piso", "Pisos");
        UUID car = create(cars, "Rojo");
        UUID bin = create(cars, "Rojo viejo");
        does(() -> records.delete(cars, List.of(bin), WriteContext.SINGLE));
        create(flats, "Centro");

        does(() -> {
            assertThat(records.page(flats, Query.ALL, null, 0, 10))
                    .extracting(BaseRecord::getTitle)
                    .containsExactly("Centro");
            assertThat(records.count(flats, Query.ALL, 10)).isEqualTo(1);
            assertThat(records.ids(flats, new Query(Filter.NONE, "rojo", List.of()), 10))
                    .isEmpty();
            assertThat(records.groups(flats, Query.ALL, flats.require("owner"), List.of()))
                    .extracting(Records.Group::count)
                    .containsExactly(1L);
            assertThat(records.find(flats, car)).isEmpty();
            assertThat(records.all(flats, List.of(car))).isEmpty();
            assertThat(records.among(flats, List.of(car), Operation.EDIT)).isEmpty();
            assertThat(records.titles(flats, List.of(car))).isEmpty();
            assertThat(records.deleted(flats, 0, 10)).isEmpty();
            assertThat(records.suggest(flats, "rojo", 0, 10)).isEmpty();
            assertThat(records.titled(flats, "Rojo", 5)).isEmpty();
            assertThat(records.having(flats, flats.require("name"), List.of("rojo")))
                    .isEmpty();
            assertThat(records.living(flats, List.of(car))).isEmpty();
            assertThat(records.delete(flats, List.of(car), WriteContext.SINGLE)).isZero();
            assertThat(records.restore(flats, List.of(bin))).isZero();
            assertThatThrownBy(() -> records.change(flats, car, Map.of("name", "Azul"), WriteContext.SINGLE))
                    .isInstanceOf(RecordNotFound.class);
            assertThat(records.writeAll(
                            flats, List.of(new Records.Entry(car, Map.of("name", "Azul"))), WriteContext.SINGLE))
                    .allMatch(Records.Outcome.Refused.class::isInstance);
            assertThatThrownBy(() -> comments.add(flats, car, "hola")).isInstanceOf(RecordNotFound.class);
            assertThatThrownBy(() -> comments.of(flats, car, null, 10)).isInstanceOf(RecordNotFound.class);
            assertThatThrownBy(() -> attachments.attach(flats, car, "a.txt", new byte[0]))
                    .isInstanceOf(RecordNotFound.class);
            assertThat(records.get(cars, car).getTitle()).isEqualTo("Rojo");
        });
    }

    @Test
    void whatIsUniqueInOneTypeIsFreeInAnother() {
        RecordType<CustomRecord> cars = make("Coche", "Coches");
        RecordType<CustomRecord> vans = make("Furgón", "Furgones");
        for (RecordType<CustomRecord> type : List.of(cars, vans)) {
            FieldDefinition plate = FieldDefinition.blank(type.key(), new FieldType.Text(20), "Matrícula");
            does(() -> fields.add(
                    new FieldDefinition(
                            plate.id(),
                            plate.recordType(),
                            plate.key(),
                            plate.type(),
                            plate.label(),
                            null,
                            null,
                            null,
                            "",
                            true,
                            null,
                            Filter.NONE,
                            null,
                            true,
                            true,
                            true,
                            false,
                            null,
                            false),
                    List.of()));
        }
        Map<String, Object> values = Map.of("name", "Uno", "x_matricula", "1234 BCD");

        does(() -> records.create(cars, values));
        does(() -> records.create(vans, values));

        assertThat(problems(() -> records.create(vans, values))).containsExactly("x_matricula");
    }

    @Test
    void linksLeadToOwnTypesAndFromThem() {
        RecordType<CustomRecord> cars = make("Coche", "Coches");
        does(() -> fields.add(
                FieldDefinition.blank("person", new FieldType.Link(cars.key()), "Coche de empresa"), List.of()));
        does(() -> fields.add(FieldDefinition.blank(cars.key(), new FieldType.Link("person"), "Conductor"), List.of()));
        UUID car = create(cars, "Rojo");
        RecordType<?> people = here(() -> types.require("person"));
        UUID ana = here(() -> records.create(people, Map.of("firstName", "Ana", "x_coche_de_empresa", car))
                .id());

        does(() -> records.change(cars, car, Map.of("x_conductor", ana), WriteContext.SINGLE));

        Query ofAna = Query.ALL.with(Filter.test("x_conductor", Operator.IS, ana.toString()));
        assertThat(here(() -> records.ids(cars, ofAna, 10))).containsExactly(car);
        assertThat(here(() -> linkedTitles(people, ana))).containsExactly("Rojo");
        assertThat(problems(() -> records.create(people, Map.of("firstName", "Eva", "x_coche_de_empresa", ana))))
                .containsExactly("x_coche_de_empresa");
    }

    private <E extends BaseRecord> java.util.Collection<String> linkedTitles(RecordType<E> declared, UUID id) {
        RecordType<E> type = types.seen(declared);
        return records.linkedTitles(type, List.of(records.get(type, id))).values();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"settings", "people", "organisation", "Invoices", "projects", "x-coches", "profile", "API", "new"
            })
    void whatTheProductUsesIsNoAddress(String address) {
        assertThat(problems(() -> ownTypes.add(address, named("Cosa", "Cosas"))))
                .containsExactly("slug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "🚗", "123", "'; drop table custom_record; --x", "مركبات"})
    void whatIsNoWordIsNoAddressOrBecomesOne(String address) {
        List<String> refused = problems(() -> ownTypes.add(address, named("Cosa", "Cosas")));

        assertThat(refused.isEmpty() ? here(() -> ownTypes.all().getFirst().slug()) : refused.getFirst())
                .isIn("slug", "drop-table-custom-record-x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<img src=x onerror=alert(1)>", "🚗", "مركبات", "{0}'{'", "‮gnip", "a"})
    void namesMayBeAnything(String name) {
        RecordType<?> type = here(
                () -> types.require(ownTypes.add("cosas", named(name, name)).key()));

        assertThat(type.name(Locale.of("es"))).isEqualTo(name);
        assertThat(type.newText(Locale.of("es"))).contains(name.substring(1));
        assertThat(type.emptyText(Locale.of("es"))).contains(name);
    }

    @Test
    void whatIsMissingOrTakenIsToldAtItsField() {
        make("Coche", "Coches");

        assertThat(problems(() -> ownTypes.add("", named(" ", "PERSONAS")))).containsExactly("name", "plural", "slug");
        assertThat(problems(() -> ownTypes.add("coches", named("Coche", "Cóches"))))
                .containsExactly("plural", "slug");
        assertThat(problems(() -> ownTypes.add("otra", named("x".repeat(61), "Otras"))))
                .containsExactly("name");
        assertThat(problems(() -> ownTypes.add(
                        "otra",
                        new TypeDefinition(
                                "x_new",
                                "",
                                Term.of("Otra"),
                                Term.of("Otras"),
                                Term.of("Nombre"),
                                "no icon",
                                "red",
                                "settings",
                                Set.of("LIST"),
                                false))))
                .containsExactly("icon", "colour", "area", "hidden");
    }

    @Test
    void onlyAdministratorsMakeThem() {
        Actor member = newUser(tenant, "berta", Roles.MEMBER).actor();

        as(tenant, member, () -> {
            assertThatThrownBy(() -> ownTypes.add("coches", named("Coche", "Coches")))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(ownTypes::all).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> ownTypes.delete("x_coches", "Coches")).isInstanceOf(Forbidden.class);
            return null;
        });
    }

    @Test
    void rolesMayDoWithItWhatTheyMayWithTypesThatTheySayNothingOf() {
        RecordType<CustomRecord> cars = make("Coche", "Coches");
        create(cars, "Rojo");
        Actor reader = newUser(tenant, "lector", Roles.READER).actor();

        assertThat(as(tenant, reader, () -> records.count(cars, Query.ALL, 10))).isEqualTo(1);
        assertThatThrownBy(() -> as(tenant, reader, () -> records.create(cars, Map.of("name", "Azul"))))
                .isInstanceOf(Forbidden.class);

        does(() -> access.grant(Roles.READER, cars.key(), Operation.READ, Scope.NONE));
        does(() -> access.grant(Roles.BASELINE, cars.key(), Operation.READ, Scope.NONE));
        assertThat(as(tenant, reader, () -> records.count(cars, Query.ALL, 10))).isZero();
    }

    @Test
    void anArchivedTypeComesBackWithItsRecords() {
        RecordType<CustomRecord> cars = make("Coche", "Coches");
        UUID car = create(cars, "Rojo");

        does(() -> ownTypes.archive(cars.key()));

        assertThat(here(() -> types.byPlural("coches"))).isEmpty();
        assertThatThrownBy(() -> here(() -> records.find(cars, car))).isInstanceOf(TypeGone.class);
        assertThatThrownBy(() -> create(cars, "Azul")).isInstanceOf(TypeGone.class);
        does(() -> ownTypes.restore(cars.key()));
        assertThat(here(() -> records.get(cars, car).getTitle())).isEqualTo("Rojo");
    }

    @Test
    void nothingOfADeletedTypeIsLeft() {
        RecordType<CustomRecord> cars = make("Coche", "Coches");
        RecordType<CustomRecord> flats = make("Piso", "Pisos");
        UUID car = create(cars, "Rojo");
        UUID flat = create(flats, "Centro");
        does(() -> {
            fields.add(FieldDefinition.blank(cars.key(), new FieldType.Choice("new"), "Estado"), List.of("Sí", "No"));
            fields.add(FieldDefinition.blank("person", new FieldType.Link(cars.key()), "Coche"), List.of());
            comments.add(cars, car, "hola");
            comments.add(flats, flat, "hola");
            attachments.attach(cars, car, "a.txt", "hola".getBytes());
            access.grant(Roles.READER, cars.key(), Operation.READ, Scope.NONE);
        });
        assertThat(here(() -> ownTypes.loss(cars.key())))
                .extracting(
                        OwnTypes.Loss::records,
                        OwnTypes.Loss::comments,
                        OwnTypes.Loss::files,
                        loss -> loss.links().getFirst().label())
                .containsExactly(1L, 1L, 1L, "Coche");
        assertThat(problems(() -> ownTypes.delete(cars.key(), "Pisos"))).containsExactly("typed");

        does(() -> ownTypes.delete(cars.key(), " coches "));

        assertThat(here(() -> types.byPlural("coches"))).isEmpty();
        assertThat(here(() -> types.require("person").field("x_coche"))).isEmpty();
        assertThatThrownBy(() -> here(() -> records.find(cars, car))).isInstanceOf(TypeGone.class);
        TenantScope.run(tenant, purge::sweep);
        assertThat(here(() -> left(cars.key()))).isZero();
        assertThat(here(() -> records.get(flats, flat).getTitle())).isEqualTo("Centro");
        assertThat(here(() -> comments.of(flats, flat, null, 10))).hasSize(1);
        assertThat(make("Coche", "Coches").fields())
                .noneMatch(field -> field.definition().isPresent());
    }

    private long left(String key) {
        return transaction.execute(status -> jdbc
                        .sql("""
                        select table_name, column_name from information_schema.columns
                        where table_schema = current_schema() and column_name in ('record_type', 'type_key')
                        """)
                        .query((row, number) -> "select count(*) from " + row.getString(1) + " where "
                                + row.getString(2) + " = '" + key + "'")
                        .list()
                        .stream()
                        .mapToLong(count -> jdbc.sql(count).query(Long.class).single())
                        .sum())
                + transaction.execute(status -> jdbc.sql("select count(*) from attribute where list = ?")
                        .param(key + ".estado")
                        .query(Long.class)
                        .single());
    }

    @Test
    void whatWasDoneToADeletedTypeIsNotTakenBack() {
        RecordType<CustomRecord> cars = make("Coche", "Coches");
        UUID batch = UUID.randomUUID();
        does(() -> records.delete(cars, List.of(create(cars, "Rojo")), new WriteContext(batch)));
        does(() -> ownTypes.archive(cars.key()));

        assertThat(here(() -> records.undo(batch))).isZero();
    }

    @Test
    void theSameAddressInTwoTenantsAreTwoTypes() {
        RecordType<CustomRecord> ours = make("Coche", "Coches");
        UUID car = create(ours, "Rojo");
        Tenant other = newTenant();
        as(other, () -> ownTypes.add("coches", named("Cotxe", "Cotxes")));

        as(other, () -> {
            assertThat(types.require("x_coches").name(Locale.of("es"))).isEqualTo("Cotxe");
            assertThat(records.find(ours, car)).isEmpty();
            assertThat(records.count(ours, Query.ALL, 10)).isZero();
            return null;
        });
    }

    @Test
    void theOrderIsTheAdministratorsAndChangesCountAtOnce() {
        make("Coche", "Coches");
        make("Piso", "Pisos");

        does(() -> ownTypes.order(List.of("x_pisos", "x_coches")));
        does(() -> ownTypes.change(ownTypes.find("x_pisos").orElseThrow().at("otra")));

        assertThat(here(() -> types.all().stream()
                        .filter(type -> type.definition().isPresent())
                        .map(RecordType::plural)
                        .toList()))
                .containsExactly("pisos", "coches");
    }
}
