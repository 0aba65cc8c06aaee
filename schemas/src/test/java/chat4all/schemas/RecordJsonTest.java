package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.000016Z");

    @Test
    void anEventNamesItsTypeBesideItsData() {
        ConversationEvent event = new ConversationEvent(
                "c1",
                1,
                1,
                AT,
                "user_a",
                List.of("user_a", "user_b"),
                new EventData.MessageCreated(
                        "m1",
                        null,
                        List.of("user_b"),
                        "olá \"x\"\n\u0000😀",
                        "text",
                        null,
                        null,
                        null,
                        new EventData.ConversationCreated(
                                ConversationKind.DIRECT, null, null, Map.of("user_a", ConversationMembers.Role.ADMIN))),
                null);

        byte[] bytes = Topics.CONVERSATION_LOG.valueSerde().serializer().serialize("t", event);

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .contains("\"type\":\"message.created\"", "\"seq\":1", "\"at\":\"2026-01-02T03:04:05.000016Z\"");
        assertThat(Topics.CONVERSATION_LOG.valueSerde().deserializer().deserialize("t", bytes))
                .isEqualTo(event);
    }

    @Test
    void aRecordWithoutAMandatoryFieldIsUnreadable() {
        byte[] bytes = "{\"type\":\"send\",\"conversation_id\":\"c1\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Topics.MESSAGES.valueSerde().deserializer().deserialize("t", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("message_id");
    }
}
