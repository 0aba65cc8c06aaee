package chat4all.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.conformance.ConformanceRow;
import chat4all.schemas.Channel;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests and the answers that the platforms are documented to give, from the files of {@link ConformanceRow}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
    private final RunningSimulator simulator = new RunningSimulator();

    @AfterAll
    void close() {
        simulator.close();
    }

    @BeforeEach
    void reset() throws Exception {
        assertThat(simulator.post("/sim/reset", "").status()).isEqualTo(204);
    }

    static Stream<Arguments> rows() {
        return Stream.of(Channel.values()).flatMap(channel -> ConformanceRow.of(channel).stream()
                .map(row -> Arguments.of(channel.prefix() + ": " + row.name(), row.row())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answersAsThePlatformDoes(String name, JsonNode row) throws Exception {
        if (row.has("given")) {
            var given = row.path("given");
            assertThat(simulator
                            .post(
                                    given.path("path").asText(),
                                    given.path("body").toString())
                            .status())
                    .isBetween(200, 299);
        }

        var answer = RunningSimulator.answer(simulator.send(request(row.path("request"))));

        assertThat(answer.status()).as(name).isEqualTo(row.at("/answer/status").asInt());
        row.at("/answer/body").properties().forEach(expected -> assertThat(
                        answer.body().at(expected.getKey()).asText())
                .as(expected.getKey())
                .isEqualTo(expected.getValue().asText()));
    }

    private HttpRequest.Builder request(JsonNode request) {
        var built = simulator.request(request.path("path").asText());
        if (request.has("token")) {
            built.setHeader("Authorization", "Bearer " + request.path("token").asText());
        }
        return request.has("body")
                ? built.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(request.path("body").toString()))
                : built;
    }
}
