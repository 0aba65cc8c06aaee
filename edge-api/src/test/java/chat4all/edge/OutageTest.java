package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import chat4all.runtime.config.Settings;
import chat4all.servers.Server;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("outage");
    private final Api asAnna = edge.as("user_anna");

    @Test
    void answersWithinTwoSecondsThatKafkaIsAwayAndTakesTheRetryOnce() {
        edge.topology.conversation(conversation, 0, "user_anna", "user_ben");
        send("c-1").ok(202);
        edge.servers.pause(Server.KAFKA);
        long start = System.nanoTime();
        try {
            var reply = send("c-2").problem(503, "unavailable");
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        } finally {
            edge.servers.resume(Server.KAFKA);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> send("c-2").status() == 202);
        send("c-2").ok(202);
    }

    @Test
    void goesOnWithoutRedis() {
        edge.topology.conversation(conversation, 0, "user_anna", "user_ben");
        edge.servers.pause(Server.REDIS);
        try {
            var first = send("c-1").ok(202);
            var again = send("c-1").ok(202);
            assertThat(again.body().path("message_id")).isEqualTo(first.body().path("message_id"));
            assertThat(again.header("Idempotent-Replayed")).isEmpty();
        } finally {
            edge.servers.resume(Server.REDIS);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !send("c-1").header("Idempotent-Replayed").isEmpty());
    }

    @Test
    void checksMembershipInTheTablesWhileTheTopologyIsAway() {
        var rows = new Rows(edge, conversation).messages(1).stored();
        rows.member("user_anna", 1, null);
        edge.topology.away(true);
        try {
            eventuallyAccepted(() -> send("c-1"));
            edge.as("user_mallory")
                    .message("conversation_id", "\"" + conversation + "\"", "content", "\"x\"")
                    .problem(403, "not-a-member");
        } finally {
            edge.topology.away(false);
        }
    }

    @Test
    void deniesNoConversationThatOnlyTheTopologyMayKnow() {
        new Rows(edge, conversation).messages(1).stored().index(1);
        edge.topology.away(true);
        try {
            asAnna.get("/v1/conversations/" + conversation + "/messages").problem(503, "unavailable");
            asAnna.post("/v1/conversations/" + conversation + "/read", "{\"up_to_seq\":1}")
                    .problem(503, "unavailable");
            asAnna.get("/v1/messages/" + Rows.id(conversation, 1)).problem(503, "unavailable");
            eventuallyAccepted(() -> send("c-1"));
        } finally {
            edge.topology.away(false);
        }
    }

    @Test
    void takesMessagesAndStartsConversationsWithoutCassandra() {
        edge.topology.conversation(conversation, 0, "user_anna", "user_ben");
        edge.servers.pause(Server.CASSANDRA);
        try {
            eventuallyAccepted(() -> send("c-1"));
            eventuallyAccepted(() -> asAnna.message(
                    "conversation_id", "\"" + TestEdge.name("outage") + "\"",
                    "content", "\"x\"",
                    "recipient_id", "\"user_unchecked\""));
            asAnna.message("conversation_id", "\"" + conversation + "\"", "content", "\"x\"", "channels", "[\"all\"]")
                    .problem(503, "unavailable");
            asAnna.get("/v1/conversations/" + conversation + "/messages").ok(200);
            edge.topology.conversation(conversation, 3, "user_anna", "user_ben");
            asAnna.get("/v1/conversations/" + conversation + "/messages").problem(503, "unavailable");
        } finally {
            edge.servers.resume(Server.CASSANDRA);
        }
    }

    @Test
    void startsBeforeAnythingElseDoesAndSaysWhatIsMissing() {
        var environment = new HashMap<>(TestEdge.secrets());
        environment.put("CHAT4ALL_EDGE_PORT", "0");
        environment.put("CHAT4ALL_KAFKA_BOOTSTRAP", "127.0.0.1:1");
        environment.put("CHAT4ALL_CASSANDRA_CONTACT_POINTS", "127.0.0.1:1");
        environment.put("CHAT4ALL_REDIS_URI", "redis://127.0.0.1:1");
        environment.put("CHAT4ALL_TOPOLOGY_URL", "http://127.0.0.1:1,http://127.0.0.1:2");
        try (var app = EdgeApp.start(EdgeConfig.from(Settings.of(environment)))) {
            var api = new Api(app.port(), Optional.empty());
            var asAnybody = api.as("user_anna");

            api.get("/health").ok(200);
            assertThat(api.get("/health/ready")
                            .ok(503)
                            .body()
                            .path("components")
                            .toString())
                    .isEqualTo("{\"cassandra\":\"DOWN\",\"kafka\":\"DOWN\",\"redis\":\"DOWN\",\"topology\":\"DOWN\"}");
            api.get("/.well-known/jwks.json").ok(200);
            asAnybody.message("conversation_id", "\"c\"", "content", "\"x\"").problem(503, "unavailable");
            asAnybody.get("/v1/conversations/c/messages").problem(503, "unavailable");
            asAnybody.get("/v1/messages/m").problem(503, "unavailable");
            asAnybody.get("/v1/messages/m/status?wait=30").problem(503, "unavailable");
            asAnybody.get("/v1/users/identities").problem(503, "unavailable");
            asAnybody
                    .post("/v1/users/identities", "{\"platform\":\"telegram\",\"value\":\"42\"}")
                    .problem(503, "unavailable");
            asAnybody.post("/v1/messages/m/read", "").problem(503, "unavailable");
            asAnybody.post("/v1/conversations/c/read", "{\"up_to_seq\":1}").problem(503, "unavailable");
            api.post("/auth/register", "{\"username\":\"late\",\"password\":\"segredo1\"}")
                    .problem(503, "unavailable");
            api.post("/auth/token", "{\"username\":\"late\",\"password\":\"segredo1\"}")
                    .problem(503, "unavailable");
        }
    }

    /** A machine with much else to do may pass a limit of time once. */
    private static void eventuallyAccepted(Supplier<Reply> request) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> request.get().status() == 202);
    }

    private Reply send(String clientId) {
        return asAnna.message(
                "conversation_id", "\"" + conversation + "\"",
                "content", "\"x\"",
                "client_message_id", "\"" + conversation + clientId + "\"");
    }
}
