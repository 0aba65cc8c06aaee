package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSerdeTest {
    private static final JsonSerde<ConversationCommand> SERDE = new JsonSerde<>(ConversationCommand.class);
    private static final String SEND = """
            {"type":"send","message_id":"m1","conversation_id":"c1","sender_id":"user_a","content":"x",\
            "message_type":"text","fingerprint":"f","origin":"CLIENT","accepted_at":"2026-01-02T03:04:05Z"%s}""";

    @Test
    void everyCodePointOfUnicodeSurvives() {
        StringBuilder all = new StringBuilder();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                all.appendCodePoint(codePoint);
            }
        }

        for (int from = 0; from < all.length(); from += 10_000) {
            String part = all.substring(from, Math.min(from + 10_000, all.length()));
            assertThat(content(SERDE.deserializer().deserialize("t", write(Commands.send(part)))))
                    .isEqualTo(part);
        }
    }

    @Test
    void aTextWithHalfASurrogatePairCanBeKeptWithItsRejection() {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            String torn = "a" + (char) (Character.MIN_SURROGATE + random.nextInt(0x800)) + "b";
            assertThat(content(SERDE.deserializer().deserialize("t", write(Commands.send(torn)))))
                    .isEqualTo(torn);
        }
    }

    @Test
    void theTextInATopicIsReadableUtf8() {
        assertThat(new String(write(Commands.send("olá 你好 \"quoted\"")), StandardCharsets.UTF_8))
                .contains("\"content\":\"olá 你好 \\\"quoted\\\"\"");
    }

    @Test
    void aTombstoneStaysNull() {
        assertThat(SERDE.serializer().serialize("t", null)).isNull();
        assertThat(SERDE.deserializer().deserialize("t", null)).isNull();
    }

    @Test
    void aNewerWritersPropertyIsIgnored() {
        assertThat(content(read(SEND.formatted(",\"invented_later\":{\"a\":[1]}"))))
                .isEqualTo("x");
    }

    @Test
    void listsThatAreAbsentAreEmpty() {
        assertThat(read(SEND.formatted("")))
                .isInstanceOfSatisfying(
                        SendMessage.class, send -> assertThat(send.recipients()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "5",
                "[]",
                "{}",
                "{",
                "not json",
                "{\"type\":\"dance\"}",
                "{\"type\":\"send\"}",
                "{\"type\":\"send\",\"conversation_id\":\"c1\"}"
            })
    void bytesThatAreNoCommandAreRefused(String text) {
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"content\":5",
                ",\"content\":true",
                ",\"content\":null",
                ",\"content\":[\"x\"]",
                ",\"content\":{}",
                ",\"recipients\":\"user_b\"",
                ",\"recipients\":[null]",
                ",\"recipients\":[5]",
                ",\"origin\":0",
                ",\"origin\":\"NOBODY\"",
                ",\"accepted_at\":\"yesterday\"",
                ",\"accepted_at\":\"\"",
                ",\"accepted_at\":5",
                ",\"accepted_at\":null",
                ",\"accepted_at\":\"1969-12-31T23:59:59Z\"",
                ",\"accepted_at\":\"+10000-01-01T00:00:00Z\"",
                ",\"accepted_at\":\"+1000000000-12-31T23:59:59.999999999Z\"",
                "} {"
            })
    void aFieldOfAnotherTypeIsRefused(String field) {
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read(SEND.formatted(field)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2026-01-02T03:04:05.000016Z", "9999-12-31T23:59:59.999999999Z"})
    void timesOfFourDigitYearsAreRead(String time) {
        assertThat(read(SEND.formatted(",\"accepted_at\":\"" + time + "\"")))
                .isInstanceOfSatisfying(
                        SendMessage.class, send -> assertThat(send.acceptedAt()).isEqualTo(Instant.parse(time)));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = write(Commands.send("xx"));
        int content = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"xx\"");
        bytes[content + 1] = (byte) 0xff;

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> SERDE.deserializer().deserialize("t", bytes));
    }

    @Test
    void aNumberThatIsMissingIsNotTakenForZero() {
        JsonSerde<Watermark> serde = new JsonSerde<>(Watermark.class);
        byte[] bytes = "{\"conversation_id\":\"c\",\"user_id\":\"u\",\"at\":\"2026-01-02T03:04:05Z\",\"read_seq\":1}"
                .getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serde.deserializer().deserialize("t", bytes));
    }

    private static byte[] write(ConversationCommand command) {
        return SERDE.serializer().serialize("t", command);
    }

    private static ConversationCommand read(String json) {
        return SERDE.deserializer().deserialize("t", json.getBytes(StandardCharsets.UTF_8));
    }

    private static String content(ConversationCommand command) {
        return ((SendMessage) command).content();
    }
}
