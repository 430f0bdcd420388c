package com.innodus.kernel.records.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.exchange.KindChange.Forecast;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class KindChangeTest extends Server {
    @Autowired
    CustomFields fields;

    @Autowired
    KindChange kinds;

    @Autowired
    Records records;

    @Autowired
    RecordTypes types;

    @Autowired
    History history;

    private FieldDefinition add(Tenant tenant, FieldType type, Object... values) {
        FieldDefinition field = as(tenant, () -> fields.add(FieldDefinition.blank("person", type, "Campo"), List.of()));
        for (Object value : values) {
            as(
                    tenant,
                    () -> records.create(
                            types.require("person"), Map.of("firstName", value.toString(), field.key(), value)));
        }
        return field;
    }

    private Map<String, Object> values(Tenant tenant, FieldDefinition field) {
        return as(tenant, () -> byTitle(types.require("person"), field.key()));
    }

    private <E extends BaseRecord> Map<String, Object> byTitle(RecordType<E> type, String key) {
        Map<String, Object> values = new HashMap<>();
        records.page(type, com.innodus.kernel.records.Query.ALL, null, 0, 100)
                .forEach(record ->
                        values.put(record.getTitle(), type.require(key).get(record)));
        return values;
    }

    @Test
    void tellsWhatWouldBeLostAndChangesNothingYet() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, new FieldType.Text(500), "7", "1.200", "doce");

        Forecast forecast = as(tenant, () -> kinds.tryOut(types.require("person"), field, new FieldType.Whole()));

        assertThat(forecast).isEqualTo(new Forecast(3, 2, List.of("doce")));
        assertThat(values(tenant, field)).containsEntry("doce", "doce").containsEntry("7", "7");
    }

    @Test
    void convertsWhatHasAMeaningAndKeepsTheRestInTheHistory() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, new FieldType.Text(500), "7", "1.200", "doce");

        as(tenant, () -> kinds.apply(types.require("person"), field, new FieldType.Decimal(2)));

        Map<String, Object> values = values(tenant, field);
        assertThat(values)
                .containsEntry("7", new BigDecimal("7.00"))
                .containsEntry("1.200", new BigDecimal("1200.00"))
                .containsEntry("doce", null);
        as(tenant, () -> {
            UUID twelve = records.suggest(types.require("person"), "doce", 0, 1)
                    .getFirst()
                    .id();
            assertThat(history.of(types.require("person"), twelve, 1)
                            .getFirst()
                            .changes()
                            .getFirst()
                            .before())
                    .isEqualTo("doce");
            return null;
        });
    }

    @Test
    void numbersKeepTheirDigits() {
        Tenant tenant = newTenant();
        FieldDefinition field = add(tenant, new FieldType.Decimal(3), new BigDecimal("1.234"), new BigDecimal("-0.5"));

        as(tenant, () -> kinds.apply(types.require("person"), field, new FieldType.Percent()));

        assertThat(values(tenant, field).values())
                .containsExactlyInAnyOrder(new BigDecimal("1.2340"), new BigDecimal("-0.5000"));
    }

    @Test
    void anotherTenantsFieldAndAMemberAreRefused() {
        Tenant ours = newTenant();
        Tenant theirs = newTenant();
        FieldDefinition field = add(theirs, new FieldType.Text(500), "7");

        as(ours, () -> {
            assertThatThrownBy(() -> kinds.apply(types.require("person"), field, new FieldType.Whole()))
                    .isInstanceOf(RecordNotFound.class);
            return null;
        });
        as(theirs, newUser(theirs, "berta", Roles.MEMBER).actor(), () -> {
            assertThatThrownBy(() -> kinds.tryOut(types.require("person"), field, new FieldType.Whole()))
                    .isInstanceOf(Forbidden.class);
            return null;
        });
        assertThat(values(theirs, field)).containsEntry("7", "7");
    }
}
