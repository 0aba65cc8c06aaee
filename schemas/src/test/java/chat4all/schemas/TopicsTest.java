package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** Names, keys and retention are public and the state of running installations hangs on them: here they are pinned. */
class TopicsTest {
    @Test
    void namesCleanupAndRetentionAreAsPublished() {
        Map<String, String> kept = Topics.all().stream()
                .collect(Collectors.toMap(Topic::name, TopicsTest::kept, (a, b) -> a, TreeMap::new));

        assertThat(kept)
                .isEqualTo(Map.ofEntries(
                        Map.entry("messages", "delete 7d"),
                        Map.entry("conversation-log", "delete 30d"),
                        Map.entry("messages-rejected", "delete 30d"),
                        Map.entry("whatsapp-outbound", "delete 35d"),
                        Map.entry("instagram-outbound", "delete 35d"),
                        Map.entry("telegram-outbound", "delete 35d"),
                        Map.entry("channel-attempts", "compact,delete 35d"),
                        Map.entry("channel-dispatches", "delete 35d"),
                        Map.entry("channel-receipts", "delete 35d"),
                        Map.entry("channel-webhooks", "delete 8d"),
                        Map.entry("status-updates", "delete 7d"),
                        Map.entry("message-status", "compact,delete 30d"),
                        Map.entry("watermarks", "compact"),
                        Map.entry("dead-letters", "delete 30d")));
    }

    @Test
    void noTopicIsListedTwice() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
    }

    @Test
    void onlyTheBrokersClockOrdersMessages() {
        assertThat(Topics.MESSAGES.config()).containsEntry("message.timestamp.type", "LogAppendTime");
        assertThat(Topics.all().stream().filter(topic -> topic.config().containsKey("message.timestamp.type")))
                .containsExactly(Topics.MESSAGES);
    }

    @Test
    void keysArePlainStringsExceptOfWhatNobodyCouldRead() {
        List<Topic<?, ?>> others = Topics.all().stream()
                .filter(topic -> !(topic.keySerde() instanceof Serdes.StringSerde))
                .toList();

        assertThat(others).containsExactly(Topics.DEAD_LETTERS);
    }

    @Test
    void aWatermarksKeyNamesItsMemberSoThatCompactionKeepsOneForEach() {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");

        assertThat(new Watermark("conv_1", "user_a", 2, 1, at).key()).isEqualTo("conv_1|user_a");
        assertThat(new Watermark("conv_1", "user_b", 2, 1, at).key()).isEqualTo("conv_1|user_b");
    }

    @Test
    void unreadableBytesPassTheDeadLettersUnchanged() {
        byte[] bytes = {0, -1, 127};

        assertThat(Topics.DEAD_LETTERS.valueSerde().serializer().serialize("t", bytes))
                .isEqualTo(bytes);
    }

    private static String kept(Topic<?, ?> topic) {
        String retention = topic.config().get("retention.ms");
        String policy = topic.config().getOrDefault("cleanup.policy", "");
        return retention == null
                ? policy
                : policy + " " + Duration.ofMillis(Long.parseLong(retention)).toDays() + "d";
    }
}
