package com.innodus.kernel.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.clients.ApiClients.Created;
import com.innodus.kernel.clients.ApiClients.Wish;
import com.innodus.support.Api;
import com.innodus.support.ApiServer;
import com.innodus.support.Visitor;
import com.innodus.support.Visitor.Answer;
import com.innodus.tenants.catalogue.Tenant;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** An app that people let act in their name: authorization code with PKCE. */
class CodeFlowTest extends ApiServer {
    private static final String BACK = "https://app.example/back";
    private static final String VERIFIER = "a-verifier-of-forty-three-letters-or-even-more-0123";

    private Created newApp(Tenant tenant, boolean confidential) {
        return as(
                tenant,
                () -> clients.create(
                        new Wish("Agenda", Set.of("organisations:read"), List.of(BACK), confidential),
                        owner(tenant).id()));
    }

    private static String question(Created app, String redirect) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return "/oauth2/authorize?response_type=code&state=xyz&scope=organisations%3Aread&client_id="
                + app.client().clientId() + "&redirect_uri=" + URLEncoder.encode(redirect, StandardCharsets.UTF_8)
                + "&code_challenge_method=S256&code_challenge="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private Visitor loggedIn(Tenant tenant) {
        Visitor visitor = new Visitor(port, tenant.slug() + ".localhost");
        visitor.post("/login", "/login", Map.of("email", emailOf(tenant.slug()), "password", PASSWORD));
        return visitor;
    }

    private static String path(Answer answer) {
        return answer.location().replaceFirst("https?://[^/]+", "");
    }

    private String code(Tenant tenant, Created app) throws Exception {
        Visitor ana = loggedIn(tenant);
        Answer asked = ana.get(question(app, BACK));
        assertThat(path(asked)).as(asked.body()).startsWith("/oauth2/consent?");
        Answer page = ana.get(path(asked));
        assertThat(page.page().select("h1").text()).contains("Agenda");
        assertThat(page.page().select(".consent-scopes").text()).isEqualTo("Organizaciones: Leer");
        assertThat(page.headers().get("content-security-policy")).contains("form-action 'self' https://app.example");
        Element state = page.page().selectFirst("input[name=state]");
        Answer let = ana.post(
                path(asked),
                "/oauth2/authorize",
                Map.of("client_id", app.client().clientId(), "state", state.val(), "scope", "organisations:read"));
        assertThat(let.location()).as(let.body()).startsWith(BACK + "?code=").contains("state=xyz");
        return URLDecoder.decode(let.location().replaceAll(".*code=([^&]+).*", "$1"), StandardCharsets.UTF_8);
    }

    private static String exchange(Created app, String code, String verifier) {
        return "grant_type=authorization_code&client_id=" + app.client().clientId()
                + (app.secret() == null ? "" : "&client_secret=" + app.secret())
                + "&code=" + URLEncoder.encode(code, StandardCharsets.UTF_8) + "&code_verifier=" + verifier
                + "&redirect_uri=" + URLEncoder.encode(BACK, StandardCharsets.UTF_8);
    }

    @Test
    void anAppActsInThePersonsNameAsFarAsThePersonLetIt() throws Exception {
        Tenant tenant = newTenant();
        Created app = newApp(tenant, true);
        String code = code(tenant, app);

        Api.Answer tokens = at(tenant).form("/oauth2/token", exchange(app, code, VERIFIER));

        assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
        Api api = at(tenant).bearing(tokens.json().path("access_token").stringValue());
        assertThat(api.get("/api/v1/organisations").status()).isEqualTo(200);
        assertThat(api.post("/api/v1/organisations", "{\"name\":\"x\"}").status())
                .isEqualTo(403);

        String refresh = tokens.json().path("refresh_token").stringValue();
        String again = "grant_type=refresh_token&client_id=" + app.client().clientId() + "&client_secret="
                + app.secret() + "&refresh_token=" + URLEncoder.encode(refresh, StandardCharsets.UTF_8);
        assertThat(at(tenant).form("/oauth2/token", again).status()).isEqualTo(200);
        assertThat(at(tenant).form("/oauth2/token", again).status())
                .as("used up")
                .isEqualTo(400);
    }

    @Test
    void aCodeIsGoodOnceAndWithItsVerifierAlone() throws Exception {
        Tenant tenant = newTenant();
        Created app = newApp(tenant, false);

        String stolen = code(tenant, app);
        assertThat(at(tenant)
                        .form(
                                "/oauth2/token",
                                exchange(app, stolen, "another-verifier-of-forty-three-letters-or-more-1"))
                        .status())
                .isEqualTo(400);

        Created other = newApp(tenant, true);
        String code = code(tenant, other);
        String token = at(tenant)
                .form("/oauth2/token", exchange(other, code, VERIFIER))
                .json()
                .path("access_token")
                .stringValue();
        assertThat(at(tenant)
                        .form("/oauth2/token", exchange(other, code, VERIFIER))
                        .status())
                .isEqualTo(400);
        assertThat(token).isNotBlank();
    }

    @Test
    void strangersAreAskedToLogInAndNobodyIsSentToAnUnknownAddress() throws Exception {
        Tenant tenant = newTenant();
        Created app = newApp(tenant, true);

        assertThat(new Visitor(port, tenant.slug() + ".localhost")
                        .get(question(app, BACK))
                        .location())
                .endsWith("/login");
        Answer refused = loggedIn(tenant).get(question(app, "https://evil.example/"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.location()).isEmpty();
        Tenant elsewhere = newTenant();
        assertThat(loggedIn(elsewhere).get(question(app, BACK)).status()).isEqualTo(400);
    }
}
