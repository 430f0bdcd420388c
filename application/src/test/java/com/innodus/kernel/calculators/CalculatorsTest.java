package com.innodus.kernel.calculators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.calculators.Calculator.Input;
import com.innodus.kernel.calculators.Calculator.Output;
import com.innodus.kernel.calculators.Calculators.Opened;
import com.innodus.kernel.formula.Kind;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordConflict;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CalculatorsTest extends Server {
    private static final Calculator GROWTH = new Calculator(
            UUID.randomUUID(),
            "Crecimiento",
            "",
            "organisation",
            List.of(
                    new Input("facturado", "Facturado", Kind.NUMBER, "", "revenue"),
                    new Input("por_ciento", "Por ciento", Kind.NUMBER, "10", "")),
            List.of(new Output("previsto", "Previsto", "facturado * (1 + por_ciento / 100)", 2, "EUR", "revenue")));

    @Autowired
    Calculators calculators;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    TenantRoles roles;

    private Tenant tenant;
    private Actor marta;
    private UUID record;

    @BeforeEach
    void anOrganisationWithRevenue() {
        tenant = newTenant();
        marta = newUser(tenant, "marta", Roles.MEMBER).actor();
        record = as(tenant, () -> {
            calculators.save(GROWTH);
            return records.create(organisations, Map.of("name", "Vega", "revenue", new BigDecimal("1000")))
                    .id();
        });
    }

    private Opened open() {
        return calculators.open(GROWTH, "organisation", record).orElseThrow();
    }

    private BigDecimal revenue() {
        return as(tenant, () -> records.get(organisations, record).getRevenue());
    }

    private void field(FieldRight right) {
        as(tenant, () -> {
            roles.save(Roles.MEMBER, roles.rights(Roles.MEMBER).with(new FieldOf("organisation", "revenue"), right));
            return true;
        });
    }

    @Test
    void takesItsInputsFromTheRecordAndWritesBack() {
        as(tenant, marta, () -> {
            Opened opened = open();
            assertThat(opened.inputs()).containsOnlyKeys("facturado");
            Opened after = calculators.write(
                    GROWTH,
                    opened,
                    "previsto",
                    Map.of("facturado", opened.inputs().get("facturado"), "por_ciento", new BigDecimal("25")));
            assertThat((BigDecimal) after.inputs().get("facturado")).isEqualByComparingTo("1250");
            return true;
        });
        assertThat(revenue()).isEqualByComparingTo("1250");
    }

    @Test
    void aHiddenFieldIsNeitherTakenNorWritten() {
        field(FieldRight.NONE);
        as(tenant, marta, () -> {
            Opened opened = open();
            assertThat(opened.inputs()).isEmpty();
            assertThat(opened.writable()).isEmpty();
            assertThat(opened.before()).isEmpty();
            assertThatThrownBy(() -> calculators.write(
                            GROWTH,
                            opened,
                            "previsto",
                            Map.of("facturado", BigDecimal.TEN, "por_ciento", BigDecimal.ONE)))
                    .isInstanceOf(Forbidden.class);
            return true;
        });
        assertThat(revenue()).isEqualByComparingTo("1000");
    }

    @Test
    void aReadOnlyFieldIsTakenAndNotWritten() {
        field(FieldRight.READ);
        as(tenant, marta, () -> {
            assertThat(open().inputs()).containsKey("facturado");
            assertThat(open().writable()).isEmpty();
            return true;
        });
    }

    @Test
    void whoMayOnlyReadTheRecordOnlyCalculates() {
        Actor reader = newUser(tenant, "rosa", Roles.READER).actor();
        as(tenant, reader, () -> {
            assertThat(open().inputs()).containsKey("facturado");
            assertThat(open().writable()).isEmpty();
            return true;
        });
    }

    /** Rights may be taken away between the opening and the click. */
    @Test
    void theGateAsksAgain() {
        Opened before = as(tenant, marta, this::open);
        field(FieldRight.READ);
        assertThatThrownBy(() -> as(
                        tenant,
                        marta,
                        () -> calculators.write(
                                GROWTH,
                                before,
                                "previsto",
                                Map.of("facturado", BigDecimal.TEN, "por_ciento", BigDecimal.ONE))))
                .isInstanceOf(RuntimeException.class);
        assertThat(revenue()).isEqualByComparingTo("1000");
    }

    @Test
    void doesNotOverwriteWhatAColleagueWroteMeanwhile() {
        Opened before = as(tenant, marta, this::open);
        as(
                tenant,
                () -> records.change(
                        organisations, record, Map.of("revenue", new BigDecimal("7")), WriteContext.SINGLE));
        assertThatThrownBy(() -> as(
                        tenant,
                        marta,
                        () -> calculators.write(
                                GROWTH,
                                before,
                                "previsto",
                                Map.of("facturado", BigDecimal.TEN, "por_ciento", BigDecimal.ONE))))
                .isInstanceOf(RecordConflict.class);
        assertThat(revenue()).isEqualByComparingTo("7");
    }

    @Test
    void withoutAResultNothingIsWritten() {
        as(tenant, marta, () -> {
            Opened opened = open();
            assertThatThrownBy(() -> calculators.write(GROWTH, opened, "previsto", Map.of()))
                    .isInstanceOf(InvalidRecord.class);
            return true;
        });
        assertThat(revenue()).isEqualByComparingTo("1000");
    }

    @Test
    void isOfItsTenantAndItsTypeAlone() {
        Tenant other = newTenant();
        as(other, () -> {
            assertThat(calculators.all()).isEmpty();
            assertThat(calculators.find(GROWTH.id())).isEmpty();
            assertThat(calculators.open(GROWTH, "organisation", record)).isEmpty();
            return true;
        });
        as(tenant, () -> {
            assertThat(calculators.open(GROWTH, "person", record)).isEmpty();
            assertThat(calculators.open(GROWTH, "organisation", UUID.randomUUID()))
                    .isEmpty();
            return true;
        });
    }

    @Test
    void onlyAdministratorsMakeAndDeleteThem() {
        assertThatThrownBy(() -> as(tenant, marta, () -> {
                    calculators.save(GROWTH);
                    return true;
                }))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(tenant, marta, () -> {
                    calculators.delete(GROWTH.id());
                    return true;
                }))
                .isInstanceOf(Forbidden.class);
        as(tenant, () -> {
            assertThat(calculators.all()).containsExactly(GROWTH);
            calculators.delete(GROWTH.id());
            assertThat(calculators.all()).isEmpty();
            return true;
        });
    }

    @Test
    void isRefusedWithAllThatIsWrong() {
        Calculator wrong = new Calculator(
                UUID.randomUUID(),
                " ",
                "",
                "organisation",
                List.of(new Input("uno", "", Kind.NUMBER, "muchos", "city")),
                List.of(new Output("dos", "Dos", "uno", 2, "", "customerSince")));
        as(tenant, () -> {
            assertThatThrownBy(() -> calculators.save(wrong))
                    .isInstanceOfSatisfying(
                            InvalidRecord.class,
                            refused -> assertThat(refused.problems())
                                    .extracting(Problem::field)
                                    .containsExactlyInAnyOrder(
                                            "name",
                                            "input.0.label",
                                            "input.0.initial",
                                            "input.0.field",
                                            "output.0.field"));
            return true;
        });
    }
}
