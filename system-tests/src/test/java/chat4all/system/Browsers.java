package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Chromium for each test, with a window for each person. A test fails when a page has complained of anything: a
 * script's error, a violation of its policy, a file of its own that is not there; an answer of the API that is no success
 * is no complaint.
 */
final class Browsers implements BeforeEachCallback, AfterEachCallback {
    private static final List<Path> PLACES = Stream.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/opt/google/chrome/chrome")
            .map(Path::of)
            .toList();
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int PATIENCE_MILLIS = 60_000;

    private final URI base;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    Browsers(URI base) {
        this.base = base;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of("--no-sandbox", "--enable-precise-memory-info")));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Objects.requireNonNull(browser).close();
        Objects.requireNonNull(playwright).close();
        assertThat(complaints).isEmpty();
    }

    private static Path chromium() {
        return PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium; install the Debian package chromium"));
    }

    /** A window of so many pixels, whose person's browser speaks {@code language}. */
    BrowserContext window(int width, int height, String language, ColorScheme theme) {
        BrowserContext context = Objects.requireNonNull(browser)
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale(language)
                        .setColorScheme(theme)
                        .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.setDefaultNavigationTimeout(PATIENCE_MILLIS);
        context.onWebError(error -> complaints.add(error.error()));
        context.onConsoleMessage(message -> {
            boolean answer = message.text().startsWith("Failed to load resource")
                    && !message.location().contains("/web/");
            if (message.type().equals("error") && !answer) {
                complaints.add(message.text());
            }
        });
        return context;
    }

    Page page(BrowserContext window) {
        Page page = window.newPage();
        page.navigate(base.toString());
        return page;
    }

    /** Somebody new, in the window that is given. */
    Person person(String name, BrowserContext window) {
        return Person.registered(page(window), name);
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    static void assertAccessible(Page page, String what) {
        assertAccessible(new AxeBuilder(page), what);
    }

    /** @param others rules that somebody else's part of the page breaks */
    static void assertAccessibleBut(List<String> others, Page page, String what) {
        assertAccessible(new AxeBuilder(page).disableRules(others), what);
    }

    private static void assertAccessible(AxeBuilder axe, String what) {
        assertThat(axe.analyze().getViolations())
                .as(what)
                .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }
}
