package com.innodus.kernel.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.forms.Answers.Answer;
import com.innodus.kernel.forms.Answers.Given;
import com.innodus.kernel.forms.Answers.Made;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.Element.When;
import com.innodus.kernel.forms.Element.Words;
import com.innodus.kernel.forms.FormDefinition.Bond;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.merge.Merges;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FormsTest extends Server {
    private static final String PERSON = "p";
    private static final String EMPLOYER = "o";

    @Autowired
    Forms forms;

    @Autowired
    Answers answers;

    @Autowired
    Records records;

    @Autowired
    CustomFields fields;

    @Autowired
    Access access;

    @Autowired
    TenantRoles roles;

    @Autowired
    Merges merges;

    @Autowired
    RecordType<Person> people;

    @Autowired
    RecordType<Organisation> organisations;

    private Tenant tenant;

    @BeforeEach
    void sign() {
        tenant = newTenant();
    }

    /** A person, and the organisation where they work. */
    private static FormDefinition contact(Element... further) {
        return new FormDefinition(
                "",
                "",
                List.of(new Part(PERSON, "person"), new Part(EMPLOYER, "organisation")),
                List.of(new Bond(PERSON, "organisation", EMPLOYER)),
                List.of(
                        new Step(
                                "Persona",
                                List.of(
                                        new Question(PERSON, "firstName").demanded(),
                                        new Question(PERSON, "lastName"),
                                        new Question(PERSON, "emails"))),
                        new Step(
                                "Organización",
                                java.util.stream.Stream.concat(
                                                java.util.stream.Stream.of(
                                                        new Question(EMPLOYER, "name"),
                                                        new Question(EMPLOYER, "taxId")),
                                                java.util.stream.Stream.of(further))
                                        .toList())));
    }

    /** About organisations alone. */
    private static FormDefinition organisation(Element... elements) {
        return FormDefinition.about("organisation")
                .with(List.of(new Step(
                        "",
                        java.util.stream.Stream.concat(
                                        java.util.stream.Stream.of(new Question("a", "name")),
                                        java.util.stream.Stream.of(elements))
                                .toList())));
    }

    private UUID publish(String name, FormDefinition form) {
        return as(tenant, () -> {
            UUID id = forms.create(name, form);
            forms.publish(id);
            return id;
        });
    }

    private FormVersion open(String slug) {
        return as(tenant, () -> forms.open(slug)).orElseThrow();
    }

    private Given give(FormVersion form, Map<String, Map<String, @Nullable Object>> values) {
        return as(tenant, () -> answers.give(form.id(), values));
    }

    private List<Problem> refused(FormVersion form, Map<String, Map<String, @Nullable Object>> values) {
        return catchThrowableOfType(InvalidRecord.class, () -> give(form, values))
                .problems();
    }

    private static Map<String, Map<String, @Nullable Object>> of(String part, Map<String, @Nullable Object> values) {
        return Map.of(part, values);
    }

    private int count(RecordType<?> type) {
        return as(tenant, () -> records.count(type, Query.ALL, 100));
    }

    private Actor member() {
        return newUser(tenant, "berta", Roles.MEMBER).actor();
    }

    private <T> T grant(Supplier<T> body) {
        return as(tenant, Actor.SYSTEM, body);
    }

    @Test
    void anAnswerMakesLinkedRecordsAndRemembersThem() {
        UUID form = publish("Alta de contacto", contact());
        FormVersion version = open("alta-de-contacto");

        Given given = give(
                version,
                Map.of(
                        PERSON,
                        Map.of(
                                "firstName",
                                "Marta",
                                "lastName",
                                "Olmedo",
                                "emails",
                                List.of(ContactPoint.work("marta@agora.test"))),
                        EMPLOYER,
                        Map.of("name", "Ágora", "taxId", "b-12345674")));

        assertThat(given.made()).extracting(Made::recordType).containsExactly("organisation", "person");
        UUID employer = given.made().getFirst().record();
        Person made =
                as(tenant, () -> records.get(people, given.made().getLast().record()));
        assertThat(made.getTitle()).isEqualTo("Marta Olmedo");
        assertThat(made.getOrganisation()).isEqualTo(employer);
        assertThat(as(tenant, () -> records.get(organisations, employer)).getTaxId())
                .isEqualTo("B12345674");

        Answer answer = as(tenant, () -> answers.of(form, null, 10)).getFirst();
        assertThat(answer.version()).isEqualTo(1);
        assertThat(answer.made()).containsExactlyInAnyOrderElementsOf(given.made());
        assertThat(as(tenant, answers::counts)).containsEntry(form, 1L);
    }

    @Test
    void aRecordOfWhichNothingIsSaidIsNotMade() {
        publish("Contacto", contact());

        Given given = give(open("contacto"), of(PERSON, Map.of("firstName", "Marta")));

        assertThat(given.made()).extracting(Made::recordType).containsExactly("person");
        assertThat(count(organisations)).isZero();
    }

    @Test
    void whatOneRecordRefusesMakesNone() {
        publish("Contacto", contact());
        FormVersion form = open("contacto");
        Map<String, @Nullable Object> marta =
                Map.of("firstName", "Marta", "emails", List.of(ContactPoint.work("nada")));

        assertThat(refused(form, Map.of(PERSON, marta, EMPLOYER, Map.of("name", "Ágora"))))
                .extracting(Problem::field, Problem::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("p.emails", "error.email"));
        // the organisation had been written before
        assertThat(count(organisations)).isZero();
        assertThat(count(people)).isZero();
        assertThat(as(tenant, () -> answers.of(form.form(), null, 10))).isEmpty();
    }

    @Test
    void aPublishedVersionStaysAsItIsAndAnswersKeepTheirs() {
        UUID id = publish("Empresa", organisation());
        FormVersion first = open("empresa");
        give(first, of("a", Map.of("name", "Ágora")));

        as(tenant, () -> {
            Form form = forms.find(id).orElseThrow();
            return forms.save(
                    id, form.revision(), "Empresa", "empresa", organisation(new Question("a", "city").demanded()));
        });
        assertThat(open("empresa")).isEqualTo(first);
        assertThat(as(tenant, () -> forms.find(id)).orElseThrow().isChanged()).isTrue();

        assertThat(as(tenant, () -> forms.publish(id))).isEqualTo(2);
        FormVersion second = open("empresa");
        assertThat(second.definition().elements()).hasSize(2);
        assertThat(refused(second, of("a", Map.of("name", "Nueva"))))
                .extracting(Problem::field)
                .containsExactly("a.city");
        // somebody had the first version before them when the second came
        give(first, of("a", Map.of("name", "Ateneo")));
        give(second, of("a", Map.of("name", "Nueva", "city", "Vic")));

        assertThat(as(tenant, () -> answers.of(id, null, 10)))
                .extracting(Answer::version)
                .containsExactly(2, 1, 1);
        // what says the same is the same version
        assertThat(as(tenant, () -> forms.publish(id))).isEqualTo(2);
    }

    @Test
    void whatIsWithdrawnTakesNoAnswers() {
        UUID id = publish("Empresa", organisation());
        FormVersion form = open("empresa");
        as(tenant, () -> {
            forms.withdraw(id);
            return true;
        });

        assertThat(as(tenant, () -> forms.open("empresa"))).isEmpty();
        assertThatThrownBy(() -> give(form, of("a", Map.of("name", "Ágora")))).isInstanceOf(Forbidden.class);
        assertThat(count(organisations)).isZero();
    }

    @Test
    void theServerHoldsLimits() {
        publish(
                "Empresa",
                organisation(
                        new Question("a", "revenue").within(Limits.between("1000", "50000")),
                        new Question("a", "customerSince").within(Limits.between("2020-01-01", "")),
                        new Question("a", "postalCode").within(Limits.matching("[0-9]{5}", "Cinco cifras, por favor.")),
                        new Question("a", "city").within(Limits.ofLength(3, 10)),
                        new Question("a", "notes").within(Limits.matching("(a+)+b", ""))));
        FormVersion form = open("empresa");

        assertThat(refused(
                        form,
                        of(
                                "a",
                                Map.of(
                                        "name",
                                        "Ágora",
                                        "revenue",
                                        new BigDecimal("999.99"),
                                        "customerSince",
                                        LocalDate.of(2019, 12, 31),
                                        "postalCode",
                                        "0800",
                                        "city",
                                        "Vi",
                                        // takes years where nobody counts
                                        "notes",
                                        "a".repeat(60)))))
                .containsExactly(
                        Problem.of("a.revenue", "error.too-little", "1000"),
                        Problem.of("a.customerSince", "error.too-little", "2020-01-01"),
                        Problem.of("a.postalCode", "error.own-words", "Cinco cifras, por favor."),
                        Problem.of("a.city", "error.too-short", "3"),
                        Problem.of("a.notes", "error.pattern"));
        give(
                form,
                of(
                        "a",
                        Map.of(
                                "name",
                                "Ágora",
                                "revenue",
                                new BigDecimal("1000"),
                                "customerSince",
                                LocalDate.of(2020, 1, 1),
                                "postalCode",
                                "08001",
                                "city",
                                "Vic",
                                "notes",
                                "aaab")));
        assertThat(count(organisations)).isEqualTo(1);
    }

    @Test
    void theServerHoldsConditions() {
        publish(
                "Contacto",
                contact(
                        new Question(EMPLOYER, "city").demanded().shown(new When(EMPLOYER, "name.filled")),
                        new Question(EMPLOYER, "street").shown(new When(EMPLOYER, "city.is.'Vic'"))));
        FormVersion form = open("contacto");

        assertThat(refused(
                        form,
                        Map.of(
                                PERSON,
                                Map.of("firstName", "Marta"),
                                EMPLOYER,
                                Map.of("city", "Vic", "street", "Mayor"))))
                .as("nobody asked for the city, so nobody knows it when the street is to be asked for")
                .containsExactlyInAnyOrder(
                        Problem.of("o.city", "error.not-asked"), Problem.of("o.street", "error.not-asked"));
        assertThat(refused(form, Map.of(PERSON, Map.of("firstName", "Marta"), EMPLOYER, Map.of("name", "Ágora"))))
                .containsExactly(Problem.of("o.city", "error.required"));
        assertThat(refused(form, of(PERSON, Map.of("firstName", "Marta", "taxId", "12345678Z"))))
                .as("a field of the type that the form doesn't ask for")
                .containsExactly(Problem.of("", "error.unknown-field", "p.taxId"));

        give(
                form,
                Map.of(
                        PERSON,
                        Map.of("firstName", "Marta"),
                        EMPLOYER,
                        Map.of("name", "Ágora", "city", "Vic", "street", "Mayor")));
        assertThat(count(organisations)).isEqualTo(1);
    }

    @Test
    void aQuestionBeginsWithWhatTheFormSays() {
        publish(
                "Empresa",
                organisation(new Question("a", "city").from("Vic"), new Question("a", "region").from("Osona")));
        FormVersion form = open("empresa");
        Map<String, @Nullable Object> values = new HashMap<>(Map.of("name", "Ágora"));
        values.put("region", null);

        UUID made = give(form, of("a", values)).made().getFirst().record();

        Organisation organisation = as(tenant, () -> records.get(organisations, made));
        assertThat(organisation.getCity()).isEqualTo("Vic");
        assertThat(organisation.getRegion()).as("which somebody emptied").isNull();
    }

    @Test
    void aBoxCanHaveToBeTicked() {
        publish(
                "Persona",
                FormDefinition.about("person")
                        .with(List.of(new Step(
                                "",
                                List.of(
                                        new Question("a", "firstName"),
                                        new Question("a", "doNotContact").demanded())))));

        assertThat(refused(open("persona"), of("a", Map.of("firstName", "Marta", "doNotContact", false))))
                .containsExactly(Problem.of("a.doNotContact", "error.required"));
    }

    @Test
    void whoMayNotMakeTheRecordsHasNoForm() {
        publish("Contacto", contact());
        FormVersion form = open("contacto");
        Actor berta = member();
        assertThat(as(tenant, berta, forms::usable)).hasSize(1);

        grant(() -> {
            access.grant(Roles.MEMBER, "organisation", Operation.CREATE, Scope.NONE);
            access.grant(Roles.BASELINE, "organisation", Operation.CREATE, Scope.NONE);
            return true;
        });

        assertThat(as(tenant, berta, forms::usable)).isEmpty();
        assertThat(as(tenant, berta, () -> forms.open("contacto"))).isEmpty();
        assertThatThrownBy(() ->
                        as(tenant, berta, () -> answers.give(form.id(), of(PERSON, Map.of("firstName", "Marta")))))
                .isInstanceOf(Forbidden.class);
        assertThat(count(people)).isZero();
    }

    @Test
    void whatSomebodyMayNotWriteIsNotAskedOfThem() {
        publish("Empresa", organisation(new Question("a", "city").demanded(), new Question("a", "revenue")));
        FormVersion form = open("empresa");
        Actor berta = member();
        grant(() -> {
            roles.save(
                    Roles.MEMBER,
                    roles.rights(Roles.MEMBER)
                            .with(new FieldOf("organisation", "city"), FieldRight.READ)
                            .with(new FieldOf("organisation", "revenue"), FieldRight.NONE));
            return true;
        });

        UUID made = as(tenant, berta, () -> answers.give(form.id(), of("a", Map.of("name", "Ágora"))))
                .made()
                .getFirst()
                .record();
        assertThat(as(tenant, () -> records.get(organisations, made)).getName()).isEqualTo("Ágora");
        assertThat(catchThrowableOfType(
                                InvalidRecord.class,
                                () -> as(
                                        tenant,
                                        berta,
                                        () -> answers.give(
                                                form.id(),
                                                of("a", Map.of("name", "Ateneo", "revenue", BigDecimal.TEN)))))
                        .problems())
                .containsExactly(Problem.of("a.revenue", "error.not-asked"));
    }

    @Test
    void membersMakeNoFormsAndSeeTheirOwnAnswersAlone() {
        UUID id = publish("Empresa", organisation());
        FormVersion form = open("empresa");
        Actor berta = member();
        give(form, of("a", Map.of("name", "Ágora")));
        as(tenant, berta, () -> answers.give(form.id(), of("a", Map.of("name", "Ateneo"))));

        assertThat(as(tenant, () -> answers.of(id, null, 10))).hasSize(2);
        assertThat(as(tenant, berta, () -> answers.of(id, null, 10)))
                .extracting(Answer::givenBy)
                .containsExactly(berta.id());
        assertThat(as(tenant, berta, answers::counts)).containsEntry(id, 1L);
        assertThatThrownBy(() -> as(tenant, berta, () -> forms.create("Mío", organisation())))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(tenant, berta, () -> forms.publish(id))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(tenant, berta, () -> forms.find(id))).isInstanceOf(Forbidden.class);
    }

    @Test
    void anotherTenantsFormsAreNotThere() {
        UUID id = publish("Empresa", organisation());
        FormVersion form = open("empresa");
        give(form, of("a", Map.of("name", "Ágora")));
        Tenant other = newTenant();

        assertThat(as(other, () -> forms.find(id))).isEmpty();
        assertThat(as(other, () -> forms.open("empresa"))).isEmpty();
        assertThat(as(other, () -> forms.named("empresa"))).isEmpty();
        assertThat(as(other, () -> forms.openVersion(form.id()))).isEmpty();
        assertThat(as(other, () -> answers.of(id, null, 10))).isEmpty();
        assertThatThrownBy(() -> as(other, () -> answers.give(form.id(), of("a", Map.of("name", "Robada")))))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(other, () -> forms.publish(id))).isInstanceOf(InvalidRecord.class);
        as(other, () -> {
            forms.delete(id);
            return true;
        });
        assertThat(as(tenant, () -> forms.find(id))).isPresent();
    }

    @Test
    void saysWhatKeepsAFormFromBeingPublished() {
        UUID id = as(
                tenant,
                () -> forms.create(
                        "Mal",
                        new FormDefinition(
                                "",
                                "",
                                List.of(
                                        new Part("a", "organisation"),
                                        new Part("b", "person"),
                                        new Part("c", "person")),
                                List.of(new Bond("a", "parent", "b")),
                                List.of(
                                        new Step("", List.of()),
                                        new Step(
                                                "",
                                                List.of(
                                                        new Words("", " ", When.ALWAYS),
                                                        new Question("a", "nada"),
                                                        new Question("a", "city").shown(new When("a", "street.filled")),
                                                        new Question("a", "street"),
                                                        new Question("a", "street"),
                                                        new Question("a", "region").shown(new When("a", "nada.filled")),
                                                        new Question("a", "revenue").within(Limits.between("diez", "")),
                                                        new Question("a", "notes").within(Limits.matching("(", "")),
                                                        new Question("b", "birthDate").from("ayer")))))));

        assertThat(catchThrowableOfType(InvalidRecord.class, () -> as(tenant, () -> forms.publish(id)))
                        .problems())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "forms.problem.bond",
                        "forms.problem.loose",
                        "forms.problem.empty-step",
                        "forms.problem.no-words",
                        "forms.problem.field",
                        "forms.problem.order",
                        "forms.problem.twice",
                        "forms.problem.condition",
                        "forms.problem.limits",
                        "forms.problem.limits",
                        "forms.problem.start",
                        "forms.problem.demanded",
                        "forms.problem.demanded",
                        "forms.problem.demanded");
        assertThat(as(tenant, () -> forms.open("mal"))).isEmpty();
    }

    @Test
    void twoMakersLoseNothingOfEachOther() {
        UUID id = as(tenant, () -> forms.create("Empresa", organisation()));
        as(tenant, () -> forms.save(id, 0, "Empresas", "empresas", organisation()));

        assertThat(catchThrowableOfType(
                                InvalidRecord.class,
                                () -> as(tenant, () -> forms.save(id, 0, "Otra", "otra", organisation())))
                        .problems())
                .containsExactly(Problem.of("revision", "forms.overtaken"));
        as(tenant, () -> forms.create("Otra", organisation()));
        assertThat(catchThrowableOfType(
                                InvalidRecord.class,
                                () -> as(tenant, () -> forms.save(id, 1, "Empresas", "otra", organisation())))
                        .problems())
                .containsExactly(Problem.of("slug", "error.taken", "otra"));
        assertThat(as(tenant, () -> forms.find(id)).orElseThrow().name()).isEqualTo("Empresas");
    }

    @Test
    void aFieldThatTheTenantArchivedIsNotAskedAnyMore() {
        FieldDefinition own = as(
                tenant,
                () -> fields.add(FieldDefinition.blank("organisation", new FieldType.Text(200), "Zona"), List.of()));
        publish("Empresa", organisation(new Question("a", own.key()).demanded()));
        FormVersion form = open("empresa");
        assertThat(refused(form, of("a", Map.of("name", "Ágora"))))
                .containsExactly(Problem.of("a." + own.key(), "error.required"));

        as(tenant, () -> {
            fields.archive(own.id());
            return true;
        });

        give(form, of("a", Map.of("name", "Ágora")));
        assertThat(count(organisations)).isEqualTo(1);
        assertThat(as(tenant, () -> forms.problems(form.definition(), Locale.of("es"))))
                .extracting(Problem::message)
                .containsExactly("forms.problem.field");
    }

    @Test
    void answersFollowARecordIntoAnother() {
        UUID id = publish("Empresa", organisation(new Question("a", "parent")));
        FormVersion form = open("empresa");
        UUID kept =
                give(form, of("a", Map.of("name", "Ágora"))).made().getFirst().record();
        UUID gone =
                give(form, of("a", Map.of("name", "Agora"))).made().getFirst().record();
        publish("Filial", organisation(new Question("a", "parent").from(gone.toString())));

        as(tenant, () -> merges.merge(organisations, kept, List.of(gone), Map.of()));

        assertThat(as(tenant, () -> answers.of(id, null, 10)))
                .allSatisfy(answer ->
                        assertThat(answer.made()).extracting(Made::record).containsExactly(kept));
        UUID branch = give(open("filial"), of("a", Map.of("name", "Tienda")))
                .made()
                .getFirst()
                .record();
        assertThat(as(tenant, () -> records.get(organisations, branch)).getParent())
                .isEqualTo(kept);
    }
}
