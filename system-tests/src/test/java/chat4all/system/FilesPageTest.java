package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files on the web page, in a real browser: pictures, large files, pauses and reloads. */
@Order(2)
@ExtendWith(OnTheStack.class)
class FilesPageTest {
    private static final int LARGE = 40 * 1024 * 1024;
    /** The third of five parts; two of them are this much of the file. */
    private static final String THIRD = "**/*partNumber=3*";

    private static final double TWO_PARTS = 0.4;

    private final Stack stack;
    private final String ana =
            "ana_" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private final String rui =
            "rui_" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private Browsers browsers;
    private BrowserContext desktop;
    private Page anas;
    private Page ruis;

    @TempDir
    Path directory;

    FilesPageTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeAll
    static void beGenerous() {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    @BeforeEach
    void twoPeopleTalk() {
        browsers = Browsers.open(stack.api());
        desktop = browsers.window(1440, 900, "en-US", ColorScheme.LIGHT);
        anas = browsers.page(desktop);
        ruis = browsers.page(browsers.window(375, 740, "en-US", ColorScheme.DARK));
        register(anas, ana);
        register(ruis, rui);
        anas.getByLabel("New conversation").click();
        anas.locator("input[name=to]").fill(rui);
        anas.locator("input[name=to]").press("Enter");
        assertThat(anas.locator(".chat-head h1")).hasText(rui);
        write(anas, "hello");
        ruis.locator(".row").click();
        assertThat(ruis.locator(".bubble .text")).hasCount(1);
    }

    @AfterEach
    void noPageHasComplained() {
        List<String> complaints = browsers.complaints();
        browsers.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aPictureIsShownSmallAndWholeWhenItIsOpened() throws IOException {
        BufferedImage image = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().drawString("Olá", 600, 450);
        image.setRGB(600, 450, Color.RED.getRGB());
        Path picture = directory.resolve("férias 你好.png");
        ImageIO.write(image, "png", picture.toFile());

        anas.locator("#file").setInputFiles(picture);

        assertThat(anas.locator(".picture img")).isVisible();
        assertThat(ruis.locator(".picture img")).isVisible();
        assertThat(ruis.locator(".picture img")).hasJSProperty("naturalWidth", 320);
        ruis.locator(".picture").click();
        assertThat(ruis.locator("img.full")).hasJSProperty("naturalWidth", 1200);
        assertThat(ruis.locator("img.full")).hasAttribute("alt", "férias 你好.png");
        Browsers.picture(ruis, "phone-picture");
        Browsers.assertAccessible(ruis, "a picture");
    }

    @Test
    void aLargeFileCanBePausedAndResumedAndArrivesWhole() throws IOException {
        Path file = large();
        anas.route(THIRD, neverAnswered -> {});
        anas.locator("#file").setInputFiles(file);
        assertThat(anas.locator(".composer progress")).isVisible();
        anas.waitForCondition(() -> progress() >= TWO_PARTS);

        anas.getByLabel("Pause").click();

        assertThat(anas.getByLabel("Resume")).isVisible();
        Browsers.picture(anas, "desktop-upload-paused");
        Browsers.assertAccessible(anas, "a paused upload");
        anas.unroute(THIRD);
        anas.getByLabel("Resume").click();
        assertThat(anas.locator(".bubble .file")).containsText("large.bin");
        assertThat(ruis.locator(".bubble .file")).containsText("large.bin");
        Download download =
                ruis.waitForDownload(() -> ruis.locator(".bubble .file").click());
        assertThat(download.suggestedFilename()).isEqualTo("large.bin");
        assertThat(Files.mismatch(download.path(), file)).isEqualTo(-1);
    }

    @Test
    void anUploadGoesOnAfterAReloadWhenTheSameFileIsPicked() throws IOException {
        Path file = large();
        anas.route(THIRD, neverAnswered -> {});
        anas.locator("#file").setInputFiles(file);
        anas.waitForCondition(() -> progress() >= TWO_PARTS);
        List<String> again = new CopyOnWriteArrayList<>();
        Object begun = uploads();
        assertThat(begun.toString()).startsWith("upload_");
        anas.onRequest(request -> again.add(request.url()));

        anas.unroute(THIRD);
        anas.reload();
        assertThat(anas.locator("#compose")).isVisible();
        anas.locator("#file").setInputFiles(file);

        assertThat(ruis.locator(".bubble .file")).containsText("large.bin");
        assertThat(again).noneMatch(url -> url.endsWith("/v1/files/initiate"));
        assertThat(again).filteredOn(url -> url.contains("partNumber=")).hasSize(3);
        assertThat(uploads()).asString().isEmpty();
    }

    private Object uploads() {
        return anas.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('chat4all.upload.'))"
                + ".map(([, id]) => id).join()");
    }

    private double progress() {
        Object value = anas.evaluate("document.querySelector('.composer progress')?.value ?? 0");
        return ((Number) value).doubleValue();
    }

    private Path large() throws IOException {
        byte[] bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        return Files.write(directory.resolve("large.bin"), bytes);
    }

    private static void register(Page page, String username) {
        page.getByText("New here? Create an account").click();
        page.locator("input[name=username]").fill(username);
        page.locator("input[name=password]").fill("secret-" + username);
        page.getByText("Create account", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator(".sidebar")).isVisible();
    }

    private static void write(Page page, String text) {
        page.locator("#compose").fill(text);
        page.keyboard().press("Enter");
    }
}
