package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.schemas.ConversationCommand;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("long")
@Order(4)
@ExtendWith(OnTheStack.class)
class DeepHistoryTest {
    private static final int MESSAGES = 1_000_000;
    private static final int DEEP = 900_000;
    private static final double TOLERANCE = 1.5;
    private static final int ROUNDS = 60;

    private final Stack stack;

    DeepHistoryTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    @Timeout(3_600)
    void aPageCostsTheSameAtTheBeginningAndNearTheEndOfAMillionMessages() {
        String conversation = "deep";
        seed(conversation);
        Api reader = Api.login(stack.api(), "user_b", "pass_b");
        await().atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> reader.get(page(conversation, MESSAGES - 1))
                                .json()
                                .path("messages")
                                .size()
                        == 1);

        assertThat(reader.get(page(conversation, DEEP))
                        .json()
                        .at("/messages/0/seq")
                        .asLong())
                .isEqualTo(DEEP + 1);
        double atTheBeginning = medianMillis(reader, page(conversation, 0));
        double deep = medianMillis(reader, page(conversation, DEEP));
        System.out.printf("a page of 50: %.2f ms at offset 0, %.2f ms at offset %d%n", atTheBeginning, deep, DEEP);
        assertThat(deep).isLessThan(atTheBeginning * TOLERANCE);
    }

    private static String page(String conversation, long offset) {
        return "/v1/conversations/" + conversation + "/messages?limit=50&offset=" + offset;
    }

    private static double medianMillis(Api reader, String path) {
        double[] sorted = LongStream.range(0, ROUNDS)
                .mapToDouble(round -> {
                    long began = System.nanoTime();
                    assertThat(reader.get(path).status()).isEqualTo(200);
                    return (System.nanoTime() - began) / 1e6;
                })
                .sorted()
                .toArray();
        return sorted[ROUNDS / 2];
    }

    private void seed(String conversation) {
        Map<String, Object> properties =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka(), ProducerConfig.LINGER_MS_CONFIG, 20);
        try (KafkaProducer<String, ConversationCommand> producer = new KafkaProducer<>(
                properties,
                Topics.MESSAGES.keySerde().serializer(),
                Topics.MESSAGES.valueSerde().serializer())) {
            for (int i = 0; i < MESSAGES; i++) {
                Future<?> unused = producer.send(
                        new ProducerRecord<>(Topics.MESSAGES.name(), conversation, message(conversation, i)));
            }
        }
    }

    private static SendMessage message(String conversation, int number) {
        return new SendMessage(
                "deep-" + number,
                null,
                conversation,
                "user_a",
                List.of("user_b"),
                List.of(),
                "mensagem " + number,
                "text",
                null,
                null,
                null,
                "f" + number,
                ConversationCommand.Origin.CLIENT,
                Instant.now());
    }
}
