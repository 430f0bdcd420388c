package com.innodus.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.support.Browser;
import com.innodus.support.Browser.Page;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.support.Visitor.Answer;
import com.innodus.support.Wire;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hc.client5.http.cookie.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Log-in, its pages and its sessions, over HTTP. */
class LogInTest extends Server {
    @Autowired
    OneTimeTokens tokens;

    @Autowired
    Sessions sessions;

    @Autowired
    Addresses addresses;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aDeepLinkSurvivesTheLogIn() {
        Tenant tenant = newTenant();
        Browser browser = new Browser(port);
        assertThat(browser.get(host(tenant) + "/app/organisations?filter=name~x&sort=-name")
                        .address())
                .hasPath("/login");
        assertThat(logIn(browser, tenant, PASSWORD).address())
                .hasPath("/app/organisations")
                .hasQuery("filter=name~x&sort=-name");
        assertThat(browser.get(host(tenant) + "/login").address()).hasPath("/app/");
    }

    @Test
    void theSessionIsAnotherAfterTheLogInAndItsCookieIsForThisHostAlone() {
        Tenant tenant = newTenant();
        Browser browser = new Browser(port);
        browser.get(host(tenant) + "/app");
        String before = sessionCookie(browser).getValue();
        Page answer = browser.send(
                browser.get(host(tenant) + "/login"),
                "/login",
                Map.of("email", emailOf(tenant.slug()), "password", PASSWORD));
        assertThat(sessionCookie(browser).getValue()).isNotEqualTo(before);
        assertThat(answer.header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void pagesComeWithHeadersThatStopForeignScriptsAndFrames() {
        Tenant tenant = newTenant();
        Browser browser = new Browser(port);
        Page page = browser.get(host(tenant) + "/login");
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self';", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.document().select("script:not([src]), style, [style], [onclick]"))
                .isEmpty();
        logIn(browser, tenant, PASSWORD);
        assertThat(browser.get(host(tenant) + "/app").header("Content-Security-Policy"))
                .contains("frame-ancestors 'self'", "object-src 'none'", "default-src 'none'");
    }

    @Test
    void anAddressThatTheDatabaseCannotHoldIsRefusedAsAnyOther() {
        Visitor visitor = new Visitor(port, newTenant().slug() + ".localhost");
        Answer answer = visitor.post("/login", "/login", Map.of("email", "ana\0@x.test", "password", PASSWORD));
        assertThat(List.of(answer.status(), answer.location().endsWith("/login")))
                .containsExactly(302, true);
        Answer operator = new Visitor(port, "localhost")
                .post("/operator/login", "/operator/login", Map.of("email", "a\0b", "password", "x"));
        assertThat(operator.location()).endsWith("/operator/login?refused");
    }

    @Test
    void aCookieOfOneTenantOpensNothingAtAnothers() {
        Tenant mine = newTenant();
        Tenant other = newTenant();
        Browser victim = new Browser(port);
        logIn(victim, mine, PASSWORD);
        for (String host : List.of(other.slug() + ".localhost", "localhost")) {
            Browser thief = new Browser(port);
            thief.steal(victim, host);
            String address = "http://" + host + ":" + port;
            for (String path : List.of("/app", "/app/organisations", "/app/?v-r=init&location=", "/operator")) {
                assertThat(thief.once("GET", address + path, Map.of()).status())
                        .as(host + path)
                        .isEqualTo(403);
            }
            for (String path :
                    List.of("/app/?v-r=uidl&v-uiId=0", "/app/?v-r=heartbeat&v-uiId=0", "/app/VAADIN/push?v-r=push")) {
                assertThat(thief.once("POST", address + path, Map.of("x", "y")).status())
                        .as(host + path)
                        .isEqualTo(403);
            }
        }
        assertThat(victim.get(host(mine) + "/app").address()).hasPath("/app/");
    }

    @Test
    void aCookieOfTheBaseHostOpensNothingAtATenants() {
        Tenant tenant = newTenant();
        Browser visitor = new Browser(port);
        visitor.post(
                "http://localhost:" + port + "/language",
                formToken(visitor.get("http://localhost:" + port + "/"), "en"));
        assertThat(sessionCookie(visitor)).isNotNull();
        Browser thief = new Browser(port);
        thief.steal(visitor, tenant.slug() + ".localhost");
        assertThat(thief.once("GET", host(tenant) + "/login", Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void forgedHostsChangeNoLinkInAMail() throws IOException {
        Tenant tenant = newTenant();
        Browser browser = new Browser(port);
        Page page = browser.get(host(tenant) + "/password/forgotten");
        Map<String, String> form =
                Browser.filled(page.form("/password/forgotten"), Map.of("email", emailOf(tenant.slug())));
        Page answer = browser.once(
                "POST",
                host(tenant) + "/password/forgotten",
                form,
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "https",
                "Forwarded",
                "host=evil.example",
                "X-Forwarded-Port",
                "666");
        assertThat(answer.status()).isEqualTo(200);
        String mail = mails(tenant, 1).getFirst();
        assertThat(mail).contains(addresses.of(tenant) + "/password/new?token=").doesNotContain("evil.example", "666");
        assertThat(Wire.get(port, "/login", "Host: evil.example")).startsWith("HTTP/1.1 404");
        assertThat(Wire.get(port, "/app", "Host: " + tenant.slug() + ".localhost:666"))
                .contains("Location: /login")
                .doesNotContain(":666");
    }

    @Test
    void linksAreGoodOnceInTimeForTheirPurposeAndAtTheirTenantOnly() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        User ana = owner(tenant, users::byEmail);
        Function<OneTimeTokens.Purpose, String> token =
                purpose -> TenantScope.supply(tenant, () -> tokens.issue(ana.id(), purpose));
        Browser browser = new Browser(port);

        String foreign = token.apply(OneTimeTokens.Purpose.RESET_PASSWORD);
        assertThat(browser.get(host(other) + "/password/new?token=" + foreign).text())
                .contains("ya se ha usado o ha caducado");
        assertThat(browser.get(host(tenant) + "/invitation?token=" + foreign).text())
                .contains("ya se ha usado");
        assertThat(browser.get(host(tenant) + "/welcome?token=" + foreign).address())
                .hasPath("/login");

        Page form = browser.get(host(tenant) + "/password/new?token=" + foreign);
        assertThat(browser.submit(form, "/password/new", Map.of("password", "corta"))
                        .text())
                .contains("al menos 10");
        assertThat(browser.submit(form, "/password/new", Map.of("password", "cuatro gatos negros"))
                        .address())
                .hasPath("/app/");
        assertThat(new Browser(port)
                        .get(host(tenant) + "/password/new?token=" + foreign)
                        .text())
                .contains("ya se ha usado o ha caducado");

        String late = token.apply(OneTimeTokens.Purpose.SIGN_IN);
        sql(
                tenant,
                "update one_time_token set expires_at = ?",
                Timestamp.from(Instant.now().minusSeconds(1)));
        assertThat(new Browser(port)
                        .get(host(tenant) + "/welcome?token=" + late)
                        .address())
                .hasPath("/login");
        String first = token.apply(OneTimeTokens.Purpose.SIGN_IN);
        String second = token.apply(OneTimeTokens.Purpose.SIGN_IN);
        assertThat(new Browser(port)
                        .get(host(tenant) + "/welcome?token=" + first)
                        .address())
                .hasPath("/login");
        assertThat(new Browser(port)
                        .get(host(tenant) + "/welcome?token=" + second)
                        .address())
                .hasPath("/app/");
    }

    @Test
    void wrongPasswordsMakeOneWaitWhetherTheAddressHasAUserOrNot() {
        Tenant tenant = newTenant();
        User invited = newUser(tenant, "clara", Roles.MEMBER);
        User gone = newUser(tenant, "david", Roles.MEMBER);
        TenantScope.run(tenant, () -> {
            users.setPassword(gone.id(), PASSWORD);
            users.setState(gone.id(), User.State.DISABLED);
        });
        List<List<String>> answers = new ArrayList<>();
        for (String email : List.of(emailOf(tenant.slug()), "nadie@x.test", invited.email(), gone.email())) {
            List<String> told = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                // the disabled one even knows the password
                String password = email.equals(gone.email()) ? PASSWORD : "no es esta";
                told.add(logIn(new Browser(port), tenant, email, password)
                        .document()
                        .select(".notice-error")
                        .text()
                        .replaceAll("\\d+", "N"));
            }
            answers.add(told);
        }
        assertThat(answers).allMatch(answers.getFirst()::equals);
        assertThat(answers.getFirst())
                .startsWith("El correo o la contraseña no son correctos.")
                .endsWith("Demasiados intentos. Vuelva a probar dentro de N segundos.");
        // the right one has to wait too, and the address that was typed stays
        Page wait = logIn(new Browser(port), tenant, PASSWORD);
        assertThat(wait.text()).contains("Vuelva a probar dentro de");
        assertThat(wait.document().select("#email").val()).isEqualTo(emailOf(tenant.slug()));
        sql(
                tenant,
                "update log_in_attempt set locked_until = ?",
                Timestamp.from(Instant.now().minusSeconds(1)));
        assertThat(logIn(new Browser(port), tenant, PASSWORD).address()).hasPath("/app/");
    }

    @Test
    void nobodyLearnsFromThePagesWhoHasAnAccount() {
        Tenant tenant = newTenant();
        Browser browser = new Browser(port);
        List<String> texts = new ArrayList<>();
        for (String email : List.of(emailOf(tenant.slug()), "nadie@x.test")) {
            Page page = browser.get(host(tenant) + "/password/forgotten");
            texts.add(browser.submit(page, "/password/forgotten", Map.of("email", email))
                    .text());
            Page finder = browser.get("http://localhost:" + port + "/login");
            texts.add(browser.submit(finder, "/workspaces", Map.of("email", email))
                    .text());
        }
        assertThat(texts.subList(0, 2)).isEqualTo(texts.subList(2, 4));
        assertThat(mails(tenant, 2)).hasSize(2);
    }

    @Test
    void whoForgotTheirWorkspacesGetsAMailFromEach() {
        Tenant first = newTenant();
        Tenant second = newTenant();
        Tenant third = newTenant();
        User guest = TenantScope.supply(
                second, () -> users.invite(emailOf(first.slug()), "Ana", Roles.MEMBER, java.util.Locale.of("es")));
        TenantScope.run(second, () -> users.setPassword(guest.id(), PASSWORD));
        TenantScope.run(
                third, () -> users.invite(emailOf(first.slug()), "Ana", Roles.MEMBER, java.util.Locale.of("es")));
        Browser browser = new Browser(port);
        Page page = browser.get("http://localhost:" + port + "/login");
        browser.submit(
                page, "/workspaces", Map.of("email", emailOf(first.slug()).toUpperCase(java.util.Locale.ROOT)));
        assertThat(mails(first, 1).getFirst())
                .contains(addresses.of(first) + "/login")
                .doesNotContain(second.slug());
        assertThat(mails(second, 1).getFirst())
                .contains(addresses.of(second) + "/login")
                .doesNotContain(first.name());
        // an invitation that nobody accepted is no workspace
        assertThat(mails(third, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "//evil",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r\nLocation: https://evil.example",
                " //evil.example",
                "https://evil.example",
                "HTTPS:evil.example",
                "http:/evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "//evil.example/%2e%2e",
                "/..//evil.example",
                "/.//evil.example",
                "/%0d%0aLocation:%20https://evil.example\\",
                "evil.example",
                "@evil.example",
                "//user@evil.example",
                "//[::1]/",
                "/\u0000/evil.example",
                "/x/../..//evil.example",
                "ftp://evil.example",
                "http:////evil.example",
                "/ /evil.example",
                "?//evil.example\\"
            })
    void noFormOfAddressLeadsAwayFromTheHost(String back) {
        Tenant tenant = newTenant(); // a session of its own for each
        Browser browser = new Browser(port);
        Map<String, String> form = new java.util.LinkedHashMap<>(formToken(browser.get(host(tenant) + "/login"), "en"));
        form.put("back", back);
        Page answer = browser.once("POST", host(tenant) + "/language", form);
        assertThat(answer.header("Location")).isEqualTo("/");

        Page page = browser.get(host(tenant) + "/login?continue=x");
        Map<String, String> typed = Map.of(
                "email",
                emailOf(tenant.slug()),
                "password",
                PASSWORD,
                "continue",
                back,
                "redirect",
                back,
                "back",
                back);
        assertThat(browser.send(page, "/login", typed).header("Location")).isEqualTo("/app");
    }

    @Test
    void theLanguageOfPublicPagesChangesWhereOneIs() {
        Tenant tenant = newTenant();
        Browser browser = new Browser(port);
        Page page = browser.get(host(tenant) + "/invitation?token=x");
        Page english = browser.post(host(tenant) + "/language", formToken(page, "en"));
        assertThat(english.address()).hasPath("/invitation").hasQuery("token=x");
        assertThat(english.document().select("html").attr("lang")).isEqualTo("en");
        assertThat(english.text()).contains("This invitation has been used");
    }

    @Test
    void whoIsDisabledOrLoggedOutElsewhereIsOutAtOnce() {
        Tenant tenant = newTenant();
        User clara = newUser(tenant, "clara", Roles.MEMBER);
        TenantScope.run(tenant, () -> users.setPassword(clara.id(), PASSWORD));
        Browser browser = new Browser(port);
        assertThat(logIn(browser, tenant, clara.email(), PASSWORD).address()).hasPath("/app/");
        TenantScope.run(tenant, () -> sessions.endAll(clara.id()));
        Page uidl = browser.once("POST", host(tenant) + "/app/?v-r=uidl&v-uiId=0", Map.of("x", "y"));
        assertThat(uidl.body()).contains("sessionExpired");
        assertThat(browser.get(host(tenant) + "/app").address()).hasPath("/login");

        logIn(browser, tenant, clara.email(), PASSWORD);
        TenantScope.run(tenant, () -> users.setState(clara.id(), User.State.DISABLED));
        assertThat(browser.get(host(tenant) + "/app").address()).hasPath("/login");
        assertThat(browser.once("POST", host(tenant) + "/app/VAADIN/push?v-r=push", Map.of("x", "y"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aSessionEndsAfterADayHoweverBusy() {
        Tenant tenant = newTenant();
        Browser browser = new Browser(port);
        browser.send(
                browser.get(host(tenant) + "/login"),
                "/login",
                Map.of("email", emailOf(tenant.slug()), "password", PASSWORD));
        sql(
                tenant,
                "update user_session set created_at = ?",
                Timestamp.from(Instant.now().minus(Duration.ofHours(25))));
        assertThat(browser.get(host(tenant) + "/app").address()).hasPath("/login");
    }

    @Test
    void aRoleCountsFromTheNextRequestOn() {
        Tenant tenant = newTenant();
        User clara = newUser(tenant, "clara", Roles.MEMBER);
        TenantScope.run(tenant, () -> users.setPassword(clara.id(), PASSWORD));
        var session = TenantScope.supply(tenant, () -> sessions.begin(clara.id(), "127.0.0.1", "x"));
        assertThat(TenantScope.supply(tenant, () -> sessions.actorIn(session))
                        .orElseThrow()
                        .role())
                .isEqualTo(Roles.MEMBER);
        TenantScope.run(tenant, () -> users.setRole(clara.id(), Roles.READER));
        assertThat(TenantScope.supply(tenant, () -> sessions.actorIn(session))
                        .orElseThrow()
                        .role())
                .isEqualTo(Roles.READER);
    }

    @Test
    void nobodyEndsAnothersSession() {
        Tenant tenant = newTenant();
        User clara = newUser(tenant, "clara", Roles.MEMBER);
        TenantScope.run(tenant, () -> users.setPassword(clara.id(), PASSWORD));
        var session = TenantScope.supply(tenant, () -> sessions.begin(clara.id(), "127.0.0.1", "x"));
        TenantScope.run(tenant, () -> sessions.end(owner(tenant).id(), session));
        assertThat(TenantScope.supply(tenant, () -> sessions.actorIn(session))).isPresent();
    }

    @Test
    void aSignUpThatLooksLikeABotComesBackWithWhatWasTyped() {
        Browser browser = new Browser(port);
        Page form = browser.get("http://localhost:" + port + "/signup");
        Map<String, String> typed = Map.of(
                "organisation", "Fundación Ágora",
                "slug", "agora-" + port,
                "name", "Ana Ríos",
                "email", "ana@agora.test",
                "password", PASSWORD,
                "website", "https://spam.example");
        Page back = browser.submit(form, "/signup", typed);
        assertThat(back.text()).contains("Eso ha sido muy rápido");
        for (String field : List.of("organisation", "slug", "name", "email")) {
            assertThat(back.document().select("#" + field).val()).isEqualTo(typed.get(field));
        }
        assertThat(back.document().select("#password").val()).isEmpty();
        assertThat(tenants.bySlug("agora-" + port)).isEmpty();
    }

    @Test
    void pagesOfAccountsDontExistOnTheBaseHost() {
        Browser browser = new Browser(port);
        for (String path :
                List.of("/confirm?token=x", "/password/forgotten", "/password/new?token=x", "/invitation?token=x")) {
            assertThat(browser.once("GET", "http://localhost:" + port + path, Map.of())
                            .status())
                    .as(path)
                    .isEqualTo(404);
        }
        Page finder = browser.get("http://localhost:" + port + "/login");
        Map<String, String> form = new java.util.LinkedHashMap<>(Browser.filled(finder.form("/workspaces"), Map.of()));
        form.putAll(Map.of("email", "a@b.test", "password", "x"));
        assertThat(browser.post("http://localhost:" + port + "/login", form).address())
                .hasPath("/login");
    }

    private Page logIn(Browser browser, Tenant tenant, String password) {
        return logIn(browser, tenant, emailOf(tenant.slug()), password);
    }

    private Page logIn(Browser browser, Tenant tenant, String email, String password) {
        return browser.submit(
                browser.get(host(tenant) + "/login"), "/login", Map.of("email", email, "password", password));
    }

    private static Map<String, String> formToken(Page page, String language) {
        return Browser.filled(page.form("/language"), Map.of("language", language));
    }

    private static Cookie sessionCookie(Browser browser) {
        return browser.cookies().stream()
                .filter(cookie -> cookie.getName().endsWith("session"))
                .findFirst()
                .orElseThrow();
    }

    private static User owner(Tenant tenant, Function<String, java.util.Optional<User>> byEmail) {
        return TenantScope.supply(
                tenant, () -> byEmail.apply(emailOf(tenant.slug())).orElseThrow());
    }

    /** The text bodies in the tenant's outbox, as soon as there are that many. */
    private List<String> mails(Tenant tenant, int expected) {
        List<String> found = List.of();
        for (int i = 0; i < 100; i++) {
            found = TenantScope.supply(
                    tenant,
                    () -> transaction.execute(status -> jdbc.sql("select text_body from mail_outbox")
                            .query(String.class)
                            .list()));
            if (expected > 0 && found.size() >= expected) {
                break;
            }
            if (expected == 0 && i > 3) {
                break;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return found;
    }

    private void sql(Tenant tenant, String statement, Object... values) {
        TenantScope.run(
                tenant,
                () -> transaction.executeWithoutResult(
                        status -> jdbc.sql(statement).params(values).update()));
    }

    private String host(Tenant tenant) {
        return "http://" + tenant.slug() + ".localhost:" + port;
    }
}
