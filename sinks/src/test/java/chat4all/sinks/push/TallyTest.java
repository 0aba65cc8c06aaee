package chat4all.sinks.push;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.Topics;
import chat4all.sinks.Events;
import chat4all.sinks.streams.Received;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Tally tally = new Tally(registry);

    @Test
    void everyOutcomeIsCountedOnceAndApart() {
        tally.count(Events.direct("conv", 1, "msg_1"));
        tally.count(rejected(RejectionCode.DUPLICATE));
        tally.count(rejected(RejectionCode.NOT_A_MEMBER));
        tally.count(deadLetter("messages"));

        assertThat(count("messages.sequenced", "type", "message.created")).isOne();
        assertThat(registry.get("messages.duplicates").counter().count()).isOne();
        assertThat(count("messages.rejected", "reason", "not-a-member")).isOne();
        assertThat(count("messages.rejected", "reason", "validation")).isZero();
        assertThat(count("messages.dead.lettered", "topic", "messages")).isOne();
    }

    @Test
    void whoeverWritesADeadLetterCannotMakeNewLabels() {
        tally.count(deadLetter("made-up"));
        tally.count(deadLetter(null));

        assertThat(count("messages.dead.lettered", "topic", "other")).isEqualTo(2);
    }

    private double count(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).counter().count();
    }

    private static RejectedMessage rejected(RejectionCode code) {
        return new RejectedMessage("msg_1", "conv", "user_a", code, "detail", Instant.EPOCH, null);
    }

    private static Received<byte[]> deadLetter(@Nullable String from) {
        var headers = new RecordHeaders();
        if (from != null) {
            headers.add("__streams.errors.topic", from.getBytes(StandardCharsets.UTF_8));
        }
        return new Received<>(null, new byte[0], new byte[0], headers, Topics.DEAD_LETTERS.name(), 0, 0);
    }
}
