package chat4all.schemas;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic's name, what it carries and how long it keeps it. Whoever reads or writes the topic takes the serdes from
 * here.
 *
 * @param config the topic's settings as Kafka names them; the number of partitions is the installation's
 */
public record Topic<K, V>(String name, Serde<K> keySerde, Serde<V> valueSerde, Map<String, String> config) {}
