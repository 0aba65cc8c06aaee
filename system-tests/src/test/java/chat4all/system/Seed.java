package chat4all.system;

import chat4all.schemas.ConversationCommand;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A long conversation of two, written to Kafka as the edge writes it; its texts are {@code mensagem 0, 1, 2, …}. */
record Seed(String conversation, String sender, String recipient) {
    /** Adds those from {@code first} on, so that there are {@code messages}. */
    void write(Stack stack, int messages, int first) {
        Map<String, Object> properties =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka(), ProducerConfig.LINGER_MS_CONFIG, 20);
        try (KafkaProducer<String, ConversationCommand> producer = new KafkaProducer<>(
                properties,
                Topics.MESSAGES.keySerde().serializer(),
                Topics.MESSAGES.valueSerde().serializer())) {
            for (int i = first; i < messages; i++) {
                Future<?> unused =
                        producer.send(new ProducerRecord<>(Topics.MESSAGES.name(), conversation, message(i)));
            }
        }
    }

    private SendMessage message(int number) {
        return new SendMessage(
                conversation + "-" + number,
                null,
                conversation,
                sender,
                List.of(recipient),
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
