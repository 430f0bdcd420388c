package com.innodus.kernel.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.clients.ApiClients.Created;
import com.innodus.kernel.clients.ApiClients.Wish;
import com.innodus.support.Api;
import com.innodus.support.Api.Answer;
import com.innodus.support.ApiServer;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who gets a token, where it is good, and until when. */
class TokensTest extends ApiServer {
    private static final String LIST = "/api/v1/organisations";

    @Autowired
    PersonalTokens personalTokens;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aClientGetsATokenWithItsSecretAndReadsWithIt() {
        Tenant tenant = newTenant();
        Created client = newClient(tenant, "organisations:read");

        Answer answer = at(tenant).token(client.client().clientId(), client.secret(), "");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("token_type").stringValue()).isEqualTo("Bearer");
        assertThat(answer.json().path("scope").stringValue()).isEqualTo("organisations:read");
        String token = answer.json().path("access_token").stringValue();
        assertThat(at(tenant).bearing(token).get(LIST).status()).isEqualTo(200);
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("\"iss\":\"http://" + tenant.slug() + ".localhost:" + port + "\"");
        assertThat(as(tenant, () -> clients.all()).getFirst().lastUsedAt()).isNotNull();
    }

    @Test
    void theHostDescribesItsAuthorizationServerAndShowsPublicKeysAlone() {
        Tenant tenant = newTenant();
        tokenOf(tenant, "*");

        Answer metadata = at(tenant).get("/.well-known/oauth-authorization-server");

        String host = "http://" + tenant.slug() + ".localhost:" + port;
        assertThat(metadata.json().path("issuer").stringValue()).isEqualTo(host);
        assertThat(metadata.json().path("token_endpoint").stringValue()).isEqualTo(host + "/oauth2/token");
        Answer keys = at(tenant).get("/oauth2/jwks");
        assertThat(keys.json().path("keys")).hasSize(1);
        assertThat(keys.json().path("keys").get(0).has("d")).isFalse();
    }

    @Test
    void aTokenIsWorthNothingAtAnotherTenantsHost() {
        Tenant mine = newTenant();
        Tenant other = newTenant();
        Created client = newClient(mine, "*");
        String token = tokenOf(mine, "*");
        tokenOf(other, "*");

        Answer refused = at(other).bearing(token).get(LIST);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");
        assertThat(at(other)
                        .token(client.client().clientId(), client.secret(), "")
                        .status())
                .isEqualTo(401);
        assertThat(new Api(port, "localhost").bearing(token).get(LIST).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "crm_x", "eyJhbGciOiJub25lIn0.e30.", "' or 1=1 --", "kept:0"})
    void whatIsNoTokenOpensNothing(String token) {
        Tenant tenant = newTenant();

        assertThat(at(tenant).get(LIST).status()).isEqualTo(401);
        assertThat(at(tenant).bearing(token).get(LIST).status()).isEqualTo(401);
    }

    @Test
    void aWrongSecretGetsNoToken() {
        Tenant tenant = newTenant();
        Created client = newClient(tenant, "*");

        assertThat(at(tenant).token(client.client().clientId(), "falso", "").status())
                .isEqualTo(401);
        assertThat(at(tenant).token("nadie", client.secret(), "").status()).isEqualTo(401);
        String kept = TenantScope.supply(
                tenant, () -> clients.secretHash(client.client().id()).orElseThrow());
        assertThat(kept).isNotEqualTo(client.secret());
        assertThat(at(tenant).token(client.client().clientId(), kept, "").status())
                .isEqualTo(401);
    }

    @Test
    void aClientMayAskForLessButNotForMore() {
        Tenant tenant = newTenant();
        Created some = newClient(tenant, "organisations:read people:read");
        Created all = newClient(tenant, "*");

        assertThat(at(tenant)
                        .token(some.client().clientId(), some.secret(), "organisations:write")
                        .status())
                .isEqualTo(400);
        assertThat(at(tenant)
                        .token(some.client().clientId(), some.secret(), "*")
                        .status())
                .isEqualTo(400);
        assertThat(at(tenant)
                        .token(all.client().clientId(), all.secret(), "people:read")
                        .json()
                        .path("scope")
                        .stringValue())
                .isEqualTo("people:read");
    }

    @Test
    void revokingEndsATokenAtOnce() {
        Tenant tenant = newTenant();
        Created client = newClient(tenant, "*");
        String token = at(tenant)
                .token(client.client().clientId(), client.secret(), "")
                .json()
                .path("access_token")
                .stringValue();
        assertThat(at(tenant).bearing(token).get(LIST).status()).isEqualTo(200);

        Answer revoked = at(tenant)
                .form(
                        "/oauth2/revoke",
                        "token=" + token + "&client_id=" + client.client().clientId() + "&client_secret="
                                + client.secret());

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(at(tenant).bearing(token).get(LIST).status()).isEqualTo(401);
    }

    @Test
    void revokingAClientEndsAllThatItHas() {
        Tenant tenant = newTenant();
        Created client = newClient(tenant, "*");
        String token = at(tenant)
                .token(client.client().clientId(), client.secret(), "")
                .json()
                .path("access_token")
                .stringValue();
        assertThat(at(tenant).bearing(token).get(LIST).status()).isEqualTo(200);

        as(tenant, () -> clients.revoke(client.client().id()));

        assertThat(at(tenant).bearing(token).get(LIST).status()).isEqualTo(401);
        assertThat(at(tenant)
                        .token(client.client().clientId(), client.secret(), "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aClientActsWithTheRightsOfItsPersonAndGoesWithThem() {
        Tenant tenant = newTenant();
        User reader = newUser(tenant, "lector", Roles.READER);
        TenantScope.run(tenant, () -> users.activate(reader.id()));
        Created client =
                as(tenant, () -> clients.create(new Wish("Lector", Set.of("*"), List.of(), true), reader.id()));
        Api api = at(tenant)
                .bearing(at(tenant)
                        .token(client.client().clientId(), client.secret(), "")
                        .json()
                        .path("access_token")
                        .stringValue());
        assertThat(api.get(LIST).status()).isEqualTo(200);
        assertThat(api.post(LIST, "{\"name\":\"No\"}").status()).isEqualTo(403);

        TenantScope.run(tenant, () -> users.setState(reader.id(), User.State.DISABLED));

        assertThat(api.get(LIST).status()).isEqualTo(401);
    }

    @Test
    void onlyAdministratorsLetProgramsIn() {
        Tenant tenant = newTenant();
        User member = newUser(tenant, "luis", Roles.MEMBER);

        assertThatThrownBy(() -> as(
                        tenant,
                        member.actor(),
                        () -> clients.create(new Wish("x", Set.of("*"), List.of(), true), member.id())))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(tenant, member.actor(), () -> clients.all()))
                .isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/x",
                "javascript:alert(1)",
                "https://user@example.org/",
                "https://example.org/#x",
                "//example.org",
                "app:/x",
                "https://exa mple.org"
            })
    void peopleAreSentBackToNoDoubtfulAddress(String redirect) {
        Tenant tenant = newTenant();

        assertThatThrownBy(() -> as(
                        tenant,
                        () -> clients.create(
                                new Wish("x", Set.of("*"), List.of(redirect), true),
                                owner(tenant).id())))
                .isInstanceOf(ClientRefusal.class);
    }

    @Test
    void aPersonalTokenActsAsItsMakerWithinItsScopesUntilItIsRevoked() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        String token = as(tenant, () -> personalTokens.create("Copia", Set.of("organisations:read"), 30));
        assertThat(token).startsWith("crm_");
        Api api = at(tenant).bearing(token);

        assertThat(api.get(LIST).status()).isEqualTo(200);
        assertThat(api.post(LIST, "{\"name\":\"No\"}").status()).isEqualTo(403);
        assertThat(api.get("/api/v1/people").status()).isEqualTo(403);
        assertThat(at(other).bearing(token).get(LIST).status()).isEqualTo(401);

        as(tenant, () -> {
            personalTokens.revoke(personalTokens.mine().getFirst().id());
            return true;
        });
        assertThat(api.get(LIST).status()).isEqualTo(401);
    }

    @Test
    void nobodyRevokesSomebodyElsesToken() {
        Tenant tenant = newTenant();
        User member = newUser(tenant, "luis", Roles.MEMBER);
        as(tenant, () -> personalTokens.create("Mío", Set.of("*"), 30));
        var mine = as(tenant, () -> personalTokens.mine().getFirst().id());

        as(tenant, member.actor(), () -> {
            personalTokens.revoke(mine);
            return true;
        });

        assertThat(as(tenant, () -> personalTokens.mine())).hasSize(1);
    }

    @Test
    void noTokenOrSecretIsKeptInClear() {
        Tenant tenant = newTenant();
        Created client = newClient(tenant, "*");
        String token = at(tenant)
                .token(client.client().clientId(), client.secret(), "")
                .json()
                .path("access_token")
                .stringValue();
        String personal = as(tenant, () -> personalTokens.create("Copia", Set.of("*"), 30));

        for (String table : List.of("api_client", "api_grant", "personal_token", "oauth_key")) {
            String all = String.join(
                    "\n",
                    jdbc.sql("select t::text from %s.%s t".formatted(tenant.schema(), table))
                            .query(String.class)
                            .list());
            assertThat(all).isNotEmpty().doesNotContain(token, client.secret(), personal, "\"d\":");
        }
    }
}
