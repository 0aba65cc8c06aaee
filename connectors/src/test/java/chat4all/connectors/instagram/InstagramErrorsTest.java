package chat4all.connectors.instagram;

import static chat4all.connectors.testing.FakePlatform.answer;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.OutgoingMessage;
import chat4all.connectors.spi.SendOutcome;
import chat4all.connectors.testing.FakePlatform;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import chat4all.schemas.StatusError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstagramErrorsTest {
    private static final FakePlatform PLATFORM = new FakePlatform();

    private final InstagramConnector connector =
            new InstagramConnector(new PlatformClient(Duration.ofSeconds(10), Duration.ofSeconds(30)));

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2534022, 2018278})
    void tellsAClosedWindowFromAMissingPermission(int subcode) {
        assertThat(refused(10, subcode)).isEqualTo(new SendOutcome.WindowClosed(new StatusError("10/" + subcode, "m")));
        assertThat(refused(10, 0)).isEqualTo(new SendOutcome.AccountUnusable(new StatusError("10", "m")));
    }

    @ParameterizedTest
    @ValueSource(ints = {190, 10, 200, 230, 299})
    void parksTheAccount(int code) {
        assertThat(refused(code, 0)).isEqualTo(new SendOutcome.AccountUnusable(error(code)));
        assertThat(refused(code, 77)).isEqualTo(new SendOutcome.AccountUnusable(error(code)));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 17, 32, 613, 80002})
    void slowsTheAccountDown(int code) {
        assertThat(refused(code, 0)).isEqualTo(new SendOutcome.Throttled(SendOutcome.Scope.ACCOUNT, null, error(code)));
    }

    @ParameterizedTest
    @CsvSource({"1,0,1", "2,0,2", "2,1545133,2/1545133"})
    void retriesWhatPasses(int code, int subcode, String shown) {
        assertThat(refused(code, subcode)).isEqualTo(new SendOutcome.Retry(new StatusError(shown, "m")));
    }

    @ParameterizedTest
    @CsvSource({
        "551,0,551",
        "2534014,0,2534014",
        "2534025,0,2534025",
        "2534001,0,2534001",
        "100,2534014,100/2534014",
        "10,2534025,10/2534025",
        "100,2018276,100/2018276",
        "100,5,100",
        "100,0,100",
        "4711,0,4711"
    })
    void givesUpWhatCannotPassAndWhatNobodyKnows(int code, int subcode, String shown) {
        assertThat(refused(code, subcode)).isEqualTo(new SendOutcome.Failed(new StatusError(shown, "m")));
    }

    private SendOutcome refused(int code, int subcode) {
        String more = subcode == 0 ? "" : ",\"error_subcode\":" + subcode;
        PLATFORM.does(answer(400, "{\"error\":{\"message\":\"m\",\"code\":" + code + more + "}}"));
        var account = new ChannelAccount(
                Channel.INSTAGRAM,
                "1",
                List.of(),
                true,
                PLATFORM.uri(),
                new Secret("token"),
                new Secret("secret"),
                new Secret("verify"));
        return connector.send(account, new OutgoingMessage("561", "oi", "msg_1/1", null));
    }

    private static StatusError error(int code) {
        return new StatusError(Integer.toString(code), "m");
    }
}
