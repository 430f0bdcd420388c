package com.innodus.kernel.records.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.CheckItem;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldKinds;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Money;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.OwnTypes;
import com.innodus.kernel.records.PostalAddress;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Term;
import com.innodus.kernel.records.TypeDefinition;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.transfer.ColumnMatcher;
import com.innodus.kernel.transfer.CsvTableWriter;
import com.innodus.kernel.transfer.Limits;
import com.innodus.kernel.transfer.TableFile;
import com.innodus.kernel.transfer.TableWriter;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What holds for every record type from its declaration alone; a new module gets all of it without a line of test. */
class RecordTypesContractTest extends Server {
    private static final byte[] PIXEL = Base64.getDecoder().decode("R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=");
    private static final Locale SPANISH = Locale.of("es");

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    @Autowired
    Teams teams;

    @Autowired
    Options options;

    @Autowired
    Access access;

    @Autowired
    Exports exports;

    @Autowired
    Imports imports;

    @Autowired
    Comments comments;

    @Autowired
    Attachments attachments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path folder;

    @Autowired
    CustomFields customFields;

    @Autowired
    OwnTypes ownTypes;

    private @Nullable RecordType<?> own;

    /** A tenant that made a type beside the product's. */
    @Override
    protected Tenant newTenant() {
        Tenant tenant = super.newTenant();
        as(tenant, () -> ownTypes.add("coches", TypeDefinition.named(Term.of("Coche"), Term.of("Coches"))));
        return tenant;
    }

    private interface Claim {
        void hold(RecordType<?> type) throws Exception;
    }

    /** The type as a tenant sees it that made a field of each kind for it. */
    @SuppressWarnings("unchecked")
    private <E extends BaseRecord> RecordType<E> withEveryKind(RecordType<E> type, Tenant tenant) {
        if (type.key().equals(Options.RECORD_TYPE)) {
            return type;
        }
        return as(tenant, () -> {
            for (String kind : FieldKinds.OFFERED) {
                String detail = switch (kind) {
                    case "choice", "choices" -> "sector";
                    case "link", "links" -> "organisation";
                    case "decimal" -> "3";
                    case "rating" -> "5";
                    case "autonumber" -> "X-";
                    default -> "";
                };
                customFields.add(
                        FieldDefinition.blank(type.key(), FieldKinds.of(kind, detail), "Propio " + kind), List.of());
            }
            return (RecordType<E>) types.require(type.key());
        });
    }

    private Stream<DynamicTest> forEachType(Claim claim) {
        if (own == null) {
            own = as(newTenant(), () -> types.byPlural("coches").orElseThrow());
        }
        return Stream.concat(types.all().stream(), Stream.of(own))
                .map(type -> DynamicTest.dynamicTest(type.key(), () -> claim.hold(type)));
    }

