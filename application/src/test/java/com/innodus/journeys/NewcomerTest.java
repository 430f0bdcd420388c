package com.innodus.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.transfer.UniversitiesFile;
import com.innodus.support.Chromium;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The acceptance test: from "never heard of it" to ten thousand organisations in a workspace of one's own. */
class NewcomerTest extends Chromium {
    /** Real rows, where they are at hand; not part of the repository. */
    private static final Path REAL_FILE = Path.of("../../shared/data/universities.csv");

    private static final String LOGO =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 220 48'><rect width='48' height='48' rx='10' fill='#6b2d84'/>"
                    + "<text x='62' y='33' font-size='28' fill='#1d1d1f'>Ágora</text></svg>";

    private static final Pattern FOUND = Pattern.compile("niversit[aä]t", Pattern.CASE_INSENSITIVE);

    @TempDir
    Path folder;

    @Test
    void signsUpBrandsImportsAndWorks() throws IOException {
        Path file = new UniversitiesFile(10_251, 18, 25)
                .write(folder.resolve("universidades.csv"))
                .file();
        journey("agora", file, 10_251, true);
    }

    @Test
    void doesTheSameWithTheRealFile() throws IOException {
        Assumptions.assumeTrue(Files.exists(REAL_FILE), "the real file isn't there: " + REAL_FILE);
        journey("agora-real", REAL_FILE, 10_251, false);
    }

    private void journey(String slug, Path file, int rows, boolean flaws) throws IOException {
        signUp(slug);
        confirmEmail();
        brand();
        importFile(file, rows, flaws);
        work();
    }

    private void signUp(String slug) {
        page.navigate(base() + "/");
        page.navigate(base() + "/signup?edition=social");
        page.getByLabel("Nombre de la organización").fill("Fundación Ágora");
        page.getByLabel("Dirección").fill(slug);
        page.getByLabel("Su nombre").fill("Núria Ferrer");
        page.getByLabel("Correo electrónico").fill("nuria@agora.example");
        page.getByLabel("Contraseña").fill("tres tristes tigres");
        // the trap for programs lets a person through
        page.waitForTimeout(2_000);
        long clicked = System.nanoTime();
        page.getByText("Crear mi espacio").click();
        page.waitForURL(
                Pattern.compile("http://" + slug + "\\.localhost:" + port + "/app.*"),
                new Page.WaitForURLOptions().setWaitUntil(WaitUntilState.COMMIT));
        long arrived = System.nanoTime();
        assertThat(heading("Hola, Núria Ferrer")).isVisible();
        System.out.printf(
                "sign-up to workspace address: %d ms, to its first screen: %d ms%n",
                (arrived - clicked) / 1_000_000, (System.nanoTime() - clicked) / 1_000_000);
        screenshot("workspace-new");
    }

    private void confirmEmail() {
        Page mailbox = newPage(context);
        mailbox.navigate(base() + "/dev/mail");
        mailbox.locator(".mail-list a").first().click();
        Pattern confirm = Pattern.compile("http://[a-z.:0-9-]+/confirm\\?token=[\\w-]+");
        var link = confirm.matcher(mailbox.content().replace("&amp;", "&"));
        assertThat(link.find()).as("a link in the mail").isTrue();
        mailbox.navigate(link.group());
        mailbox.locator("main button[type=submit]").click();
        mailbox.waitForURL(Pattern.compile(".*/(login|app).*"));
        mailbox.close();
    }

