package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.TypeTemplates.Extras;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class TypeCopiesTest extends Server {
    @Autowired
    TypeCopies copies;

    @Autowired
    TypeTemplates templates;

    @Autowired
    OwnTypes ownTypes;

    @Autowired
    CustomFields fields;

    @Autowired
    RecordTypes types;

    @Autowired
    Options options;

    private Tenant theirs;
    private Tenant ours;

    @BeforeEach
    void newOnes() {
        theirs = newTenant();
        ours = newTenant();
    }

    private RecordType<?> vehicles() {
        return as(theirs, () -> {
            var template = templates.all().getFirst();
            return templates.add("vehiculos", template.definition(), template.key(), new Extras(true, "V-"));
        });
    }

    @Test
    void aTypeIsTheSameInTheOtherTenantWithIdsOfItsOwn() {
        RecordType<?> there = vehicles();
        as(theirs, () -> {
            FieldDefinition mileage = own(there, "x_kilometros");
            String lorry = options.offered(list(there)).get(2).id().toString();
            fields.change(new FieldDefinition(
                    mileage.id(),
                    mileage.recordType(),
                    mileage.key(),
                    mileage.type(),
                    mileage.label(),
                    null,
                    null,
                    "Al comprarlo",
                    "",
                    false,
                    null,
                    Filter.test("x_clase_de_vehiculo", Operator.IS, lorry),
                    null,
                    false,
                    false,
                    true,
                    false,
                    100,
                    false));
            return null;
        });
        String file = as(theirs, () -> copies.write(there.key()));

        RecordType<?> here = as(ours, () -> copies.read(file)).type();

        assertThat(here.fields())
                .extracting(Field::key)
                .isEqualTo(as(theirs, () -> types.require(there.key())).fields().stream()
                        .map(Field::key)
                        .toList());
        List<Options.Option> offered = as(ours, () -> options.offered(list(here)));
        assertThat(offered)
                .extracting(Options.Option::label)
                .containsExactly("Turismo", "Furgoneta", "Camión", "Moto", "Otro");
        FieldDefinition mileage = as(ours, () -> own(here, "x_kilometros"));
        assertThat(mileage.visibleWhen())
                .isEqualTo(Filter.test(
                        "x_clase_de_vehiculo", Operator.IS, offered.get(2).id().toString()));
        assertThat(mileage.start()).isEqualTo(100);
        assertThat(here.require("x_dentro_de").linkTarget()).isEqualTo(here.key());
    }

    private static FieldDefinition own(RecordType<?> type, String key) {
        return type.require(key).definition().orElseThrow();
    }

    private static String list(RecordType<?> type) {
        return FieldKinds.detail(type.require("x_clase_de_vehiculo").type());
    }

    @Test
    void fieldsThatLeadNowhereStayBehind() {
        RecordType<?> cars = vehicles();
        as(theirs, () -> {
            String garages = ownTypes.add("garajes", TypeDefinition.named(Term.of("Garaje"), Term.of("Garajes")))
                    .key();
            return fields.add(FieldDefinition.blank(cars.key(), new FieldType.Link(garages), "Aparcado en"), List.of());
        });

        TypeCopies.Copied copied = as(ours, () -> copies.read(as(theirs, () -> copies.write(cars.key()))));

        assertThat(copied.leftBehind()).containsExactly("Aparcado en");
        assertThat(copied.type().field("x_aparcado_en")).isEmpty();
    }

    @Test
    void nothingIsMadeOfAFileThatIsRefused() {
        RecordType<?> cars = vehicles();
        String file = as(theirs, () -> copies.write(cars.key()));

        assertThatThrownBy(() -> as(theirs, () -> copies.read(file)))
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::field)
                                .contains("slug"));
        assertThatThrownBy(() -> as(ours, () -> copies.read(file.replace("\"whole\"", "\"nonsense\""))))
                .isInstanceOf(InvalidRecord.class);
        assertThat(as(ours, ownTypes::all)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"form\":1}",
                "{\"form\":2,\"slug\":\"a\",\"fields\":[]}",
                "{\"form\":1,\"slug\":\"cosas\",\"name\":{\"word\":\"a\"},\"plural\":{\"word\":\"b\"},\"title\":{\"word\":\"c\"},\"icon\":\"CAR\",\"area\":\"x\",\"hidden\":[],\"fields\":[null]}",
                "no es json"
            })
    void whatIsNoFileOfOursIsRefusedWithASentence(String file) {
        assertThatThrownBy(() -> as(ours, () -> copies.read(file)))
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::message)
                                .containsExactly("types.file.unreadable"));
        assertThat(as(ours, ownTypes::all)).isEmpty();
    }

    @Test
    void onlyAdministratorsCopy() {
        String key = vehicles().key();
        var member = newUser(theirs, "berta", Roles.MEMBER).actor();

        assertThatThrownBy(() -> as(theirs, member, () -> copies.write(key))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(theirs, member, () -> copies.read("{}"))).isInstanceOf(Forbidden.class);
    }
}
