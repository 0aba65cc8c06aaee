package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of the API at {@code /docs}: read, and tried out with a token, under its strict policy. */
@Order(2)
@ExtendWith(OnTheStack.class)
class DocsPageTest {
    private final Stack stack;

    @RegisterExtension
    private final Browsers browsers;

    DocsPageTest(Stack stack) {
        this.stack = stack;
        browsers = new Browsers(stack.api().resolve("/docs"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 375})
    void aCallIsTriedOutWithAToken(int width) {
        Page page = browsers.page(browsers.window(width, 900, "en-US", ColorScheme.LIGHT));
        assertThat(page.locator(".opblock").first()).isVisible();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isLessThanOrEqualTo(0);
        page.locator(".btn.authorize").click();
        page.locator(".modal-ux input").first().fill(Api.login(stack.api(), "user_a", "pass_a").token);
        page.locator(".modal-ux .btn.authorize").first().click();
        page.locator(".modal-ux .btn-done").first().click();

        Locator list = page.locator("[id$=-conversations]");
        list.locator(".opblock-summary-control").click();
        list.locator(".execute").click();

        assertThat(list.locator(".live-responses-table .response-col_status").last())
                .containsText("200");
        assertThat(list.locator(".live-responses-table .response-col_description .microlight")
                        .first())
                .containsText("conversations");
        Browsers.picture(page, "docs-" + width);
    }
}
