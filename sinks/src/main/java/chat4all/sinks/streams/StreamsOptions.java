package chat4all.sinks.streams;

import chat4all.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * What the applications of one process share; {@code instance} must stay the same over restarts and be unique. Reading
 * waits at most {@code gather} for more than a few records, so that a sink which need not be first does not ask the
 * broker, poll and write once for each record; zero does not wait.
 */
public record StreamsOptions(String bootstrap, String instance, Path stateDirectory, Duration gather) {
    private static final int WORTH_FETCHING_BYTES = 64 * 1024;

    /** As large as the dead letters' topic takes. */
    static final int LARGEST_RECORD = 4 * 1024 * 1024;

    private static final String DEAD_LETTERS = Topics.DEAD_LETTERS.name();

    /** The id that consumer groups and metrics show. */
    static String applicationId(String application) {
        return "chat4all-" + application;
    }

    /** At least once; each value that departs from Kafka's own has its reason in the module's README. */
    Map<String, Object> of(String application) {
        Map<String, Object> config = new HashMap<>();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(application));
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(
                StreamsConfig.STATE_DIR_CONFIG,
                stateDirectory.resolve(application).toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L);
        config.put(StreamsConfig.POLL_MS_CONFIG, 10L);
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailTask.class);
        config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, DEAD_LETTERS);
        consumer(config, application);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_RECORD);
        return config;
    }

    private void consumer(Map<String, Object> config, String application) {
        config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        put(config, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance + "-" + application);
        put(config, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        put(config, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        put(config, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        put(config, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 600_000);
        put(config, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 8_000);
        put(config, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500);
        put(config, ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        if (!gather.isZero()) {
            put(config, ConsumerConfig.FETCH_MIN_BYTES_CONFIG, WORTH_FETCHING_BYTES);
            put(config, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) gather.toMillis());
        }
    }

    private static void put(Map<String, Object> config, String name, Object value) {
        config.put(StreamsConfig.consumerPrefix(name), value);
    }
}
