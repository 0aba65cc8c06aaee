package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people see and do on the web page, in a real browser, as told on their screens. */
@Order(2)
@ExtendWith(OnTheStack.class)
class WebPageTest {
    private static final String CONTENT = "Olá, João! 你好 <b>😀</b> \"aspas\"";

    @RegisterExtension
    private final Browsers browsers;

    private BrowserContext desktop;
    private Person ana;
    private Person rui;

    WebPageTest(Stack stack) {
        browsers = new Browsers(stack.api());
    }

    @BeforeEach
    void twoPeopleRegister() {
        desktop = browsers.window(1440, 900, "pt-BR", ColorScheme.LIGHT);
        ana = browsers.person("ana", desktop);
        rui = browsers.person("rui", browsers.window(375, 740, "en-US", ColorScheme.DARK));
    }

    @Test
    void twoBrowsersChatAndTheTicksFollow() {
        ana.writesTo(rui);
        ana.says(CONTENT);

        assertThat(ana.messages()).hasText(new String[] {CONTENT});
        assertThat(ana.lastTick()).hasAccessibleName("Entregue");
        assertThat(rui.page.locator(".row")).containsText(ana.username);
        assertThat(rui.page.locator(".row .count")).hasText("1");
        Browsers.picture(ana.page, "desktop-delivered");
        Browsers.picture(rui.page, "phone-list");

        rui.opens();

        assertThat(rui.messages()).hasText(new String[] {CONTENT});
        assertThat(ana.lastTick()).hasAccessibleName("Lida");

        rui.says("Hi Ana!");

        assertThat(ana.messages()).hasText(new String[] {CONTENT, "Hi Ana!"});
        assertThat(rui.lastTick()).hasAccessibleName("Read");
        Browsers.picture(ana.page, "desktop-chat");
        Browsers.picture(rui.page, "phone-chat");
    }

    /** Compressed, and with all that is needed to sign in and to chat. */
    @Test
    void aFirstLoadIsSmall() {
        BrowserContext cold = browsers.window(1440, 900, "en-US", ColorScheme.LIGHT);
        Person eva = browsers.person("eva", cold);

        Object bytes = eva.page.evaluate("performance.getEntries().filter(entry => 'transferSize' in entry"
                + " && new URL(entry.name).pathname.match('^/($|web/)'))"
                + ".reduce((sum, entry) => sum + entry.transferSize, 0)");

        assertThat((Integer) bytes).as("bytes over the wire").isBetween(10_000, 300_000);
    }

    @Test
    void whatIsWrittenOrMissedOfflineArrivesOnceAndInOrder() {
        ana.writesTo(rui);
        ana.says("um");
        rui.opens();
        assertThat(rui.messages()).hasCount(1);

        desktop.setOffline(true);
        assertThat(ana.page.locator(".banner")).isVisible();
        ana.says("dois");
        ana.says("três");
        assertThat(ana.lastTick()).hasAccessibleName("Aguardando envio");
        Browsers.picture(ana.page, "desktop-offline");
        rui.says("missed");
        assertThat(rui.lastTick()).hasAccessibleName("Delivered");
        desktop.setOffline(false);

        assertThat(ana.page.locator(".banner")).isHidden();
        assertThat(rui.messages()).hasText(new String[] {"um", "missed", "dois", "três"});
        assertThat(ana.messages()).hasText(new String[] {"um", "missed", "dois", "três"});
        ana.page.reload();
        assertThat(ana.messages()).hasText(new String[] {"um", "missed", "dois", "três"});
    }

    @Test
    void speaksTheLanguageOfTheBrowserUntilAnotherIsChosen() {
        assertThat(ana.page.locator("html")).hasAttribute("lang", "pt-BR");
        assertThat(ana.page.locator("h1")).hasText("Conversas");
        assertThat(rui.page.locator("h1")).hasText("Conversations");

        ana.page.locator(".menu-button").click();
        ana.page
                .getByText("English", new Page.GetByTextOptions().setExact(true))
                .click();

        assertThat(ana.page.locator("h1")).hasText("Conversations");
        ana.page.reload();
        assertThat(ana.page.locator("h1")).hasText("Conversations");
    }

