package chat4all.topology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** A processor and the stores it owns or shares, in this order, which the topology then connects by itself. */
record WithStores<K, I, O>(Supplier<FixedKeyProcessor<K, I, O>> processor, List<StoreBuilder<?>> inOrder)
        implements FixedKeyProcessorSupplier<K, I, O> {
    @Override
    public Set<StoreBuilder<?>> stores() {
        return new LinkedHashSet<>(inOrder);
    }

    @Override
    public FixedKeyProcessor<K, I, O> get() {
        return processor.get();
    }
}
