package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files on the web page, in a real browser: pictures, large files, pauses and reloads. */
@Order(2)
@ExtendWith(OnTheStack.class)
class FilesPageTest {
    private static final int LARGE = 40 * 1024 * 1024;
    /** The third of five parts; two of them are this much of the file. */
    private static final String THIRD = "**/*partNumber=3*";

    private static final double TWO_PARTS = 0.4;
    private static final int PARTS = 5;

    @RegisterExtension
    private final Browsers browsers;

    private Person ana;
    private Person rui;

    @TempDir
    Path directory;

    FilesPageTest(Stack stack) {
        browsers = new Browsers(stack.api());
    }

    @BeforeEach
    void twoPeopleTalk() {
        ana = browsers.person("ana", browsers.window(1440, 900, "en-US", ColorScheme.LIGHT));
        rui = browsers.person("rui", browsers.window(375, 740, "en-US", ColorScheme.DARK));
        ana.writesTo(rui);
        ana.says("hello");
        rui.opens();
        assertThat(rui.messages()).hasCount(1);
    }

    @Test
    void aPictureIsShownSmallAndWholeWhenItIsOpened() throws IOException {
        BufferedImage image = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().drawString("Olá", 600, 450);
        image.setRGB(600, 450, Color.RED.getRGB());
        Path picture = directory.resolve("férias 你好.png");
        ImageIO.write(image, "png", picture.toFile());

        ana.page.locator("#file").setInputFiles(picture);

        assertThat(ana.page.locator(".picture img")).isVisible();
        assertThat(rui.page.locator(".picture img")).isVisible();
        assertThat(rui.page.locator(".picture img")).hasJSProperty("naturalWidth", 320);
        rui.page.locator(".picture").click();
        assertThat(rui.page.locator("img.full")).hasJSProperty("naturalWidth", 1200);
        assertThat(rui.page.locator("img.full")).hasAttribute("alt", "férias 你好.png");
        Browsers.picture(rui.page, "phone-picture");
        Browsers.assertAccessible(rui.page, "a picture");
    }

    @Test
    void aLargeFileCanBePausedAndResumedAndArrivesWhole() throws IOException {
        Path file = large();
        ana.page.route(THIRD, neverAnswered -> {});
        ana.page.locator("#file").setInputFiles(file);
        assertThat(ana.page.locator(".composer progress")).isVisible();
        ana.page.waitForCondition(() -> progress() >= TWO_PARTS);

        ana.page.getByLabel("Pause").click();

        assertThat(ana.page.getByLabel("Resume")).isVisible();
        Browsers.picture(ana.page, "desktop-upload-paused");
        Browsers.assertAccessible(ana.page, "a paused upload");
        ana.page.locator("#compose").fill("for later");
        ana.page.unroute(THIRD);
        ana.page.getByLabel("Resume").click();
        assertThat(ana.page.locator(".bubble .file")).containsText("large.bin");
        assertThat(rui.page.locator(".bubble .file")).containsText("large.bin");
        assertThat(ana.page.locator(".composer progress")).hasCount(0);
        assertThat(ana.page.locator("#compose")).hasValue("for later");
        Download download =
                rui.page.waitForDownload(() -> rui.page.locator(".bubble .file").click());
        assertThat(download.suggestedFilename()).isEqualTo("large.bin");
        assertThat(Files.mismatch(download.path(), file)).isEqualTo(-1);
    }

    @Test
    void anUploadGoesOnAfterAReloadWhenTheSameFileIsPicked() throws IOException {
        Path file = large();
        ana.page.route(THIRD, neverAnswered -> {});
        List<String> stored = new CopyOnWriteArrayList<>();
        ana.page.onResponse(answer -> {
            if (answer.url().contains("partNumber=") && answer.status() == 200) {
                stored.add(answer.url());
            }
        });
        ana.page.locator("#file").setInputFiles(file);
        // Two parts are sent at a time: the others pass by the third.
        ana.page.waitForCondition(() -> stored.size() == PARTS - 1);
        List<String> again = new CopyOnWriteArrayList<>();
        Object begun = uploads();
        assertThat(begun.toString()).startsWith("upload_");
        ana.page.onRequest(request -> again.add(request.url()));

        ana.page.unroute(THIRD);
        ana.page.reload();
        assertThat(ana.page.locator("#compose")).isVisible();
        ana.page.locator("#file").setInputFiles(file);

        assertThat(rui.page.locator(".bubble .file")).containsText("large.bin");
        assertThat(again).noneMatch(url -> url.endsWith("/v1/files/initiate"));
        assertThat(again)
                .filteredOn(url -> url.contains("partNumber="))
                .singleElement()
                .asString()
                .contains("partNumber=3");
        assertThat(uploads()).asString().isEmpty();
    }

    private Object uploads() {
        return ana.page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('chat4all.upload.'))"
                + ".map(([, id]) => id).join()");
    }

    private double progress() {
        Object value = ana.page.evaluate("document.querySelector('.composer progress')?.value ?? 0");
        return ((Number) value).doubleValue();
    }

    private Path large() throws IOException {
        byte[] bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        return Files.write(directory.resolve("large.bin"), bytes);
    }
}
