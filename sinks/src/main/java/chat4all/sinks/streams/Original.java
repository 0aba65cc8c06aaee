package chat4all.sinks.streams;

import chat4all.schemas.Topic;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** A value and the bytes it was read from, so that a record can become a dead letter exactly as it came. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Original<V>(V value, byte[] bytes) {

    static <V> Deserializer<Original<V>> deserializer(Topic<?, V> topic) {
        Deserializer<V> values = topic.valueSerde().deserializer();
        return (name, bytes) -> of(values.deserialize(name, bytes), bytes);
    }

    private static <V> @Nullable Original<V> of(@Nullable V value, byte @Nullable [] bytes) {
        return value == null || bytes == null ? null : new Original<>(value, bytes);
    }
}