    private void brand() {
        String before = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand-accent')")
                .toString();
        page.navigate(page.url().replaceFirst("/app.*", "/app/settings/brand"));
        assertThat(heading("Marca")).isVisible();
        page.locator("input[type=file]")
                .first()
                .setInputFiles(new FilePayload("logo.svg", "image/svg+xml", LOGO.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator(".picture-shown").first()).isVisible();
        Locator colour = page.getByLabel("Color de la marca", new Page.GetByLabelOptions().setExact(true))
                .locator("visible=true")
                .last();
        colour.fill("#6b2d84");
        colour.press("Tab");
        button("Publicar").click();
        assertThat(page.getByText("La nueva marca ya se ve en todas partes.")).isVisible();
        page.navigate(page.url().replaceFirst("/app.*", "/app"));
        assertThat(page.locator("img.app-logo")).isVisible();
        String after = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand-accent')")
                .toString();
        assertThat(after).isNotEqualTo(before);
        screenshot("workspace-branded");
        try (var stranger = newContext(1440, 900)) {
            Page login = newPage(stranger);
            login.navigate(page.url().replaceFirst("/app.*", "/login"));
            assertThat(login.locator(".site-brand img")).isVisible();
            assertThat(login.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand-accent')"))
                    .isEqualTo(after);
            screenshot(login, "login-branded");
        }
    }

    private void importFile(Path file, int rows, boolean flaws) throws IOException {
        page.navigate(page.url().replaceFirst("/app.*", "/app/organisations/import"));
        page.locator("input[type=file]").setInputFiles(file);
        assertThat(page.getByText("2. Qué es cada columna")).isVisible();
        assertThat(page.getByText("Así quedarían las primeras filas")).isVisible();
        screenshot("import-plan");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Importar 10.251 filas")))
                .click();
        Locator bar = page.locator("vaadin-progress-bar");
        Set<Double> seen = new TreeSet<>();
        long end = System.currentTimeMillis() + 120_000;
        while (!page.getByText("Terminada", new Page.GetByTextOptions().setExact(true))
                        .isVisible()
                && System.currentTimeMillis() < end) {
            if (bar.isVisible()) {
                seen.add(((Number) bar.evaluate("bar => bar.value")).doubleValue());
            }
            page.waitForTimeout(150);
        }
        assertThat(page.getByText("Terminada", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(seen).as("the bar moved").hasSizeGreaterThan(2);
        screenshot("import-done");
        Locator refusals = page.getByText("Descargar las filas rechazadas");
        assertThat(refusals.count()).isEqualTo(flaws ? 1 : 0);
        if (flaws) {
            Download refused = page.waitForDownload(refusals::click);
            String content = Files.readString(refused.path());
            assertThat(content).contains("Motivo").contains("Nombre");
            assertThat(content.lines().count()).isGreaterThan(1).isLessThan(rows / 100);
        }
    }

    private void work() throws IOException {
        page.getByText("Ver la lista").click();
        assertThat(heading("Organizaciones")).isVisible();
        // accents and case don't matter, and it finds in the middle of words
        Locator search =
                page.getByLabel("Buscar en la lista").locator("visible=true").last();
        search.fill("NIVERSITAT");
        assertThat(page.locator(".record-link").first()).containsText(FOUND);
        screenshot("list-searched");
        assertThat(page.url()).contains("q=");
        page.reload();
        assertThat(page.locator(".record-link").first()).containsText(FOUND);
        String name = page.locator(".record-link").first().textContent();
        page.locator(".record-link").first().click();
        assertThat(heading(name)).isVisible();
        button("Editar").click();
        Locator city = page.getByLabel("Población", new Page.GetByLabelOptions().setExact(true))
                .locator("visible=true")
                .last();
        city.fill("Sant Cugat del Vallès");
        button("Guardar").click();
        assertThat(page.getByText("Sant Cugat del Vallès").first()).isVisible();
        Locator comment =
                page.getByLabel("Escriba un comentario").locator("visible=true").last();
        comment.fill("Llamar el lunes <b>sin falta</b>");
        button("Comentar").click();
        assertThat(page.getByText("Llamar el lunes <b>sin falta</b>").first()).isVisible();
        page.locator("input[type=file]")
                .first()
                .setInputFiles(new FilePayload("acta.txt", "text/plain", "acta".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getByText("acta.txt").first()).isVisible();
        screenshot("sheet");
        page.navigate(page.url().replaceFirst("/app.*", "/app/organisations?q=cugat&sort=-changedAt"));
        assertThat(page.getByText("1 resultado").first()).isVisible();
        page.getByText("Exportar", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        Download export = page.waitForDownload(
                () -> page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("CSV")))
                        .first()
                        .click());
        assertThat(Files.readString(export.path()))
                .contains(name.replace("\"", "\"\""))
                .contains("Sant Cugat del Vallès");
    }
}
