package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writing from the web page to a phone on WhatsApp, and what comes back from it. */
@Order(2)
@ExtendWith(OnTheStack.class)
class ChannelsPageTest {
    @RegisterExtension
    private final Browsers browsers;

    private final Phones phones;

    ChannelsPageTest(Stack stack) {
        browsers = new Browsers(stack.api());
        phones = new Phones(stack);
    }

    @AfterEach
    void thePhonesWorkAgain() {
        phones.endFaults();
    }

    @ParameterizedTest
    @CsvSource({"1440, en-US, LIGHT", "375, pt-BR, DARK"})
    void aPhoneIsWrittenToAnswersAndReads(int width, String language, ColorScheme theme) {
        Person ana = browsers.person("ana", browsers.window(width, 800, language, theme));
        String number = number();
        String phone = "whatsapp:" + number;
        choosesWhatsApp(ana);
        Browsers.assertAccessible(ana.page, "a new conversation on WhatsApp");
        ana.page.locator("input[name=to]").fill(spoken(number));
        ana.clicks("new.start");
        assertThat(ana.page.locator(".chat-head h1")).hasText(spoken(number));
        assertThat(ana.page.locator(".chat-head .sub")).hasText("WhatsApp");

        ana.says("Chegou? 你好 😀");

        assertThat(ana.lastTick()).hasAccessibleName(ana.word("status.DELIVERED"));
        org.assertj.core.api.Assertions.assertThat(phones.shown(phone)).containsExactly("Chegou? 你好 😀");
        assertThat(ana.page.locator(".chat-head .badge.whatsapp")).isVisible();

        phones.says(phone, "Chegou!");
        assertThat(ana.messages().last()).hasText("Chegou!");
        phones.reads(phone);
        assertThat(ana.lastTick()).hasAccessibleName(ana.word("status.READ"));
        Browsers.assertAccessible(ana.page, "a conversation on WhatsApp");
        Browsers.picture(ana.page, "whatsapp-" + width);
        ana.page.keyboard().press("Escape");
        assertThat(ana.page.locator(".row .badge.whatsapp")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"1440, pt-BR, DARK", "375, en-US, LIGHT"})
    void whatThePlatformRefusesIsSaidUnderTheMessage(int width, String language, ColorScheme theme) {
        Person ana = browsers.person("ana", browsers.window(width, 800, language, theme));
        choosesWhatsApp(ana);
        ana.page.locator("input[name=to]").fill("11 98765-4321");
        ana.clicks("new.start");
        assertThat(ana.page.locator(".dialog .form-error")).hasText(ana.word("new.invalid.whatsapp"));
        Browsers.assertAccessible(ana.page, "a number that is none");
        String number = number();
        phones.fault("whatsapp", "send", "error:131026");
        ana.page.locator("input[name=to]").fill(number);
        ana.clicks("new.start");

        ana.says("Oi");

        assertThat(ana.lastTick()).hasAccessibleName(ana.word("status.FAILED"));
        assertThat(ana.page.locator(".refusal")).isVisible();
        Browsers.assertAccessible(ana.page, "a message that failed");
        Browsers.picture(ana.page, "failed-" + width);
        ana.page.locator(".bubble").hover();
        ana.page.getByLabel(ana.word("message.actions")).click();
        ana.clicks("message.info");
        assertThat(ana.page.locator(".people li")).hasCount(1);
        Browsers.assertAccessible(ana.page, "how far a message has come");
        Browsers.picture(ana.page, "failed-details-" + width);
    }

    @ParameterizedTest
    @CsvSource({"1440, en-US, LIGHT, Phones", "375, pt-BR, DARK, Celulares"})
    void onePersonPlaysBothEnds(int width, String language, ColorScheme theme, String title) {
        Person ana = browsers.person("ana", browsers.window(width, 800, language, theme));
        String number = number();
        choosesWhatsApp(ana);
        ana.page.locator("input[name=to]").fill(number);
        ana.clicks("new.start");
        ana.says("Oi");
        assertThat(ana.lastTick()).hasAccessibleName(ana.word("status.DELIVERED"));
        ana.page.keyboard().press("Escape");
        ana.page.getByLabel(ana.word("nav.menu")).click();

        Page page =
                ana.page.waitForPopup(() -> ana.page.locator(".menu.account a").click());

        assertThat(page.locator("h1")).hasText(title);
        Locator phone = page.locator(".phone", new Page.LocatorOptions().setHas(page.getByText("whatsapp:" + number)));
        assertThat(phone.locator(".messages li.business")).containsText("Oi");
        phone.locator("input").fill("Olá, Ana");
        phone.locator("input").press("Enter");
        assertThat(phone.locator(".messages li.person")).containsText("Olá, Ana");
        Browsers.assertAccessible(page, "the simulated phones");
        Browsers.picture(page, "phones-" + width);
        ana.opens();
        assertThat(ana.messages().last()).hasText("Olá, Ana");
    }

    private static void choosesWhatsApp(Person person) {
        person.page.getByLabel(person.word("nav.new")).click();
        person.page
                .getByText("WhatsApp", new Page.GetByTextOptions().setExact(true))
                .click();
    }

    private static String number() {
        return "+55119" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    }

    /** As people write it: +55 11 98765-4321. */
    private static String spoken(String number) {
        return number.replaceFirst("(\\+55)(..)(.....)(....)", "$1 $2 $3-$4");
    }
}