    /** A value that each kind of field takes. */
    private <E extends BaseRecord> Object sample(RecordType<E> type, Field<E> field, Tenant tenant) {
        return switch (field.type()) {
            case FieldType.Text(int longest) -> ("Ágora&«Càlida» x " + field.key()).substring(0, Math.min(longest, 16));
            case FieldType.LongText ignored -> "Primera línea; con punto y coma\nSegunda \"línea\" de " + field.key();
            case FieldType.RichText ignored -> "# Ágora\n\n**Negrita** & <script>alert(1)</script>, \"comillas\"; fin";
            case FieldType.Iban ignored -> "ES9121000418450200051332";
            case FieldType.Autonumber ignored -> "X-00001";
            case FieldType.Links(var target) ->
                List.of(
                        minimal(types.require(target), tenant, "Primera"),
                        minimal(types.require(target), tenant, "Segunda"));
            case FieldType.Price ignored -> new Money(new BigDecimal("12345.67"), "USD");
            case FieldType.Decimal(int digits) -> new BigDecimal("1.234").setScale(digits, RoundingMode.HALF_UP);
            case FieldType.Percent ignored -> new BigDecimal("21.1250");
            case FieldType.Rating ignored -> 3;
            case FieldType.Span ignored -> Duration.ofMinutes(165);
            case FieldType.Checklist ignored ->
                List.of(new CheckItem("Llamar; «urgente»", true), new CheckItem("Enviar", false));
            case FieldType.File ignored ->
                attachments.store(type, field.key(), "Acta «final».txt", "¡Hola!".getBytes(StandardCharsets.UTF_8));
            case FieldType.Image ignored -> attachments.store(type, field.key(), "logo.gif", PIXEL);
            case FieldType.Url ignored -> "https://www.agora.example/inicio?x=1";
            case FieldType.TaxNumber ignored -> "B60000007";
            case FieldType.ColourCode ignored -> "#1f6f50";
            case FieldType.Emails ignored ->
                List.of(ContactPoint.work("info@agora.example"), new ContactPoint("home", "ana@agora.example"));
            case FieldType.Phones ignored -> List.of(ContactPoint.work("+34911234567"));
            case FieldType.Addresses ignored ->
                List.of(new PostalAddress("billing", "C/ Mayor, 1: 2º", "28001", "Madrid", null, "ES"));
            case FieldType.Choice(var list) -> options.offered(list).getFirst().id();
            case FieldType.Choices(var list) ->
                options.offered(list).stream().limit(2).map(Options.Option::id).toList();
            case FieldType.Link(var target) -> minimal(types.require(target), tenant, "Enlazada en " + field.key());
            case FieldType.User ignored -> owner(tenant).id();
            case FieldType.Team ignored ->
                as(
                        tenant,
                        () -> teams.named("Ventas")
                                .map(Team::id)
                                .orElseGet(() -> teams.save(null, "Ventas", null, List.of(), List.of())));
            case FieldType.Users ignored -> List.of(owner(tenant).id());
            case FieldType.Repetition ignored -> "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=9";
            case FieldType.Zone ignored -> "America/Lima";
            case FieldType.Amount ignored -> new BigDecimal("12345.67");
            case FieldType.Whole ignored -> 42;
            case FieldType.Day ignored -> LocalDate.of(2024, 2, 29);
            case FieldType.Moment ignored -> Instant.parse("2024-02-29T10:15:00Z");
            case FieldType.Flag ignored -> true;
        };
    }

