package chat4all.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic's name, what it carries and how long it keeps it. Whoever reads or writes the topic takes the serdes from
 * here.
 *
 * @param config the topic's settings as Kafka names them; the number of partitions is the installation's
 */
public record Topic<K, V>(String name, Serde<K> keySerde, Serde<V> valueSerde, Map<String, String> config) {
    private static final String RETENTION = "retention.ms";

    /** How long its records are kept unless an installation says otherwise; empty when nothing but compaction ends them. */
    public Optional<Duration> kept() {
        return Optional.ofNullable(config.get(RETENTION)).map(Long::parseLong).map(Duration::ofMillis);
    }

    /** The same topic keeping its records for so long, or for ever. */
    public Topic<K, V> kept(Optional<Duration> retention) {
        Map<String, String> other = new LinkedHashMap<>(config);
        other.put(RETENTION, Long.toString(retention.map(Duration::toMillis).orElse(-1L)));
        return new Topic<>(name, keySerde, valueSerde, other);
    }
}