    @Test
    void isAccessibleInBothThemes() {
        ana.writesTo(rui);
        ana.says(CONTENT);
        rui.opens();
        assertThat(rui.messages()).hasCount(1);
        assertThat(ana.lastTick()).hasAccessibleName("Lida");

        Browsers.assertAccessible(ana.page, "chat, light");
        Browsers.assertAccessible(rui.page, "chat, dark, phone");
        ana.page.locator(".actions button").first().click();
        Browsers.assertAccessible(ana.page, "a message's menu");
        ana.page.keyboard().press("Escape");
        ana.page.locator(".menu-button").click();
        Browsers.assertAccessible(ana.page, "settings");
        rui.page.locator(".back").click();
        Browsers.assertAccessible(rui.page, "list, dark, phone");
        rui.page.getByLabel("New conversation").click();
        Browsers.assertAccessible(rui.page, "new conversation, dark, phone");
        Browsers.picture(rui.page, "phone-new");
        BrowserContext another = browsers.window(1440, 900, "en", ColorScheme.DARK);
        Page entrance = browsers.page(another);
        assertThat(entrance.locator(".demo button")).hasCount(3);
        Browsers.assertAccessible(entrance, "signing in, dark");
        Browsers.picture(entrance, "desktop-sign-in");
    }

    @Test
    void aNarrowPhoneShowsTheWholeDialog() {
        rui.page.getByLabel("New conversation").click();

        Locator sheet = rui.page.locator(".sheet");

        assertThat(sheet).isVisible();
        assertThat((Integer)
                        sheet.evaluate("it => it.closest('dialog').scrollWidth - it.closest('dialog').clientWidth"))
                .isLessThanOrEqualTo(0);
    }

    @Test
    void whatIsClosedGivesTheFocusBack() {
        ana.writesTo(rui);
        ana.says("oi");
        assertThat(ana.lastTick()).hasAccessibleName("Entregue");
        Locator actions = ana.page.locator(".actions > button").first();

        actions.focus();
        ana.page.keyboard().press("Enter");
        ana.clicks("message.info");
        ana.page.getByLabel(ana.word("action.close")).click();

        assertThat(actions).isFocused();
        assertThat(ana.page.locator("dialog")).hasCount(0);
    }

    @Test
    void whatIsOpenIsNotCountedAsUnread() {
        ana.writesTo(rui);
        ana.says("um");
        assertThat(rui.page.locator(".row .count")).hasText("1");
        rui.page.setViewportSize(1440, 900);

        rui.opens();

        assertThat(rui.page.locator(".row .count")).hasCount(0);
        assertThat(rui.page).hasTitle("Chat4All");
    }

    @Test
    void anAddressOfNoConversationSaysSo() {
        for (String nobodys : new String[] {"conv_nobodys", "%E0%A4"}) {
            rui.page.navigate(rui.page.url().replaceAll("#.*", "") + "#" + nobodys);
            rui.page.reload();
            assertThat(rui.page.locator(".sidebar h1")).hasText("Conversations");
            assertThat(rui.page.locator("#compose")).hasCount(0);
        }
        rui.page.navigate(rui.page.url().replaceAll("#.*", "") + "#conv_nobodys");

        assertThat(rui.page.locator(".pane .nothing")).hasText(rui.word("problem.not-found"));
        assertThat(rui.page.locator(".chat-head h1")).hasText(rui.word("chat.missing"));
    }

    @Test
    void anEditThatIsRefusedIsTakenBackAndSaysWhy() {
        ana.writesTo(rui);
        ana.says("oi");
        assertThat(ana.lastTick()).hasAccessibleName("Entregue");
        ana.page.route(
                "**/v1/messages/*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(403)
                        .setContentType("application/problem+json")
                        .setBody("{\"status\":403,\"code\":\"forbidden\",\"detail\":\"no\"}")));

        ana.page.keyboard().press("ArrowUp");
        assertThat(ana.page.locator("#compose")).hasValue("oi");
        ana.says("olá");

        assertThat(ana.page.locator(".notice")).hasText(ana.word("problem.forbidden"));
        assertThat(ana.messages()).hasText(new String[] {"oi"});
    }

    @Test
    void canBeUsedByKeyboardAlone() {
        ana.page.keyboard().press("n");
        ana.page.keyboard().type(rui.username);
        ana.page.keyboard().press("Enter");
        assertThat(ana.page.locator("#compose")).isFocused();
        ana.page.keyboard().type("sem");
        ana.page.keyboard().press("Shift+Enter");
        ana.page.keyboard().type("mouse");
        ana.page.keyboard().press("Enter");

        assertThat(ana.messages()).hasText(new String[] {"sem\nmouse"});
        ana.page.keyboard().press("Escape");
        assertThat(ana.page.locator(".nobody")).isVisible();
        ana.page.keyboard().press("Alt+ArrowDown");
        assertThat(ana.messages()).hasCount(1);
    }
}
