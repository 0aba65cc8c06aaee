package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Somebody with an account of their own and the web page in a window. The words that are looked for on the screen come
 * from the page's own texts in the language of the window, so that the same steps hold in every language.
 */
final class Person {
    /** The page's own module, the very one that runs. */
    private static final String MODULE =
            "import(document.querySelector('script[type=module]').src.replace('main.js', '%s'))";

    final Page page;
    final String username;

    private Person(Page page, String username) {
        this.page = page;
        this.username = username;
    }

    /** Registers under a name that begins so and is nobody else's. */
    static Person registered(Page page, String name) {
        String username = name + "_" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
        Person person = new Person(page, username);
        person.page.getByText(person.word("signIn.toRegister")).click();
        person.page.locator("input[name=username]").fill(username);
        person.page.locator("input[name=password]").fill(person.password());
        person.page
                .getByText(person.word("register.submit"), new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(person.page.locator(".sidebar")).isVisible();
        return person;
    }

    String userId() {
        return "user_" + username;
    }

    String password() {
        return "secret-" + username;
    }

    /** The page's text of this key. */
    String word(String key) {
        return (String) page.evaluate(MODULE.formatted("i18n.js") + ".then(({ t }) => t('" + key + "'))");
    }

    /** What this expression makes of {@code state}, which is all that the page knows. */
    Object knows(String expression) {
        return page.evaluate(MODULE.formatted("store.js") + ".then(({ state }) => " + expression + ")");
    }

    /** Begins a conversation with this user and is in it. */
    void writesTo(Person other) {
        page.getByLabel(word("nav.new")).click();
        page.locator("input[name=to]").fill(other.username);
        clicks("new.start");
        assertThat(page.locator(".chat-head h1")).hasText(other.username);
    }

    /** Opens the only conversation in the list. */
    void opens() {
        page.locator(".row").click();
        assertThat(page.locator("#compose")).isVisible();
    }

    void says(String text) {
        page.locator("#compose").fill(text);
        page.keyboard().press("Enter");
    }

    /** The texts on the screen. */
    Locator messages() {
        return page.locator(".bubble .text");
    }

    Locator lastTick() {
        return page.locator(".bubble .ticks").last();
    }

    void clicks(String key) {
        page.getByText(word(key), new Page.GetByTextOptions().setExact(true)).click();
    }
}
