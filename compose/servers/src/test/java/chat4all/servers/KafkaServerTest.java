package chat4all.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    @Test
    void keepsAcknowledgedRecordsThroughKillAndThroughAMoveToOtherPorts(@TempDir Path directory)
            throws ExecutionException, InterruptedException {
        try (LocalServers servers = LocalServers.start(directory, Ports.random(), Set.of(Server.KAFKA))) {
            createTopic(servers.kafkaBootstrap());
            produce(servers.kafkaBootstrap(), "before the kill");

            servers.kill(Server.KAFKA);
            servers.start(Server.KAFKA);

            produce(servers.kafkaBootstrap(), "after the kill");
            servers.stop(Server.KAFKA);
        }

        try (LocalServers moved = LocalServers.start(directory, Ports.random(), Set.of(Server.KAFKA))) {
            assertThat(read(moved.kafkaBootstrap(), 2)).containsExactly("before the kill", "after the kill");
        }
    }

    /** A broker that leads for a moment as its predecessor did ends such a transaction without telling the partition. */
    @Test
    void endsATransactionThatWasOpenAtAKillForItsPartitionsToo(@TempDir Path directory)
            throws ExecutionException, InterruptedException {
        try (LocalServers servers = LocalServers.start(directory, Ports.random(), Set.of(Server.KAFKA))) {
            createTopic(servers.kafkaBootstrap());
            leaveOpen(servers.kafkaBootstrap());

            servers.kill(Server.KAFKA);
            servers.start(Server.KAFKA);

            produce(servers.kafkaBootstrap(), "after the kill");
            assertThat(read(servers.kafkaBootstrap(), 1)).containsExactly("after the kill");
        }
    }

    private static void leaveOpen(String bootstrap) throws ExecutionException, InterruptedException {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrap, "transactional.id", "killed", "transaction.timeout.ms", 1_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(PARTITION.topic(), "key", "never committed"))
                    .get();
            // Ends the client, not the transaction.
            producer.close(Duration.ZERO);
        }
    }

    private static void createTopic(String bootstrap) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void produce(String bootstrap, String value) throws ExecutionException, InterruptedException {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), "key", value)).get();
        }
    }

    private static List<String> read(String bootstrap, int count) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            List<String> values = new java.util.ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).records(PARTITION).stream()
                        .map(ConsumerRecord::value)
                        .forEach(values::add);
            }
            return values;
        }
    }
}
