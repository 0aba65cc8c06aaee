package chat4all.sinks.streams;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka Streams flushes its producer before every commit of offsets, at a rebalance and at closing too; it is the only
 * such place ({@code StateStore.flush} and {@code Processor.close} come after the commit). Here that flush first passes
 * the gate, so an exception there means no commit.
 */
final class FlushFirstClients implements KafkaClientSupplier {
    private final Runnable gate;

    FlushFirstClients(Runnable gate) {
        this.gate = gate;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new FlushFirstProducer(config, gate);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static final class FlushFirstProducer extends KafkaProducer<byte[], byte[]> {
        private final Runnable gate;

        FlushFirstProducer(Map<String, Object> config, Runnable gate) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
            this.gate = gate;
        }

        @Override
        public void flush() {
            gate.run();
            super.flush();
        }
    }
}
