package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The stack as people start it: all services in one process, the supervisor in the foreground. First of all classes, so
 * that it does not run beside the stack that the others share.
 */
@Order(0)
@TestMethodOrder(OrderAnnotation.class)
class CommonProcessTest {
    private static final String CONVERSATION = "conv-" + UUID.randomUUID();

    private static Stack stack;
    private static Api joao;
    private static Api maria;

    @BeforeAll
    static void start() {
        stack = Stack.startInForeground(OnTheStack.directory().resolve("data"));
        joao = Api.login(stack.api(), "user_a", "pass_a");
        maria = Api.login(stack.api(), "user_b", "pass_b");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    @Order(1)
    void aRestartWhileCassandraAndS3AreAwayKeepsSendingAndPushingAndTheHistoryIsCompleteAfterwards() {
        assertThat(joao.message(CONVERSATION, "user_b", "antes", null).status()).isEqualTo(202);
        recovery().until(() -> contents().equals(List.of("antes")));
        stack.freeze("cassandra");
        stack.freeze("s3");
        try {
            stack.kill(Stack.SERVICES);

            sendUntilAccepted("durante");
            try (Socket phone = phone()) {
                sendUntilAccepted("ao vivo");
                recovery().until(() -> isTold(phone, "ao vivo"));
            }
        } finally {
            stack.thaw("cassandra");
            stack.thaw("s3");
        }

        recovery().until(() -> contents().equals(List.of("antes", "durante", "ao vivo")));
        stack.awaitUp(Stack.SERVICES);
    }

    @Test
    @Order(2)
    void aRestartWhileKafkaAndRedisAreAwayRefusesUntilKafkaIsBackAndPushesOnceRedisIs() {
        stack.freeze("redis");
        try {
            stack.freeze("kafka");
            try {
                stack.kill(Stack.SERVICES);

                recovery().until(() -> send("sem push").status() == 503);
            } finally {
                stack.thaw("kafka");
            }
            sendUntilAccepted("sem push");
            recovery().until(() -> contents().equals(List.of("antes", "durante", "ao vivo", "sem push")));
        } finally {
            stack.thaw("redis");
        }

        try (Socket phone = phone()) {
            recovery().until(() -> send("com push").status() == 202 && isTold(phone, "com push"));
        }
        stack.awaitUp(Stack.SERVICES);
    }

    @Test
    @Order(3)
    void killingEverythingAtOnceLosesNothing() {
        stack.killEverything();

        sendUntilAccepted("depois");

        recovery().until(() -> contents()
                .equals(List.of("antes", "durante", "ao vivo", "sem push", "com push", "depois")));
        recovery().untilAsserted(() -> assertThat(stack.components().values())
                .hasSize(5)
                .allMatch(component -> component.path("state").asText().equals("UP"))
                .allMatch(component -> component.path("restarts").asInt() > 0));
    }

    @Test
    @Order(4)
    void ctrlCEndsEverything() {
        assertThat(stack.interrupt()).isEqualTo(130);

        assertThat(stack.components().values())
                .hasSize(5)
                .allMatch(component -> component.path("state").asText().equals("DOWN"));
    }

    private static void sendUntilAccepted(String content) {
        recovery().until(() -> send(content).status() == 202);
    }

    private static Api.Answer send(String content) {
        return joao.message(CONVERSATION, "user_b", content, content);
    }

    private static boolean isTold(Socket phone, String content) {
        return phone.messages(CONVERSATION).stream()
                .anyMatch(frame -> frame.path("content").asText().equals(content));
    }

    private static List<String> contents() {
        return maria.history(CONVERSATION).json().path("messages").findValuesAsText("content");
    }

    private static Socket phone() {
        return recovery().until(() -> Socket.connect(stack.webSocket(), maria.token), socket -> true);
    }

    /** Without an answer while the edge is away. */
    private static ConditionFactory recovery() {
        return await().atMost(Duration.ofMinutes(2)).ignoreExceptions();
    }
}
