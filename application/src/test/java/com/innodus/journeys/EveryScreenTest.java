package com.innodus.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.demo.DemoTenants;
import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.forms.Form;
import com.innodus.kernel.forms.Forms;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.TypeTemplates;
import com.innodus.kernel.records.TypeTemplates.Extras;
import com.innodus.kernel.records.TypeTemplates.Template;
import com.innodus.kernel.webhooks.Webhooks;
import com.innodus.kernel.webhooks.Webhooks.Wish;
import com.innodus.support.Chromium;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Each screen, wide and narrow, light and dark: nothing that axe objects to, nothing that scrolls sideways, no text
 * without translation. A new record type or settings page is found by itself.
 */
class EveryScreenTest extends Chromium {
    private static final List<String> PUBLIC = List.of("/login", "/password/forgotten");
    private static final List<String> BASE = List.of("/", "/signup", "/operator/login", "/dev/mail");

    /** A window of rows; a list of hundreds has several times as many. */
    private static final int MOST_CELLS = 1_500;

    private static final Pattern UNTRANSLATED = Pattern.compile(
            "(?<![\\w/@.])(?:type|list|section|area|action|home|shell|feature|features|brand|error)(?:\\.[a-zA-Z-]+)+");

    private final List<String> faults = new ArrayList<>();

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    TypeTemplates templates;

    @Autowired
    DemoTenants demo;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Forms forms;

    /** A type of the tenant's own has the same screens as the product's. */
    private List<String> ofOwnType(Tenant tenant) {
        UUID one = as(tenant, owner(tenant, DemoTenants.EMAIL), () -> {
            Template template = templates.all().getFirst();
            RecordType<?> type =
                    templates.add("vehiculos", template.definition(), template.key(), new Extras(true, "V-"));
            return records.create(type, Map.of("name", "Furgoneta blanca")).id();
        });
        return List.of(
                "/app/vehiculos",
                "/app/vehiculos/new",
                "/app/vehiculos/" + one,
                "/app/vehiculos?face=board.x_clase_de_vehiculo",
                "/app/vehiculos?face=tree.x_dentro_de");
    }

    private Form form(Tenant tenant) {
        return as(tenant, owner(tenant, DemoTenants.EMAIL), () -> forms.all().getFirst());
    }

    private Actor owner(Tenant tenant, String email) {
        return TenantScope.supply(
                tenant, () -> users.byEmail(email).orElseThrow().actor());
    }

    private List<String> screens(Tenant tenant) {
        List<String> screens = new ArrayList<>(List.of(
                "/app",
                "/app/settings/roles/member",
                "/app/reports/new",
                "/app/forms/" + form(tenant).slug(),
                "/app/forms/" + form(tenant).slug() + "/answers",
                "/app/settings/forms/" + form(tenant).id(),
                "/app/settings/calculators?id=new",
                "/app/settings/automation/rule?start=welcome",
                "/app/settings/automation/rule?start=turns",
                "/app/settings/automation/rule?start=anniversary",
                "/app/settings/mail-templates/template",
                "/app/settings/webhooks/"
                        + as(
                                tenant,
                                owner(tenant, DemoTenants.EMAIL),
                                () -> webhooks.create(new Wish(
                                                "Tienda", "https://tienda.test/", Set.of("organisation.created")))
                                        .webhook()
                                        .id())));
        screens.addAll(ofOwnType(tenant));
        for (RecordType<?> type : types.all()) {
            String list = "/app/" + type.plural();
            UUID first = as(tenant, Actor.SYSTEM, () -> first(type));
            screens.addAll(List.of(
                    list,
                    list + "?q=nada-de-nada-se-llama-asi",
                    list + "/new",
                    list + "/import",
                    list + "/" + first,
                    list + "/" + first + "/edit"));
        }
        screens.addAll(List.of(
                "/app/organisations?face=board.status",
                "/app/organisations?face=calendar.customerSince",
                "/app/organisations?face=tree.parent",
                "/app/calendar?people=&view=week",
                "/app/organisations?face=chart.status",
                "/app/organisations?group=status,city"));
        screens.add(
                "/app/news/stop/organisations/" + as(tenant, Actor.SYSTEM, () -> first(types.require("organisation"))));
        screens.add("/app/organisations/merge?ids="
                + as(tenant, Actor.SYSTEM, () -> records.ids(organisations, Query.ALL, 2)).stream()
                        .map(UUID::toString)
                        .collect(Collectors.joining(",")));
        return screens;
    }

    private <E extends BaseRecord> UUID first(RecordType<E> type) {
        return records.ids(type, Query.ALL, 1).getFirst();
    }

    @Test
    void isAccessibleAndFitsInBothSizes() {
        List<Tenant> editions = demo.create(PASSWORD);
        assertThat(editions).hasSize(3);
        walk(editions.get(0), 1440, 900, ColorScheme.LIGHT);
        walk(editions.get(1), 390, 844, ColorScheme.DARK);
        assertThat(faults).isEmpty();
    }

    private void walk(Tenant tenant, int width, int height, ColorScheme scheme) {
        try (BrowserContext visitor = newContext(width, height)) {
            Page here = newPage(visitor);
            here.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (String path : BASE) {
                here.navigate(base() + path);
                check(here, path, width);
            }
            for (String path : PUBLIC) {
                here.navigate(at(tenant, path));
                check(here, path, width);
            }
            logIn(here, tenant, DemoTenants.EMAIL);
            List<String> screens = screens(tenant);
            // the menu and the settings know the other pages
            ((List<?>) here.locator("vaadin-side-nav-item").evaluateAll("items => items.map(item => item.path)"))
                    .stream()
                            .map(path -> "/app/" + String.valueOf(path).replaceFirst("^/?(app/?)?", ""))
                            .filter(path -> !screens.contains(path) && !path.equals("/app/"))
                            .forEach(screens::add);
            here.navigate(at(tenant, "/app/settings"));
            here.locator(".settings-card").first().waitFor();
            ((List<?>) here.locator(".settings-card").evaluateAll("cards => cards.map(card => card.pathname)"))
                    .stream()
                            .map(String::valueOf)
                            .filter(path -> !screens.contains(path))
                            .forEach(screens::add);
            for (String path : screens) {
                here.navigate(at(tenant, path));
                here.locator("h1").first().waitFor();
                settled(here);
                check(here, path, width);
                assertThat(here.locator("h1").count())
                        .as("main headings of %s", path)
                        .isEqualTo(1);
            }
        }
    }

    private static void settled(Page here) {
        here.waitForFunction(
                "() => !window.Vaadin?.Flow?.clients || Object.values(window.Vaadin.Flow.clients).every(c => !c.isActive || !c.isActive())");
    }

    private void check(Page here, String path, int width) {
        String where = path.replaceAll("[0-9a-f-]{36}", "{id}") + " at " + width;
        objections(here).forEach(objection -> faults.add(where + ": " + objection));
        if (!(Boolean) here.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")) {
            faults.add(where + ": scrolls sideways");
        }
        if (here.locator("vaadin-grid-cell-content").count() > MOST_CELLS) {
            faults.add(where + ": draws rows that nobody sees");
        }
        UNTRANSLATED
                .matcher(here.locator("body").innerText())
                .results()
                .forEach(key -> faults.add(where + ": no words for " + key.group()));
        screenshot(here, "screen" + path.replaceAll("[0-9a-f-]{36}", "one").replaceAll("[^a-z]+", "-") + "-" + width);
    }
}
