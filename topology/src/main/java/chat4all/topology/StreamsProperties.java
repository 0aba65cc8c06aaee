package chat4all.topology;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import chat4all.schemas.Topics;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** The settings of the application that are part of the design; each departs from a default for a measured reason. */
final class StreamsProperties {
    static final String APPLICATION_ID = "chat4all-topology";

    /** How long the place of an instance that was stopped or died is kept for it. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(8);

    /** The pacer asks sooner; this is for what it should ever miss. */
    private static final int COMMIT_INTERVAL_MILLIS = 2 * (int) Pace.LONGEST_MILLIS;

    private StreamsProperties() {}

    static Properties of(TopologyConfig config) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrap());
        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, config.advertised());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.kafka().replication());
        guarantees(properties);
        latency(properties);
        membership(properties, config);
        return properties;
    }

    private static void guarantees(Properties properties) {
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
        properties.put(consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // A hanging transaction stalls every read_committed reader until it times out.
        properties.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 5_000);
        // A dead letter carries the bytes that could not be read and the stack trace beside them.
        properties.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 4 * 1024 * 1024);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    }

    private static void latency(Properties properties) {
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
        // Nobody reads a record before its commit, which flushes: until then records wait to share one request.
        properties.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), COMMIT_INTERVAL_MILLIS);
        // The defaults are 100 ms here, and a cache that holds output back until commit.
        properties.put(StreamsConfig.POLL_MS_CONFIG, 10);
        // No task needs its topics kept in step (receipts join in any order), and the check formats a text per idle
        // partition and loop.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    }

    private static void membership(Properties properties, TopologyConfig config) {
        properties.put(consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.instance());
        properties.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) SESSION_TIMEOUT.toMillis());
        // A rebalance waits for every member to hear of it, which is at its next heartbeat.
        properties.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 500);
        // A restore that takes long must not be mistaken for a dead thread.
        properties.put(consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), 600_000);
    }
}
