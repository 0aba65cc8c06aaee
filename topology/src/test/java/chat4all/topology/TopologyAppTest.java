package chat4all.topology;

import static chat4all.topology.Commands.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.InternalApi;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole instances on a real Kafka. */
class TopologyAppTest {
    @TempDir
    Path stateDir;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> keys =
            IntStream.range(0, 12).mapToObj(i -> id + i).toList();
    private final Instances instances = new Instances();
    private Kafka kafka;

    @BeforeEach
    void open() {
        kafka = new Kafka();
    }

    @AfterEach
    void close() {
        instances.close();
        kafka.forgetMembers();
        kafka.close();
    }

    @Test
    void everyInstanceAnswersForEveryKeyByItselfOrByOneHop() {
        Instance one = instances.start(Instance.config(stateDir, "one"));
        Instance two = instances.start(Instance.config(stateDir, "two"));
        keys.forEach(this::say);

        eventually(() -> {
            for (String key : keys) {
                assertKnows(one, key);
                assertKnows(two, key);
            }
            List<Integer> first = byItself(one);
            List<Integer> second = byItself(two);
            assertThat(first).contains(200, 503);
            assertThat(IntStream.range(0, first.size()).map(i -> first.get(i) + second.get(i)))
                    .containsOnly(200 + 503);
        });

        for (Instance asked : List.of(one, two)) {
            eventually(() -> assertThat(keys)
                    .allMatch(key -> asked.status("unknown-" + key).statusCode() == 404)
                    .allMatch(key -> asked.conversation("unknown-" + key).statusCode() == 404)
                    .allMatch(key -> asked.outcome("c-" + key, "unknown").statusCode() == 404));
            assertThat(keys)
                    .extracting(key -> Instance.json(asked.outcome("c-" + key, "m-" + key)))
                    .allMatch(outcome -> outcome.path("seq").asLong() == 1);
            assertThat(asked.get("/internal/messages/m-" + id + "/status").statusCode())
                    .isEqualTo(401);
            assertThat(asked.get("/internal/conversations/c-" + id, InternalApi.TOKEN_HEADER, "guess")
                            .statusCode())
                    .isEqualTo(401);
        }

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(two::stop);
        List<Integer> answers = new ArrayList<>();
        do {
            answers.addAll(answers(one));
        } while (!stopping.isDone());
        answers.addAll(answers(one));
        assertThat(answers).contains(200, 503).containsOnly(200, 503);
    }

