package com.innodus.kernel.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.RoleRights.Grant;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.access.User;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists by what stands in linked records, and what they must not tell. */
class RelatedFiltersTest extends Server {
    @Autowired
    Records records;

    @Autowired
    Summaries summaries;

    @Autowired
    ClosedRecords closed;

    @Autowired
    CustomFields custom;

    @Autowired
    TenantRoles roles;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    RecordType<Person> people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Tenant tenant;
    private UUID vigo;
    private UUID lugo;

    @BeforeEach
    void setUp() {
        tenant = newTenant();
        as(tenant, () -> {
            vigo = organisation("Faro", "Vigo", null);
            lugo = organisation("Muralla", "Lugo", vigo);
            organisation("Sola", "Soria", null);
            person("Ana", vigo);
            person("Bea", vigo);
            person("Carlos", lugo);
            person("Dora", null);
            return null;
        });
    }

    private UUID organisation(String name, String city, @Nullable UUID parent) {
        Map<String, @Nullable Object> values = new HashMap<>(Map.of("name", name, "city", city));
        values.put("parent", parent);
        return records.create(organisations, values).id();
    }

    private UUID person(String name, @Nullable UUID organisation) {
        Map<String, @Nullable Object> values = new HashMap<>(Map.of("firstName", name));
        values.put("organisation", organisation);
        return records.create(people, values).id();
    }

    private List<String> people(String filter) {
        return titles(people, filter);
    }

