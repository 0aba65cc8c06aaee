package chat4all.topology;

import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the changelog topics of the stores, as Kafka Streams would, in one transaction together with the application's
 * offsets.
 */
final class ChangelogWriter implements AutoCloseable {
    private static final int TRANSACTION_TIMEOUT_MILLIS = 600_000;

    private final KafkaProducer<byte[], byte[]> producer;

    private ChangelogWriter(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** @param partitions how many each topic of the topology has */
    static ChangelogWriter open(TopologyConfig config, int partitions) {
        createMissing(config, partitions);
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrap());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, StreamsProperties.APPLICATION_ID + "-rebuild");
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        return new ChangelogWriter(producer);
    }

    void put(String store, int partition, String key, Object value) {
        send(store, partition, utf8(key), json(value));
    }

    void putText(String store, int partition, String key, String value) {
        send(store, partition, utf8(key), utf8(value));
    }

    /** A window store's key: the key, the window's start and a number that is 0 where duplicates are not kept. */
    void putWindowed(String store, int partition, String key, long windowStart, Object value) {
        byte[] plain = utf8(key);
        ByteBuffer windowed = ByteBuffer.allocate(plain.length + Long.BYTES + Integer.BYTES);
        send(
                store,
                partition,
                windowed.put(plain).putLong(windowStart).putInt(0).array(),
                json(value));
    }

    void commit(Map<TopicPartition, Long> positions, ConsumerGroupMetadata group) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
        try {
            producer.sendOffsetsToTransaction(offsets, group);
            producer.commitTransaction();
        } catch (CommitFailedException | ProducerFencedException e) {
            throw new LostStateException("another instance was started while the state was built again", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(String store, int partition, byte[] key, byte[] value) {
        // What fails here fails the commit of the transaction.
        Future<?> unused = producer.send(new ProducerRecord<>(LostState.changelog(store), partition, key, value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] json(Object value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** Streams takes the topics as it finds them, if only the number of partitions is right. */
    private static void createMissing(TopologyConfig config, int partitions) {
        List<NewTopic> changelogs = StateStores.NAMES.stream()
                .map(store -> new NewTopic(LostState.changelog(store), partitions, (short)
                                config.kafka().replication())
                        .configs(StateStores.changelogConfig(store, config.retention())))
                .toList();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrap()))) {
            Set<String> present = admin.listTopics().names().get();
            admin.createTopics(changelogs.stream()
                            .filter(changelog -> !present.contains(changelog.name()))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the changelog topics cannot be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the changelog topics", e);
        }
    }
}
