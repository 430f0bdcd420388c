package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.exchange.Imports;
import com.innodus.kernel.transfer.ColumnMatcher;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WordingTest extends Server {
    private static final Locale SPANISH = Locale.of("es");

    @Autowired
    Wording wording;

    @Autowired
    RecordTypes types;

    private Tenant tenant;

    @BeforeEach
    void newOne() {
        tenant = newTenant();
    }

    private RecordType<?> people() {
        return as(tenant, () -> types.require("person"));
    }

    private void set(Map<String, Term> words) {
        RecordType<?> type = people();
        as(tenant, () -> {
            wording.set(type, words);
            return null;
        });
    }

    @Test
    void theTenantsWordsStandInsteadOfTheProducts() {
        set(Map.of(
                "type.person", new Term("Socio", "Member", null),
                "type.person.plural", new Term("Socios", "Members", ""),
                "person.jobTitle", Term.of("Oficio")));

        assertThat(people().pluralName(SPANISH)).isEqualTo("Socios");
        assertThat(people().newText(SPANISH)).isEqualTo("Crear socio");
        assertThat(people().name(Locale.ENGLISH)).isEqualTo("Member");
        assertThat(people().pluralName(Locale.of("ca"))).isEqualTo("Socios");
        assertThat(people().label("jobTitle", SPANISH)).isEqualTo("Oficio");
        assertThat(people().label("firstName", SPANISH)).isEqualTo("Nombre");
        assertThat(as(newTenant(), () -> types.require("person")).pluralName(SPANISH))
                .isEqualTo("Personas");
    }

    @Test
    void whatIsLeftBlankIsTheProductsAgain() {
        set(Map.of("type.person.plural", Term.of("Socios")));
        set(Map.of("type.person.plural", Term.of(" ")));

        assertThat(people().pluralName(SPANISH)).isEqualTo("Personas");
    }

    @Test
    void filesThatNameColumnsByTheProductsWordsAreStillUnderstood() {
        String before = people().label("jobTitle", SPANISH);
        set(Map.of("person.jobTitle", Term.of("Oficio")));

        assertThat(new ColumnMatcher(Imports.targets(people()))
                        .match(List.of(before)).values().stream().map(ColumnMatcher.Match::key))
                .containsExactly("jobTitle");
    }

    @Test
    void wordsThatSomethingElseHasAreRefusedWhereTheyStand() {
        assertThatThrownBy(() -> set(Map.of(
                        "type.person.plural", Term.of("Organizaciones"),
                        "person.jobTitle", Term.of("NOMBRE"),
                        "person.city", Term.of("x".repeat(61)),
                        "person.notes", new Term("", "Notes", null))))
                .isInstanceOfSatisfying(
                        InvalidRecord.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::field)
                                .containsExactlyInAnyOrder(
                                        "type.person.plural", "person.jobTitle", "person.city", "person.notes"));
    }

    @Test
    void onlyAdministratorsChangeThem() {
        RecordType<?> type = people();

        assertThatThrownBy(() ->
                        as(tenant, newUser(tenant, "berta", Roles.MEMBER).actor(), () -> {
                            wording.set(type, Map.of());
                            return null;
                        }))
                .isInstanceOf(Forbidden.class);
    }
}