    private <E extends BaseRecord> UUID minimal(RecordType<E> type, Tenant tenant, String title) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field<E> field : type.fields()) {
            if (field.isRequired() && field.isWritable()) {
                values.put(field.key(), field.isTitle() ? title : sample(type, field, tenant));
            }
        }
        return records.create(type, values).id();
    }

    private <E extends BaseRecord> UUID full(RecordType<E> type, Tenant tenant) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field<E> field : type.fields()) {
            if (field.isWritable()) {
                values.put(field.key(), sample(type, field, tenant));
            }
        }
        return records.create(type, values).id();
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrittenIsRead() {
        return forEachType(this::whatIsWrittenIsRead);
    }

    private <E extends BaseRecord> void whatIsWrittenIsRead(RecordType<E> declared) {
        Tenant tenant = newTenant();
        RecordType<E> type = withEveryKind(declared, tenant);
        as(tenant, () -> {
            E record = records.get(type, full(type, tenant));
            for (Field<E> field : type.fields()) {
                if (field.isWritable()) {
                    assertThat(field.get(record)).as("%s.%s", type, field).isNotNull();
                    if (field.linkTarget() == null && !Abilities.isFile(field.type())) {
                        Object expected = sample(type, field, tenant);
                        assertThat(field.get(record)).as("%s.%s", type, field).isEqualTo(expected);
                    }
                }
            }
            return null;
        });
    }

    @TestFactory
    Stream<DynamicTest> requiredFieldsAreDemanded() {
        return forEachType(this::requiredFieldsAreDemanded);
    }

    private <E extends BaseRecord> void requiredFieldsAreDemanded(RecordType<E> type) {
        Tenant tenant = newTenant();
        assertThatThrownBy(() -> as(tenant, () -> records.create(type, new HashMap<>())))
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused -> assertThat(refused.problems()).isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everySortHasAnIndex() {
        return forEachType(this::everySortHasAnIndex);
    }

    private <E extends BaseRecord> void everySortHasAnIndex(RecordType<E> type) {
        Tenant tenant = newTenant();
        List<String> indexes = as(
                tenant,
                () -> transaction.execute(status -> jdbc.sql("""
                        select pg_get_indexdef(indexrelid) from pg_index
                        where indrelid = ?::regclass
                        """)
                        .param(type.entity().getAnnotation(Table.class).name())
                        .query(String.class)
                        .list()));
        List<String> columns = new ArrayList<>(List.of("title"));
        type.fields().stream().filter(Field::isSortable).map(Field::key).forEach(columns::add);
        for (String column : columns) {
            String name = column.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            assertThat(indexes)
                    .as("index for sorting %s by %s", type, column)
                    .anyMatch(index -> index.matches(".*\\((type_key, )?" + name + ", id\\).*"));
        }
        assertThat(indexes)
                .as("search index")
                .anyMatch(index ->
                        index.contains("search_text gin_trgm_ops") || index.contains("search_text ext.gin_trgm_ops"));
    }

    @TestFactory
    Stream<DynamicTest> everyFieldCanBeFilteredAndSorted() {
        return forEachType(this::everyFieldCanBeFilteredAndSorted);
    }

    private <E extends BaseRecord> void everyFieldCanBeFilteredAndSorted(RecordType<E> declared) {
        Tenant tenant = newTenant();
        RecordType<E> type = withEveryKind(declared, tenant);
        as(tenant, () -> {
            UUID id = full(type, tenant);
            for (Field<E> field : type.fields()) {
                if (!(field.type() instanceof FieldType.Flag)) {
                    Query filled = new Query(Filter.test(field.key(), Filter.Operator.NOT_EMPTY), "", List.of());
                    assertThat(records.ids(type, filled, 1000))
                            .as("%s.%s", type, field)
                            .contains(id);
                }
                if (field.isSortable()) {
                    Query sorted = new Query(Filter.NONE, "", List.of(new Query.Sort(field.key(), false)));
                    assertThat(records.ids(type, sorted, 1000)).contains(id);
                }
            }
            return null;
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsExportedComesBackTheSameByImport() {
        return forEachType(this::whatIsExportedComesBackTheSameByImport);
    }

    private <E extends BaseRecord> void whatIsExportedComesBackTheSameByImport(RecordType<E> declared)
            throws Exception {
        Tenant tenant = newTenant();
        RecordType<E> type = withEveryKind(declared, tenant);
        Path file = folder.resolve(type.key() + ".csv");
        UUID id = as(tenant, () -> full(type, tenant));
        Map<String, Object> before = new HashMap<>(as(tenant, () -> records.values(type, records.get(type, id))));
        // of a file only its name stands in the table
        type.fields().stream()
                .filter(field -> Abilities.isFile(field.type()))
                .forEach(field -> before.put(field.key(), null));
        as(tenant, () -> {
            try (TableWriter table = new CsvTableWriter(Files.newOutputStream(file))) {
                exports.write(type, List.of(id), table, SPANISH);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return records.delete(type, List.of(id), WriteContext.SINGLE);
        });
        List<String> headers =
                TableFile.open(file, Limits.DEFAULT, Integer::toString).headers();
        Map<Integer, String> columns = new HashMap<>();
        new ColumnMatcher(Imports.targets(type))
                .match(headers)
                .values()
                .forEach(match -> columns.put(match.column(), match.key()));
        UUID job = as(tenant, () -> {
            try {
                return imports.start(
                        type, "file.csv", file, new ImportPlan(columns, List.of(), ImportPlan.Policy.SKIP, false));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(end)
                && !as(tenant, () -> imports.find(job).orElseThrow().isOver())) {
            Thread.sleep(50);
        }
        as(tenant, () -> {
            assertThat(imports.refusals(job, 10)).isEmpty();
            Query newest = new Query(Filter.NONE, "", List.of(new Query.Sort("createdAt", false)));
            E again = records.page(type, newest, null, 0, 1).getFirst();
            assertThat(again.getId()).isNotEqualTo(id);
            assertThat(records.values(type, again)).isEqualTo(before);
            return null;
        });
    }

    @TestFactory
    Stream<DynamicTest> whoHasNoRightGetsNothingThroughAnyFace() {
        return forEachType(this::whoHasNoRightGetsNothingThroughAnyFace);
    }

    private <E extends BaseRecord> void whoHasNoRightGetsNothingThroughAnyFace(RecordType<E> type) {
        Tenant tenant = newTenant();
        UUID id = as(tenant, () -> minimal(type, tenant, "Secreto"));
        as(tenant, () -> {
            for (Operation operation : Operation.values()) {
                access.grant("reader", type.key(), operation, Scope.NONE);
            }
            return null;
        });
        Actor reader = newUser(tenant, "lector", "reader").actor();
        as(tenant, reader, () -> {
            assertThat(records.page(type, Query.ALL, null, 0, 10)).isEmpty();
            assertThat(records.count(type, Query.ALL, 10)).isZero();
            assertThat(records.ids(type, Query.ALL, 10)).isEmpty();
            assertThat(records.find(type, id)).isEmpty();
            assertThat(records.titles(type, List.of(id))).isEmpty();
            assertThat(records.suggest(type, "secreto", 0, 10)).isEmpty();
            assertThatThrownBy(() -> records.delete(type, List.of(id), WriteContext.SINGLE))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> exports.demand(type)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> comments.of(type, id, null, 10)).isInstanceOf(RecordNotFound.class);
            assertThatThrownBy(() -> attachments.of(type, id)).isInstanceOf(RecordNotFound.class);
            return null;
        });
    }

    @TestFactory
    Stream<DynamicTest> anotherTenantsIdIsUnknownThroughEveryFace() {
        return forEachType(this::anotherTenantsIdIsUnknownThroughEveryFace);
    }

    private <E extends BaseRecord> void anotherTenantsIdIsUnknownThroughEveryFace(RecordType<E> type) {
        Tenant theirs = newTenant();
        Tenant ours = newTenant();
        UUID id = as(theirs, () -> minimal(type, theirs, "Ajeno"));
        UUID file = as(theirs, () -> attachments.attach(type, id, "a.txt", "hola".getBytes()));
        as(ours, () -> {
            assertThat(records.find(type, id)).isEmpty();
            assertThat(records.titles(type, List.of(id))).isEmpty();
            assertThat(records.ids(type, new Query(Filter.NONE, "ajeno", List.of()), 10))
                    .doesNotContain(id);
            assertThat(records.delete(type, List.of(id), WriteContext.SINGLE)).isZero();
            assertThat(records.restore(type, List.of(id))).isZero();
            assertThatThrownBy(() -> records.change(type, id, Map.of(), WriteContext.SINGLE))
                    .isInstanceOf(RecordNotFound.class);
            assertThatThrownBy(() -> comments.add(type, id, "hola")).isInstanceOf(RecordNotFound.class);
            assertThatThrownBy(() -> attachments.attach(type, id, "b.txt", new byte[0]))
                    .isInstanceOf(RecordNotFound.class);
            assertThat(attachments.open(file)).isEmpty();
            return null;
        });
        as(theirs, () -> {
            assertThat(records.find(type, id)).isPresent();
            return null;
        });
    }

    @TestFactory
    Stream<DynamicTest> whatARoleMayNotDoIsRefused() {
        return forEachType(this::whatARoleMayNotDoIsRefused);
    }

    private <E extends BaseRecord> void whatARoleMayNotDoIsRefused(RecordType<E> type) {
        Tenant tenant = newTenant();
        UUID id = as(tenant, () -> minimal(type, tenant, "Firme"));
        Actor reader = newUser(tenant, "lector", "reader").actor();
        as(tenant, reader, () -> {
            assertThat(records.find(type, id)).isPresent();
            assertThatThrownBy(() -> records.create(type, Map.of())).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> records.change(type, id, Map.of(), WriteContext.SINGLE))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> records.delete(type, List.of(id), WriteContext.SINGLE))
                    .isInstanceOf(Forbidden.class);
            return null;
        });
        as(tenant, () -> {
            assertThat(records.get(type, id).getVersion()).isZero();
            return null;
        });
    }
}
