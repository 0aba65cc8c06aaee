package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of {@code docs/images} from the running product; {@code docs/images/pictures} puts them there. */
@Tag("long")
@Order(2)
@ExtendWith(OnTheStack.class)
class DocumentationPicturesTest {
    private static final String PHONE = "+5511987654321";

    @RegisterExtension
    private final Browsers browsers;

    private final Phones phones;
    private final Stack stack;

    DocumentationPicturesTest(Stack stack) {
        this.stack = stack;
        browsers = new Browsers(stack.api());
        phones = new Phones(stack);
    }

    @Test
    void twoPeopleAndAPhone(@TempDir Path directory) throws IOException {
        Person ana = browsers.person("ana", browsers.window(1200, 760, "en-US", ColorScheme.LIGHT));
        Person rui = browsers.person("rui", browsers.window(375, 740, "pt-BR", ColorScheme.DARK));
        ana.writesTo(rui);
        ana.says("Oi Rui! Olha a vista do escritório:");
        ana.page.locator("#file").setInputFiles(photograph(directory.resolve("view.png")));
        assertThat(ana.page.locator(".picture img")).isVisible();
        rui.opens();
        rui.says("Que vista! 😍");
        assertThat(ana.messages().last()).hasText("Que vista! 😍");
        rui.page.keyboard().press("Escape");
        ana.page.getByLabel(ana.word("nav.new")).click();
        ana.page
                .getByText("WhatsApp", new Page.GetByTextOptions().setExact(true))
                .click();
        ana.page.locator("input[name=to]").fill(PHONE);
        ana.clicks("new.start");
        ana.says("Chegou o pacote?");
        assertThat(ana.lastTick()).hasAccessibleName(ana.word("status.DELIVERED"));
        phones.says("whatsapp:" + PHONE, "Chegou agora, obrigada!");
        assertThat(ana.messages().last()).hasText("Chegou agora, obrigada!");
        Browsers.picture(ana.page, "docs-channel");
        ana.page.locator(".row").nth(1).click();
        assertThat(ana.page.locator(".picture img")).isVisible();
        Browsers.picture(ana.page, "docs-page");
        rui.opens();
        assertThat(rui.page.locator(".picture img")).isVisible();
        Browsers.picture(rui.page, "docs-phone");
        ana.page.navigate(stack.simulator().toString());
        assertThat(ana.page.getByText("Chegou agora, obrigada!").last()).isVisible();
        Browsers.picture(ana.page, "docs-simulator");
    }

    private static Path photograph(Path to) throws IOException {
        BufferedImage image = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(0x1b6ca8), 0, 360, new Color(0xffc38b)));
        graphics.fillRect(0, 0, 640, 360);
        graphics.setColor(new Color(0x26324a));
        graphics.fillPolygon(
                new int[] {0, 120, 220, 340, 470, 560, 640, 640, 0},
                new int[] {280, 190, 250, 150, 240, 200, 260, 360, 360},
                9);
        graphics.dispose();
        ImageIO.write(image, "png", to.toFile());
        return to;
    }
}
