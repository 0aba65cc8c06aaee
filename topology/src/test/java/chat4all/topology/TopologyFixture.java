package chat4all.topology;

import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.Secret;
import chat4all.runtime.tracing.Tracing;
import chat4all.runtime.tracing.TracingConfig;
import chat4all.schemas.Channel;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.ChannelReceipt;
import chat4all.schemas.ChannelReport;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in a driver, with the topics as its only handles and time as data. */
final class TopologyFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-02T10:00:00Z");

    final TopologyTestDriver driver;
    private Instant now = START;

    TopologyFixture(Path stateDir) {
        this(properties(stateDir), Tracing.off());
    }

    TopologyFixture(Path stateDir, Tracing tracing) {
        this(properties(stateDir), tracing);
    }

    private TopologyFixture(Properties properties, Tracing tracing) {
        driver = new TopologyTestDriver(
                ChatTopology.build(new StreamsConfig(properties), Retention.STANDARD, RecordTraces.with(tracing)),
                properties,
                START);
    }

    /** The driver forgets what a dropped record wrote into an open transaction, so dead letters are read without one. */
    static TopologyFixture withoutTransactions(Path stateDir) {
        Properties properties = properties(stateDir);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        return new TopologyFixture(properties, Tracing.off());
    }

    static Properties properties(Path stateDir) {
        return StreamsProperties.of(config(stateDir));
    }

    static Topology topology(Path stateDir) {
        return ChatTopology.build(new StreamsConfig(properties(stateDir)), Retention.STANDARD, Optional.empty());
    }

    static TopologyConfig config(Path stateDir) {
        return new TopologyConfig(
                "127.0.0.1",
                0,
                "127.0.0.1:1",
                stateDir,
                1,
                "topology-1",
                0,
                false,
                new KafkaConfig("127.0.0.1:1", 1, 6),
                new Secret("token"),
                Retention.STANDARD,
                TracingConfig.OFF);
    }

    void at(Instant time) {
        now = time;
    }

    void send(ConversationCommand command) {
        pipe(Topics.MESSAGES, command.conversationId(), command);
    }

    void update(StatusUpdate update) {
        pipe(Topics.STATUS_UPDATES, update.messageId(), update);
    }

    void report(ChannelReport report) {
        if (report instanceof ChannelDispatch dispatch) {
            pipe(Topics.CHANNEL_DISPATCHES, report.key(), dispatch);
        } else {
            pipe(Topics.CHANNEL_RECEIPTS, report.key(), (ChannelReceipt) report);
        }
    }

    @Nullable MessageStatus status(String messageId) {
        KeyValueStore<String, MessageStatus> statuses = driver.getKeyValueStore(StateStores.MESSAGE_STATUS);
        return statuses.get(messageId);
    }

    <V> void pipe(Topic<String, V> topic, String key, V value) {
        pipe(topic, key, value, new RecordHeaders());
    }

    <V> void pipe(Topic<String, V> topic, String key, V value, Headers headers) {
        driver.createInputTopic(
                        topic.name(), new StringSerializer(), topic.valueSerde().serializer())
                .pipeInput(new TestRecord<>(key, value, headers, now));
    }

    void pipeBytes(Topic<?, ?> topic, byte[] key, byte @Nullable [] value) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, now));
    }

    List<ConversationEvent> events() {
        return values(Topics.CONVERSATION_LOG);
    }

    List<MessageCreated> messages() {
        return events().stream().map(event -> (MessageCreated) event.data()).toList();
    }

    List<RejectedMessage> rejections() {
        return values(Topics.MESSAGES_REJECTED);
    }

    List<MessageStatus> statuses() {
        return values(Topics.MESSAGE_STATUS);
    }

    List<OutboundMessage> outbound(Channel channel) {
        return values(Topics.outbound(channel));
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    <V> List<V> values(Topic<String, V> topic) {
        return records(topic).stream().map(TestRecord::value).toList();
    }

    <V> List<TestRecord<String, V>> records(Topic<String, V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
