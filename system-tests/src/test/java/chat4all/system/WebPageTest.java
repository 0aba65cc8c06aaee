package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see and do on the web page, in a real browser, as told on their screens. */
@Order(2)
@ExtendWith(OnTheStack.class)
class WebPageTest {
    private static final String CONTENT = "Olá, João! 你好 <b>😀</b> \"aspas\"";

    private final Stack stack;
    private final String ana =
            "ana_" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private final String rui =
            "rui_" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private Browsers browsers;
    private BrowserContext desktop;
    private BrowserContext phone;
    private Page anas;
    private Page ruis;

    WebPageTest(Stack stack) {
        this.stack = stack;
    }

    @BeforeAll
    static void beGenerous() {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    @BeforeEach
    void twoPeopleRegister() {
        browsers = Browsers.open(stack.api());
        desktop = browsers.window(1440, 900, "pt-BR", ColorScheme.LIGHT);
        phone = browsers.window(375, 740, "en-US", ColorScheme.DARK);
        anas = browsers.page(desktop);
        ruis = browsers.page(phone);
        register(anas, ana, "Primeira vez aqui? Crie uma conta", "Criar conta");
        register(ruis, rui, "New here? Create an account", "Create account");
    }

    @AfterEach
    void noPageHasComplained() {
        List<String> complaints = browsers.complaints();
        browsers.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void twoBrowsersChatAndTheTicksFollow() {
        anaWritesTo(rui);
        write(anas, CONTENT);

        assertThat(messages(anas)).hasText(new String[] {CONTENT});
        assertThat(lastTick(anas)).hasAccessibleName("Entregue");
        assertThat(ruis.locator(".row")).containsText(ana);
        assertThat(ruis.locator(".row .count")).hasText("1");
        Browsers.picture(anas, "desktop-delivered");
        Browsers.picture(ruis, "phone-list");

        ruis.locator(".row").click();

        assertThat(messages(ruis)).hasText(new String[] {CONTENT});
        assertThat(lastTick(anas)).hasAccessibleName("Lida");

        write(ruis, "Hi Ana!");

        assertThat(messages(anas)).hasText(new String[] {CONTENT, "Hi Ana!"});
        assertThat(lastTick(ruis)).hasAccessibleName("Read");
        Browsers.picture(anas, "desktop-chat");
        Browsers.picture(ruis, "phone-chat");
    }

    @Test
    void whatIsWrittenOrMissedOfflineArrivesOnceAndInOrder() {
        anaWritesTo(rui);
        write(anas, "um");
        ruis.locator(".row").click();
        assertThat(messages(ruis)).hasCount(1);

        desktop.setOffline(true);
        assertThat(anas.locator(".banner")).isVisible();
        write(anas, "dois");
        write(anas, "três");
        assertThat(lastTick(anas)).hasAccessibleName("Aguardando envio");
        Browsers.picture(anas, "desktop-offline");
        write(ruis, "missed");
        assertThat(lastTick(ruis)).hasAccessibleName("Delivered");
        desktop.setOffline(false);

        assertThat(anas.locator(".banner")).isHidden();
        assertThat(messages(ruis)).hasText(new String[] {"um", "missed", "dois", "três"});
        assertThat(messages(anas)).hasText(new String[] {"um", "missed", "dois", "três"});
        anas.reload();
        assertThat(messages(anas)).hasText(new String[] {"um", "missed", "dois", "três"});
    }

    @Test
    void speaksTheLanguageOfTheBrowserUntilAnotherIsChosen() {
        assertThat(anas.locator("html")).hasAttribute("lang", "pt-BR");
        assertThat(anas.locator("h1")).hasText("Conversas");
        assertThat(ruis.locator("h1")).hasText("Conversations");

        anas.locator(".menu-button").click();
        anas.getByText("English", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(anas.locator("h1")).hasText("Conversations");
        anas.reload();
        assertThat(anas.locator("h1")).hasText("Conversations");
    }

    @Test
    void isAccessibleInBothThemes() {
        anaWritesTo(rui);
        write(anas, CONTENT);
        ruis.locator(".row").click();
        assertThat(messages(ruis)).hasCount(1);
        assertThat(lastTick(anas)).hasAccessibleName("Lida");

        Browsers.assertAccessible(anas, "chat, light");
        Browsers.assertAccessible(ruis, "chat, dark, phone");
        anas.locator(".actions button").first().click();
        Browsers.assertAccessible(anas, "a message's menu");
        anas.keyboard().press("Escape");
        anas.locator(".menu-button").click();
        Browsers.assertAccessible(anas, "settings");
        ruis.locator(".back").click();
        Browsers.assertAccessible(ruis, "list, dark, phone");
        ruis.getByLabel("New conversation").click();
        Browsers.assertAccessible(ruis, "new conversation, dark, phone");
        Browsers.picture(ruis, "phone-new");
        BrowserContext another = browsers.window(1440, 900, "en", ColorScheme.DARK);
        Page entrance = browsers.page(another);
        assertThat(entrance.locator(".demo button")).hasCount(3);
        Browsers.assertAccessible(entrance, "signing in, dark");
        Browsers.picture(entrance, "desktop-sign-in");
    }

    @Test
    void canBeUsedByKeyboardAlone() {
        anas.keyboard().press("n");
        anas.keyboard().type(rui);
        anas.keyboard().press("Enter");
        assertThat(anas.locator("#compose")).isFocused();
        anas.keyboard().type("sem");
        anas.keyboard().press("Shift+Enter");
        anas.keyboard().type("mouse");
        anas.keyboard().press("Enter");

        assertThat(messages(anas)).hasText(new String[] {"sem\nmouse"});
        anas.keyboard().press("Escape");
        assertThat(anas.locator(".nobody")).isVisible();
        anas.keyboard().press("Alt+ArrowDown");
        assertThat(messages(anas)).hasCount(1);
    }

    private static void register(Page page, String username, String link, String button) {
        page.getByText(link).click();
        page.locator("input[name=username]").fill(username);
        page.locator("input[name=password]").fill("secret-" + username);
        page.getByText(button, new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".sidebar")).isVisible();
    }

    private void anaWritesTo(String username) {
        anas.getByLabel("Nova conversa").click();
        anas.locator("input[name=to]").fill(username);
        anas.getByText("Começar").click();
        assertThat(anas.locator(".chat-head h1")).hasText(username);
    }

    private static void write(Page page, String text) {
        page.locator("#compose").fill(text);
        page.keyboard().press("Enter");
    }

    private static Locator messages(Page page) {
        return page.locator(".bubble .text");
    }

    private static Locator lastTick(Page page) {
        return page.locator(".bubble .ticks").last();
    }
}