    @Test
    void aStandbyAnswersForAnOwnerThatIsGoneAndSaysHowFarItIsBehind() {
        Instance one = instances.start(Instance.config(stateDir, "one", 1));
        Instance two = instances.start(Instance.config(stateDir, "two", 1));
        keys.forEach(this::say);
        eventually(() -> {
            keys.forEach(key -> assertKnows(one, key));
            assertThat(byItself(one)).contains(200, 503);
        });

        two.stop();

        eventually(() -> assertThat(keys)
                .extracting(key -> one.status("m-" + key))
                .allMatch(answer -> answer.statusCode() == 200)
                .anyMatch(answer -> answer.headers()
                        .firstValue(InternalRoutes.STALE_HEADER)
                        .filter(lag -> lag.matches("\\d+"))
                        .isPresent()));
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAsItCameAndNothingStops() {
        List<String> poison = List.of(
                "{\"type\":\"send\",\"poison\":\"" + id,
                "{\"type\":\"send\",\"message_id\":7,\"poison\":\"" + id + "\"}",
                "{\"type\":\"send\",\"message_id\":\"m\",\"poison\":\"" + id + "\"}",
                "null");
        Instance only = instances.start(Instance.config(stateDir, "one"));

        // Alone in their transaction: no good record makes it commit.
        poison.forEach(value -> kafka.send(Topics.MESSAGES.name(), id, Kafka.utf8(value)));
        poison.forEach(value -> kafka.send(Topics.STATUS_UPDATES.name(), id, Kafka.utf8(value)));

        eventually(() -> assertThat(letters())
                .extracting(letter -> Kafka.text(letter.value()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(poison, poison).flatMap(List::stream).toList()));
        assertThat(letters())
                .extracting(letter -> header(letter, "topic"))
                .containsOnly(Topics.MESSAGES.name(), Topics.STATUS_UPDATES.name());
        assertThat(letters()).allSatisfy(letter -> assertThat(letter.headers())
                .extracting(Header::key)
                .contains(
                        "__streams.errors.exception",
                        "__streams.errors.message",
                        "__streams.errors.stacktrace",
                        "__streams.errors.partition",
                        "__streams.errors.offset"));

        kafka.send(send("m-" + id, id, "user_a", "user_b"));
        eventually(() -> assertThat(only.status("m-" + id).statusCode()).isEqualTo(200));
    }

    @Test
    void aRestartGoesOnWithTheNumbersAndTheMemoryOfRepetitions() {
        TopologyConfig config = Instance.config(stateDir, "one");
        Instance before = instances.start(config);
        kafka.send(send("m1-" + id, id, "user_a", "user_b"));
        kafka.send(send("m2-" + id, id, "user_a", "user_b"));
        eventually(() -> assertThat(seqs()).containsExactly(1L, 2L));
        before.stop();

        kafka.send(send("m2-" + id, id, "user_a", "user_b"));
        kafka.send(send("m3-" + id, id, "user_b", "user_a"));
        Instance after = instances.start(config);

        eventually(() -> {
            assertThat(kafka.values(Topics.MESSAGE_STATUS, "m3-" + id))
                    .extracting(MessageStatus::revision)
                    .containsExactly(1);
            assertThat(seqs()).containsExactly(1L, 2L, 3L);
            assertThat(kafka.values(Topics.MESSAGES_REJECTED, id))
                    .extracting(RejectedMessage::code)
                    .containsExactly(RejectionCode.DUPLICATE);
            assertThat(after.status("m1-" + id).statusCode()).isEqualTo(200);
        });
    }

    @Test
    void storesAreKeptAfterACleanStopAndThrownAwayBeforeTheStartThatFollowsAKill() throws IOException {
        TopologyConfig config = Instance.config(stateDir, "one");
        Path state = config.stateDir().resolve(StreamsProperties.APPLICATION_ID);
        startAndStop(config);
        Path kept = Files.writeString(state.resolve("0_0/kept"), "");
        Path identity = state.resolve("kafka-streams-process-metadata");
        String process = Files.readString(identity);

        startAndStop(config);
        assertThat(kept).exists();

        Files.delete(config.stateDir().resolve("clean-stop"));
        instances.start(config);
        assertThat(kept).doesNotExist();
        // With another one the transaction that was open at the kill would be waited for until it times out.
        assertThat(identity).hasContent(process);
    }

    @Test
    void aStartThatFailedLeavesNothingBehindThatWouldHinderTheNext() throws IOException {
        TopologyConfig config = Instance.config(stateDir, "one");
        try (ServerSocket taken = new ServerSocket(config.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> TopologyApp.start(config))
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
            assertThatThrownBy(() -> TopologyApp.start(config))
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    private void startAndStop(TopologyConfig config) {
        Instance instance = instances.start(config);
        instance.awaitReady();
        instance.stop();
    }

    private void say(String key) {
        kafka.send(send("m-" + key, "c-" + key, "user_a", "user_b"));
    }

    private static void assertKnows(Instance asked, String key) {
        HttpResponse<String> status = asked.status("m-" + key);
        assertThat(status.statusCode()).isEqualTo(200);
        assertThat(Instance.json(status).path("conversation_id").textValue()).isEqualTo("c-" + key);
        HttpResponse<String> conversation = asked.conversation("c-" + key);
        assertThat(conversation.statusCode()).isEqualTo(200);
        assertThat(Instance.json(conversation).path("last_seq").longValue()).isEqualTo(1);
    }

    /** What the instance answers without asking another: 503 for the keys of that one. */
    private List<Integer> byItself(Instance asked) {
        return answers(asked, InternalApi.FORWARDED_HEADER, "1");
    }

    private List<Integer> answers(Instance asked, String... headers) {
        List<Integer> codes = new ArrayList<>();
        for (String key : keys) {
            codes.add(asked.status("m-" + key, headers).statusCode());
            codes.add(asked.conversation("c-" + key, headers).statusCode());
        }
        return Collections.unmodifiableList(codes);
    }

    private List<Long> seqs() {
        return kafka.values(Topics.CONVERSATION_LOG, id).stream()
                .map(ConversationEvent::seq)
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        return kafka.records(Topics.DEAD_LETTERS.name()).stream()
                .filter(letter -> id.equals(Kafka.text(letter.key())))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return Kafka.text(
                letter.headers().lastHeader("__streams.errors." + name).value());
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Instance.PATIENCE).untilAsserted(assertion);
    }
}
