package com.innodus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.brand.Brands;
import com.innodus.support.Chromium;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.themes.Brand;
import com.innodus.themes.Colour;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two organisations in two tabs of one browser never share a style or a session. */
class TwoBrandsTest extends Chromium {
    @Autowired
    Brands brands;

    private Tenant branded(String colour) {
        Tenant tenant = newTenant();
        as(tenant, () -> brands.publish(Brand.of(Colour.of(colour))));
        return tenant;
    }

    private static String accent(Page tab) {
        return tab.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--aura-accent-color-light')")
                .toString()
                .strip();
    }

    @Test
    void keepTheirOwnLookAndLogIn() {
        Tenant red = branded("#a3123a");
        Tenant green = branded("#1f6f50");
        Page second = newPage(context);
        logIn(page, red);
        second.navigate(at(green, "/app"));
        assertThat(second.url()).as("a log-in at one is none at the other").contains("/login");
        logIn(second, green);
        page.reload();
        page.locator("h1").first().waitFor();
        assertThat(accent(page)).isEqualToIgnoringCase("#a3123a");
        assertThat(accent(second)).isEqualToIgnoringCase("#1f6f50");
        assertThat(page.content()).doesNotContain(green.slug());
        assertThat(second.content()).doesNotContain(red.slug());
    }
}
