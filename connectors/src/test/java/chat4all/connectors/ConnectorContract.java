package chat4all.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.reading.Details;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.Fetched;
import chat4all.connectors.spi.Inbound;
import chat4all.connectors.spi.Media;
import chat4all.connectors.spi.MediaKind;
import chat4all.connectors.spi.MediaRules;
import chat4all.connectors.spi.OutgoingMessage;
import chat4all.connectors.spi.SendOutcome;
import chat4all.connectors.spi.WebhookRequest;
import chat4all.connectors.testing.FakePlatform;
import chat4all.connectors.testing.FakePlatform.Behaviour;
import chat4all.connectors.testing.Mutations;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Json;
import chat4all.schemas.Validation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every connector does. A new one extends this, says what its platform answers, and passes. */
@Timeout(60)
public abstract class ConnectorContract {
    protected static final String TOKEN = "777000111:AA-token_that_is_never_seen";
    protected static final String WEBHOOK_SECRET = "webhook_secret_that_is_never_seen";
    protected static final String VERIFY_TOKEN = "verify_token_that_is_never_seen";
    private static final int MUTATIONS_PER_FIXTURE = 1500;

    protected final FakePlatform platform = new FakePlatform();
    protected Connector connector = connector(patient());
    protected ChannelAccount account = account(platform.uri());

    protected abstract Connector connector(PlatformClient client);

    protected abstract ChannelAccount account(URI platform);

    protected abstract OutgoingMessage message();

    /** A good answer, and the outcome it is. */
    protected abstract Behaviour accepting();

    protected abstract SendOutcome.Accepted accepted();

    protected abstract Behaviour throttling(Duration pause);

    protected abstract Behaviour refusingTheAccount();

    protected abstract Behaviour refusingForGood();

    protected abstract Behaviour refusingForNow();

    /** Refusing with these words. */
    protected abstract Behaviour refusing(String words);

    /** As the platform sends it, with this secret. */
    protected abstract WebhookRequest webhook(String secret, byte[] body);

    protected abstract List<JsonNode> fixtures();

    /** A good answer to whatever is asked on the way of a file to the contact, and the bytes of one that they sent. */
    protected abstract Behaviour handlingFiles(String bytes);

    /** Whether the platform is given the bytes themselves, and not where they are. */
    protected abstract boolean takesBytes();

    /** As a webhook names a file, at this platform. */
    protected abstract Inbound.Media contactsFile();

