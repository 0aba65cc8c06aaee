package chat4all.system;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What platforms, networks and our own crashes do to 500 messages: none is shown twice, out of order, or forgotten. */
@Order(3)
@ExtendWith(OnTheStack.class)
class ChannelFaultsTest {
    private static final int CONTACTS = 50;
    private static final int PER_CONTACT = 10;

    private final Stack stack;
    private final Api joao;
    private final Phones phones;

    ChannelFaultsTest(Stack stack) {
        this.stack = stack;
        joao = Api.login(stack.api(), "user_a", "pass_a");
        phones = new Phones(stack);
    }

    @BeforeEach
    @AfterEach
    void everythingWorks() {
        phones.reset();
    }

    /** Those that strike at different places strike at once: Meta's platforms and Telegram, webhooks and rates. */
    @ParameterizedTest
    @ValueSource(strings = {"meta-bad-day telegram-flood", "at-least-once-storm rate-limited", "lost-answers"})
    void everyMessageIsShownOnceAndInOrderOrSaysWhyNot(String presets) {
        for (String preset : presets.split(" ", -1)) {
            phones.preset(preset);
        }

        Burst burst = Burst.send(joao, phones, CONTACTS, PER_CONTACT);

        burst.settles(Duration.ofMinutes(5));
    }

    @Test
    void anExpiredTokenDelaysMessagesUntilItIsRenewed() {
        phones.preset("token-expired");
        Burst burst = Burst.send(joao, phones, CONTACTS, PER_CONTACT);
        burst.showsNothing();

        phones.endFaults();

        burst.settles(Duration.ofMinutes(5));
    }

    @Test
    void killingTheConnectorsInTheMiddleOfSendingSendsNothingTwice() {
        Burst burst = Burst.send(joao, phones, CONTACTS, PER_CONTACT);

        for (int kill = 0; kill < 2; kill++) {
            burst.hasShownMore();
            stack.kill("connectors");
            stack.awaitUp("connectors");
        }

        burst.settles(Duration.ofMinutes(5));
    }
}
