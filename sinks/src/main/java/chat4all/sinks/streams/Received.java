package chat4all.sinks.streams;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record as a sink gets it: what it says, and all that is needed to make a dead letter of it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Received<V>(
        byte @Nullable [] key, V value, byte[] bytes, Headers headers, String topic, int partition, long offset) {}
