package com.innodus.kernel.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.support.Server;
import com.innodus.support.Wire;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.themes.Brand;
import com.innodus.themes.Brand.Image;
import com.innodus.themes.Colour;
import com.innodus.themes.safe.UnsafeUpload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class BrandsTest extends Server {
    private static final Brand CHERRY = Brand.of(Colour.of("#a31f44"));

    @Autowired
    Brands brands;

    @Autowired
    BrandedMail mail;

    private String get(Tenant tenant, String path) throws Exception {
        return Wire.get(port, path, "Host: " + tenant.slug() + ".localhost");
    }

    private Look publish(Tenant tenant, Brand brand) {
        return as(tenant, () -> brands.publish(brand));
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png", out);
        return out.toByteArray();
    }

    @Test
    void whatIsPublishedIsWornByLogInAndServedForEver() throws Exception {
        Tenant tenant = newTenant();
        Look look = publish(tenant, CHERRY);
        assertThat(get(tenant, "/login")).contains(look.cssPath());
        assertThat(get(tenant, look.cssPath()))
                .startsWith("HTTP/1.1 200")
                .contains("immutable", "nosniff", "--aura-accent-color-light: #a31f44");
    }

    @Test
    void anOldAddressKeepsItsContentAndAPublicationCanComeBack() throws Exception {
        Tenant tenant = newTenant();
        Look first = publish(tenant, CHERRY);
        publish(tenant, Brand.of(Colour.of("#1b6b4a")));
        assertThat(get(tenant, first.cssPath())).contains("#a31f44");
        assertThat(as(tenant, () -> brands.publish(brands.of(1).orElseThrow())).revision())
                .isEqualTo(3);
        assertThat(as(tenant, brands::current).css().hash())
                .isEqualTo(first.css().hash());
        assertThat(as(tenant, brands::history)).hasSize(3);
    }

    @Test
    void aTenantsStyleAndPicturesAreOnItsOwnHostOnly() throws Exception {
        Tenant mine = newTenant();
        Tenant other = newTenant();
        String logo = as(mine, () -> {
            try {
                return brands.keep(Image.LOGO, png(30, 20));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Look look = publish(mine, CHERRY.withImages(Map.of(Image.LOGO, logo)));
        for (String path : Set.of(look.cssPath(), "/brand/" + logo)) {
            assertThat(get(mine, path)).startsWith("HTTP/1.1 200").contains("immutable");
            assertThat(get(other, path)).startsWith("HTTP/1.1 404");
            assertThat(Wire.get(port, path, "Host: localhost")).startsWith("HTTP/1.1 404");
            assertThat(Wire.get(
                            port,
                            path,
                            "Host: " + other.slug() + ".localhost",
                            "X-Forwarded-Host: " + mine.slug() + ".localhost"))
                    .startsWith("HTTP/1.1 404");
        }
        assertThat(get(other, "/login")).doesNotContain(look.css().hash());
    }

    @Test
    void ownRulesAndFootersAreCleanedOnTheirWayOut() throws Exception {
        Tenant tenant = newTenant();
        Brand hostile = new Brand(
                Colour.of("#a31f44"),
                null,
                null,
                Brand.Font.SYSTEM,
                4,
                Brand.Density.COMPACT,
                Brand.Scheme.AUTO,
                Map.of(),
                "<script>alert(1)</script>Hola",
                "<img src=x onerror=alert(1)>Adiós",
                "",
                "",
                "@import url(//evil.example/x.css); h1 { color: #123456; background: url(//evil.example/y) }");
        Look look = publish(tenant, hostile);
        assertThat(get(tenant, look.cssPath())).contains("#123456").doesNotContain("evil.example", "@import");
        String html = as(
                tenant, () -> mail.html(Locale.of("es"), "Texto", new BrandedMail.Button("Abrir", "https://x.test/")));
        assertThat(html).contains("Hola", "Adiós", "#a31f44").doesNotContain("<script", "onerror");
    }

    @Test
    void picturesAreDrawnAnewAndWhatIsNoneIsRefused() throws Exception {
        Tenant tenant = newTenant();
        byte[] hostile =
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script><circle r=\"5\"/></svg>")
                        .getBytes(StandardCharsets.UTF_8);
        String hash = as(tenant, () -> brands.keep(Image.ICON, hostile));
        assertThat(get(tenant, "/brand/" + hash))
                .contains("image/svg+xml", "sandbox", "<circle")
                .doesNotContain("alert");
        byte[] bomb = png(1, 1);
        // a header that claims 60,000 by 60,000 pixels
        bomb[18] = (byte) 0xEA;
        bomb[22] = (byte) 0xEA;
        Set<byte[]> refused = new HashSet<>(Set.of(
                "GIF89a".getBytes(StandardCharsets.US_ASCII),
                "MZ program".getBytes(StandardCharsets.US_ASCII),
                "<html onload=alert(1)>".getBytes(StandardCharsets.US_ASCII),
                new byte[0],
                bomb));
        for (byte[] file : refused) {
            assertThatThrownBy(() -> as(tenant, () -> brands.keep(Image.LOGO, file)))
                    .isInstanceOf(UnsafeUpload.class);
        }
    }

    @Test
    void onlyAdministratorsChangeTheLook() {
        Tenant tenant = newTenant();
        var member = newUser(tenant, "member", Roles.MEMBER).actor();
        assertThatThrownBy(() -> as(tenant, member, () -> brands.publish(CHERRY)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(tenant, member, () -> brands.keep(Image.LOGO, new byte[0])))
                .isInstanceOf(Forbidden.class);
    }
}
