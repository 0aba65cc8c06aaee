package chat4all.sinks.streams;

import chat4all.schemas.Topic;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;

/** A topology of sources that each end in a writer; no stores, no internal topics, every node named. */
public final class SinkTopology {
    private final Topology topology = new Topology();

    /** Gives every readable record of the topic to the writer, in the order of its partition; tombstones are left out. */
    public <V> SinkTopology sink(Topic<?, V> topic, String writerName, Consumer<Received<V>> writer) {
        topology.addSource(topic.name(), new ByteArrayDeserializer(), Original.deserializer(topic), topic.name());
        topology.addProcessor(writerName, () -> new Writer<>(writer), topic.name());
        return this;
    }

    Topology build() {
        return topology;
    }
}
