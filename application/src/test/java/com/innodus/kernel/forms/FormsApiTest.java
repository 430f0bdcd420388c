package com.innodus.kernel.forms;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.FormDefinition.Bond;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.forms.FormDefinition.Step;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Api;
import com.innodus.support.Api.Answer;
import com.innodus.support.ApiServer;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class FormsApiTest extends ApiServer {
    @Autowired
    Forms forms;

    @Autowired
    Records records;

    @Autowired
    RecordType<Person> people;

    @Autowired
    RecordType<Organisation> organisations;

    private Tenant tenant;

    @BeforeEach
    void publish() {
        tenant = newTenant();
        as(
                tenant,
                () -> forms.publish(forms.create(
                        "Alta",
                        new FormDefinition(
                                "",
                                "",
                                List.of(new Part("p", "person"), new Part("o", "organisation")),
                                List.of(new Bond("p", "organisation", "o")),
                                List.of(new Step(
                                        "",
                                        List.of(
                                                new Question("p", "firstName").called("¿Quién?", ""),
                                                new Question("p", "emails").demanded(),
                                                new Question("o", "name"),
                                                new Question("o", "sector"))))))));
    }

    private static List<String> fields(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        return answer.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }

    private int count(RecordType<?> type) {
        return as(tenant, () -> records.count(type, Query.ALL, 9));
    }

    @Test
    void aProgramReadsAFormAndAnswersIt() {
        Api api = api(tenant, "*");
        JsonNode form = api.get("/api/v1/forms").json().path("data").get(0);
        assertThat(form.path("slug").asString()).isEqualTo("alta");
        assertThat(form.path("questions").get(0).path("label").asString()).isEqualTo("¿Quién?");
        assertThat(api.get("/api/v1/forms/alta").json()).isEqualTo(form);

        Answer made = api.post("/api/v1/forms/alta/answers", """
                {"answers": {"p": {"firstName": "Marta", "emails": ["marta@agora.test"]}, "o": {"name": "Ágora"}}}
                """);

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("version").asInt()).isEqualTo(1);
        JsonNode person = made.json().path("records").get(1);
        assertThat(person.path("type").asString()).isEqualTo("people");
        Person marta = as(
                tenant,
                () -> records.get(people, UUID.fromString(person.path("id").asString())));
        assertThat(as(tenant, () -> records.get(organisations, marta.getOrganisation()))
                        .getName())
                .isEqualTo("Ágora");
    }

    @Test
    void whatIsWrongIsNamedByPartAndField() {
        Api api = api(tenant, "*");
        assertThat(fields(api.post("/api/v1/forms/alta/answers", """
                {"answers": {"p": {"firstName": 7}, "x": {}, "o": {"nada": 1}}, "more": 1}
                """)))
                .containsExactlyInAnyOrder("more", "p.firstName", "x", "o.nada");
        assertThat(fields(api.post("/api/v1/forms/alta/answers", "{\"answers\": {\"p\": {\"firstName\": \"Marta\"}}}")))
                .containsExactly("p.emails");
        assertThat(fields(api.post("/api/v1/forms/alta/answers", """
                {"answers": {"p": {"firstName": "Marta", "emails": ["nada"]}, "o": {"name": "Ágora"}}}
                """))).containsExactly("p.emails");
        assertThat(fields(api.post("/api/v1/forms/alta/answers", "{}"))).containsExactly("answers");
        assertThat(count(people)).isZero();
        assertThat(count(organisations)).isZero();
    }

    @Test
    void aTokenThatMayNotMakeOneOfTheRecordsHasNoForm() {
        Api api = api(tenant, "people:write people:read");
        assertThat(api.get("/api/v1/forms").json().path("data")).isEmpty();
        assertThat(api.get("/api/v1/forms/alta").status()).isEqualTo(404);
        assertThat(api.post("/api/v1/forms/alta/answers", "{\"answers\": {\"p\": {\"firstName\": \"Marta\"}}}")
                        .status())
                .isEqualTo(404);
        assertThat(at(tenant).get("/api/v1/forms").status()).isEqualTo(401);
    }

    @Test
    void anotherTenantsFormIsNotThere() {
        Tenant other = newTenant();
        Api api = api(other, "*");
        assertThat(api.get("/api/v1/forms").json().path("data")).isEmpty();
        assertThat(api.get("/api/v1/forms/alta").status()).isEqualTo(404);
        assertThat(api.post("/api/v1/forms/alta/answers", "{\"answers\": {\"p\": {\"firstName\": \"Marta\"}}}")
                        .status())
                .isEqualTo(404);
        assertThat(at(tenant)
                        .bearing(tokenOf(other, "*"))
                        .get("/api/v1/forms/alta")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theDocumentDescribesThem() {
        JsonNode document = api(tenant, "*").get("/api/v1/openapi.json").json();
        assertThat(document.path("paths")
                        .path("/api/v1/forms/{form}/answers")
                        .path("post")
                        .path("operationId")
                        .asString())
                .isEqualTo("answerForm");
        assertThat(document.path("components").path("schemas").has("FormAnswerInput"))
                .isTrue();
    }
}
