package chat4all.connectors.whatsapp;

import static chat4all.connectors.testing.FakePlatform.answer;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.OutgoingMessage;
import chat4all.connectors.spi.SendOutcome;
import chat4all.connectors.spi.SendOutcome.Scope;
import chat4all.connectors.testing.FakePlatform;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import chat4all.schemas.StatusError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppErrorsTest {
    private static final FakePlatform PLATFORM = new FakePlatform();

    private final WhatsAppConnector connector =
            new WhatsAppConnector(new PlatformClient(Duration.ofSeconds(10), Duration.ofSeconds(30)));

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 131000, 131016, 133004, 131057})
    void retriesWhatPasses(int code) {
        assertThat(refused(400, code)).isEqualTo(new SendOutcome.Retry(error(code)));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 80007, 130429, 131048, 133016, 131064})
    void slowsTheNumberDown(int code) {
        assertThat(refused(429, code)).isEqualTo(new SendOutcome.Throttled(Scope.ACCOUNT, null, error(code)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429})
    void slowsOneContactDown(int status) {
        assertThat(refused(status, 131056)).isEqualTo(new SendOutcome.Throttled(Scope.CONTACT, null, error(131056)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 190, 10, 200, 250, 299, 131005, 368, 131031, 130497})
    void parksTheAccount(int code) {
        assertThat(refused(403, code)).isEqualTo(new SendOutcome.AccountUnusable(error(code)));
    }

    @Test
    void tellsAClosedWindow() {
        assertThat(refused(400, 131047)).isEqualTo(new SendOutcome.WindowClosed(error(131047)));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                131026, 131049, 131050, 130472, 130403, 131021, 131030, 131037, 131042, 131045, 131051, 131062, 131063,
                135000, 137000, 100, 131008, 131009, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068,
                132069, 133000, 133001, 133002, 133003, 133005, 133006, 133007, 133008, 133009, 133010, 131052, 131053,
                999999, -1, 300, 199
            })
    void givesUpWhatCannotPassAndWhatNobodyKnows(int code) {
        assertThat(refused(400, code)).isEqualTo(new SendOutcome.Failed(error(code)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void retriesEveryErrorOfTheServer(int status) {
        PLATFORM.does(answer(status, "<html>"));

        assertThat(send()).isEqualTo(new SendOutcome.Retry(new StatusError("http-" + status, null)));
        assertThat(refused(status, 100)).isEqualTo(new SendOutcome.Retry(error(100)));
    }

    @Test
    void judgesByTheStatusWhereThereIsNoCode() {
        PLATFORM.does(answer(429, Map.of("Retry-After", "7"), ""));
        SendOutcome tooMany = send();
        PLATFORM.does(answer(404, "<html>"));
        SendOutcome notFound = send();
        PLATFORM.does(answer(302, Map.of("Location", "https://example.com/"), ""));
        SendOutcome elsewhere = send();

        assertThat(tooMany)
                .isEqualTo(new SendOutcome.Throttled(
                        Scope.ACCOUNT, Duration.ofSeconds(7), new StatusError("http-429", null)));
        assertThat(notFound).isEqualTo(new SendOutcome.Failed(new StatusError("http-404", null)));
        assertThat(elsewhere).isEqualTo(new SendOutcome.Retry(new StatusError("http-302", null)));
    }

    @Test
    void namesTheSubcodeWhereItTellsMore() {
        assertThat(refusedWithSubcode(100, 33)).isEqualTo(new SendOutcome.Failed(new StatusError("100/33", "d")));
        assertThat(refusedWithSubcode(190, 463))
                .isEqualTo(new SendOutcome.AccountUnusable(new StatusError("190/463", "d")));
        assertThat(refusedWithSubcode(130429, 2494055))
                .isEqualTo(new SendOutcome.Throttled(Scope.ACCOUNT, null, new StatusError("130429", "d")));
    }

    @Test
    void waitsTheMinutesOfTheUsageHeader() {
        PLATFORM.does(answer(
                400,
                Map.of("X-Business-Use-Case-Usage", """
                        {"1":[{"type":"whatsapp","estimated_time_to_regain_access":3},
                        {"estimated_time_to_regain_access":19}],"2":[{"call_count":1}]}""".replace("\n", "")),
                "{\"error\":{\"code\":80007,\"message\":\"m\"}}"));

        assertThat(send())
                .isEqualTo(new SendOutcome.Throttled(
                        Scope.ACCOUNT, Duration.ofMinutes(19), new StatusError("80007", "m")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "7", "[]", "{\"1\":[{\"estimated_time_to_regain_access\":0}]}"})
    void waitsAsWeThinkFitWhenThePlatformDoesNotSay(String usage) {
        PLATFORM.does(answer(
                429,
                Map.of("X-Business-Use-Case-Usage", usage, "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"),
                "{\"error\":{\"code\":4,\"message\":\"m\"}}"));

        assertThat(send()).isEqualTo(new SendOutcome.Throttled(Scope.ACCOUNT, null, new StatusError("4", "m")));
    }

    private SendOutcome refused(int status, int code) {
        PLATFORM.does(answer(
                status, "{\"error\":{\"message\":\"m\",\"code\":" + code + ",\"error_data\":{\"details\":\"d\"}}}"));
        return send();
    }

    private SendOutcome refusedWithSubcode(int code, int subcode) {
        PLATFORM.does(
                answer(400, "{\"error\":{\"message\":\"d\",\"code\":" + code + ",\"error_subcode\":" + subcode + "}}"));
        return send();
    }

    private static StatusError error(int code) {
        return new StatusError(Integer.toString(code), "d");
    }

    private SendOutcome send() {
        var account = new ChannelAccount(
                Channel.WHATSAPP,
                "1",
                List.of(),
                true,
                PLATFORM.uri(),
                new Secret("token"),
                new Secret("secret"),
                new Secret("verify"));
        return connector.send(account, new OutgoingMessage("+5511999998888", "oi", "msg_1/1", null));
    }
}
