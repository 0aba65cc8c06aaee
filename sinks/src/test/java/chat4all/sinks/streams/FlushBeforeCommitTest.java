package chat4all.sinks.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.schemas.Topic;
import chat4all.servers.SharedServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hook itself, on a real broker: offsets are committed when the writes have ended well, and only then. */
class FlushBeforeCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path state;

    private final String application = "flush-" + UUID.randomUUID();
    private final Topic<String, String> topic = new Topic<>(application, Serdes.String(), Serdes.String(), Map.of());
    private final List<SinkStreams> started = new ArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", SharedServers.kafka()));

    @BeforeEach
    void createTopic() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic.name(), 1, (short) 1)))
                .all()
                .get();
    }

    @AfterEach
    void close() {
        started.forEach(SinkStreams::close);
        admin.close();
    }

    @Test
    void commitsNothingWhileAWriteIsUnderWay() {
        var write = new CompletableFuture<Void>();
        start(value -> value.equals("a") ? CompletableFuture.completedFuture(null) : write);
        send("a");
        await().atMost(PATIENCE).until(() -> committed() == 1);

        send("b", "c");
        await().atMost(PATIENCE).until(() -> seen.contains("c"));
        // Ten times the commit interval.
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> committed() == 1);
        write.complete(null);

        await().atMost(PATIENCE).until(() -> committed() == 3);
        assertThat(seen).containsExactly("a", "b", "c");
    }

    @Test
    void readsAgainWhatCouldNotBeWritten() {
        var failures = new CopyOnWriteArrayList<>(List.of("b"));
        start(value -> failures.remove(value)
                ? CompletableFuture.failedFuture(new IllegalStateException("the database is away"))
                : CompletableFuture.completedFuture(null));
        send("a");
        await().atMost(PATIENCE).until(() -> committed() == 1);

        send("b", "c");

        await().atMost(PATIENCE).until(() -> committed() == 3);
        assertThat(seen).contains("a", "b", "c").filteredOn("b"::equals).hasSize(2);
        assertThat(seen).filteredOn("a"::equals).hasSize(1);
    }

    @Test
    void closingWaitsForTheWriteAndCommitsIt() {
        var write = new CompletableFuture<Void>();
        var running = start(value -> write);
        send("a");
        await().atMost(PATIENCE).until(() -> seen.contains("a"));

        running.beginClose();
        write.complete(null);
        running.close();

        assertThat(committed()).isEqualTo(1);
    }

    private SinkStreams start(Function<String, CompletionStage<Void>> writer) {
        var meters = new SimpleMeterRegistry();
        var gate = new CommitGate(application, 100, meters);
        var topology = new SinkTopology().sink(topic, "write", received -> {
            seen.add(received.value());
            gate.begin(() -> writer.apply(received.value()));
        });
        var options = new StreamsOptions(SharedServers.kafka(), "test", state, Duration.ZERO);
        var running = SinkStreams.start(application, topology, options, gate, meters);
        started.add(running);
        return running;
    }

    private void send(String... values) {
        Map<String, Object> config = Map.of("bootstrap.servers", SharedServers.kafka());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                var unused = producer.send(new ProducerRecord<>(topic.name(), "k", value));
            }
        }
    }

    private long committed() {
        try {
            return admin
                    .listConsumerGroupOffsets(StreamsOptions.applicationId(application))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        } catch (Exception e) {
            return 0;
        }
    }
}
