package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two instances of each service behind the balancer: any of them answers, and each may go and come back. Early, so that it
 * does not run beside the stack that the others share.
 */
@Tag("long")
@Order(0)
class ScaledStackTest {
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Stack stack;
    private static Api joao;
    private static Api maria;

    @BeforeAll
    static void start() {
        stack = Stack.startScaled(OnTheStack.directory().resolve("data"), "topology=2,edge=2,push=2,sinks=2");
        joao = Api.login(stack.api(), "user_a", "pass_a");
        maria = Api.login(stack.api(), "user_b", "pass_b");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void everyInstanceHasItsNameAndAnyInstanceOfTheTopologyAnswers() throws IOException, InterruptedException {
        assertThat(stack.components().keySet())
                .contains("haproxy", "topology", "topology-2", "edge-api-2", "ws-push-2", "sinks-2");
        List<String> messages = EveryPartition.delivers(joao, "user_b");

        for (String message : messages) {
            for (int instance = 0; instance < 2; instance++) {
                JsonNode status = internalStatus(instance, message);
                assertThat(status.path("status").asText()).isEqualTo("DELIVERED");
            }
        }
    }

    @Test
    void aSocketThroughTheBalancerStaysOpenAndHears() {
        String conversation = "conv-" + UUID.randomUUID();
        try (Socket phone = Socket.connect(stack.webSocket(), maria.token)) {
            assertThat(joao.message(conversation, "user_b", "olá", null).status())
                    .isEqualTo(202);

            await().atMost(RECOVERY).until(() -> !phone.messages(conversation).isEmpty());
        }
    }

    @Test
    void underLoadAnInstanceIsKilledAndAnotherRestartedAndTheBooksAreClean() {
        // Moderate, for twice the processes share the machine, and for longer than a restart takes.
        try (TopicReader topics = new TopicReader(stack);
                Load load = Load.start(stack, topics, 20, 60)) {
            long killed = System.nanoTime();
            stack.kill("topology-2");
            EveryPartition.delivers(joao, "user_b");
            System.out.printf("all conversations went on %.1f s after kill -9%n", (System.nanoTime() - killed) / 1e9);
            stack.awaitUp("topology-2");
            restart("topology");

            load.reconciles();
        }
        assertThat(stack.component("topology-2").path("restarts").asInt()).isPositive();
    }

    @Test
    void everyServiceIsRestartedInTurnWhileSomebodyWritesAndNoRequestFailsTwice() {
        EveryPartition.delivers(joao, "user_b");
        try (SteadySender steady = SteadySender.start(joao)) {
            restart(
                    "topology",
                    "topology-2",
                    "sinks",
                    "sinks-2",
                    "connectors",
                    "ws-push",
                    "ws-push-2",
                    "edge-api",
                    "edge-api-2");

            steady.endsWithEverythingOnce(maria);
        }
    }

    private static void restart(String... components) {
        String[] words = new String[components.length + 1];
        words[0] = "restart";
        System.arraycopy(components, 0, words, 1, components.length);
        Command restart = stack.run(words);
        assertThat(restart.await(Duration.ofMinutes(10))).as(restart.output()).isZero();
    }

    private static JsonNode internalStatus(int instance, String message) throws IOException, InterruptedException {
        URI uri = stack.topology(instance).resolve("/internal/messages/" + message + "/status");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("X-Chat4All-Internal-Token", stack.internalToken())
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.JSON.readTree(answer.body());
    }
}
