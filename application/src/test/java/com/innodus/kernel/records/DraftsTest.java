package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.Drafts.Draft;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DraftsTest extends Server {
    private static final String HOSTILE =
            "<script>alert(1)</script> \u202Eשלום 🙂 \u0000 \\u0000 'x' " + "y".repeat(10_000);

    @Autowired
    Drafts drafts;

    @Autowired
    RecordTypes types;

    @Autowired
    RecordType<Organisation> organisations;

    /** A value that people may have typed, whether or not it is right. */
    private static Object typed(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> HOSTILE;
            case FieldType.LongText ignored -> HOSTILE + "\n\t" + HOSTILE;
            case FieldType.RichText ignored -> HOSTILE + "\n\n[x](javascript:alert(1))";
            case FieldType.Iban ignored -> "ES00 nobody";
            case FieldType.Autonumber ignored -> HOSTILE;
            case FieldType.Links ignored -> List.of(UUID.randomUUID());
            case FieldType.Price ignored -> new Money(new BigDecimal("-12345678901234567.89"), HOSTILE);
            case FieldType.Decimal ignored -> new BigDecimal("0.00000001");
            case FieldType.Percent ignored -> new BigDecimal("-100.5");
            case FieldType.Rating ignored -> -1;
            case FieldType.Span ignored -> Duration.ofMinutes(-90);
            case FieldType.Checklist ignored -> List.of(new CheckItem(HOSTILE, true), new CheckItem("", false));
            case FieldType.File ignored -> new StoredFile(UUID.randomUUID(), HOSTILE, "text/html", -1);
            case FieldType.Image ignored -> new StoredFile(UUID.randomUUID(), "x", HOSTILE, Long.MAX_VALUE);
            case FieldType.Url ignored -> "javascript:alert(1)";
            case FieldType.TaxNumber ignored -> "B0";
            case FieldType.ColourCode ignored -> "#xyz";
            case FieldType.Emails ignored -> List.of(ContactPoint.work("nobody"), new ContactPoint("home", HOSTILE));
            case FieldType.Phones ignored -> List.of(new ContactPoint("mobile", "call me"));
            case FieldType.Addresses ignored ->
                List.of(new PostalAddress("billing", HOSTILE, null, "Sant Cugat", null, "ES"));
            case FieldType.Choice ignored -> UUID.randomUUID();
            case FieldType.Choices ignored -> List.of(UUID.randomUUID(), UUID.randomUUID());
            case FieldType.Link ignored -> UUID.randomUUID();
            case FieldType.User ignored -> UUID.randomUUID();
            case FieldType.Team ignored -> UUID.randomUUID();
            case FieldType.Users ignored -> List.of(UUID.randomUUID());
            case FieldType.Repetition ignored -> "FREQ=" + HOSTILE;
            case FieldType.Zone ignored -> HOSTILE;
            case FieldType.Amount ignored -> new BigDecimal("-12345678901234567.89");
            case FieldType.Whole ignored -> Integer.MIN_VALUE;
            case FieldType.Day ignored -> LocalDate.of(1812, 3, 19);
            case FieldType.Moment ignored -> Instant.parse("2026-02-28T23:59:59.123456Z");
            case FieldType.Flag ignored -> true;
        };
    }

    @Test
    void bringsBackEveryFieldOfEveryTypeAsItWasTyped() {
        Tenant tenant = newTenant();
        for (RecordType<?> type : types.all()) {
            UUID record = UUID.randomUUID();
            Map<String, Object> values = new LinkedHashMap<>();
            type.fields().stream()
                    .filter(field -> field.isWritable())
                    .forEach(field -> values.put(field.key(), typed(field.type())));

            Draft draft = as(tenant, () -> {
                drafts.keep(type, record, 7, values, values);
                return drafts.find(type, record).orElseThrow();
            });

            assertThat(draft.values()).as(type.key()).isEqualTo(values);
            assertThat(draft.base()).as(type.key()).isEqualTo(values);
            assertThat(draft.version()).isEqualTo(7);
        }
    }

    @Test
    void remembersThatSomethingWasEmptied() {
        Tenant tenant = newTenant();
        UUID record = UUID.randomUUID();
        Map<String, Object> emptied = new HashMap<>();
        emptied.put("name", null);
        Draft draft = as(tenant, () -> {
            drafts.keep(organisations, record, 1, emptied, Map.of("name", "Ágora"));
            return drafts.find(organisations, record).orElseThrow();
        });

        assertThat(draft.values()).containsEntry("name", null);
        assertThat(draft.base()).containsEntry("name", "Ágora");
    }

    @Test
    void isOnesOwnAndOneForEachForm() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        Actor berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID record = UUID.randomUUID();
        as(tenant, () -> {
            drafts.keep(organisations, null, 0, Map.of("name", "Nueva"), Map.of());
            drafts.keep(organisations, record, 1, Map.of("name", "Una"), Map.of());
            drafts.keep(organisations, record, 1, Map.of("name", "Otra"), Map.of());
            return true;
        });

        assertThat(as(
                        tenant,
                        () -> drafts.find(organisations, null).orElseThrow().values()))
                .containsEntry("name", "Nueva");
        assertThat(as(
                        tenant,
                        () -> drafts.find(organisations, record).orElseThrow().values()))
                .containsEntry("name", "Otra");
        assertThat(as(tenant, berta, () -> drafts.find(organisations, record))).isEmpty();
        assertThat(as(other, owner(tenant), () -> drafts.find(organisations, record)))
                .isEmpty();

        as(tenant, () -> {
            drafts.discard(organisations, record);
            drafts.keep(organisations, null, 0, Map.of(), Map.of());
            return true;
        });
        assertThat(as(tenant, () -> drafts.find(organisations, record))).isEmpty();
        assertThat(as(tenant, () -> drafts.find(organisations, null)))
                .as("nothing is left to keep")
                .isEmpty();
    }
}
