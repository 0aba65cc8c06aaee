package chat4all.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A group on the web page, from its making to its members' leaving. */
@Order(2)
@ExtendWith(OnTheStack.class)
class GroupsPageTest {
    @RegisterExtension
    private final Browsers browsers;

    GroupsPageTest(Stack stack) {
        browsers = new Browsers(stack.api());
    }

    @ParameterizedTest
    @CsvSource({"1440, pt-BR, LIGHT", "375, en-US, DARK"})
    void membersComeSeeTheNameChangeAndLeave(int width, String language, ColorScheme theme) {
        Person ana = browsers.person("ana", browsers.window(width, 800, language, theme));
        Person rui = browsers.person("rui", browsers.window(375, 740, "en-US", ColorScheme.DARK));
        Person eva = browsers.person("eva", browsers.window(1440, 900, "pt-BR", ColorScheme.LIGHT));
        makes(ana, "Viagem 🌍", rui);
        assertThat(rui.page.locator(".row")).containsText("Viagem 🌍");
        rui.opens();

        opensDetails(ana);
        ana.page.locator("input[name=user]").fill(eva.username);
        ana.clicks("group.addButton");
        assertThat(ana.page.locator(".people li")).hasCount(3);
        Browsers.assertAccessible(ana.page, "the members of a group");
        Browsers.picture(ana.page, "group-members-" + width);
        ana.page.locator(".dialog input[name=name]").fill("Férias 你好");
        ana.clicks("action.save");
        assertThat(ana.page.locator(".dialog h2")).hasText("Férias 你好");
        closesDialog(ana);
        assertThat(rui.page.locator(".chat-head h1")).hasText("Férias 你好");
        assertThat(eva.page.locator(".row")).containsText("Férias 你好");

        eva.opens();
        eva.says("cheguei");
        assertThat(ana.messages().last()).hasText("cheguei");
        assertThat(event(rui, eva.username)).isVisible();
        assertThat(rui.page.locator(".event").last()).containsText("Férias 你好");
        Browsers.assertAccessible(rui.page, "a group's conversation");
        opensDetails(rui);
        assertThat(rui.page.locator(".dialog input")).hasCount(0);
        Browsers.assertAccessible(rui.page, "the members of a group, seen by one");
        rui.clicks("group.leave");
        Browsers.assertAccessible(rui.page, "leaving a group");
        rui.page.locator(".dialog .danger").click();

        assertThat(rui.page.locator(".row")).hasCount(0);
        assertThat(ana.page.locator(".event").last()).containsText(rui.username);
        opensDetails(ana);
        assertThat(ana.page.locator(".people li")).hasCount(2);
        ana.clicks("group.leave");
        ana.page.locator(".dialog .danger").click();
        assertThat(ana.page.locator(".notice")).hasText(ana.word("problem.last-admin"));
        assertThat(ana.page.locator(".chat-head h1")).hasText("Férias 你好");

        opensDetails(ana);
        ana.clicks("group.remove");
        assertThat(ana.page.locator(".dialog p")).containsText(eva.username);
        Browsers.assertAccessible(ana.page, "removing a member");
        ana.page.locator(".dialog .danger").click();
        assertThat(ana.page.locator(".people li")).hasCount(1);
        assertThat(eva.page.locator(".event").last()).containsText(ana.username);
    }

    @ParameterizedTest
    @CsvSource({"1440, en-US, DARK", "375, pt-BR, LIGHT"})
    void theSenderSeesHowFarAMessageHasComeWithEachMember(int width, String language, ColorScheme theme) {
        Person ana = browsers.person("ana", browsers.window(width, 800, language, theme));
        Person rui = browsers.person("rui", browsers.window(375, 740, "en-US", ColorScheme.DARK));
        Person eva = browsers.person("eva", browsers.window(1440, 900, "pt-BR", ColorScheme.LIGHT));
        makes(ana, "Equipe", rui, eva);
        assertThat(eva.page.locator(".row")).isVisible();

        ana.says("reunião às 10");
        rui.opens();
        assertThat(rui.messages()).hasCount(1);

        ana.page.locator(".bubble").hover();
        ana.page.getByLabel(ana.word("message.actions")).click();
        ana.clicks("message.info");
        assertThat(person(ana, rui).locator(".ticks")).hasAccessibleName(ana.word("status.READ"));
        assertThat(person(ana, eva).locator(".ticks")).hasAccessibleName(ana.word("status.DELIVERED"));
        Browsers.assertAccessible(ana.page, "how far a message has come with each");
        Browsers.picture(ana.page, "group-details-" + width);
        eva.opens();
        assertThat(person(ana, eva).locator(".ticks")).hasAccessibleName(ana.word("status.READ"));
        closesDialog(ana);
        assertThat(ana.lastTick()).hasAccessibleName(ana.word("status.READ"));
    }

    private static void makes(Person person, String name, Person... members) {
        person.page.getByLabel(person.word("nav.new")).click();
        person.clicks("new.group");
        Browsers.assertAccessible(person.page, "a new group");
        person.page.locator("input[name=name]").fill(name);
        StringBuilder names = new StringBuilder();
        for (Person member : members) {
            names.append(names.isEmpty() ? "" : ", ").append(member.username);
        }
        person.page.locator("input[name=members]").fill(names.toString());
        person.clicks("new.create");
        assertThat(person.page.locator(".chat-head h1")).hasText(name);
    }

    private static void opensDetails(Person person) {
        person.page.locator(".chat-head .head-button").click();
        assertThat(person.page.locator(".people li").first()).isVisible();
    }

    private static void closesDialog(Person person) {
        person.page.locator(".dialog").getByLabel(person.word("action.close")).click();
        assertThat(person.page.locator(".dialog")).hasCount(0);
    }

    private static Locator event(Person seenBy, String text) {
        return seenBy.page.locator(".event", new com.microsoft.playwright.Page.LocatorOptions().setHasText(text));
    }

    private static Locator person(Person seenBy, Person member) {
        return seenBy.page.locator(
                ".people li", new com.microsoft.playwright.Page.LocatorOptions().setHasText(member.username));
    }
}
