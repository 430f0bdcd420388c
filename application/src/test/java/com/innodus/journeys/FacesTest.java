package com.innodus.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Chromium;
import com.innodus.tenants.catalogue.Tenant;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What only a real browser can show of boards and calendars: that things can be dragged. */
class FacesTest extends Chromium {
    @Autowired
    Records records;

    @Autowired
    Options options;

    @Autowired
    RecordType<Organisation> organisations;

    @Test
    void cardsAreDraggedBetweenColumnsAndDaysOfACalendar() {
        Tenant tenant = newTenant();
        LocalDate tenth = LocalDate.now().withDayOfMonth(10);
        UUID agora = as(
                tenant,
                () -> records.create(
                                organisations,
                                Map.of("name", "Ágora", "customerSince", tenth, "status", status("active")))
                        .id());
        logIn(page, tenant);

        page.navigate(at(tenant, "/app/organisations?face=board.status"));
        Locator card = page.locator(".board-card");
        assertThat(card).hasCount(1);
        screenshot("board");
        card.dragTo(page.locator(".board-column", new Page.LocatorOptions().setHasText("En pausa")));
        assertThat(page.getByText("«Ágora» está ahora en «En pausa».")).isVisible();
        assertThat(as(tenant, () -> records.get(organisations, agora).getStatus()))
                .isEqualTo(as(tenant, () -> status("paused")));

        page.navigate(at(tenant, "/app/organisations?face=calendar.customerSince"));
        Locator event = page.locator(".fc-event");
        assertThat(event).containsText("Ágora");
        screenshot("calendar");
        drag(event, page.locator("[data-date='" + tenth.plusDays(1) + "']"));
        assertThat(page.locator("[data-date='" + tenth.plusDays(1) + "'] .fc-event"))
                .isVisible();
        page.reload();
        assertThat(page.locator("[data-date='" + tenth.plusDays(1) + "'] .fc-event"))
                .isVisible();
        assertThat(as(tenant, () -> records.get(organisations, agora).getCustomerSince()))
                .isEqualTo(tenth.plusDays(1));
        page.locator(".fc-event").click();
        assertThat(heading("Ágora")).isVisible();

        page.navigate(at(tenant, "/app/organisations?face=chart.status"));
        assertThat(page.locator(".chart svg")).isVisible();
        screenshot("chart");
        Download picture = page.waitForDownload(() -> button("Guardar imagen").click());
        assertThat(picture.suggestedFilename()).endsWith(".png");
        page.locator(".chart svg path[fill='#b3651d']").first().click();
        page.waitForURL(Pattern.compile(".*filter=status.*"));
        assertThat(page.locator(".record-link").first()).hasText("Ágora");
    }

    private UUID status(String key) {
        return options.meantBy("organisation-status", key).orElseThrow().id();
    }

    private void drag(Locator what, Locator to) {
        BoundingBox from = what.boundingBox();
        BoundingBox target = to.boundingBox();
        page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
        page.mouse().down();
        page.mouse()
                .move(
                        target.x + target.width / 2,
                        target.y + target.height / 2,
                        new com.microsoft.playwright.Mouse.MoveOptions().setSteps(8));
        page.mouse().up();
    }
}