    private <E extends BaseRecord> List<String> titles(RecordType<E> type, String filter) {
        return records.page(type, Query.ALL.with(FilterText.read(filter)), null, 0, 50).stream()
                .map(BaseRecord::getTitle)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "has(organisation,city.is.'Vigo') | Ana, Bea",
                "not(has(organisation,city.is.'Vigo')) | Carlos, Dora",
                "has(organisation) | Ana, Bea, Carlos",
                "organisation.empty | Dora",
                "has(organisation,has(parent,city.is.'Vigo')) | Carlos",
                "has(organisation,has(organisation.parent)) | Ana, Bea",
                "or(has(organisation,city.is.'Lugo'),firstName.is.'Dora') | Carlos, Dora",
                "not(or(has(organisation,city.is.'Lugo'),firstName.is.'Dora')) | Ana, Bea",
                "not(and(has(organisation,not(city.is.'Lugo')),not(firstName.is.'Ana'))) | Ana, Carlos, Dora",
            })
    void findsPeopleByTheirOrganisation(String filter, String expected) {
        assertThat(as(tenant, () -> people(filter))).containsExactly(expected.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "has(person.organisation,firstName.is.'Carlos') | Muralla",
                "has(person.organisation) | Faro, Muralla",
                "not(has(person.organisation)) | Sola",
                "and(has(organisation.parent),has(person.organisation)) | Faro",
            })
    void findsOrganisationsByTheirPeople(String filter, String expected) {
        assertThat(as(tenant, () -> titles(organisations, filter))).containsExactly(expected.split(", "));
    }

    @Test
    void knowsTheLinksThatTheTenantMade() {
        FieldDefinition guide = as(
                tenant,
                () -> custom.add(
                        FieldDefinition.blank("person", new FieldType.Link("organisation"), "Casa"), List.of()));
        FieldDefinition clubs = as(
                tenant,
                () -> custom.add(
                        FieldDefinition.blank("person", new FieldType.Links("organisation"), "Clubes"), List.of()));
        as(tenant, () -> {
            Map<String, @Nullable Object> values = new HashMap<>(Map.of("firstName", "Eva"));
            values.put(guide.key(), vigo);
            values.put(clubs.key(), List.of(vigo, lugo));
            return records.create(people, values);
        });

        as(tenant, () -> {
            assertThat(people("has(" + guide.key() + ",city.is.'Vigo')")).containsExactly("Eva");
            assertThat(people("has(" + clubs.key() + ",city.is.'Lugo')")).containsExactly("Eva");
            assertThat(people(guide.key() + ".filled")).containsExactly("Eva");
            assertThat(titles(organisations, "has(person." + guide.key() + ")")).containsExactly("Faro");
            assertThat(titles(organisations, "has(person." + clubs.key() + ",firstName.is.'Eva')"))
                    .containsExactly("Faro", "Muralla");
            return null;
        });
    }

    @Test
    void whatIsInTheBinIsNotLinked() {
        as(tenant, () -> records.delete(organisations, List.of(lugo), WriteContext.SINGLE));

        assertThat(as(tenant, () -> people("has(organisation,city.is.'Lugo')"))).isEmpty();
        assertThat(as(tenant, () -> people("organisation.empty"))).containsExactly("Carlos", "Dora");
    }

    @Test
    void whatIsClosedIsAsIfItWerentThere() {
        User reader = newUser(tenant, "Rita", Roles.MEMBER);
        as(tenant, () -> {
            closed.close(organisations, vigo, List.of());
            return null;
        });

        as(tenant, reader.actor(), () -> {
            assertThat(people("has(organisation,city.is.'Vigo')")).isEmpty();
            assertThat(people("not(has(organisation,city.is.'Vigo'))")).containsExactly("Ana", "Bea", "Carlos", "Dora");
            assertThat(people("has(organisation,has(parent,city.is.'Vigo'))")).isEmpty();
            assertThat(people("organisation.filled")).containsExactly("Carlos");
            assertThat(titles(organisations, "has(parent)")).isEmpty();
            assertThat(titles(organisations, "parent.empty")).containsExactly("Muralla", "Sola");
            return null;
        });
        assertThat(as(tenant, () -> people("has(organisation,city.is.'Vigo')"))).containsExactly("Ana", "Bea");
    }

    @Test
    void whatIsHiddenCantBeAskedFor() {
        User reader = newUser(tenant, "Rita", Roles.MEMBER);
        as(tenant, () -> {
            hide("organisation", "city");
            hide("organisation", "parent");
            return null;
        });

        for (String filter : List.of(
                "has(organisation,city.is.'Vigo')",
                "not(has(organisation,city.is.'Vigo'))",
                "has(organisation,has(parent))",
                "has(organisation,has(organisation.parent))")) {
            as(tenant, reader.actor(), () -> {
                assertThat(records.fits(people, FilterText.read(filter)))
                        .as(filter)
                        .isFalse();
                assertThatThrownBy(() -> people(filter)).as(filter).isInstanceOf(InvalidFilter.class);
                return null;
            });
        }
    }

    @Test
    void whoMayNotReadATypeCantAskForItsRecords() {
        User reader = newUser(tenant, "Rita", Roles.MEMBER);
        as(tenant, () -> {
            for (String role : List.of(Roles.MEMBER, Roles.BASELINE)) {
                roles.save(role, roles.rights(role).with(new Grant("organisation", Operation.READ), Scope.NONE));
            }
            return null;
        });

        as(tenant, reader.actor(), () -> {
            assertThat(records.fits(people, FilterText.read("has(organisation)")))
                    .isFalse();
            assertThat(people("organisation.filled")).isEmpty();
            assertThat(people("organisation.empty")).hasSize(4);
            return null;
        });
    }

    private void hide(String type, String field) {
        for (String role : List.of(Roles.MEMBER, Roles.BASELINE)) {
            roles.save(role, roles.rights(role).with(new FieldOf(type, field), FieldRight.NONE));
        }
    }

    @Test
    void everyGroupOpensExactlyWhatItCounted() {
        User reader = newUser(tenant, "Rita", Roles.MEMBER);
        as(tenant, () -> {
            closed.close(organisations, vigo, List.of());
            return null;
        });

        for (String path : List.of("organisation", "organisation.city", "organisation.parent")) {
            Summary.Dimension by = new Summary.Dimension(path, null);
            as(tenant, reader.actor(), () -> {
                summaries
                        .of(people, Query.ALL, new Summary(List.of(by), List.of(), 10))
                        .lines()
                        .forEach(line -> assertThat(records.count(
                                        people,
                                        Query.ALL.with(by.behind(line.keys().getFirst())),
                                        100))
                                .as(path + " " + line.keys())
                                .isEqualTo((int) line.count()));
                return null;
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "has(nothing)",
                "has(city)",
                "has(person.city)",
                "has(person.organisation)",
                "has(nobody.organisation)",
                "has(organisation,has(parent,has(parent,has(parent))))",
                "has(organisation,nothing.is.'x')",
                "has(organisation,parent.is.'x')",
                "birthDate.this.'century'",
                "birthDate.older.'-1'",
                "birthDate.older.'99999999999'",
                "birthDate.this",
            })
    void refusesWhatIsNoWayOrNoStretch(String filter) {
        as(tenant, () -> {
            assertThat(records.fits(people, FilterText.read(filter))).as(filter).isFalse();
            return null;
        });
    }

    /** As they are asked: neither way asks the linked records anew for each row of the list. */
    @Test
    void asksLinkedRecordsOnceForAll() {
        as(
                tenant,
                () -> transaction.execute(status -> {
                    jdbc.sql("""
                            insert into organisation (id, title, name, city, owner_id, created_by)
                            select gen_random_uuid(), 'N' || n, 'N' || n, 'C' || n % 500, ?, ?
                            from generate_series(1, 20000) n
                            """).params(owner(tenant).id(), owner(tenant).id()).update();
                    return null;
                }));
        jdbc.sql("analyze " + tenant.schema() + ".organisation").update();

        String plan = as(
                tenant,
                () -> transaction.execute(status ->
                        String.join("\n", jdbc.sql("""
                                explain select id from person p where deleted_at is null
                                and exists (select 1 from organisation o where o.id = p.organisation_id
                                and o.deleted_at is null and lower(o.city) = 'c7')
                                and not exists (select 1 from organisation o where o.id = p.organisation_id
                                and o.deleted_at is null and lower(o.city) = 'c8')
                                order by title, id limit 50
                                """).query(String.class).list())));

        assertThat(plan).contains("organisation_pk").contains("Anti Join").doesNotContain("SubPlan");
    }
}
