package com.innodus.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.accounts.oidc.DiscoveryFailed;
import com.innodus.kernel.accounts.oidc.IdentityProvider;
import com.innodus.kernel.accounts.oidc.IdentityProviders;
import com.innodus.support.Browser;
import com.innodus.support.Browser.Page;
import com.innodus.support.Keycloak;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Log-in through a real identity provider, from the button to the workspace. */
class OidcLogInTest extends Server {
    @Autowired
    IdentityProviders providers;

    @Autowired
    OneTimeTokens tokens;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void peopleOfTwoRealmsAreDifferentPeopleThoughTheAddressIsTheSame() {
        Tenant tenant = newTenant();
        IdentityProvider north = provider(tenant, "north", true);
        IdentityProvider south = provider(tenant, "south", true);
        Browser first = new Browser(port);
        Page begin = first.get(host(tenant) + path(tenant, north, false), "/protocol/openid-connect/");
        assertThat(Browser.location(begin)).contains("code_challenge_method=S256", "nonce=", "state=");

        assertThat(logIn(first, tenant, north, "carmen").address().getPath()).startsWith("/app");
        User carmen = user(tenant, "carmen@casa.test").orElseThrow();
        assertThat(carmen.role()).isEqualTo(Roles.MEMBER);
        assertThat(carmen.state()).isEqualTo(User.State.ACTIVE);

        // the other realm's carmen has the same address, which is no proof of being the same person
        assertThat(logIn(new Browser(port), tenant, south, "carmen").text())
                .contains("Ya hay una cuenta con su correo");
        // and in another tenant, where she is unknown, she becomes somebody of that tenant alone
        Tenant other = newTenant();
        IdentityProvider otherSouth = provider(other, "south", true);
        assertThat(logIn(new Browser(port), other, otherSouth, "carmen")
                        .address()
                        .getHost())
                .isEqualTo(other.slug() + ".localhost");
        assertThat(user(other, "carmen@casa.test").orElseThrow().id()).isNotEqualTo(carmen.id());
        // she comes back to the same account
        assertThat(logIn(new Browser(port), tenant, north, "carmen").address().getPath())
                .startsWith("/app");
        assertThat(as(tenant, users::all)).hasSize(2);
    }

    @Test
    void theLogInLeadsToThePageThatWasAskedFor() {
        Tenant tenant = newTenant();
        IdentityProvider north = provider(tenant, "north", true);
        Browser browser = new Browser(port);
        Page door = browser.get(host(tenant) + "/app/organisations?filter=x");
        assertThat(door.address().getPath()).isEqualTo("/login");
        assertThat(door.document().select(".doors a").attr("href")).endsWith(path(tenant, north, false));
        assertThat(logIn(browser, tenant, north, "carmen").address())
                .hasPath("/app/organisations")
                .hasQuery("filter=x");
    }

    @Test
    void logOutEndsTheProvidersSessionToo() {
        Tenant tenant = newTenant();
        IdentityProvider north = provider(tenant, "north", true);
        Browser browser = new Browser(port);
        logIn(browser, tenant, north, "carmen");
        Page farewell = browser.once("POST", host(tenant) + "/logout", Map.of());
        assertThat(Browser.location(farewell))
                .startsWith(Keycloak.issuer("north") + "/protocol/openid-connect/logout?id_token_hint=")
                .contains("post_logout_redirect_uri=http%3A%2F%2F" + tenant.slug() + ".localhost");
        assertThat(browser.get(Browser.location(farewell)).address().getPath()).isEqualTo("/login");
        assertThat(browser.get(host(tenant) + path(tenant, north, false))
                        .document()
                        .select("#kc-form-login, input[name=password]"))
                .isNotEmpty();
    }

    @Test
    void anAnswerOfOneProviderIsRefusedAtAnothersAddress() {
        Tenant tenant = newTenant();
        IdentityProvider north = provider(tenant, "north", true);
        IdentityProvider south = provider(tenant, "south", true);
        Tenant other = newTenant();
        IdentityProvider othersNorth = provider(other, "north", true);
        Browser browser = new Browser(port);
        String answer = answerOf(browser, tenant, south);
        String query = answer.substring(answer.indexOf('?'));
        // same tenant, other provider: the issuer in the answer gives it away (RFC 9207)
        assertThat(browser.get(host(tenant) + path(tenant, north, true) + query).text())
                .contains("no ha confirmado quién es usted");
        // without the issuer, which this provider always names
        assertThat(browser.get(host(tenant) + path(tenant, north, true) + query.replaceAll("&iss=[^&]*", ""))
                        .text())
                .contains("no ha confirmado quién es usted");
        // other tenant's host, where this browser began nothing
        assertThat(browser.get(host(other) + path(other, othersNorth, true) + query.replaceAll("south", "north"))
                        .text())
                .contains("Empiece de nuevo");
        assertThat(as(tenant, users::all)).hasSize(1);
        assertThat(as(other, users::all)).hasSize(1);
    }

