package com.innodus.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Visitor;
import com.innodus.support.Visitor.Answer;
import com.innodus.support.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsolationTest extends TwoTenants {
    @Test
    void theOwnerSeesWhatIsHis() {
        assertThat(owner.get("/app/").status()).isEqualTo(200);
        assertThat(owner.get("/files/" + secret.attachment() + "/x").body()).contains(Secret.WORD);
        assertThat(owner.get("/export/organisations.csv").body()).contains(Secret.WORD);
        assertThat(owner.get("/brand/" + secret.asset()).status()).isEqualTo(200);
        assertThat(owner.get("/brand/" + secret.styleSheet() + ".css").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/app", "/login", "/export/organisations.csv", "/app/?v-r=uidl&v-uiId=0", "/app/VAADIN/push"
            })
    void aSessionCookieIsRefusedAtAnotherTenantsHostAndStaysGoodAtItsOwn(String path) {
        Answer stolen = owner.at(curious.slug() + ".localhost").get(path);
        assertThat(stolen.status()).isEqualTo(403);
        assertThat(stolen.body()).doesNotContain(Secret.WORD, mine.name());
        assertThat(owner.at("localhost").get(path).status()).isEqualTo(403);
        assertThat(owner.get("/app/").status()).isEqualTo(200);
    }

    @Test
    void addressesWithAnothersIdsLeadNowhere() {
        for (String path : List.of(
                "/files/" + secret.attachment() + "/" + Secret.WORD + ".txt",
                "/imports/" + secret.importJob() + "/refused.csv",
                "/brand/" + secret.asset(),
                "/brand/" + secret.styleSheet() + ".css")) {
            Answer answer = spy.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).doesNotContain(Secret.WORD + " ", mine.name());
        }
        assertThat(spy.post(
                                "/export/organisations.csv",
                                Map.of("ids", secret.organisation().toString()))
                        .body())
                .doesNotContain(Secret.WORD);
        assertThat(spy.get("/export/organisations.csv?q=" + Secret.WORD).body()).doesNotContain(Secret.WORD);
    }

    @Test
    void exportsRefuseAddressesThatSayNothing() {
        for (String address :
                List.of("filter=and(((", "filter=passwordHash.filled", "filter=revenue.gt.%271e999999999%27")) {
            assertThat(owner.get("/export/organisations.csv?" + address).status())
                    .as(address)
                    .isEqualTo(400);
        }
        assertThat(owner.post("/export/organisations.csv", Map.of("ids", "x,y")).status())
                .isEqualTo(400);
        assertThat(owner.get("/export/organisations.csv?q=%00&sort=" + "city,".repeat(1_000))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theGateKnowsNothingOfAnothersRecords() {
        UUID id = secret.organisation();
        assertThat(as(curious, () -> records.find(organisations, id))).isEmpty();
        assertThat(as(curious, () -> records.titles(organisations, List.of(id))))
                .isEmpty();
        assertThat(as(curious, () -> records.delete(organisations, List.of(id), WriteContext.SINGLE)))
                .isZero();
        assertThat(as(curious, () -> records.restore(organisations, List.of(id))))
                .isZero();
        assertThat(as(curious, () -> records.undo(secret.importJob()))).isZero();
        assertThat(as(curious, () -> attachments.open(secret.attachment()))).isEmpty();
        assertThat(as(curious, () -> imports.find(secret.importJob()))).isEmpty();
        assertThat(as(curious, () -> brands.asset(secret.asset()))).isEmpty();
        assertThatThrownBy(() -> as(curious, () -> comments.add(organisations, id, "hello")))
                .isInstanceOf(RecordNotFound.class);
        assertThatThrownBy(() -> as(curious, () -> records.create(organisations, Map.of("name", "Hija", "parent", id))))
                .isInstanceOf(RuntimeException.class);
        assertThat(as(mine, () -> records.get(organisations, id).getTitle())).isEqualTo(Secret.WORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: %s",
                "X-Forwarded-Server: %s",
                "X-Host: %s",
                "Forwarded: host=%s",
                "X-Original-Host: %s",
                "X-Forwarded-For: %s"
            })
    void whatAHeaderClaimsChangesNothing(String header) {
        String claimed = header.formatted(mine.slug() + ".localhost");
        Visitor liar = loggedIn(curious).saying(claimed);
        assertThat(liar.get("/files/" + secret.attachment() + "/x").status()).isEqualTo(404);
        assertThat(at(curious).saying(claimed).get("/login").body())
                .contains(curious.name())
                .doesNotContain(mine.name());
        assertThat(at(curious).saying(claimed).get("/app").location()).doesNotContain(mine.slug());
        assertThat(new Visitor(port, "nobody.localhost")
                        .saying(claimed)
                        .get("/login")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: %1$s\r\nHost: %2$s",
                "Host: %2$s\r\nHost: %1$s",
                "Host: %1$s, %2$s",
                "Host: %1$s %2$s",
                "Host: %1$s@%2$s",
                "Host: evil.example/%1$s",
                "Host:",
                "Host: [::1]",
                "Host: 127.0.0.1",
                "Host: %1$s.evil.example",
                "X-No-Host: %1$s"
            })
    void anAmbiguousHostIsNobodys(String headers) throws IOException {
        String answer =
                Wire.get(port, "/login", headers.formatted(mine.slug() + ".localhost", curious.slug() + ".localhost"));
        assertThat(answer.split(" ")[1]).isIn("400", "404");
        assertThat(answer).doesNotContain(mine.name(), curious.name());
        assertThat(answer.lines().noneMatch(line -> line.startsWith("Location:")))
                .isTrue();
    }

    @Test
    void anAbsoluteAddressInTheRequestLineDoesNotOutweighTheSession() throws IOException {
        // RFC 9112 section 3.2.2: the address counts, the Host header doesn't
        String answer =
                Wire.get(port, "http://" + mine.slug() + ".localhost/login", "Host: " + curious.slug() + ".localhost");
        assertThat(answer.contains(mine.name()) && answer.contains(curious.name()))
                .isFalse();
    }

    @Test
    void anUnknownHostGetsAPlainPageAndNoRedirect() {
        for (String host : List.of("nobody-here.localhost", "www.localhost", "evil.example", "a.b.localhost")) {
            Answer answer = new Visitor(port, host).get("/app");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.location()).isEmpty();
            assertThat(answer.headers()).doesNotContainKey("set-cookie");
            assertThat(answer.page().select("h1")).hasSize(1);
            assertThat(answer.body()).contains("Innodus").doesNotContain(mine.slug());
        }
    }

    @Test
    void brandPagesAreTheHostsOwn() {
        String mineSheet =
                at(mine).get("/login").page().select("link[href^=/brand/]").attr("href");
        String otherSheet =
                at(curious).get("/login").page().select("link[href^=/brand/]").attr("href");
        assertThat(mineSheet)
                .isEqualTo("/brand/" + secret.styleSheet() + ".css")
                .isNotEqualTo(otherSheet);
        assertThat(at(mine).get(mineSheet).headers().get("cache-control")).contains("immutable");
        assertThat(at(curious).get(mineSheet).status()).isEqualTo(404);
    }
}
