package chat4all.connectors.delivery;

import chat4all.connectors.accounts.ChannelAccounts;
import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.cassandra.ThreadTable;
import chat4all.connectors.kafka.Membership;
import chat4all.connectors.kafka.TopicWriter;
import chat4all.connectors.spi.Connector;
import chat4all.runtime.tracing.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;

/** The deliveries of all channels, side by side: none waits for another. */
public final class Deliveries implements AutoCloseable {
    private final List<ChannelDelivery> deliveries;

    private Deliveries(List<ChannelDelivery> deliveries) {
        this.deliveries = deliveries;
    }

    /** What the deliveries work with. */
    public record Parts(
            ChannelAccounts accounts,
            ThreadTable threads,
            PlatformIds ids,
            FileShelf files,
            TopicWriter writer,
            Tracing tracing,
            MeterRegistry metrics,
            InstantSource clock) {}

    public static Deliveries start(Membership kafka, List<Connector> connectors, Parts parts, DeliveryConfig config) {
        return new Deliveries(connectors.stream()
                .map(connector -> new ChannelDelivery(
                        kafka, connector.channel(), workshop(kafka.bootstrap(), connector, parts, config)))
                .toList());
    }

    public boolean isUp() {
        return deliveries.stream().allMatch(ChannelDelivery::isUp);
    }

    private static Workshop workshop(String bootstrap, Connector connector, Parts parts, DeliveryConfig config) {
        Journal journal = new Journal(parts.writer(), parts.clock());
        Workshop workshop = new Workshop(
                connector,
                new Dispatcher(connector, parts, journal, config),
                journal,
                new SendingAccounts(parts.accounts(), parts.threads()),
                new OutboundReader(bootstrap, connector.channel()),
                config,
                parts.clock());
        Gauge.builder("chat4all.breakers.open", workshop, Workshop::refusedAccounts)
                .description("accounts that are left alone because the platform fails or refuses them")
                .tag("channel", connector.channel().prefix())
                .register(parts.metrics());
        return workshop;
    }

    @Override
    public void close() {
        deliveries.parallelStream().forEach(ChannelDelivery::close);
    }
}
