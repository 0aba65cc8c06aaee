package chat4all.connectors.delivery;

import static org.awaitility.Awaitility.await;

import chat4all.connectors.accounts.ChannelAccounts;
import chat4all.connectors.cassandra.FileTable;
import chat4all.connectors.cassandra.LateSession;
import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.cassandra.ThreadTable;
import chat4all.connectors.kafka.Membership;
import chat4all.connectors.kafka.TopicWriter;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.testing.Hands;
import chat4all.connectors.testing.RealServers;
import chat4all.runtime.config.Secret;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.Channel;
import chat4all.schemas.ChannelAttempt;
import chat4all.schemas.ChannelAttempt.State;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.OutboundChange;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Deliveries against the real servers, and what a test writes to them and reads of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeliveriesFixture {
    static final Duration SOON = Duration.ofSeconds(30);

    final Hands hands = new Hands();
    private LateSession session;
    private ThreadTable threads;
    FileTable files;
    ObjectStore store;
    private TopicWriter writer;

    @BeforeAll
    void open() {
        session = new LateSession(RealServers.CASSANDRA);
        threads = new ThreadTable(session);
        files = new FileTable(session);
        store = new ObjectStore(RealServers.S3);
        writer = new TopicWriter(RealServers.KAFKA.bootstrap(), "test", SOON, new SimpleMeterRegistry(), Tracing.off());
        await().atMost(SOON).until(session::isUp);
    }

    @AfterAll
    void close() {
        writer.close();
        session.close();
        store.close();
        hands.close();
    }

    void whileDelivering(ScriptedConnector platform, Runnable test) {
        whileDelivering(platform, store, test);
    }

    void whileDelivering(ScriptedConnector platform, ObjectStore from, Runnable test) {
        whileDelivering(platform, from, Tracing.off(), test);
    }

    void whileDelivering(ScriptedConnector platform, ObjectStore from, Tracing tracing, Runnable test) {
        Deliveries deliveries = start("connectors-1", platform, from, tracing);
        try {
            test.run();
        } finally {
            deliveries.close();
        }
    }

    /** Of two of one name the second takes the place of the first. */
    Deliveries start(String instance, ScriptedConnector platform) {
        return start(instance, platform, store, Tracing.off());
    }

    private Deliveries start(String instance, ScriptedConnector platform, ObjectStore from, Tracing tracing) {
        var accounts = new ChannelAccounts(List.of(account("1", "user_one", true), account("2", "user_two", false)));
        var parts = new Deliveries.Parts(
                accounts,
                threads,
                new PlatformIds(session),
                new FileShelf(files, from),
                writer,
                tracing,
                new SimpleMeterRegistry(),
                InstantSource.system());
        return Deliveries.start(
                new Membership(RealServers.KAFKA.bootstrap(), instance), List.of(platform), parts, config());
    }

    static DeliveryConfig config() {
        return new DeliveryConfig(
                4,
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofDays(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                4,
                true);
    }

    static ChannelAccount account(String id, String owner, boolean shared) {
        Secret secret = new Secret("secret");
        return new ChannelAccount(
                Channel.TELEGRAM, id, List.of(owner), shared, URI.create("http://127.0.0.1:1"), secret, secret, secret);
    }

    static String contact() {
        return Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_000_000_000L));
    }

    static OutboundMessage outbound(String contact, int seq) {
        return outbound("user_any", contact, seq);
    }

    static OutboundMessage outbound(String sender, String contact, int seq) {
        return outbound(sender, contact, seq, Integer.toString(seq), null, null);
    }

    static OutboundMessage outbound(
            String sender, String contact, int seq, String content, @Nullable String fileId, @Nullable String replyTo) {
        return new OutboundMessage(
                "msg_" + contact + "_" + seq,
                "conv-" + contact,
                seq,
                sender,
                "telegram:" + contact,
                Channel.TELEGRAM,
                content,
                "text",
                fileId,
                replyTo,
                null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** What became of a message, as the next event of its conversation. */
    static OutboundMessage changed(OutboundMessage message, long seq, OutboundChange.Kind kind, String text) {
        return new OutboundMessage(
                message.messageId(),
                message.conversationId(),
                seq,
                message.senderId(),
                message.recipientId(),
                message.channel(),
                text,
                "text",
                null,
                null,
                null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                new OutboundChange(kind, null));
    }

    RecordMetadata write(OutboundMessage message) {
        return hands.write(Topics.outbound(Channel.TELEGRAM), message.conversationId(), message);
    }

    void attempted(OutboundMessage message, State state) {
        attempted(message, state, 0);
    }

    void attempted(OutboundMessage message, State state, int partsSent) {
        RecordMetadata place = write(message);
        String key = ChannelAttempt.key(message.sendId(), message.recipientId());
        ChannelAttempt attempt =
                Send.state(message, place.offset(), "1", 1, partsSent, state, Instant.now(), null, null, null);
        hands.write(Topics.CHANNEL_ATTEMPTS, place.partition(), key, attempt);
    }

    State last(OutboundMessage message) {
        List<ChannelAttempt> attempts = hands.values(
                Topics.CHANNEL_ATTEMPTS, attempt -> attempt.messageId().equals(message.sendId()));
        return attempts.isEmpty()
                ? State.PLANNED
                : attempts.get(attempts.size() - 1).state();
    }

    List<StatusUpdate> updates(String contact) {
        return hands.values(Topics.STATUS_UPDATES, update -> ("telegram:" + contact).equals(update.recipientId()));
    }

    List<ChannelDispatch> dispatches(String contact) {
        return hands.values(
                Topics.CHANNEL_DISPATCHES, dispatch -> dispatch.recipientId().equals("telegram:" + contact));
    }
}
