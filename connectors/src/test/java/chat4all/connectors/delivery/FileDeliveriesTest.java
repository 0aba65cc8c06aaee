package chat4all.connectors.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.connectors.spi.Media;
import chat4all.connectors.spi.MediaKind;
import chat4all.connectors.spi.OutgoingMessage;
import chat4all.connectors.spi.SendOutcome;
import chat4all.connectors.testing.FakePlatform;
import chat4all.connectors.testing.RealServers;
import chat4all.runtime.config.S3Config;
import chat4all.runtime.files.FileIds;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoredFile;
import chat4all.schemas.ChannelAttempt.State;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.SentAs;
import chat4all.schemas.StatusError;
import chat4all.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FileDeliveriesTest extends DeliveriesFixture {
    private static final String LONG = "palavra ".repeat(600).strip();

    private final Map<String, String> received = new ConcurrentHashMap<>();

    @Test
    void sendsAFileThatThePlatformTakesWithTheTextAsItsCaption() {
        String contact = contact();
        String file = file("foto.png", "image/png", "the picture");
        write(message(contact, "legenda", file));

        ScriptedConnector platform = reading();
        whileDelivering(platform, () -> {
            await().atMost(SOON).untilAsserted(() -> assertThat(dispatches(contact))
                    .extracting(ChannelDispatch::sentAs)
                    .containsExactly(SentAs.MEDIA));
        });

        assertThat(platform.callsTo(contact)).singleElement().satisfies(call -> {
            assertThat(call.text()).isEqualTo("legenda");
            assertThat(requireNonNull(call.media()).kind()).isEqualTo(MediaKind.IMAGE);
            assertThat(requireNonNull(call.media()).name()).isEqualTo("foto.png");
            assertThat(call.reference()).endsWith("/1");
        });
        assertThat(received).containsEntry(file, "the picture");
    }

    @Test
    void aTextTooLongForACaptionFollowsItsFileAndNeitherIsDoubledByARetry() {
        String contact = contact();
        write(message(contact, "uma legenda comprida", file("foto.png", "image/png", "the picture")));
        Set<String> refusedOnce = ConcurrentHashMap.newKeySet();

        var platform =
                new ScriptedConnector((account, call) -> call.to().equals(contact) && refusedOnce.add(call.text())
                        ? new SendOutcome.Retry(new StatusError("busy", null))
                        : ScriptedConnector.accepted(call));
        whileDelivering(platform, () -> await().atMost(SOON)
                .until(() -> !dispatches(contact).isEmpty()));

        assertThat(platform.textsOf(contact)).containsExactly("", "uma legenda comprida");
        assertThat(platform.callsTo(contact))
                .extracting(OutgoingMessage::reference)
                .last()
                .asString()
                .endsWith("/3");
        assertThat(dispatches(contact)).singleElement().satisfies(dispatch -> {
            assertThat(dispatch.sentAs()).isEqualTo(SentAs.MEDIA);
            assertThat(dispatch.attempt()).isEqualTo(3);
        });
    }

    @Test
    void sendsALinkToAFileThatThePlatformDoesNotTake() throws Exception {
        String contact = contact();
        write(message(contact, "O arquivo:", file("relatório final.zip", "application/zip", "the archive")));

        ScriptedConnector platform = reading();
        whileDelivering(platform, () -> {
            await().atMost(SOON).untilAsserted(() -> assertThat(dispatches(contact))
                    .extracting(ChannelDispatch::sentAs)
                    .containsExactly(SentAs.LINK));
        });

        String text = platform.textsOf(contact).get(0);
        assertThat(text).startsWith("O arquivo:\n\nrelatório final.zip\nhttp");
        HttpResponse<String> fetched = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(text.substring(text.lastIndexOf('\n') + 1)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(fetched.body()).isEqualTo("the archive");
        assertThat(fetched.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(disposition -> assertThat(disposition).startsWith("attachment"));
    }

    @Test
    void aMessageWhoseFileOrItsBytesDoNotExistFails() {
        String withoutRow = contact();
        String withoutBytes = contact();
        write(message(withoutRow, "oi", "file_that_never_was"));
        StoredFile lost = stored("foto.png", "image/png", 7);
        files.insert(lost);
        write(message(withoutBytes, "oi", lost.fileId()));

        ScriptedConnector platform = reading();
        whileDelivering(platform, () -> {
            for (String contact : List.of(withoutRow, withoutBytes)) {
                await().atMost(SOON).untilAsserted(() -> assertThat(updates(contact))
                        .singleElement()
                        .satisfies(update -> {
                            assertThat(update.status()).isEqualTo(DeliveryStatus.FAILED);
                            assertThat(requireNonNull(update.error()).code()).isEqualTo("file-not-found");
                        }));
            }
        });
        assertThat(platform.callsTo(withoutRow)).isEmpty();
        assertThat(platform.callsTo(withoutBytes)).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayFilesWaitAndTextsDoNot() {
        String withFile = contact();
        String withText = contact();
        String file = file("foto.png", "image/png", "the picture");
        ScriptedConnector platform = reading();
        RealServers.SERVERS.pause(Server.S3);
        try {
            write(message(withFile, "olha", file));
            write(outbound(withText, 1));
            whileDelivering(platform, () -> {
                await().atMost(SOON).until(() -> platform.textsOf(withText).equals(List.of("1")));
                assertThat(platform.callsTo(withFile)).isEmpty();
                RealServers.SERVERS.resume(Server.S3);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> platform.textsOf(withFile).equals(List.of("olha")));
            });
        } finally {
            RealServers.SERVERS.resume(Server.S3);
        }
        assertThat(updates(withFile)).isEmpty();
    }

    @Test
    void aStoreThatCannotBeReachedFailsNoMessage() {
        String contact = contact();
        String other = contact();
        OutboundMessage message = message(contact, "olha", file("foto.png", "image/png", "the picture"));
        var nowhere = new S3Config(
                FakePlatform.nowhere(),
                FakePlatform.nowhere(),
                RealServers.S3.region(),
                RealServers.S3.bucket(),
                RealServers.S3.accessKey(),
                RealServers.S3.secretKey());
        write(message);
        write(outbound(other, 1));
        ScriptedConnector platform = reading();
        try (ObjectStore away = new ObjectStore(nowhere)) {
            whileDelivering(platform, away, () -> {
                await().atMost(SOON).until(() -> last(message) == State.PARKED);
                await().atMost(SOON).until(() -> platform.textsOf(other).equals(List.of("1")));
            });
        }
        assertThat(platform.callsTo(contact)).isEmpty();
        assertThat(updates(contact)).isEmpty();

        whileDelivering(platform, () -> await().atMost(SOON)
                .until(() -> platform.textsOf(contact).equals(List.of("olha"))));
    }

    @Test
    void aLongTextGoesInPartsOfWhichOnlyTheLastIsTheMessageForReceipts() {
        String contact = contact();
        OutboundMessage message = message(contact, LONG, null);
        write(message);

        ScriptedConnector platform = ScriptedConnector.willing();
        whileDelivering(platform, () -> await().atMost(SOON)
                .until(() -> !dispatches(contact).isEmpty()));

        assertThat(String.join(" ", platform.textsOf(contact))).isEqualTo(LONG);
        assertThat(platform.callsTo(contact))
                .extracting(OutgoingMessage::reference)
                .containsExactly(message.messageId() + "/1/1", message.messageId() + "/1");
        assertThat(dispatches(contact))
                .extracting(ChannelDispatch::providerMessageId)
                .containsExactly("id-of-" + message.messageId() + "/1");
    }

    @Test
    void whoeverTakesAPartitionOverGoesOnWithThePartThatIsNext() {
        String contact = contact();
        OutboundMessage message = message(contact, LONG, null);
        attempted(message, State.PLANNED, 1);

        ScriptedConnector platform = ScriptedConnector.willing();
        whileDelivering(platform, () -> await().atMost(SOON)
                .until(() -> !dispatches(contact).isEmpty()));

        assertThat(platform.textsOf(contact)).hasSize(1);
        assertThat(LONG).endsWith(platform.textsOf(contact).get(0));
    }

    @Test
    void anAnswerNamesTheMessageItAnswersAsThePlatformCallsIt() {
        String contact = contact();
        RealServers.SESSION.execute(
                "INSERT INTO receipts_by_message (message_id, recipient_id, provider_message_id) VALUES (?, ?, '4711')",
                "msg_ours_" + contact,
                "telegram:" + contact);
        RealServers.SESSION.execute(
                "INSERT INTO message_by_id (message_id, conversation_id, seq) VALUES (?, ?, 7)",
                "msg_theirs_" + contact,
                "conv-" + contact);
        RealServers.SESSION.execute(
                "INSERT INTO events_by_conversation (conversation_id, bucket, seq, type, metadata)"
                        + " VALUES (?, 0, 7, 'message.created', '{\"telegram\":{\"id\":\"42\"}}')",
                "conv-" + contact);
        RealServers.SESSION.execute(
                "INSERT INTO messages_by_platform_id (platform_id, message_id) VALUES (?, ?)",
                "telegram:1:" + contact + ":42",
                "msg_theirs_" + contact);
        write(outbound("user_any", contact, 1, "a nossa", null, "msg_ours_" + contact));
        write(outbound("user_any", contact, 2, "a deles", null, "msg_theirs_" + contact));
        write(outbound("user_any", contact, 3, "a de ninguém", null, "msg_nobodys"));

        ScriptedConnector platform = ScriptedConnector.willing();
        whileDelivering(platform, () -> await().atMost(SOON)
                .until(() -> dispatches(contact).size() == 3));

        assertThat(platform.callsTo(contact))
                .extracting(OutgoingMessage::replyTo)
                .containsExactly("4711", "42", null);
    }

    private ScriptedConnector reading() {
        return new ScriptedConnector((account, call) -> {
            Media media = call.media();
            if (media != null) {
                try (InputStream content = media.content().open()) {
                    received.put(media.fileId(), new String(content.readAllBytes(), UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return ScriptedConnector.accepted(call);
        });
    }

    private static OutboundMessage message(String contact, String content, @Nullable String fileId) {
        return outbound("user_any", contact, 1, content, fileId, null);
    }

    private String file(String name, String mimetype, String content) {
        StoredFile file = stored(name, mimetype, content.length());
        store.put(file.objectKey(), content.getBytes(UTF_8), mimetype);
        files.insert(file);
        return file.fileId();
    }

    private static StoredFile stored(String name, String mimetype, int size) {
        return new StoredFile(
                FileIds.fileId(),
                "conv",
                "user_any",
                name,
                size,
                mimetype,
                null,
                FileIds.objectKey(),
                null,
                StoredFile.State.READY,
                Instant.now());
    }
}
