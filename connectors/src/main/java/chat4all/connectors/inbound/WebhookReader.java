package chat4all.connectors.inbound;

import chat4all.connectors.kafka.ConsumerLoop;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.Inbound;
import chat4all.schemas.Channel;
import chat4all.schemas.ChannelWebhook;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads kept webhooks and routes what they tell, each webhook at least once: its offset is committed when everything it
 * told is kept. A body that is no JSON is passed over, for it stays in the topic.
 */
public final class WebhookReader implements ConsumerLoop.Batch<ChannelWebhook> {
    private static final Logger log = LoggerFactory.getLogger(WebhookReader.class);

    private final Map<Channel, Connector> connectors = new EnumMap<>(Channel.class);
    private final InboundRouter router;

    public WebhookReader(List<Connector> connectors, InboundRouter router) {
        connectors.forEach(connector -> this.connectors.put(connector.channel(), connector));
        this.router = router;
    }

    @Override
    public CompletableFuture<Void> handle(List<ConsumerRecord<String, ChannelWebhook>> records) {
        List<CompletableFuture<Void>> routed = new ArrayList<>();
        for (ConsumerRecord<String, ChannelWebhook> record : records) {
            routed.add(router.route(record.value(), told(record.value())));
        }
        return CompletableFuture.allOf(routed.toArray(CompletableFuture<?>[]::new));
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
}
