package com.innodus.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.innodus.tenants.catalogue.Tenant;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;

/** The product in a real browser, as a newcomer with a Spanish browser uses it. */
@Tag("browser")
public abstract class Chromium extends Server {
    /** Milliseconds; long, because a busy machine is no failure. */
    private static final int PATIENCE = 30_000;

    private static final Path SCREENS = Path.of("target", "screens");
    private static final com.microsoft.playwright.Browser BROWSER = launch();

    protected BrowserContext context;
    protected Page page;
    private final List<String> complaints = new ArrayList<>();
    private String name;

    private static com.microsoft.playwright.Browser launch() {
        Path program = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(path -> path.toFile().canExecute())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Install Chromium: bin/test says how"));
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return browser;
    }

    @BeforeEach
    void open(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        context = newContext(1440, 900);
        page = newPage(context);
    }

    @AfterEach
    void close() {
        screenshot("end-" + name);
        context.close();
        assertThat(complaints).as("what the browser's console complained of").isEmpty();
    }

    protected BrowserContext newContext(int width, int height) {
        BrowserContext fresh = BROWSER.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setAcceptDownloads(true)
                .setLocale("es-ES"));
        fresh.setDefaultTimeout(PATIENCE);
        return fresh;
    }

    protected Page newPage(BrowserContext of) {
        Page fresh = of.newPage();
        fresh.onConsoleMessage(this::listen);
        fresh.onPageError(error -> complaints.add(error));
        return fresh;
    }

    private void listen(ConsoleMessage message) {
        // a refused form or a missing page is an answer, not an error of the page
        if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
            complaints.add(message.text());
        }
    }

    protected String base() {
        return "http://localhost:" + port;
    }

    protected String at(Tenant tenant, String path) {
        return "http://" + tenant.slug() + ".localhost:" + port + path;
    }

    /** Logs the tenant's owner in and waits for the workspace. */
    protected void logIn(Page where, Tenant tenant) {
        logIn(where, tenant, emailOf(tenant.slug()));
    }

    protected void logIn(Page where, Tenant tenant, String email) {
        where.navigate(at(tenant, "/login"));
        where.locator("[name=email]").fill(email);
        where.locator("[name=password]").fill(PASSWORD);
        where.locator("main button[type=submit]").click();
        where.waitForURL(Pattern.compile(".*/app.*"));
        where.locator("h1").first().waitFor();
    }

    protected Locator button(String text) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    protected Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    /** What axe objects to (WCAG 2.1 A and AA, and good practice). */
    protected List<String> objections(Page where) {
        return new AxeBuilder(where)
                        // Vaadin's own, invisible while the connection holds
                        .exclude("vaadin-connection-indicator")
                        // not into frames: the preview is a sandbox in which no script may run
                        .setLegacyMode(true)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .limit(3)
                                .map(node -> rule.getId() + " " + node.getTarget() + " " + node.getHtml()))
                        .toList();
    }

    protected void screenshot(String file) {
        screenshot(page, file);
    }

    protected static void screenshot(Page where, String file) {
        where.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(file + ".png")));
    }
}
