package chat4all.sinks.streams;

import chat4all.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that can be read but never written: sent to {@code dead-letters} byte for byte, with the cause in the headers
 * that Kafka Streams itself uses for those that cannot be read.
 */
public final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final String HEADER = "__streams.errors.";

    private final Outbox outbox;
    private final Counter counter;

    public DeadLetters(Outbox outbox, MeterRegistry registry) {
        this.outbox = outbox;
        this.counter = Counter.builder("sink_dead_letters").register(registry);
    }

    /** Ends well when the broker has the dead letter. */
    public CompletionStage<Void> bury(Received<?> received, Throwable cause) {
        log.error(
                "Record {}-{}@{} cannot be written and becomes a dead letter",
                received.topic(),
                received.partition(),
                received.offset(),
                cause);
        counter.increment();
        var letter = new ProducerRecord<>(Topics.DEAD_LETTERS.name(), received.key(), received.bytes());
        received.headers().forEach(letter.headers()::add);
        add(letter.headers(), "exception", cause.getClass().getName());
        add(letter.headers(), "message", String.valueOf(cause.getMessage()));
        add(letter.headers(), "topic", received.topic());
        add(letter.headers(), "partition", Integer.toString(received.partition()));
        add(letter.headers(), "offset", Long.toString(received.offset()));
        return outbox.send(letter);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(HEADER + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
