package com.innodus.crm.operators;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.features.Features;
import com.innodus.kernel.platform.DatabaseConfiguration;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.support.Visitor.Answer;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenant.State;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

class OperatorPagesTest extends Server {
    private static final String WORD = "vigilar desde la torre";
    private static int number;

    @Autowired
    Operators operators;

    @Autowired
    Features features;

    @Autowired
    @Qualifier(DatabaseConfiguration.PLATFORM) JdbcClient platform;

    private String email;

    @BeforeEach
    void makeOperator() {
        email = "op" + ++number + "@innodus.test";
        operators.create(email, "Olga", WORD);
    }

    private Visitor visitor() {
        return new Visitor(port, "localhost");
    }

    private Answer logIn(Visitor visitor, String password) {
        return visitor.post("/operator/login", "/operator/login", Map.of("email", email, "password", password));
    }

    private Visitor operator() {
        Visitor visitor = visitor();
        assertThat(logIn(visitor, WORD).location()).endsWith("/operator");
        return visitor;
    }

    private static Answer press(Visitor operator, Tenant tenant, String what, Map<String, String> fields) {
        String page = "/operator/tenants/" + tenant.slug();
        return operator.post(page, page + "/" + what, fields);
    }

    @Test
    void withoutLogInThereIsOnlyTheLogInPage() {
        Tenant tenant = newTenant();
        for (String path : List.of("/operator", "/operator/tenants/" + tenant.slug(), "/operator/nothing")) {
            Answer answer = visitor().get(path);
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.location()).endsWith("/operator/login");
        }
        assertThat(visitor().get("/operator/login").page().select("h1")).hasSize(1);
    }

    @Test
    void noForeignScriptAndNoFrameGetsIntoThePages() {
        for (Answer page : List.of(visitor().get("/operator/login"), operator().get("/operator"))) {
            assertThat(page.headers().get("content-security-policy"))
                    .contains("script-src 'self';", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.page().select("script:not([src]), style, [style], [onclick], [onchange], [onsubmit]"))
                    .isEmpty();
        }
    }

    @Test
    void logInNeedsTheTokenOfThePage() {
        assertThat(visitor()
                        .post("/operator/login", Map.of("email", email, "password", WORD))
                        .status())
                .isEqualTo(403);
        assertThat(operator().get("/operator").body()).contains("Olga");
    }

    @Test
    void logOutEndsTheSession() {
        Visitor operator = operator();
        operator.post("/operator", "/operator/logout", Map.of());
        assertThat(operator.get("/operator").status()).isEqualTo(302);
    }

    @Test
    void wrongPasswordsMakeTheNextOneWaitEvenTheRightOne() {
        for (int i = 0; i < 5; i++) {
            assertThat(logIn(visitor(), "not this one").location()).endsWith("refused");
        }
        assertThat(logIn(visitor(), WORD).location()).endsWith("refused");
        platform.sql("update operator set locked_until = now() - interval '1 second' where email = ?")
                .param(email)
                .update();
        assertThat(logIn(visitor(), WORD).location()).endsWith("/operator");
    }

    @Test
    void aTenantsUserIsNobodyHereAndAnOperatorIsNobodyThere() {
        Tenant tenant = newTenant();
        String host = tenant.slug() + ".localhost";
        Visitor user = new Visitor(port, host);
        user.post("/login", "/login", Map.of("email", emailOf(tenant.slug()), "password", PASSWORD));
        assertThat(user.get("/app/").status()).isEqualTo(200);
        assertThat(user.at("localhost").get("/operator").status()).isEqualTo(403);
        assertThat(user.get("/operator").status()).isEqualTo(404);

        assertThat(operator().at(host).get("/app").status()).isEqualTo(403);
        Visitor wrongDoor = new Visitor(port, host);
        Answer answer = wrongDoor.post("/login", "/operator/login", Map.of("email", email, "password", WORD));
        assertThat(answer.location()).doesNotEndWith("/operator");
        // a tenant's own user can't log in as operator either
        Visitor impostor = visitor();
        assertThat(impostor.post(
                                "/operator/login",
                                "/operator/login",
                                Map.of("email", emailOf(tenant.slug()), "password", PASSWORD))
                        .location())
                .endsWith("refused");
    }

    @Test
    void tenantsAreFoundByNameWithoutAccentsAndByAddress() {
        Tenant agora = newTenant();
        tenants.rename(agora, "Fundación Ágora 100%_" + agora.slug());
        Tenant other = newTenant();
        Visitor operator = operator();
        for (String words :
                List.of(agora.slug(), "agora%20100%25_" + agora.slug(), "AGORA%20100", "%C3%A1gora%20100")) {
            assertThat(operator.get("/operator?q=" + words).body())
                    .contains("/operator/tenants/" + agora.slug())
                    .doesNotContain("/operator/tenants/" + other.slug());
        }
        assertThat(operator.get("/operator?q=%25" + "%25zz").body()).doesNotContain("/operator/tenants/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATED", "NAME", "EDITION", "STATE", "LAST_USE", "SIZE"})
    void theListIsOrderedByEachColumn(String order) {
        newTenant();
        newTenant();
        Answer up = operator().get("/operator?sort=" + order + "&desc=false");
        Answer down = operator().get("/operator?sort=" + order + "&desc=true");
        assertThat(up.status()).isEqualTo(200);
        assertThat(up.page().select("tbody tr")).hasSizeGreaterThan(1);
        assertThat(down.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operator?sort=evil",
                "/operator?page=x",
                "/operator?desc=maybe",
                "/operator/tenants/nobody-here"
            })
    void whatIsNotThereIsNotFoundAndNoError(String path) {
        assertThat(operator().get(path).status()).isEqualTo(404);
    }

    @Test
    void aPageBeyondTheEndIsEmpty() {
        assertThat(operator().get("/operator?page=9999").status()).isEqualTo(200);
        assertThat(operator().get("/operator?page=-1").status()).isEqualTo(200);
    }

    @Test
    void aSuspendedTenantShowsAPageInItsBrandAtOnceAndComesBack() {
        Tenant tenant = newTenant();
        tenants.rename(tenant, "Casa <b>Ágora</b>");
        Visitor person = new Visitor(port, tenant.slug() + ".localhost");
        assertThat(person.get("/login").status()).isEqualTo(200);
        Visitor operator = operator();
        assertThat(press(operator, tenant, "suspend", Map.of()).status()).isEqualTo(302);
        assertThat(operator.get("/operator/tenants/" + tenant.slug()).body()).contains("state-suspended");
        for (String path : List.of("/", "/login", "/app", "/brand/" + "0".repeat(32))) {
            Answer closed = person.get(path);
            assertThat(closed.status()).isEqualTo(503);
            assertThat(closed.body())
                    .contains("suspendido", "--brand-accent:")
                    .contains("Casa &lt;b&gt;Ágora&lt;/b&gt;");
        }
        press(operator, tenant, "resume", Map.of());
        assertThat(person.get("/login").status()).isEqualTo(200);
    }

    @Test
    void whatSomebodyElseDidMeanwhileIsSaidAndNotUndone() {
        Tenant tenant = newTenant();
        Visitor operator = operator();
        operator.get("/operator/tenants/" + tenant.slug());
        tenants.markDeleted(tenant);
        assertThat(press(operator, tenant, "suspend", Map.of()).status()).isEqualTo(302);
        assertThat(operator.get("/operator/tenants/" + tenant.slug()).page().select("[role=alert]"))
                .hasSize(1);
        assertThat(tenants.require(tenant.slug()).state()).isEqualTo(State.DELETED);
    }

    @Test
    void editionAndFeaturesAreChangedAndNoted() {
        Tenant tenant = newTenant();
        Visitor operator = operator();
        press(operator, tenant, "edition", Map.of("edition", "social"));
        press(operator, tenant, "features", Map.of("feature", "branding", "granted", "false"));
        assertThat(tenants.require(tenant.slug()).edition()).isEqualTo("social");
        assertThat(tenants.require(tenant.slug()).features().removed()).containsExactly("branding");
        assertThat(press(operator, tenant, "edition", Map.of("edition", "evil")).status())
                .isEqualTo(404);
        assertThat(press(operator, tenant, "features", Map.of("feature", "evil", "granted", "true"))
                        .status())
                .isEqualTo(404);
        assertThat(operator.get("/operator/tenants/" + tenant.slug()).body()).contains(email, "social", "branding");
    }

    @Test
    void ownHostNamesAreGivenAndTakenBack() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        Visitor operator = operator();
        String host = "crm." + tenant.slug() + ".example";
        press(operator, tenant, "hosts", Map.of("host", host.toUpperCase(java.util.Locale.ROOT)));
        assertThat(new Visitor(port, host).get("/login").status()).isEqualTo(200);

        press(operator, other, "hosts", Map.of("host", host));
        Element refused =
                operator.get("/operator/tenants/" + other.slug()).page().selectFirst("#host");
        assertThat(refused.val()).isEqualTo(host);
        assertThat(refused.attr("aria-invalid")).isEqualTo("true");
        press(operator, other, "hosts", Map.of("host", tenant.slug() + ".localhost"));
        assertThat(operator.get("/operator/tenants/" + other.slug()).page().select(".field-error"))
                .hasSize(1);

        press(operator, tenant, "hosts/remove", Map.of("host", host));
        assertThat(new Visitor(port, host).get("/login").status()).isEqualTo(404);
    }

    @Test
    void onlyAFormOfOursChangesAnything() {
        Tenant tenant = newTenant();
        assertThat(operator()
                        .post("/operator/tenants/" + tenant.slug() + "/suspend", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(tenants.require(tenant.slug()).isActive()).isTrue();
    }

    @Test
    void namesOfTenantsAreTextAndNeverMarkup() {
        Tenant tenant = newTenant();
        tenants.rename(tenant, "<script>alert(1)</script>");
        assertThat(operator().get("/operator").body()).doesNotContain("<script>alert");
        assertThat(operator().get("/operator/tenants/" + tenant.slug()).body()).doesNotContain("<script>alert");
    }

    @Test
    void workspaceDoorsDontExistForOperators() {
        Visitor operator = operator();
        for (String path : List.of("/app", "/app/organisations", "/welcome?token=x", "/confirm?token=x")) {
            assertThat(operator.get(path).status()).as(path).isIn(404, 302);
        }
        assertThat(operator.get("/app").status()).isEqualTo(404);
    }
}
