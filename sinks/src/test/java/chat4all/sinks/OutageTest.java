package chat4all.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.servers.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the sinks while a server is away, and afterwards. */
class OutageTest {
    private static final Duration CLOSING = Duration.ofSeconds(18);

    @TempDir
    private Path state;

    private final Kafka kafka = new Kafka();
    private final Conversation conversation = new Conversation(kafka);
    private RunningSinks sinks;

    @BeforeEach
    void start() {
        sinks = new RunningSinks(state);
        untilUp();
    }

    @AfterEach
    void stop() {
        Stack.SERVERS.resume(Server.REDIS);
        Stack.SERVERS.resume(Server.CASSANDRA);
        sinks.close();
        kafka.close();
    }

    @Test
    void withoutCassandraTheHistoryIsLateAndNothingElse() {
        try (var subscriber = new Subscriber("user_a")) {
            int buried = kafka.deadLetters().size();
            Stack.SERVERS.kill(Server.CASSANDRA);
            List<Long> seqs = conversation.sendMany(1, 600);

            eventually().untilAsserted(() -> assertThat(subscriber.received())
                    .filteredOn(text -> text.contains(conversation.id()))
                    .hasSize(600));
            eventually().until(() -> sinks.ready().contains("\"cassandra\":\"DOWN\""));
            Stack.SERVERS.start(Server.CASSANDRA);

            // The test's own session has to find the node again, too.
            eventually().ignoreExceptions().untilAsserted(() -> assertThat(conversation.storedSeqs())
                    .isEqualTo(seqs));
            eventually().untilAsserted(() -> assertThat(conversation.updates()).hasSize(600));
            untilUp();
            assertThat(kafka.deadLetters()).hasSize(buried);
        }
    }

    @Test
    void closingWhileCassandraHangsCommitsNothingThatIsNotStored() {
        Stack.SERVERS.pause(Server.CASSANDRA);
        List<Long> seqs = conversation.sendMany(1, 400);
        eventually().until(() -> sinks.metric("sink_in_flight", "sink=\"history\"") > 0);

        long began = System.nanoTime();
        sinks.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(CLOSING);
        Stack.SERVERS.resume(Server.CASSANDRA);
        sinks = new RunningSinks(state);

        eventually().ignoreExceptions().untilAsserted(() -> assertThat(conversation.storedSeqs())
                .isEqualTo(seqs));
    }

    @Test
    void startedWithoutCassandraItPushesMeanwhileAndStoresAfterwards() {
        sinks.close();
        Stack.SERVERS.kill(Server.CASSANDRA);
        try (var subscriber = new Subscriber("user_a")) {
            sinks = new RunningSinks(state);
            List<Long> seqs = conversation.sendMany(1, 50);

            eventually().untilAsserted(() -> assertThat(subscriber.received())
                    .filteredOn(text -> text.contains(conversation.id()))
                    .hasSize(50));
            assertThat(sinks.ready()).contains("\"cassandra\":\"DOWN\"", "\"history\":\"DOWN\"", "\"push\":\"UP\"");
            Stack.SERVERS.start(Server.CASSANDRA);

            eventually().ignoreExceptions().untilAsserted(() -> assertThat(conversation.storedSeqs())
                    .isEqualTo(seqs));
            untilUp();
        } finally {
            Stack.SERVERS.start(Server.CASSANDRA);
        }
    }

    @Test
    void withoutRedisNothingButNotificationsIsLost() {
        Stack.SERVERS.pause(Server.REDIS);
        List<Long> seqs = conversation.sendMany(1, 300);

        eventually().untilAsserted(() -> assertThat(conversation.updates()).hasSize(300));
        assertThat(conversation.storedSeqs()).isEqualTo(seqs);
        eventually().until(() -> sinks.metric("push_notifications_lost_total", "application") >= 600);
        assertThat(sinks.ready()).contains("\"redis\":\"DOWN\"");
        Stack.SERVERS.resume(Server.REDIS);

        try (var subscriber = new Subscriber("user_b")) {
            eventually().untilAsserted(() -> {
                conversation.sendMany(301, 301);
                assertThat(subscriber.received()).anyMatch(text -> text.contains(conversation.messageId(301)));
            });
        }
        untilUp();
    }

    private void untilUp() {
        eventually().until(() -> sinks.ready().contains("\"status\":\"UP\""));
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60));
    }
}
