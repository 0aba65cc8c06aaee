package chat4all.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.connectors.delivery.DeliveryConfig;
import chat4all.connectors.testing.Hands;
import chat4all.connectors.testing.RealServers;
import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import chat4all.servers.SpanReceiver;
import chat4all.servers.SpanReceiver.ReceivedSpan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String APP_SECRET = "the app's secret";
    private static final String ACCOUNTS = """
            [
              {"channel": "whatsapp", "id": "100", "owners": ["user_a"], "shared": true, "base_url": "http://127.0.0.1:1",
               "token": "t", "webhook_secret": "the app's secret", "verify_token": "verify me"},
              {"channel": "telegram", "id": "400", "owners": ["user_a"], "shared": true, "base_url": "http://127.0.0.1:1",
               "token": "400:t", "webhook_secret": "telegram-secret"}
            ]
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Hands hands = new Hands();
    private final SpanReceiver receiver = SpanReceiver.start();
    private final String run = UUID.randomUUID().toString();
    private ConnectorsApp app;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Path accounts = Files.writeString(directory.resolve("accounts.json"), ACCOUNTS);
        app = ConnectorsApp.start(new ConnectorsConfig(
                "127.0.0.1",
                0,
                "connectors-1",
                RealServers.KAFKA,
                RealServers.CASSANDRA,
                RealServers.S3,
                Optional.of(accounts),
                new Secret("a secret that is long enough to be one"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                DeliveryConfig.from(Settings.of(Map.of())),
                new TracingConfig(Optional.of(receiver.endpoint()), Optional.empty(), 1)));
    }

    @AfterAll
    void stop() {
        app.close();
        receiver.close();
        hands.close();
    }

    @Test
    void answersTheHandshakeToWhoeverKnowsTheVerifyToken() throws Exception {
        String question = "/hooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";

        assertThat(get(question + "verify%20me").body()).isEqualTo("1158201444");
        assertThat(get(question + "verify%20you").statusCode()).isEqualTo(403);
    }

    @Test
    void keepsNothingThatIsNotSignedByThePlatform() throws Exception {
        String body = whatsapp(message("forged-" + run, "forjada"));

        assertThat(whatsapp(body, "sha256=" + "0".repeat(64)).statusCode()).isEqualTo(403);
        assertThat(whatsapp(body.replace("forjada", "alterada"), signature(body))
                        .statusCode())
                .isEqualTo(403);
        assertThat(whatsapp(body, "").statusCode()).isEqualTo(403);
        assertThat(telegram("wrong", "{\"update_id\":1}").statusCode()).isEqualTo(403);

        // What comes after them is kept, so what was refused is not under way any more.
        String after = whatsapp(message("after-" + run, "depois"));
        assertThat(whatsapp(after, signature(after)).statusCode()).isEqualTo(200);
        assertThat(hands.values(
                        Topics.CHANNEL_WEBHOOKS, webhook -> webhook.body().contains(run)))
                .extracting(webhook -> webhook.body())
                .containsExactly(after);
    }

    @Test
    void takesAThousandMessagesInOneBodyOfThreeMegabytes() throws Exception {
        String text = "x".repeat(2_700);
        String body = whatsapp(IntStream.range(0, 1_000)
                .mapToObj(i -> message("many-" + i + "-" + run, i + " " + text))
                .collect(Collectors.joining(",")));
        assertThat(body.length()).isBetween(2_800_000, 3_200_000);

        assertThat(whatsapp(body, signature(body)).statusCode()).isEqualTo(200);

        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(
                        said(text).stream().map(SendMessage::messageId).distinct())
                .hasSize(1_000));
    }

    @Test
    void aTelegramUpdateBecomesAMessageOfItsConversationWhateverElseIsInIt() throws Exception {
        String update = """
                {"update_id": 5, "tomorrow": {"new": [1]}, "message": {"message_id": 7, "date": 1763513873,
                 "chat": {"id": 123456789, "type": "private", "first_name": "Ana"},
                 "from": {"id": 123456789, "is_bot": false, "first_name": "Ana"}, "text": "TEXT"}}
                """.replace("TEXT", "telegram-" + run);

        assertThat(telegram("telegram-secret", update).statusCode()).isEqualTo(200);
        assertThat(telegram("telegram-secret", update).statusCode()).isEqualTo(200);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(said("telegram-" + run)).hasSize(2));
        List<SendMessage> said = said("telegram-" + run);
        assertThat(said.get(0).conversationId()).startsWith("channel:");
        assertThat(said.get(0).senderId()).isEqualTo("telegram:123456789");
        assertThat(said.get(0).recipients()).containsExactly("user_a");
        // The same id, by which the topology knows the repetition.
        assertThat(said.get(1).messageId()).isEqualTo(said.get(0).messageId());
    }

    @Test
    void whatIsNoJsonIsKeptAndHoldsUpNothing() throws Exception {
        String broken = "{\"object\": \"whatsapp_business_account\", ";
        String next = whatsapp(message("next-" + run, "next-" + run));

        assertThat(whatsapp(broken, signature(broken)).statusCode()).isEqualTo(200);
        assertThat(whatsapp(next, signature(next)).statusCode()).isEqualTo(200);

        await().atMost(SOON).untilAsserted(() -> assertThat(said("next-" + run)).hasSize(1));
    }

    @Test
    void whatAWebhookTellsIsOneTraceUpToItsCommandAndSaysNothingOfWhatWasWritten() throws Exception {
        String text = "traced-" + UUID.randomUUID();
        String update = """
                {"update_id": 6, "message": {"message_id": 8, "date": 1763513873, "text": "TEXT",
                 "chat": {"id": 987654321, "type": "private", "first_name": "Ana"},
                 "from": {"id": 987654321, "is_bot": false, "first_name": "Ana"}}}
                """.replace("TEXT", text);

        assertThat(telegram("telegram-secret", update).statusCode()).isEqualTo(200);

        await().atMost(SOON).untilAsserted(() -> assertThat(receiver.spans())
                .filteredOn(span -> receiver.spans(span.traceId()).size() == 4)
                .extracting(ReceivedSpan::name)
                .contains(
                        "POST /hooks/telegram", "send channel-webhooks", "process channel-webhooks", "send messages"));
        assertThat(receiver.everything())
                .doesNotContain(text)
                .doesNotContain("987654321")
                .doesNotContain("telegram-secret");
    }

    private List<SendMessage> said(String words) {
        List<ConversationCommand> commands = hands.values(
                Topics.MESSAGES,
                command -> command instanceof SendMessage send && send.content().contains(words));
        return commands.stream().map(SendMessage.class::cast).toList();
    }

    private static String message(String id, String text) {
        return "{\"from\":\"5511999998888\",\"id\":\"wamid.%s\",\"timestamp\":\"1763513873\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}"
                .formatted(id, text);
    }

    private static String whatsapp(String messages) {
        return """
               {"object":"whatsapp_business_account","entry":[{"id":"200","changes":[{"field":"messages","value":{
               "messaging_product":"whatsapp","metadata":{"display_phone_number":"1","phone_number_id":"100"},
               "contacts":[{"profile":{"name":"Ana"},"wa_id":"5511999998888"}],"messages":[%s]}}]}]}""".formatted(messages);
    }

    private HttpResponse<String> whatsapp(String body, String signature) throws IOException, InterruptedException {
        return post("/hooks/whatsapp", "X-Hub-Signature-256", signature, body);
    }

    private HttpResponse<String> telegram(String secret, String body) throws IOException, InterruptedException {
        return post("/hooks/telegram", "X-Telegram-Bot-Api-Secret-Token", secret, body);
    }

    private HttpResponse<String> post(String path, String header, String value, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + app.port() + path);
    }

    private static String signature(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(APP_SECRET.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }
}
