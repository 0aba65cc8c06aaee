package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The books after all that was done to the stack by the tests before. */
@Order(5)
@ExtendWith(OnTheStack.class)
class AuditTest {
    private final Stack stack;

    AuditTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void acceptedIsSequencedPlusDuplicatePlusRejectedPlusDeadLettered() {
        String poison = "no command of ours: " + UUID.randomUUID();
        write(poison);

        try (TopicReader topics = new TopicReader(stack)) {
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                var commands = topics.readable(Topics.MESSAGES);
                List<String> accepted = commands.stream()
                        .filter(SendMessage.class::isInstance)
                        .map(command -> ((SendMessage) command).messageId())
                        .toList();
                List<String> sequenced = sequenced(topics);
                List<RejectedMessage> refused = topics.values(Topics.MESSAGES_REJECTED);
                Set<String> sends = Set.copyOf(accepted);

                assertThat(sequenced).doesNotHaveDuplicates();
                assertThat(Stream.concat(
                                        sequenced.stream(),
                                        refused.stream()
                                                .map(RejectedMessage::messageId)
                                                .filter(sends::contains))
                                .toList())
                        .containsExactlyInAnyOrderElementsOf(accepted);
                // Whatever else is asked for becomes one event or one refusal, too.
                assertThat(topics.values(Topics.CONVERSATION_LOG).size() + refused.size())
                        .isEqualTo(commands.size());
                assertThat(topics.read(Topics.DEAD_LETTERS.name()))
                        .as("dead letters")
                        .extracting(AuditTest::text)
                        .containsExactly(poison);
                assertThat(topics.read(Topics.MESSAGES.name())).hasSize(commands.size() + 1);
            });
        }
    }

    private void write(String poison) {
        Map<String, Object> properties = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.MESSAGES.name(), "conv-poison", poison))
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void everyConversationIsNumberedOneToN() {
        try (TopicReader topics = new TopicReader(stack)) {
            Map<String, List<Long>> seqs = topics.values(Topics.CONVERSATION_LOG).stream()
                    .collect(Collectors.groupingBy(
                            ConversationEvent::conversationId,
                            Collectors.mapping(ConversationEvent::seq, Collectors.toList())));

            assertThat(seqs).isNotEmpty();
            seqs.forEach((conversation, found) -> assertThat(found)
                    .as(conversation)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, found.size()).boxed().toList()));
        }
    }

    private static List<String> sequenced(TopicReader topics) {
        return topics.values(Topics.CONVERSATION_LOG).stream()
                .map(ConversationEvent::data)
                .filter(MessageCreated.class::isInstance)
                .map(data -> ((MessageCreated) data).messageId())
                .toList();
    }

    private static String text(ConsumerRecord<String, byte[]> letter) {
        return letter.value() == null ? "null" : new String(letter.value(), StandardCharsets.UTF_8);
    }
}
