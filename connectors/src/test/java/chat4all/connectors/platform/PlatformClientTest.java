package chat4all.connectors.platform;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.testing.FakePlatform;
import chat4all.schemas.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlatformClientTest {
    private final FakePlatform platform = new FakePlatform();
    private final PlatformClient client = new PlatformClient(Duration.ofSeconds(10), Duration.ofMillis(500));

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void givesBackWhatIsAnsweredWhateverTheStatus() {
        platform.does(FakePlatform.answer(418, Map.of("X-Tea", "green"), "{\"a\":1}"));

        PlatformReply reply = post(platform.uri());

        assertThat(reply).isInstanceOfSatisfying(PlatformReply.Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(418);
            assertThat(answered.isSuccess()).isFalse();
            assertThat(answered.headers().firstValue("x-tea")).contains("green");
            assertThat(answered.body().path("a").asInt()).isEqualTo(1);
        });
    }

    @Test
    void givesAMissingNodeForWhatIsNoJson() {
        platform.does(FakePlatform.answer(200, "<html>" + "x".repeat(2_000_000)));

        assertThat(post(platform.uri())).isInstanceOfSatisfying(PlatformReply.Answered.class, answered -> assertThat(
                        answered.body().isMissingNode())
                .isTrue());
    }

    @Test
    void doesNotWaitLongerForABodyThanForAnAnswer() {
        platform.does(FakePlatform.holdBody());

        assertThat(post(platform.uri())).isInstanceOf(PlatformReply.Lost.class);
    }

    @Test
    void sendsOnceWhenAConnectionThatWasGoodIsDropped() {
        post(platform.uri());
        platform.does(FakePlatform.drop());

        PlatformReply reply = post(platform.uri());

        assertThat(reply).isInstanceOf(PlatformReply.Lost.class);
        assertThat(platform.requests()).hasSize(2);
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListensOrNobodyIs() {
        assertThat(post(FakePlatform.nowhere())).isInstanceOf(PlatformReply.NotSent.class);
        assertThat(post(URI.create("http://platform.invalid/"))).isInstanceOf(PlatformReply.NotSent.class);
    }

    @Test
    void knowsThatNothingWasSentWhenTheOtherSideSpeaksNoTls() {
        assertThat(post(URI.create(platform.uri().toString().replace("http:", "https:"))))
                .isInstanceOf(PlatformReply.NotSent.class);
    }

    private PlatformReply post(URI uri) {
        return client.post(uri, Map.of(), Json.MAPPER.createObjectNode());
    }
}
