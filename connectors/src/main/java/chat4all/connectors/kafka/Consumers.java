package chat4all.connectors.kafka;

import chat4all.schemas.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumers that are configured alike: committed records only, offsets committed by hand. */
public final class Consumers {
    private static final Logger log = LoggerFactory.getLogger(Consumers.class);
    private static final int MAX_RECORDS = 200;
    /** For so long the partitions of an instance rest that is gone for good. */
    private static final int SESSION_TIMEOUT_MS = 8_000;

    /** A rebalance waits until every member has heard of it, with its next heartbeat. */
    private static final int HEARTBEAT_MS = 500;

    private Consumers() {}

    /**
     * Begins with the oldest record where the group has never been. An instance that was killed and is back within eight
     * seconds goes on where it was without a rebalance; of two with one name, the older fails with {@code FencedInstanceIdException}.
     * Closing leaves the group, and the others have its share at once.
     */
    public static Consumer<String, byte[]> inGroup(Membership kafka, String group) {
        Map<String, Object> config = config(kafka.bootstrap(), group);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, kafka.instance() + "-" + group);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public void close() {
                // One with a name stays a member otherwise, to be waited for until it is timed out.
                close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
            }
        };
    }

    /** For partitions that are assigned by hand; commits nothing. */
    public static Consumer<String, byte[]> alone(String bootstrap, String clientId) {
        return new KafkaConsumer<>(config(bootstrap, clientId), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The record with its value read; empty, and said in the log, when its bytes are not what the topic holds. */
    public static <V> Optional<ConsumerRecord<String, V>> read(
            Topic<String, V> topic, ConsumerRecord<String, byte[]> raw) {
        try {
            V value = raw.value() == null
                    ? null
                    : topic.valueSerde().deserializer().deserialize(raw.topic(), raw.value());
            return value == null ? Optional.empty() : Optional.of(withValue(raw, value));
        } catch (SerializationException e) {
            log.error("{}-{}@{} cannot be read and is passed over", raw.topic(), raw.partition(), raw.offset(), e);
            return Optional.empty();
        }
    }

    private static <V> ConsumerRecord<String, V> withValue(ConsumerRecord<String, byte[]> raw, V value) {
        return new ConsumerRecord<>(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.timestamp(),
                raw.timestampType(),
                raw.serializedKeySize(),
                raw.serializedValueSize(),
                raw.key(),
                value,
                raw.headers(),
                raw.leaderEpoch());
    }

    private static Map<String, Object> config(String bootstrap, String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_RECORDS);
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 600_000);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return config;
    }
}
