package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The description of the API at {@code /docs}: read, and tried out with a token, under its strict policy; and the pages
 * of problems.
 */
@Order(2)
@ExtendWith(OnTheStack.class)
class DocsPageTest {
    /**
     * What Swagger UI breaks by itself: pale greys and badges, an h3 after the title, links inside the button of each row,
     * a title outside of its own main part, examples that scroll by the mouse alone, and no label at its list of servers
     * and its fields for bodies.
     */
    private static final List<String> SWAGGER_UI = List.of(
            "color-contrast",
            "heading-order",
            "nested-interactive",
            "region",
            "scrollable-region-focusable",
            "select-name",
            "label");

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

    @Test
    void isAccessibleAsFarAsSwaggerUiIs() {
        Page page = browsers.page(browsers.window(1440, 900, "en-US", ColorScheme.LIGHT));
        assertThat(page.locator(".opblock").first()).isVisible();

        Browsers.assertAccessibleBut(SWAGGER_UI, page, "list of calls");
        page.locator("[id$=-conversations] .opblock-summary-control").click();
        assertThat(page.locator(".opblock.is-open .execute")).isVisible();
        Browsers.assertAccessibleBut(SWAGGER_UI, page, "a call");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aProblemIsExplainedOnAnAccessiblePage(ColorScheme theme) {
        Page page = browsers.page(browsers.window(375, 740, "en-US", theme));

        page.navigate(stack.api().resolve("/problems/unsupported-media-type").toString());

        assertThat(page.locator("h1")).hasText("Unsupported media type");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isLessThanOrEqualTo(0);
        Browsers.assertAccessible(page, "problem");
        Browsers.picture(page, "problem-" + theme);
    }
}
