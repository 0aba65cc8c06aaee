package chat4all.topology;

import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Where an {@link Interceptor} stands in the topology: right behind a topic that is read. */
final class Intercepted<V> implements FixedKeyProcessor<String, V, V> {
    private final Interceptor interceptor;

    @SuppressWarnings("NullAway.Init")
    private FixedKeyProcessorContext<String, V> context;

    private Intercepted(Interceptor interceptor) {
        this.interceptor = interceptor;
    }

    static <V> FixedKeyProcessorSupplier<String, V, V> by(Interceptor interceptor) {
        return () -> new Intercepted<>(interceptor);
    }

    @Override
    public void init(FixedKeyProcessorContext<String, V> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(FixedKeyRecord<String, V> record) {
        interceptor.around(record, context.recordMetadata().orElseThrow(), context::forward);
    }
}
