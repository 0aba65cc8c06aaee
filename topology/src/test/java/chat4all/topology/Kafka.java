package chat4all.topology;

import chat4all.runtime.config.KafkaConfig;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import chat4all.servers.SharedServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.core.ThrowingRunnable;

/** A test's own hands on the real topics: what a producer that passes by the edge can do, and what an operator can. */
final class Kafka implements AutoCloseable {
    static final KafkaConfig CONFIG = new KafkaConfig(SharedServers.kafka(), 1, 3);

    private final Map<String, Object> client = Map.of("bootstrap.servers", CONFIG.bootstrap());
    private final Admin admin = Admin.create(client);
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", CONFIG.bootstrap(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    /** Creates the platform's topics unless an earlier test has. */
    Kafka() {
        done(() -> {
            List<String> present = List.copyOf(admin.listTopics().names().get());
            admin.createTopics(Topics.all().stream()
                            .filter(topic -> !present.contains(topic.name()))
                            .map(topic -> new NewTopic(topic.name(), CONFIG.partitions(), (short) CONFIG.replication())
                                    .configs(topic.config()))
                            .toList())
                    .all()
                    .get();
        });
    }

    void send(ConversationCommand command) {
        send(Topics.MESSAGES, command.conversationId(), command);
    }

    void update(StatusUpdate update) {
        send(Topics.STATUS_UPDATES, update.messageId(), update);
    }

    <V> void send(Topic<String, V> topic, String key, V value) {
        send(topic.name(), key, topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    void send(String topic, String key, byte[] value) {
        Future<?> sent = producer.send(new ProducerRecord<>(topic, utf8(key), value));
        done(sent::get);
    }

    /** The committed values of one key, in order. */
    <V> List<V> values(Topic<String, V> topic, String key) {
        Deserializer<V> deserializer = topic.valueSerde().deserializer();
        return records(topic.name()).stream()
                .filter(entry -> key.equals(text(entry.key())))
                .map(entry -> deserializer.deserialize(topic.name(), entry.value()))
                .toList();
    }

    /** Every committed record of the topic, in order within each partition. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                CONFIG.bootstrap(),
                "isolation.level",
                "read_committed",
                "group.id",
                "test-" + UUID.randomUUID());
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(50)).forEach(found::add);
            }
            return found;
        }
    }

    /** Writes into the store's changelog in a transaction that is given up, as a rebuild leaves it that is cut off. */
    void abort(String store, String key) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", CONFIG.bootstrap(), "transactional.id", "test-" + UUID.randomUUID());
        try (var cutOff = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            cutOff.initTransactions();
            cutOff.beginTransaction();
            for (int partition = 0; partition < CONFIG.partitions(); partition++) {
                Future<?> unused =
                        cutOff.send(new ProducerRecord<>(LostState.changelog(store), partition, utf8(key), utf8("{}")));
            }
            cutOff.flush();
            cutOff.abortTransaction();
        }
    }

    void createChangelog(String store) {
        done(() -> admin.createTopics(List.of(
                        new NewTopic(LostState.changelog(store), CONFIG.partitions(), (short) CONFIG.replication())))
                .all()
                .get());
    }

    void deleteChangelogs(List<String> stores) {
        done(() -> admin.deleteTopics(stores.stream().map(LostState::changelog).toList())
                .all()
                .get());
    }

    /** A static member stays in the group until its session is over; an operator can say that it is gone. */
    void forgetMembers() {
        done(() -> {
            if (admin.listGroups().all().get().stream()
                    .filter(group -> group.groupId().equals(StreamsProperties.APPLICATION_ID))
                    .flatMap(group -> group.groupState().stream())
                    .anyMatch(state -> state != GroupState.EMPTY)) {
                admin.removeMembersFromConsumerGroup(
                                StreamsProperties.APPLICATION_ID, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
        });
    }

    void deleteOffsets() {
        done(() -> admin.deleteConsumerGroups(List.of(StreamsProperties.APPLICATION_ID))
                .all()
                .get());
    }

    /** A consumer that holds a place in the application's group. */
    void whileSomebodyIsInTheGroup(Consumer<String> test) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                CONFIG.bootstrap(),
                "group.id",
                StreamsProperties.APPLICATION_ID,
                "group.instance.id",
                "somebody");
        try (var member = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            member.subscribe(List.of(Topics.WATERMARKS.name()));
            while (member.assignment().isEmpty()) {
                member.poll(Duration.ofMillis(50));
            }
            test.accept("somebody");
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
    }

    private static void done(ThrowingRunnable step) {
        try {
            step.run();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
