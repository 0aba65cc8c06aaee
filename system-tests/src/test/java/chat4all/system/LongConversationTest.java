package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A conversation of any length on the web page: read from end to end with no more rows and memory than at its end. */
@Order(2)
@ExtendWith(OnTheStack.class)
class LongConversationTest {
    private static final int MOST_ROWS = 300;
    private static final int PAGE = 50;
    private static final double TOLERANCE = 1.5;

    private final Stack stack;

    @RegisterExtension
    private final Browsers browsers;

    private BrowserContext desktop;
    private Person ana;
    private Person rui;

    LongConversationTest(Stack stack) {
        this.stack = stack;
        browsers = new Browsers(stack.api());
    }

    @BeforeEach
    void twoPeopleRegister() {
        desktop = browsers.window(1440, 900, "pt-BR", ColorScheme.LIGHT);
        ana = browsers.person("ana", desktop);
        rui = browsers.person("rui", browsers.window(375, 740, "en-US", ColorScheme.DARK));
    }

    @Test
    void isReadFromEndToEndInAWindowOfBoundedSize() {
        anaOpens(1_000);

        scrollsTo("mensagem 0", -1);
        assertThat(ana.page.locator(".beginning")).isVisible();
        scrollsTo("mensagem 999", 1);

        assertThat(ana.page.locator(".latest")).isHidden();
    }

    @Test
    void jumpsFromThePastToTheNewestMessage() {
        anaOpens(800);
        scrollsTo("mensagem 400", -1);

        ana.page.locator(".latest").click();

        assertThat(ana.messages().last()).hasText("mensagem 799");
        assertThat(ana.messages().last()).isInViewport();
        assertThat(ana.page.locator(".latest")).isHidden();
        rui.opens();
        rui.says("and one more");
        assertThat(ana.messages().last()).hasText("and one more");
    }

    @Test
    void whatIsBeingReadStaysInPlaceWhileOthersWrite() {
        anaOpens(MOST_ROWS);
        scrollsTo("mensagem 0", -1);
        rui.opens();

        for (int i = 0; i < 3; i++) {
            rui.says("news " + i);
        }

        assertThat(ana.page.locator(".latest")).isVisible();
        assertThat(ana.page.locator(".row .count")).hasText("3");
        assertThat(ana.messages().first()).hasText("mensagem 0");
        assertThat(ana.messages().first()).isInViewport();
        scrollsTo("news 2", 1);
    }

    @Test
    void anAbsenceIsMadeUpForWithoutReadingAgainWhatIsKnown() {
        anaOpens(200);
        List<String> asked = new CopyOnWriteArrayList<>();
        desktop.setOffline(true);
        assertThat(ana.page.locator(".banner")).isVisible();
        rui.opens();
        rui.says("missed");
        assertThat(rui.lastTick()).hasAccessibleName("Delivered");
        ana.page.onRequest(request -> asked.add(request.url()));

        desktop.setOffline(false);

        assertThat(ana.messages().last()).hasText("missed");
        assertThat(rui.lastTick()).hasAccessibleName("Read");
        assertThat(asked).filteredOn(url -> url.contains("/messages?")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aLongAbsenceEndsAtTheNewestMessageWithoutAllThatLiesBetween() {
        Seed seed = anaOpens(PAGE);
        List<String> asked = new CopyOnWriteArrayList<>();
        desktop.setOffline(true);
        assertThat(ana.page.locator(".banner")).isVisible();
        seed.write(stack, 2_000, PAGE);
        awaitNewest("mensagem 1999", seed);
        ana.page.onRequest(request -> asked.add(request.url()));

        desktop.setOffline(false);

        assertThat(ana.messages().last()).hasText("mensagem 1999");
        assertThat(rows()).isLessThanOrEqualTo(MOST_ROWS);
        assertThat(asked).filteredOn(url -> url.contains("/messages?")).hasSizeLessThan(20);
        scrollsTo("mensagem 1500", -1);
    }

    @Test
    @Tag("long")
    @Timeout(3_600)
    void aHundredThousandMessagesTakeNoMoreMemoryThanAThousand() {
        anaOpens(100_000);
        scrollsTo("mensagem 99000", -1);
        double heap = usedHeap();

        scrollsTo("mensagem 0", -1);

        assertThat(usedHeap()).isLessThan(heap * TOLERANCE);
        ana.page.locator(".latest").click();
        assertThat(ana.messages().last()).hasText("mensagem 99999");
    }

    private Seed anaOpens(int messages) {
        Seed seed = new Seed("conv_" + ana.username, rui.userId(), ana.userId());
        seed.write(stack, messages, 0);
        awaitNewest("mensagem " + (messages - 1), seed);
        ana.opens();
        assertThat(ana.messages().last()).hasText("mensagem " + (messages - 1));
        return seed;
    }

    private void awaitNewest(String text, Seed seed) {
        Api reader = Api.login(stack.api(), ana.username, ana.password());
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> reader.get("/v1/conversations/" + seed.conversation() + "/messages?limit=1&order=desc")
                        .json()
                        .at("/messages/0/content")
                        .asText()
                        .equals(text));
    }

    /**
     * Scrolls most of a screen at a time until this text is in view, and sees that no message is passed over and that the
     * window stays bounded all the way.
     */
    private void scrollsTo(String text, int direction) {
        Object most = ana.page.evaluate("""
                async ([wanted, direction]) => {
                  const log = document.querySelector('.log');
                  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
                  const inView = () => {
                    const view = log.getBoundingClientRect();
                    return [...log.querySelectorAll('li.entry')].filter((item) => {
                      const box = item.getBoundingClientRect();
                      return box.bottom > view.top && box.top < view.bottom;
                    });
                  };
                  const seq = (item) => Number(item.dataset.seq);
                  let most = 0;
                  let moved = performance.now();
                  let before = inView();
                  let [first, last] = [seq(before[0]), seq(before.at(-1))];
                  while (!before.some((item) => item.querySelector('.text')?.textContent === wanted)) {
                    log.scrollBy(0, direction * log.clientHeight * 0.7);
                    await frame();
                    before = inView();
                    if (seq(before[0]) > last + 1 || seq(before.at(-1)) < first - 1) {
                      throw new Error(`from ${first}-${last} to ${seq(before[0])}-${seq(before.at(-1))}`);
                    }
                    if (seq(before[0]) !== first || seq(before.at(-1)) !== last) {
                      moved = performance.now();
                    } else if (performance.now() - moved > 30_000) {
                      throw new Error(`stands still at ${first}-${last} of ${log.textContent.slice(-300)} top ${log.scrollTop} of ${log.scrollHeight}`);
                    }
                    [first, last] = [seq(before[0]), seq(before.at(-1))];
                    most = Math.max(most, log.querySelectorAll('li.entry').length);
                  }
                  return most;
                }
                """, List.of(text, direction));

        assertThat(((Number) most).intValue()).isLessThanOrEqualTo(MOST_ROWS);
        Object kept = ana.knows(
                "Math.max(...[...state.conversations.values()].map((found) => found.timeline.entries.length))");
        assertThat(((Number) kept).intValue()).isLessThanOrEqualTo(MOST_ROWS);
    }

    private int rows() {
        return ana.page.locator("li.entry").count();
    }

    private double usedHeap() {
        ana.page.requestGC();
        return ((Number) ana.page.evaluate("performance.memory.usedJSHeapSize")).doubleValue();
    }
}
