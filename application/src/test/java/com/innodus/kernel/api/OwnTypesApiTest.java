package com.innodus.kernel.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.OwnTypes;
import com.innodus.kernel.records.Term;
import com.innodus.kernel.records.TypeDefinition;
import com.innodus.support.Api;
import com.innodus.support.Api.Answer;
import com.innodus.support.ApiServer;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The tenant's own types for other programs. */
class OwnTypesApiTest extends ApiServer {
    @Autowired
    OwnTypes types;

    @Autowired
    CustomFields fields;

    private Tenant tenantWith(String... plurals) {
        Tenant tenant = newTenant();
        as(tenant, () -> {
            for (String plural : plurals) {
                String key = types.add(plural, TypeDefinition.named(Term.of("Uno de " + plural), Term.of(plural)))
                        .key();
                fields.add(FieldDefinition.blank(key, new FieldType.Text(500), "Matrícula"), List.of());
            }
            return null;
        });
        return tenant;
    }

    private static String make(Api api, String list, String json) {
        Answer made = api.post(list, json);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return list + "/" + made.json().path("id").stringValue();
    }

    @Test
    void isReadAndWrittenLikeAnyOther() {
        Api api = api(tenantWith("coches"), "*");
        String red = make(api, "/api/v1/coches", "{\"name\":\"Rojo\",\"x_matricula\":\"1234 BCD\"}");
        make(api, "/api/v1/coches", "{\"name\":\"Azul\"}");

        assertThat(api.get("/api/v1/coches?filter=x_matricula=='1234 BCD'".replace(" ", "%20"))
                        .text())
                .contains("Rojo")
                .doesNotContain("Azul");
        assertThat(api.get("/api/v1/coches?q=azu").text()).contains("Azul").doesNotContain("Rojo");
        Answer changed = api.with("If-Match", api.get(red).header("ETag")).patch(red, "{\"name\":\"Granate\"}");
        assertThat(changed.json().path("title").stringValue()).isEqualTo("Granate");
        assertThat(api.post(red + "/comments", "{\"body\":\"hola\"}").status()).isEqualTo(201);
        assertThat(api.delete(red).status()).isEqualTo(204);
        assertThat(api.get(red).status()).isEqualTo(404);
        assertThat(api.post(red + "/actions/restore", "{}").status()).isEqualTo(200);
    }

    @Test
    void isDescribedForItsTenantAlone() {
        Api api = api(tenantWith("coches"), "*");

        assertThat(api.get("/api/v1/coches/metadata").text()).contains("Matrícula");
        assertThat(api.get("/api/v1/openapi.json").text()).contains("/api/v1/coches", "coches:read");
        Api others = api(newTenant(), "*");
        assertThat(others.get("/api/v1/coches").status()).isEqualTo(404);
        assertThat(others.get("/api/v1/openapi.json").text()).doesNotContain("coches");
    }

    @Test
    void aRecordOfOneTypeIsUnknownAtTheAddressOfAnother() {
        Tenant tenant = tenantWith("coches", "pisos");
        Api api = api(tenant, "*");
        String car = make(api, "/api/v1/coches", "{\"name\":\"Rojo\"}");
        String asFlat = car.replace("coches", "pisos");

        assertThat(api.get(asFlat).status()).isEqualTo(404);
        assertThat(api.with("If-Match", "\"0\"")
                        .patch(asFlat, "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(api.get(asFlat + "/comments").status()).isEqualTo(404);
        assertThat(api.get(asFlat + "/files").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/pisos").text()).doesNotContain("Rojo");
        Api elsewhere = api(tenantWith("coches"), "*");
        assertThat(elsewhere.get(car).status()).isEqualTo(404);
    }

    @Test
    void aScopeOpensItsTypeOnly() {
        Tenant tenant = tenantWith("coches", "pisos");
        Api reader = api(tenant, "coches:read");

        assertThat(reader.get("/api/v1/coches").status()).isEqualTo(200);
        assertThat(reader.post("/api/v1/coches", "{\"name\":\"x\"}").status()).isEqualTo(403);
        assertThat(reader.get("/api/v1/pisos").status()).isEqualTo(403);
    }

    @Test
    void whatIsArchivedIsGone() {
        Tenant tenant = tenantWith("coches");
        Api api = api(tenant, "*");
        Api narrow = api(tenant, "coches:read people:read");
        String car = make(api, "/api/v1/coches", "{\"name\":\"Rojo\"}");

        as(tenant, () -> {
            types.archive("x_coches");
            return null;
        });

        assertThat(api.get(car).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/coches").status()).isEqualTo(404);
        assertThat(narrow.get("/api/v1/people").status()).isEqualTo(200);
    }
}
