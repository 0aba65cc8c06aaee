package chat4all.connectors.inbound;

import chat4all.connectors.kafka.ConcurrentLoop;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.Inbound;
import chat4all.runtime.kafka.RecordSpans;
import chat4all.runtime.tracing.TraceSpan;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.Channel;
import chat4all.schemas.ChannelWebhook;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads kept webhooks and routes what they tell, each webhook at least once: it is done when everything it told is kept.
 * What one contact says stays in order; nobody waits for another's file. A body that is no JSON is passed over, for it
 * stays in the topic.
 */
public final class WebhookReader implements ConcurrentLoop.Handler<ChannelWebhook>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebhookReader.class);

    private final Map<Channel, Connector> connectors = new EnumMap<>(Channel.class);
    private final InboundRouter router;
    private final Tracing tracing;
    private final Turns turns = new Turns();

    public WebhookReader(List<Connector> connectors, InboundRouter router, Tracing tracing) {
        connectors.forEach(connector -> this.connectors.put(connector.channel(), connector));
        this.router = router;
        this.tracing = tracing;
    }

    @Override
    public CompletableFuture<Void> handle(ConsumerRecord<String, ChannelWebhook> record) {
        Channel channel = record.value().channel();
        Instant at = record.value().receivedAt();
        TraceSpan span = RecordSpans.process(
                tracing, "process", record.topic(), record.partition(), record.offset(), record.headers(), null);
        RecordSpans.carry(span, record.headers());
        String traceparent = RecordSpans.parent(record.headers());
        return span.endWith(CompletableFuture.allOf(told(record.value()).stream()
                        .map(one -> turns.next(whose(channel, one), () -> router.route(channel, at, one, traceparent)))
                        .toArray(CompletableFuture<?>[]::new)))
                .toCompletableFuture();
    }

    /** Whatever is no message needs no order. */
    private static String whose(Channel channel, Inbound one) {
        String account = channel.prefix() + ":" + one.account();
        if (one instanceof Inbound.Message message) {
            return account + " " + message.contact();
        }
        if (one instanceof Inbound.Change change) {
            return account + " " + change.said().contact();
        }
        return one instanceof Inbound.Receipt receipt ? account + " " + receipt.providerMessageId() : account;
    }

    private List<Inbound> told(ChannelWebhook webhook) {
        Connector connector = connectors.get(webhook.channel());
        if (connector == null) {
            return List.of();
        }
        try {
            return connector.parse(webhook.account(), Json.MAPPER.readTree(webhook.body()));
        } catch (JsonProcessingException e) {
            log.warn("a webhook of {} is no JSON", webhook.account());
            return List.of();
        }
    }

    @Override
    public void close() {
        turns.close();
    }
}
