package chat4all.schemas;

import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Every topic of the platform, in the order in which a message meets them. Names are public; keys are plain strings and
 * values readable JSON. A key decides the partition, and so what is ordered with what: never change one.
 */
public final class Topics {
    /**
     * Key: conversation id. The broker's clock stamps the records, because the order in time is decided there. A record
     * is bounded so that whatever is made of it fits into the other topics; the broker counts compressed bytes, the
     * topology the others.
     */
    public static final Topic<String, ConversationCommand> MESSAGES = topic(
            "messages",
            ConversationCommand.class,
            kept(
                    Duration.ofDays(7),
                    "message.timestamp.type",
                    "LogAppendTime",
                    "max.message.bytes",
                    Integer.toString(Validation.MAX_COMMAND_BYTES)));

    /** Key: conversation id. How long it is kept is the installation's choice; this is the default. */
    public static final Topic<String, ConversationEvent> CONVERSATION_LOG =
            topic("conversation-log", ConversationEvent.class, kept(Duration.ofDays(30)));

    /** Key: conversation id. */
    public static final Topic<String, RejectedMessage> MESSAGES_REJECTED =
            topic("messages-rejected", RejectedMessage.class, kept(Duration.ofDays(30)));

    /** Key: {@link ChannelAttempt#key}; written to the partition of the outbound record. */
    public static final Topic<String, ChannelAttempt> CHANNEL_ATTEMPTS =
            topic("channel-attempts", ChannelAttempt.class, compacted(Duration.ofDays(35)));

    /** Key: {@link ChannelReport#key()}. */
    public static final Topic<String, ChannelDispatch> CHANNEL_DISPATCHES =
            topic("channel-dispatches", ChannelDispatch.class, kept(Duration.ofDays(35)));

    /** Key: as {@link #CHANNEL_DISPATCHES}, so that the two meet. */
    public static final Topic<String, ChannelReceipt> CHANNEL_RECEIPTS =
            topic("channel-receipts", ChannelReceipt.class, kept(Duration.ofDays(35)));

    /** Key: account. A body of 3 MB is longer as a JSON text, where each of its quotes is escaped. */
    public static final Topic<String, ChannelWebhook> CHANNEL_WEBHOOKS =
            topic("channel-webhooks", ChannelWebhook.class, kept(Duration.ofDays(8), "max.message.bytes", "8388608"));

    /** Key: message id. */
    public static final Topic<String, StatusUpdate> STATUS_UPDATES =
            topic("status-updates", StatusUpdate.class, kept(Duration.ofDays(7)));

    /** Key: message id. */
    public static final Topic<String, MessageStatus> MESSAGE_STATUS =
            topic("message-status", MessageStatus.class, compacted(Duration.ofDays(30)));

    /** Key: {@link Watermark#key()}. */
    public static final Topic<String, Watermark> WATERMARKS =
            topic("watermarks", Watermark.class, Map.of("cleanup.policy", "compact"));

    /** Bytes nobody could read, as they came, with the cause in the headers {@code __streams.errors.*}. */
    public static final Topic<byte[], byte[]> DEAD_LETTERS = new Topic<>(
            "dead-letters",
            Serdes.ByteArray(),
            Serdes.ByteArray(),
            kept(Duration.ofDays(30), "max.message.bytes", "4194304"));

    private static final Map<Channel, Topic<String, OutboundMessage>> OUTBOUND = outbound();

    private Topics() {}

    /** Key: conversation id. One topic a channel, {@code <channel>-outbound}. */
    public static Topic<String, OutboundMessage> outbound(Channel channel) {
        Topic<String, OutboundMessage> topic = OUTBOUND.get(channel);
        if (topic == null) {
            throw new IllegalArgumentException("no outbound topic for " + channel);
        }
        return topic;
    }

    public static List<Topic<?, ?>> all() {
        List<Topic<?, ?>> topics = new ArrayList<>(List.of(
                MESSAGES,
                CONVERSATION_LOG,
                MESSAGES_REJECTED,
                CHANNEL_ATTEMPTS,
                CHANNEL_DISPATCHES,
                CHANNEL_RECEIPTS,
                CHANNEL_WEBHOOKS,
                STATUS_UPDATES,
                MESSAGE_STATUS,
                WATERMARKS,
                DEAD_LETTERS));
        topics.addAll(OUTBOUND.values());
        return List.copyOf(topics);
    }

    /** The JSON Schema of a topic's values; none for {@link #DEAD_LETTERS}, which holds bytes as they came. */
    public static Optional<URL> schemaOf(Topic<?, ?> topic) {
        String name = OUTBOUND.containsValue(topic) ? "outbound" : topic.name();
        return Optional.ofNullable(Topics.class.getResource("/chat4all/schema/" + name + ".json"));
    }

    private static Map<Channel, Topic<String, OutboundMessage>> outbound() {
        Map<Channel, Topic<String, OutboundMessage>> topics = new LinkedHashMap<>();
        Arrays.stream(Channel.values())
                .forEach(channel -> topics.put(
                        channel,
                        topic(channel.prefix() + "-outbound", OutboundMessage.class, kept(Duration.ofDays(35)))));
        return topics;
    }

    private static <V> Topic<String, V> topic(String name, Class<V> value, Map<String, String> config) {
        Serde<V> serde = new JsonSerde<>(value);
        return new Topic<>(name, Serdes.String(), serde, config);
    }

    private static Map<String, String> kept(Duration retention, String... more) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("cleanup.policy", "delete");
        config.put("retention.ms", Long.toString(retention.toMillis()));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static Map<String, String> compacted(Duration retention) {
        return Map.of("cleanup.policy", "compact,delete", "retention.ms", Long.toString(retention.toMillis()));
    }
}
