package chat4all.sinks.streams;

import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The end of a topology: hands each record to a consumer that begins the writing. */
final class Writer<V> implements Processor<byte[], Original<V>, Void, Void> {
    private final Consumer<Received<V>> consumer;
    private @Nullable ProcessorContext<Void, Void> context;

    Writer(Consumer<Received<V>> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], Original<V>> entry) {
        @Nullable Original<V> original = entry.value();
        if (original == null) {
            return;
        }
        RecordMetadata at = metadata();
        consumer.accept(new Received<>(
                entry.key(),
                original.value(),
                original.bytes(),
                entry.headers(),
                at.topic(),
                at.partition(),
                at.offset()));
    }

    private RecordMetadata metadata() {
        if (context == null) {
            throw new IllegalStateException("a record came before init");
        }
        return context.recordMetadata().orElseThrow();
    }
}