    @BeforeEach
    void accept() {
        platform.does(accepting());
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void acceptsWhatThePlatformTook() {
        SendOutcome outcome = connector.send(account, message());

        assertThat(outcome).isEqualTo(accepted());
        assertThat(platform.requests()).hasSize(1);
    }

    @Test
    void isUnknownWhenAGoodAnswerNamesNoMessage() {
        for (String body : List.of("{}", "", "[]", "not json", "{\"messages\":[],\"result\":{},\"message_id\":null}")) {
            platform.does(FakePlatform.answer(200, body));

            SendOutcome outcome = connector.send(account, message());

            assertThat(code(outcome)).isEqualTo("Unknown answer-without-id");
        }
    }

    @Test
    void waitsExactlyAsLongAsThePlatformAsks() {
        platform.does(throttling(Duration.ofSeconds(34)));

        SendOutcome outcome = connector.send(account, message());

        assertThat(outcome)
                .isInstanceOfSatisfying(SendOutcome.Throttled.class, throttled -> assertThat(throttled.pause())
                        .isEqualTo(Duration.ofSeconds(34)));
    }

    @Test
    void tellsAnUnusableAccountFromAMessageThatFails() {
        platform.does(refusingTheAccount());
        SendOutcome forTheAccount = connector.send(account, message());
        platform.does(refusingForGood());
        SendOutcome forGood = connector.send(account, message());
        platform.does(refusingForNow());
        SendOutcome forNow = connector.send(account, message());

        assertThat(forTheAccount).isInstanceOf(SendOutcome.AccountUnusable.class);
        assertThat(forGood).isInstanceOf(SendOutcome.Failed.class);
        assertThat(forNow).isInstanceOf(SendOutcome.Retry.class);
    }

    @Test
    void refusesATokenNoCallCanBeMadeWith() {
        ChannelAccount broken = withToken("two words\r\nand a line");

        SendOutcome outcome = connector.send(broken, message());

        assertThat(code(outcome)).isEqualTo("AccountUnusable token-malformed");
        assertThat(platform.requests()).isEmpty();
    }

    @Test
    void isUnknownWhenTheAnswerIsLost() {
        connector = connector(hasty());
        for (Behaviour losing : List.of(FakePlatform.hold(), FakePlatform.holdBody(), FakePlatform.drop())) {
            platform.does(losing);

            SendOutcome outcome = connector.send(account, message());

            assertThat(code(outcome)).isEqualTo("Unknown answer-lost");
        }
        assertThat(platform.requests()).as("nothing is sent twice").hasSize(3);
    }

    @Test
    void isARetryWhenNobodyListens() {
        SendOutcome outcome = connector.send(account(FakePlatform.nowhere()), message());

        assertThat(code(outcome)).isEqualTo("Retry platform-unreachable");
    }

    @Test
    void showsNoSecretInAnError() {
        platform.does(refusing("no " + TOKEN + " and " + WEBHOOK_SECRET + " " + "and more ".repeat(100)));
        SendOutcome refused = connector.send(account, message());
        platform.does(FakePlatform.drop());
        SendOutcome lost = connector.send(account, message());
        SendOutcome unreachable = connector.send(account(FakePlatform.nowhere()), message());

        assertThat(refused.toString())
                .contains("no [REDACTED] and [REDACTED] and more")
                .hasSizeLessThan(600);
        for (SendOutcome outcome : List.of(refused, lost, unreachable)) {
            assertThat(outcome.toString()).doesNotContain("never_seen");
        }
    }

    @Test
    void sendsAFileOfEveryKindWithItsBytesOrItsLink() {
        for (MediaKind kind : MediaKind.values()) {
            platform.does(handlingFiles("unused"));

            SendOutcome outcome = connector.send(account, withFile(kind, () -> bytes("%PDF the file's bytes")));

            assertThat(outcome).as("%s", kind).isEqualTo(accepted());
            assertThat(platform.requests().toString())
                    .as("%s", kind)
                    .contains(takesBytes() ? "%PDF the file's bytes" : "https://files.example/" + kind);
        }
    }

    @Test
    void aFileThatCannotBeReadCostsNoAttemptAndIsNoRiddle() {
        platform.does(handlingFiles("unused"));
        for (Media.Content broken : List.<Media.Content>of(
                () -> {
                    throw new IOException("the store is away");
                },
                () -> new SequenceInputStream(bytes("half"), new BrokenStream()),
                () -> bytes("too short"))) {
            SendOutcome outcome = connector.send(account, withFile(MediaKind.DOCUMENT, broken));

            assertThat(outcome.getClass())
                    .isEqualTo(takesBytes() ? SendOutcome.Throttled.class : SendOutcome.Accepted.class);
        }
    }

    @Test
    void declaresOnlyFilesThatThePlatformIsKnownToTake() {
        MediaRules rules = connector.capabilities().media();

        assertThat(rules.kind("image/jpeg", 1000)).contains(MediaKind.IMAGE);
        assertThat(rules.kind("video/mp4", 1000)).contains(MediaKind.VIDEO);
        assertThat(rules.kind("application/pdf", 1000)).contains(MediaKind.DOCUMENT);
        assertThat(rules.kind("application/pdf", 2L << 30)).isEmpty();
        assertThat(rules.kind("image/jpeg", 0)).isEmpty();
    }

    @Test
    void fetchesAFileThatAContactSent() throws IOException {
        platform.does(handlingFiles("the contact's bytes"));

        Fetched fetched = connector.fetch(account, contactsFile());

        assertThat(fetched).isInstanceOf(Fetched.Opened.class);
        try (InputStream content = ((Fetched.Opened) fetched).content()) {
            assertThat(content).hasContent("the contact's bytes");
        }
    }

    @Test
    void aFileThatIsGoneIsNotAskedForAgainButOneThatCannotBeHadNowIs() {
        platform.does(refusingForGood());
        Fetched gone = connector.fetch(account, contactsFile());
        platform.does(FakePlatform.answer(503, "{}"));
        Fetched busy = connector.fetch(account, contactsFile());
        platform.does(FakePlatform.drop());
        Fetched dropped = connector.fetch(account, contactsFile());

        assertThat(gone).isInstanceOf(Fetched.Never.class);
        assertThat(busy).isInstanceOf(Fetched.Later.class);
        assertThat(dropped).isInstanceOf(Fetched.Later.class);
        assertThat(gone + " " + busy + " " + dropped).doesNotContain("never_seen");
    }

    @Test
    void neverStumblesOverTheNameOfAFile() {
        for (String odd : List.of("", "../../etc/passwd", "http://[", "file:///etc/passwd", "a b\r\nHost: x", "é")) {
            assertThat(connector.fetch(account, new Inbound.Media(odd, null)))
                    .as(odd)
                    .isInstanceOfAny(Fetched.Never.class, Fetched.Later.class);
        }
    }

    private OutgoingMessage withFile(MediaKind kind, Media.Content content) {
        String mimetype = kind == MediaKind.DOCUMENT ? "application/pdf" : kind.word() + "/mp4";
        var media = new Media(
                "file_" + kind + System.nanoTime(),
                kind,
                "contrato \"final\".pdf",
                mimetype,
                21,
                content,
                URI.create("https://files.example/" + kind));
        return new OutgoingMessage(message().to(), "", media, "msg_1/1", null);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the store went away");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }

    @Test
    void knowsAGenuineWebhookAndItsAccount() {
        byte[] body = bytes(fixtures().get(0));
        ChannelAccount stranger = withWebhookSecret("another secret");

        assertThat(connector.authenticate(List.of(stranger, account), webhook(WEBHOOK_SECRET, body)))
                .contains(account);
        assertThat(connector.authenticate(List.of(account, stranger), webhook("another secret", body)))
                .contains(stranger);
    }

    @Test
    void refusesAWebhookNobodyVouchesFor() {
        byte[] body = bytes(fixtures().get(0));
        WebhookRequest genuine = webhook(WEBHOOK_SECRET, body);
        WebhookRequest unsigned = new WebhookRequest(Map.of(), Map.of(), ByteBuffer.wrap(body));

        assertThat(connector.authenticate(List.of(account), webhook("wrong", body)))
                .isEmpty();
        assertThat(connector.authenticate(List.of(account), unsigned)).isEmpty();
        assertThat(connector.authenticate(List.of(), genuine)).isEmpty();
        assertThat(connector.authenticate(List.of(withWebhookSecret("")), genuine))
                .isEmpty();
        genuine.headers().keySet().forEach(header -> {
            for (String value : List.of("", "sha256=", "sha256=zz", "é", WEBHOOK_SECRET + "x")) {
                var forged = new WebhookRequest(Map.of(header, value), Map.of(), ByteBuffer.wrap(body));
                assertThat(connector.authenticate(List.of(account, withWebhookSecret("")), forged))
                        .isEmpty();
            }
        });
    }

    @Test
    void readsEveryWebhookAndTheSameEachTime() {
        for (JsonNode fixture : fixtures()) {
            assertSound(fixture);
            assertThat(connector.parse(account.id(), fixture)).isNotEmpty();
        }
    }

    @Test
    void neverStumblesOverAWebhookThatWentWrong() {
        var mutations = new Mutations(20260214);
        for (JsonNode fixture : fixtures()) {
            for (int i = 0; i < MUTATIONS_PER_FIXTURE; i++) {
                assertSound(mutations.of(fixture));
            }
        }
        for (String body : List.of("{}", "[]", "null", "7", "\"text\"", "{\"entry\":7,\"update_id\":7}")) {
            assertSound(json(body));
        }
    }

    private void assertSound(JsonNode body) {
        List<Inbound> told = connector.parse(account.id(), body);

        if (!connector.parse(account.id(), body.deepCopy()).equals(told)) {
            throw new AssertionError("read differently the second time: " + body);
        }
        for (Inbound inbound : told) {
            Inbound said = inbound instanceof Inbound.Change change ? change.said() : inbound;
            if (said instanceof Inbound.Message message && !isSound(message)) {
                throw new AssertionError(message + " read from " + body);
            }
            if (inbound instanceof Inbound.Change change
                    && (change.target().isEmpty() || Validation.utf8Length(change.toString()) < 0)) {
                throw new AssertionError(change + " read from " + body);
            }
            if (inbound instanceof Inbound.Ignored ignored && ignored.kind().length() > 80) {
                throw new AssertionError(ignored + " read from " + body);
            }
        }
    }

    private static boolean isSound(Inbound.Message message) {
        String everything = message.toString();
        return !message.text().isEmpty()
                && !message.contact().isEmpty()
                && everything.indexOf(0) < 0
                && Validation.utf8Length(everything) >= 0
                && Validation.utf8Length(
                                Json.MAPPER.valueToTree(message.details()).toString())
                        <= Details.MAX_BYTES;
    }

    protected ChannelAccount withToken(String token) {
        return new ChannelAccount(
                account.channel(),
                account.id(),
                account.owners(),
                account.shared(),
                account.baseUrl(),
                new Secret(token),
                account.webhookSecret(),
                account.verifyToken());
    }

    protected ChannelAccount withWebhookSecret(String secret) {
        return new ChannelAccount(
                account.channel(),
                account.id() + "9",
                account.owners(),
                account.shared(),
                account.baseUrl(),
                account.token(),
                new Secret(secret),
                account.verifyToken());
    }

    /** {@code Outcome code}. */
    protected static String code(SendOutcome outcome) {
        String said =
                Json.MAPPER.valueToTree(outcome).path("error").path("code").asText();
        return outcome.getClass().getSimpleName() + " " + said;
    }

    protected static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static PlatformClient patient() {
        return new PlatformClient(Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    private static PlatformClient hasty() {
        return new PlatformClient(Duration.ofSeconds(10), Duration.ofMillis(400));
    }
}