    @Test
    void anAnswerIsGoodOnceAndForTheBrowserThatAsked() {
        Tenant tenant = newTenant();
        IdentityProvider north = provider(tenant, "north", true);
        Browser browser = new Browser(port);
        String answer = answerOf(browser, tenant, north);
        assertThat(new Browser(port).get(answer).text()).contains("Empiece de nuevo");
        assertThat(browser.get(answer).address().getPath()).startsWith("/app");
        assertThat(new Browser(port).get(answer).text()).contains("Empiece de nuevo");
    }

    @Test
    void whoIsNobodyHereIsRefusedWithASentence() {
        Tenant tenant = newTenant();
        IdentityProvider closed = provider(tenant, "north", false);
        IdentityProvider open = provider(tenant, "south", true);
        assertThat(logIn(new Browser(port), tenant, closed, "carmen").text())
                .contains("no tiene acceso a este espacio");
        assertThat(logIn(new Browser(port), tenant, open, "bruno").text()).contains("no ha verificado su correo");
        as(tenant, () -> providers.save(draft(open.id(), "south", true, List.of("otra.test"))));
        assertThat(logIn(new Browser(port), tenant, open, "carmen").text()).contains("no es de un dominio admitido");
        assertThat(as(tenant, users::all)).hasSize(1);
    }

    @Test
    void anInvitationIsTakenUpByAnyIdentityThatOpensItsLink() {
        Tenant tenant = newTenant();
        IdentityProvider north = provider(tenant, "north", false);
        User invited = newUser(tenant, "clara", Roles.READER);
        String token = TenantScope.supply(tenant, () -> tokens.issue(invited.id(), OneTimeTokens.Purpose.INVITATION));
        Browser browser = new Browser(port);
        Page page = browser.get(host(tenant) + "/invitation?token=" + token);
        assertThat(page.document().select(".doors a")).hasSize(1);
        // bruno's own address is neither verified nor the invited one; the link is what proves him
        assertThat(logIn(browser, tenant, north, "bruno").address().getPath()).startsWith("/app");
        User clara = user(tenant, invited.email()).orElseThrow();
        assertThat(clara.state()).isEqualTo(User.State.ACTIVE);
        assertThat(clara.role()).isEqualTo(Roles.READER);
        assertThat(browser.get(host(tenant) + "/invitation?token=" + token).text())
                .contains("ya se ha usado");
    }

