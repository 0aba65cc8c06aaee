package chat4all.connectors.inbound;

import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.kafka.ConsumerLoop;
import chat4all.schemas.ChannelDispatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Remembers what platforms call our messages, so that an answer to one is known as such. */
public final class DispatchReader implements ConsumerLoop.Batch<ChannelDispatch> {
    private final PlatformIds ids;

    public DispatchReader(PlatformIds ids) {
        this.ids = ids;
    }

    @Override
    public CompletableFuture<Void> handle(List<ConsumerRecord<String, ChannelDispatch>> records) {
        return CompletableFuture.allOf(
                records.stream().map(record -> ids.remember(record.value())).toArray(CompletableFuture<?>[]::new));
    }
}
