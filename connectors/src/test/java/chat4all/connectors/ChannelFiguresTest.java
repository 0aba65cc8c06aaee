package chat4all.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.connectors.delivery.DeliveryConfig;
import chat4all.connectors.graph.GraphWebhook;
import chat4all.connectors.simulator.SimulatorApp;
import chat4all.connectors.simulator.SimulatorConfig;
import chat4all.connectors.testing.FakePlatform;
import chat4all.connectors.testing.Hands;
import chat4all.connectors.testing.RealServers;
import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import chat4all.schemas.Channel;
import chat4all.schemas.Json;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.Topics;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How fast one process of connectors is against a simulator without limits; the figures are in the log. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelFiguresTest {
    private static final Logger log = LoggerFactory.getLogger(ChannelFiguresTest.class);
    private static final String NUMBER = "100000000000001";
    private static final int CONTACTS = 500;
    private static final int PER_CONTACT = 20;
    private static final int WARM_UP = 1_000;
    private static final int WEBHOOKS = 5_000;
    private static final int WEBHOOKS_PER_SECOND = 500;
    private static final int SINGLES = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Hands hands = new Hands();
    private final int run = ThreadLocalRandom.current().nextInt(1_000, 9_999);
    private SimulatorApp simulator;
    private ConnectorsApp connectors;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        URI hooks = FakePlatform.nowhere();
        simulator = SimulatorApp.start(SimulatorConfig.from(Settings.of(
                Map.of("CHAT4ALL_SIMULATOR_PORT", "0", "CHAT4ALL_SIMULATOR_WEBHOOK_URL", hooks.toString()))));
        Path accounts = Files.writeString(directory.resolve("accounts.json"), """
                [{"channel":"whatsapp","id":"%s","base_url":"http://127.0.0.1:%d/graph/v23.0","shared":true,
                  "token":"local-access-token","webhook_secret":"local-app-secret","verify_token":"verify"}]
                """.formatted(NUMBER, simulator.port()));
        connectors = ConnectorsApp.start(new ConnectorsConfig(
                "127.0.0.1",
                hooks.getPort(),
                "connectors-1",
                RealServers.KAFKA,
                RealServers.CASSANDRA,
                RealServers.S3,
                Optional.of(accounts),
                new Secret("a secret that is long enough to be one"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                DeliveryConfig.from(Settings.of(Map.of("CHAT4ALL_CONNECTORS_RATE_LIMITS", "false"))),
                TracingConfig.OFF));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> get(connectors.port(), "/health").statusCode() == 200);
        // Classes are loaded and compiled by messages that nobody counts.
        throughput("8", 100, 10);
    }

    @AfterAll
    void stop() {
        connectors.close();
        simulator.close();
        hands.close();
    }

    @Test
    void sendsAtLeastFiveHundredMessagesASecondInOrder() throws Exception {
        double perSecond = throughput("9", CONTACTS, PER_CONTACT);

        log.info("{} messages to {} contacts: {} messages/s", CONTACTS * PER_CONTACT, CONTACTS, Math.round(perSecond));
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= PER_CONTACT; i++) {
            expected.add(Integer.toString(i));
        }
        for (int i = 0; i < CONTACTS; i += 25) {
            String contact = contact("9", i);
            await().untilAsserted(() ->
                    assertThat(shown(contact).findValuesAsText("text")).containsExactlyElementsOf(expected));
        }
        assertThat(perSecond).isGreaterThanOrEqualTo(500);
    }

    @Test
    void aMessageIsOnThePhoneWithinFiftyMilliseconds() throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < SINGLES; i++) {
            String contact = contact("7", i % 20);
            int seq = i / 20 + 1;
            Instant written = Instant.now();
            write(contact, seq);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> shown(contact).size() == seq);
            Instant taken = Instant.parse(shown(contact).get(seq - 1).path("at").asText());
            millis.add(Duration.between(written, taken).toMillis());
        }

        long[] sorted = sorted(millis);
        log.info("record to phone: p50 {} ms, p99 {} ms", percentile(sorted, 50), percentile(sorted, 99));
        assertThat(percentile(sorted, 50)).isLessThanOrEqualTo(50);
    }

    @Test
    void aWebhookIsAnsweredWithinFiftyMillisecondsAtFiveHundredASecond() throws Exception {
        webhooks(0, WARM_UP, WEBHOOKS_PER_SECOND / 5);

        long[] sorted = sorted(webhooks(WARM_UP, WEBHOOKS, WEBHOOKS_PER_SECOND));

        log.info("webhook to answer: p50 {} ms, p99 {} ms", percentile(sorted, 50), percentile(sorted, 99));
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        hands.values(Topics.MESSAGES, command -> command.actor().startsWith("whatsapp:+55116" + run))
                                        .size()
                                == WARM_UP + WEBHOOKS);
        assertThat(percentile(sorted, 99)).isLessThanOrEqualTo(50);
    }

    /** From when each should have gone out to its answer, in ms: a late start is late, too. */
    private List<Long> webhooks(int first, int count, int perSecond) {
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            answers.add(http.sendAsync(webhook(first + i), BodyHandlers.discarding())
                    .thenApply(answer -> {
                        assertThat(answer.statusCode()).isEqualTo(200);
                        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due);
                    }));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private double throughput(String kind, int contacts, int perContact) throws Exception {
        long before = accepted();
        for (int seq = 1; seq <= perContact; seq++) {
            for (int i = 0; i < contacts; i++) {
                hands.append(Topics.outbound(Channel.WHATSAPP), "c" + contact(kind, i), message(contact(kind, i), seq));
            }
        }
        long start = System.nanoTime();
        long already = accepted() - before;
        await().atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> accepted() - before >= (long) contacts * perContact);
        double seconds = (System.nanoTime() - start) / 1e9;
        return ((double) contacts * perContact - already) / seconds;
    }

    private long accepted() throws Exception {
        return get(connectors.port(), "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("chat4all_sends_total") && line.contains("outcome=\"accepted\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void write(String contact, int seq) {
        hands.write(Topics.outbound(Channel.WHATSAPP), "c" + contact, message(contact, seq));
    }

    private OutboundMessage message(String contact, int seq) {
        return new OutboundMessage(
                "msg_" + contact.substring(1) + "_" + seq,
                "c" + contact,
                seq,
                "user_any",
                "whatsapp:" + contact,
                Channel.WHATSAPP,
                Integer.toString(seq),
                "text",
                null,
                null,
                null,
                Instant.now());
    }

    private String contact(String kind, int i) {
        return "+5511%s%04d%04d".formatted(kind, run, i);
    }

    private HttpRequest webhook(int i) {
        String from = contact("6", i % CONTACTS).substring(1);
        byte[] body = """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
                 "metadata":{"phone_number_id":"%s"},"messages":[{"from":"%s","id":"wamid.%d-%d","timestamp":"1763513873",
                 "type":"text","text":{"body":"oi"}}]}}]}]}""".formatted(NUMBER, from, run, i).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connectors.port() + "/hooks/whatsapp"))
                .header(
                        "X-Hub-Signature-256",
                        GraphWebhook.signature(new Secret("local-app-secret"), ByteBuffer.wrap(body)))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private JsonNode shown(String contact) throws Exception {
        String user = URLEncoder.encode("whatsapp:" + contact, StandardCharsets.UTF_8);
        return Json.MAPPER
                .readTree(get(simulator.port(), "/sim/assert/deliveries?user=" + user)
                        .body())
                .path("deliveries");
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private static long[] sorted(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
