package chat4all.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void readsEveryTypeOfValue() {
        var settings = Settings.of(Map.of(
                "CHAT4ALL_TEXT", " hello ",
                "CHAT4ALL_SECRET", "s3cret",
                "CHAT4ALL_NUMBER", "7",
                "CHAT4ALL_FLAG", "true",
                "CHAT4ALL_URI", "https://example.org/a",
                "CHAT4ALL_URIS", "http://a:1, http://b:2",
                "CHAT4ALL_PATH", "data/state",
                "CHAT4ALL_ADDRESSES", "a:1,[::1]:2"));

        assertThat(settings.text("CHAT4ALL_TEXT")).isEqualTo("hello");
        assertThat(settings.secret("CHAT4ALL_SECRET").value()).isEqualTo("s3cret");
        assertThat(settings.integer("CHAT4ALL_NUMBER", 1, 1, 10)).isEqualTo(7);
        assertThat(settings.flag("CHAT4ALL_FLAG", false)).isTrue();
        assertThat(settings.uri("CHAT4ALL_URI", "http://x")).isEqualTo(URI.create("https://example.org/a"));
        assertThat(settings.uris("CHAT4ALL_URIS", "http://x"))
                .containsExactly(URI.create("http://a:1"), URI.create("http://b:2"));
        assertThat(settings.path("CHAT4ALL_PATH")).isEqualTo(Path.of("data/state"));
        assertThat(settings.addresses("CHAT4ALL_ADDRESSES", "x:1"))
                .containsExactly(
                        InetSocketAddress.createUnresolved("a", 1), InetSocketAddress.createUnresolved("[::1]", 2));
        assertThatCode(settings::finish).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"10ms,PT0.01S", "5s,PT5S", "15m,PT15M", "24h,PT24H", "30d,PT720H", "0s,PT0S"})
    void readsDurationsWithTheirUnit(String text, Duration duration) {
        var settings = Settings.of(Map.of("CHAT4ALL_D", text));

        assertThat(settings.duration("CHAT4ALL_D", Duration.ofDays(9))).isEqualTo(duration);
    }

    @Test
    void takesDefaultsForWhatIsAbsentOrBlank() {
        var settings = Settings.of(Map.of("CHAT4ALL_BLANK", "  "));

        assertThat(settings.text("CHAT4ALL_BLANK", "default")).isEqualTo("default");
        assertThat(settings.optional("CHAT4ALL_BLANK")).isEmpty();
        assertThat(settings.port("CHAT4ALL_PORT", 8081)).isEqualTo(8081);
        assertThat(settings.duration("CHAT4ALL_D", Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
        assertThatCode(settings::finish).doesNotThrowAnyException();
    }

    @Test
    void tellsEveryProblemAtOnce() {
        var settings = Settings.of(Map.of(
                "CHAT4ALL_PORT", "70000",
                "CHAT4ALL_WAIT", "10 seconds",
                "CHAT4ALL_FLAG", "yes",
                "CHAT4ALL_URL", "localhost",
                "CHAT4ALL_AT", "localhost",
                "CHAT4ALL_WORD", "Two words",
                "CHAT4ALL_LOG_FORMAT", "xml"));
        settings.text("CHAT4ALL_NAME");
        settings.port("CHAT4ALL_PORT", 1);
        settings.duration("CHAT4ALL_WAIT", Duration.ZERO);
        settings.flag("CHAT4ALL_FLAG", false);
        settings.uri("CHAT4ALL_URL", "http://x");
        settings.addresses("CHAT4ALL_AT", "x:1");
        settings.matching("CHAT4ALL_WORD", "word", Pattern.compile("[a-z]+"));

        assertThat(problemsOf(settings))
                .containsExactly(
                        "CHAT4ALL_AT must be host:port, more than one parted by commas",
                        "CHAT4ALL_FLAG must be true or false",
                        "CHAT4ALL_LOG_FORMAT must be one of json, text",
                        "CHAT4ALL_NAME is required",
                        "CHAT4ALL_PORT must be a whole number from 0 to 65535",
                        "CHAT4ALL_URL must be an absolute URI such as http://127.0.0.1:8081",
                        "CHAT4ALL_WAIT must be a duration such as 10ms, 5s, 15m, 24h or 30d",
                        "CHAT4ALL_WORD must match [a-z]+");
    }

    @Test
    void refusesUnknownNamesAndSuggestsWhatWasMeant() {
        var settings = Settings.of(Map.of("CHAT4ALL_EGDE_PORT", "1", "CHAT4ALL_COLOUR", "red", "PATH", "/bin"));
        settings.port("CHAT4ALL_EDGE_PORT", 8082);

        assertThat(problemsOf(settings))
                .containsExactly(
                        "CHAT4ALL_COLOUR is not a setting of this process",
                        "CHAT4ALL_EGDE_PORT is not a setting of this process; did you mean CHAT4ALL_EDGE_PORT?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "ftp:hunter2", "hunter2:x"})
    void neverRepeatsAValueThatItRefuses(String value) {
        var settings = Settings.of(Map.of("CHAT4ALL_A", value, "CHAT4ALL_B", value, "CHAT4ALL_C", value));
        settings.integer("CHAT4ALL_A", 1, 1, 2);
        settings.addresses("CHAT4ALL_B", "x:1");

        assertThatThrownBy(settings::finish).isInstanceOf(ConfigurationException.class);
        assertThat(problemsOf(settings)).noneMatch(problem -> problem.contains("hunter2"));
    }

    @Test
    void isSharedBySeveralServicesOfOneProcess() {
        var settings = Settings.of(Map.of("CHAT4ALL_KAFKA_BOOTSTRAP", "kafka:9092"));

        assertThat(KafkaConfig.from(settings).bootstrap()).isEqualTo("kafka:9092");
        assertThat(KafkaConfig.from(settings)).isEqualTo(KafkaConfig.from(settings));
        assertThatCode(settings::finish).doesNotThrowAnyException();
    }

    private static List<String> problemsOf(Settings settings) {
        return catchThrowableOfType(ConfigurationException.class, settings::finish)
                .problems();
    }
}