    @Test
    void aDisabledProviderHasNoButtonAndBeginsNothing() {
        Tenant tenant = newTenant();
        IdentityProvider north = provider(tenant, "north", true);
        Browser browser = new Browser(port);
        String answer = answerOf(browser, tenant, north);
        as(tenant, () -> {
            providers.setEnabled(north.id(), false);
            return true;
        });
        assertThat(browser.get(host(tenant) + "/login").document().select(".doors a"))
                .isEmpty();
        assertThat(browser.once("GET", host(tenant) + path(tenant, north, false), Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(browser.get(answer).address().getPath()).doesNotStartWith("/app");
    }

    @Test
    void anotherTenantsProviderIsUnknown() {
        Tenant mine = newTenant();
        Tenant other = newTenant();
        String path = path(other, provider(other, "north", true), false);
        assertThat(new Browser(port).once("GET", host(other) + path, Map.of()).status())
                .isEqualTo(302);
        for (String host : List.of(host(mine), "http://localhost:" + port)) {
            Page page = new Browser(port)
                    .once("GET", host + path, Map.of(), "X-Forwarded-Host", other.slug() + ".localhost");
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.body()).doesNotContain("Realm north");
        }
        String forged = path.replace(other.id().toString(), mine.id().toString());
        assertThat(new Browser(port).once("GET", host(mine) + forged, Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void aDisabledUserIsPutOutAndStaysOut() {
        Tenant tenant = newTenant();
        IdentityProvider north = provider(tenant, "north", true);
        Browser browser = new Browser(port);
        logIn(browser, tenant, north, "carmen");
        assertThat(browser.get(host(tenant) + "/app").address().getPath()).startsWith("/app");
        User carmen = user(tenant, "carmen@casa.test").orElseThrow();
        TenantScope.run(tenant, () -> users.setState(carmen.id(), User.State.DISABLED));
        assertThat(browser.get(host(tenant) + "/app").address().getPath()).isEqualTo("/login");
        assertThat(logIn(browser, tenant, north, "carmen").text()).contains("no tiene acceso");
    }

    @Test
    void aProviderThatDoesNotAnswerIsNamedAsSuch() throws IOException {
        HttpServer server = fake("%s");
        String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        Tenant tenant = newTenant();
        IdentityProviders.Draft draft =
                new IdentityProviders.Draft(null, "Fake", issuer, "client", "secret", false, List.of());
        as(tenant, () -> providers.save(draft));
        IdentityProvider provider = as(tenant, () -> providers.all().getFirst());
        Browser browser = new Browser(port);
        Page begin = browser.once("GET", host(tenant) + path(tenant, provider, false), Map.of());
        String state = Browser.location(begin).replaceAll(".*[?&]state=([^&]*).*", "$1");
        server.stop(0);
        Page back = browser.get(host(tenant) + path(tenant, provider, true) + "?code=c&state=" + state);
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.text()).contains("El proveedor no responde ahora").doesNotContain("Exception");
        assertThatThrownBy(() -> as(tenant, () -> providers.save(draft)))
                .isInstanceOfSatisfying(
                        DiscoveryFailed.class,
                        e -> assertThat(e.problem()).isEqualTo(DiscoveryFailed.Problem.UNREACHABLE));
    }

    @Test
    void aDescriptionThatSpeaksForSomebodyElseIsRefused() throws IOException {
        HttpServer server = fake("https://accounts.google.com");
        try {
            Tenant tenant = newTenant();
            String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
            for (String entered : List.of(issuer, Keycloak.issuer("north") + "/")) {
                assertThatThrownBy(() -> as(
                                tenant,
                                () -> providers.save(new IdentityProviders.Draft(
                                        null, "Fake", entered, "client", "secret", false, List.of()))))
                        .isInstanceOfSatisfying(
                                DiscoveryFailed.class,
                                e -> assertThat(e.problem()).isEqualTo(DiscoveryFailed.Problem.OTHER_ISSUER));
            }
            assertThat(as(tenant, providers::all)).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theSecretIsStoredEncryptedAndAMemberChangesNothing() {
        Tenant tenant = newTenant();
        IdentityProvider north = provider(tenant, "north", false);
        String stored = TenantScope.supply(
                tenant,
                () -> transaction.execute(status -> jdbc.sql("select client_secret from identity_provider")
                        .query(String.class)
                        .single()));
        assertThat(stored).startsWith("v1.").doesNotContain(Keycloak.SECRET);
        Actor member = newUser(tenant, "marta", Roles.MEMBER).actor();
        assertThatThrownBy(() ->
                        as(tenant, member, () -> providers.save(draft(north.id(), "north", true, List.of("x.test")))))
                .isInstanceOf(Forbidden.class);
        // a kept secret isn't sent to whomever an administrator names next
        assertThat(as(
                        tenant,
                        () -> providers.problems(new IdentityProviders.Draft(
                                north.id(), "x", "https://evil.example", "c", null, false, List.of()))))
                .containsEntry("secret", "sign-in.secret.again");
    }

    /** The provider's description with the issuer given, its own address for {@code %s}. */
    private static HttpServer fake(String issuer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String own = "http://127.0.0.1:" + server.getAddress().getPort();
        byte[] description = """
                {"issuer": "%1$s", "authorization_endpoint": "%2$s/auth", "token_endpoint": "%2$s/token",
                 "jwks_uri": "%2$s/keys"}
                """.formatted(issuer.formatted(own), own).getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, description.length);
            exchange.getResponseBody().write(description);
            exchange.close();
        });
        server.start();
        return server;
    }

    private IdentityProvider provider(Tenant tenant, String realm, boolean createUsers) {
        return as(tenant, () -> {
            var id = providers.save(draft(null, realm, createUsers, createUsers ? List.of("casa.test") : List.of()));
            return providers.all().stream()
                    .filter(provider -> provider.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        });
    }

    private static IdentityProviders.Draft draft(
            java.util.@Nullable UUID id, String realm, boolean createUsers, List<String> domains) {
        return new IdentityProviders.Draft(
                id, "Realm " + realm, Keycloak.issuer(realm), Keycloak.CLIENT, Keycloak.SECRET, createUsers, domains);
    }

    /** The page on which the log-in at the provider ends. */
    private Page logIn(Browser browser, Tenant tenant, IdentityProvider provider, String name) {
        Page page = browser.get(host(tenant) + path(tenant, provider, false));
        if (page.document().select("input[name=password]").isEmpty()
                || page.address().getPath().equals("/login")) {
            return page;
        }
        return browser.submit(page, "login-actions", Map.of("username", name, "password", Keycloak.PASSWORD));
    }

    /** The address with which the provider sends carmen back. */
    private String answerOf(Browser browser, Tenant tenant, IdentityProvider provider) {
        Page page = browser.get(host(tenant) + path(tenant, provider, false));
        return Browser.location(
                browser.send(page, "login-actions", Map.of("username", "carmen", "password", Keycloak.PASSWORD)));
    }

    private static String path(Tenant tenant, IdentityProvider provider, boolean callback) {
        return TenantScope.supply(tenant, callback ? provider::callbackPath : provider::path);
    }

    private String host(Tenant tenant) {
        return "http://" + tenant.slug() + ".localhost:" + port;
    }

    private java.util.Optional<User> user(Tenant tenant, String email) {
        return TenantScope.supply(tenant, () -> users.byEmail(email.toLowerCase(Locale.ROOT)));
    }
}
