package com.innodus.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.brand.Brands;
import com.innodus.support.Server;
import com.innodus.support.Visitor;
import com.innodus.support.Visitor.Answer;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.themes.Brand;
import com.innodus.themes.Colour;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ClosedDoorPagesTest extends Server {
    @Autowired
    Brands brands;

    @Test
    void aTenantWhoseMigrationFailedIsNotServedAndTheOthersAre() {
        Tenant failed = newTenant();
        Tenant other = newTenant();
        as(failed, () -> brands.publish(Brand.of(Colour.of("#7a1fa2"))));
        tenants.noteVersion(failed, 0);
        tenants.noteFailure(failed, "column \"secret\" is missing");
        for (String path : new String[] {"/", "/app/", "/login", "/files/x/y"}) {
            Answer closed = new Visitor(port, failed.slug() + ".localhost").get(path);
            assertThat(closed.status()).isEqualTo(503);
            assertThat(closed.headers()).containsEntry("retry-after", "10").containsEntry("cache-control", "no-store");
            assertThat(closed.headers().get("content-security-policy")).contains("default-src 'none'");
            assertThat(closed.body()).contains(failed.name(), "#7a1fa2").doesNotContain("secret");
            assertThat(closed.page().select("html[lang] h1")).hasSize(1);
        }
        assertThat(new Visitor(port, other.slug() + ".localhost").get("/login").status())
                .isEqualTo(200);
    }

    @Test
    void oneWhoseBrandCannotBeReadIsStillAnswered() {
        Tenant half =
                tenants.register("half-" + Long.toString(System.nanoTime() % 100_000, 36), "Media", "sales", "{}");
        Answer closed = new Visitor(port, half.slug() + ".localhost").get("/");
        assertThat(closed.status()).isEqualTo(503);
        assertThat(closed.body()).contains("Media");
        tenants.unregister(half);
    }

    @Test
    void theWorkspaceIsNotOnTheBaseHost() {
        for (String path : List.of("/app", "/app/", "/app/organisations")) {
            assertThat(new Visitor(port, "localhost").get(path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        // a link for a workspace that was opened on the wrong host leads to where workspaces are found
        assertThat(new Visitor(port, "localhost").get("/welcome?token=x").location())
                .isEqualTo("http://localhost/");
    }
}
