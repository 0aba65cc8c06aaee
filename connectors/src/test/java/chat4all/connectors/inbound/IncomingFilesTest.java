package chat4all.connectors.inbound;

import static chat4all.connectors.testing.FakePlatform.answer;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.connectors.accounts.ChannelAccounts;
import chat4all.connectors.cassandra.ContactTable;
import chat4all.connectors.cassandra.FileTable;
import chat4all.connectors.cassandra.LateSession;
import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.cassandra.ReactionTable;
import chat4all.connectors.cassandra.StoredMessages;
import chat4all.connectors.cassandra.ThreadTable;
import chat4all.connectors.instagram.InstagramConnector;
import chat4all.connectors.kafka.TopicWriter;
import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.testing.FakePlatform;
import chat4all.connectors.testing.Hands;
import chat4all.connectors.testing.RealServers;
import chat4all.runtime.config.Secret;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.Channel;
import chat4all.schemas.ChannelWebhook;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncomingFilesTest {
    private static final Secret SECRET = new Secret("id-secret");
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final FakePlatform platform = new FakePlatform();
    private final Hands hands = new Hands();
    private final LateSession session = new LateSession(RealServers.CASSANDRA);
    private final FileTable table = new FileTable(session);
    private final ObjectStore store = new ObjectStore(RealServers.S3);
    private final TopicWriter writer = new TopicWriter(
            RealServers.KAFKA.bootstrap(),
            "incoming",
            Duration.ofSeconds(30),
            new SimpleMeterRegistry(),
            Tracing.off());
    private final InstagramConnector connector =
            new InstagramConnector(new PlatformClient(Duration.ofSeconds(5), Duration.ofSeconds(10)));
    private final IncomingFiles files = new IncomingFiles(List.of(connector), table, store, SECRET, PATIENCE);
    private final WebhookReader reader = new WebhookReader(List.of(connector), router(), Tracing.off());
    private final String ana = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));
    private final String ben = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));

    @BeforeEach
    void start() {
        await().atMost(Duration.ofSeconds(60)).until(session::isUp);
    }

    @AfterEach
    void stop() {
        reader.close();
        files.close();
        writer.close();
        session.close();
        store.close();
        hands.close();
        platform.close();
    }

    @Test
    void keepsTheFileThatAContactSendsAndTheMessageCarriesIt() throws Exception {
        platform.does(answer(200, "%PDF-1.4 the contact's contract"));

        read(file(ana, "m1", "file")).get(30, SECONDS);

        SendMessage command = said(ana).get(0);
        assertThat(command.messageType()).isEqualTo("document");
        assertThat(command.content()).isEmpty();
        StoredFile kept = table.find(requireNonNull(command.fileId())).orElseThrow();
        assertThat(kept.conversationId()).isEqualTo(command.conversationId());
        assertThat(kept.uploader()).isEqualTo("instagram:" + ana);
        assertThat(kept.mimetype()).isEqualTo("application/pdf");
        assertThat(kept.sizeBytes()).isEqualTo(31);
        assertThat(kept.checksum()).startsWith("sha256:");
        try (InputStream content = store.get(kept.objectKey(), 0, null)) {
            assertThat(content).hasContent("%PDF-1.4 the contact's contract");
        }
    }

    @Test
    void aWebhookRepeatedFiftyTimesAtOnceFetchesItsFileOnce() throws Exception {
        platform.does(answer(200, "picture"));

        CompletableFuture.allOf(IntStream.range(0, 50)
                        .parallel()
                        .mapToObj(i -> read(file(ana, "m1", "image")))
                        .toArray(CompletableFuture<?>[]::new))
                .get(60, SECONDS);

        assertThat(platform.requests()).hasSize(1);
        assertThat(said(ana))
                .hasSize(50)
                .extracting(SendMessage::messageId)
                .containsOnly(said(ana).get(0).messageId());
        assertThat(said(ana))
                .extracting(SendMessage::fileId)
                .doesNotContainNull()
                .containsOnly(said(ana).get(0).fileId());
        assertThat(said(ana))
                .extracting(SendMessage::fingerprint)
                .containsOnly(said(ana).get(0).fingerprint());
    }

    @Test
    void aMessageWhoseFileIsGoneComesWithoutItAndSaysWhy() throws Exception {
        platform.does(answer(404, "gone"));

        read(file(ana, "m1", "image")).get(30, SECONDS);

        SendMessage command = said(ana).get(0);
        assertThat(command.fileId()).isNull();
        assertThat(command.content()).isEqualTo("[image]");
        assertThat(requireNonNull(command.metadata())
                        .at("/instagram/media_error")
                        .asText())
                .isEqualTo("http-404");
    }

    @Test
    void aFileThatCannotBeHadNowIsAskedForAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        platform.does((fake, exchange) ->
                (asked.incrementAndGet() == 1 ? FakePlatform.drop() : answer(200, "picture")).handle(fake, exchange));

        read(file(ana, "m1", "image")).get(30, SECONDS);

        assertThat(said(ana).get(0).fileId()).isNotNull();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aFileThatDoesNotComeHoldsUpOnlyItsOwnContactAndThatNotForEver() throws Exception {
        platform.does(answer(503, "busy"));
        CompletableFuture<Void> picture = read(file(ana, "m1", "image"));
        CompletableFuture<Void> words = read(text(ana, "m2", "viu?", null));

        read(text(ben, "m3", "oi", null)).get(2, SECONDS);

        assertThat(said(ben)).extracting(SendMessage::content).containsExactly("oi");
        assertThat(words).isNotDone();
        picture.get(30, SECONDS);
        words.get(30, SECONDS);
        assertThat(said(ana)).extracting(SendMessage::content).containsExactly("[image]", "viu?");
        assertThat(requireNonNull(said(ana).get(0).metadata())
                        .at("/instagram/media_error")
                        .asText())
                .isEqualTo("http-503");
    }

    @Test
    void anAnswerNamesTheMessageOfOursOrTheirsThatItAnswers() throws Exception {
        RealServers.SESSION.execute(
                "INSERT INTO messages_by_platform_id (platform_id, message_id) VALUES (?, 'msg_ours')",
                "instagram:1000:ours-" + ana);

        read(text(ana, "m1", "a primeira", null)).get(30, SECONDS);
        read(text(ana, "m2", "à nossa", "ours-" + ana)).get(30, SECONDS);
        read(text(ana, "m3", "à própria", "m1-" + ana)).get(30, SECONDS);
        read(text(ana, "m4", "a uma que ninguém conhece", "m0")).get(30, SECONDS);

        assertThat(said(ana))
                .extracting(SendMessage::replyTo)
                .containsExactly(null, "msg_ours", said(ana).get(0).messageId(), null);
    }

    private InboundRouter router() {
        var account = new ChannelAccount(
                Channel.INSTAGRAM,
                "1000",
                List.of("user_owner"),
                true,
                URI.create("http://127.0.0.1:1"),
                SECRET,
                SECRET,
                SECRET);
        return new InboundRouter(
                new InboundRouter.Parts(
                        new ChannelAccounts(List.of(account)),
                        new ThreadTable(session),
                        new ContactTable(session),
                        new PlatformIds(session),
                        new StoredMessages(session),
                        new ReactionTable(session),
                        files,
                        writer,
                        new SimpleMeterRegistry(),
                        InstantSource.system()),
                SECRET);
    }

    private CompletableFuture<Void> read(String body) {
        var webhook = new ChannelWebhook(Channel.INSTAGRAM, "1000", Instant.now(), body);
        return reader.handle(new ConsumerRecord<>(Topics.CHANNEL_WEBHOOKS.name(), 0, 0, "1000", webhook));
    }

    private String file(String contact, String mid, String type) {
        return webhook(contact, mid, """
                "attachments":[{"type":"%s","payload":{"url":"%s/cdn/%s"}}]""".formatted(type, platform.uri(), mid));
    }

    private static String text(String contact, String mid, String text, @Nullable String answers) {
        String reply = answers == null ? "" : "\"reply_to\":{\"mid\":\"" + answers + "\"},";
        return webhook(contact, mid, reply + "\"text\":\"" + text + "\"");
    }

    private static String webhook(String contact, String mid, String rest) {
        return """
                {"object":"instagram","entry":[{"id":"1000","messaging":[{"sender":{"id":"%s"},"timestamp":1763513873763,
                 "message":{"mid":"%s",%s}}]}]}""".formatted(contact, mid + "-" + contact, rest);
    }

    private List<SendMessage> said(String contact) {
        return hands.values(Topics.MESSAGES, command -> command.actor().equals("instagram:" + contact)).stream()
                .map(SendMessage.class::cast)
                .toList();
    }
}
