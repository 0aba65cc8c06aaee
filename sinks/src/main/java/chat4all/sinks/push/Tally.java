package chat4all.sinks.push;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.EventData;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import chat4all.sinks.streams.Received;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;

/**
 * Counts what became of commands, read from the committed topics, so that what a transaction took back is not counted:
 * sequenced, repeated, rejected or dead-lettered. After a crash some records are counted twice.
 */
final class Tally {
    private static final String OTHER = "other";
    private static final Set<String> TOPICS =
            Topics.all().stream().map(Topic::name).collect(Collectors.toSet());

    private final MeterRegistry registry;
    private final Counter duplicates;
    private final Map<RejectionCode, Counter> rejected;

    Tally(MeterRegistry registry) {
        this.registry = registry;
        this.duplicates = Counter.builder("messages.duplicates")
                .description("commands dropped because they had been read before")
                .register(registry);
        this.rejected = Arrays.stream(RejectionCode.values())
                .filter(code -> code != RejectionCode.DUPLICATE)
                .collect(Collectors.toMap(code -> code, this::rejections));
        sequenced(EventData.MESSAGE_CREATED);
        deadLettered(Topics.MESSAGES.name());
    }

    void count(ConversationEvent event) {
        sequenced(EventData.typeOf(event.data())).increment();
    }

    void count(RejectedMessage rejection) {
        rejected.getOrDefault(rejection.code(), duplicates).increment();
    }

    void count(Received<byte[]> deadLetter) {
        Header header = deadLetter.headers().lastHeader("__streams.errors.topic");
        String topic =
                header == null || header.value() == null ? OTHER : new String(header.value(), StandardCharsets.UTF_8);
        deadLettered(TOPICS.contains(topic) ? topic : OTHER).increment();
    }

    private Counter sequenced(String type) {
        return Counter.builder("messages.sequenced")
                .description("commands that took place, by the type of their event")
                .tag("type", type)
                .register(registry);
    }

    private Counter rejections(RejectionCode code) {
        return Counter.builder("messages.rejected")
                .description("commands that did not take place")
                .tag("reason", code.code())
                .register(registry);
    }

    private Counter deadLettered(String topic) {
        return Counter.builder("messages.dead.lettered")
                .description("records that could not be read or written, by the topic they came from")
                .tag("topic", topic)
                .register(registry);
    }
}
