package chat4all.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ShowTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final Show english = new Show(Texts.in("en"), false, NOW);
    private final Show portuguese = new Show(Texts.in("pt"), false, NOW);

    @Test
    void showsAMessageWithItsStatusToWhoSentIt() {
        JsonNode message = json("""
                {"message_id":"msg_1","seq":7,"sender_id":"user_a","content":"Olá\\n\\u001b[31mvermelho",
                 "status":"DELIVERED","timestamp":1772359445000}""");

        assertThat(portuguese.message(message, "user_a"))
                .isEqualTo("#7 10:04:05 você ✓✓ entregue  Olá\n      ␛[31mvermelho\n      msg_1");
        assertThat(portuguese.message(message, "user_b")).startsWith("#7 10:04:05 user_a  Olá");
    }

    @Test
    void givesTheDateOfWhatIsNotOfToday() {
        assertThat(english.time(1_700_000_000_000L)).isEqualTo("2023-11-14 22:13");
        assertThat(portuguese.time(1_700_000_000_000L)).isEqualTo("14/11/2023 22:13");
    }

    @Test
    void showsEachRecipientAndWhyItFailed() {
        JsonNode status = json("""
                {"message_id":"msg_1","status":"FAILED","recipients":[
                 {"recipient_id":"user_b","status":"READ","sent_at":"2026-03-01T10:00:00Z",
                  "delivered_at":"2026-03-01T10:00:01Z","read_at":"2026-03-01T10:00:02Z"},
                 {"recipient_id":"user_c","channel":"whatsapp","status":"FAILED",
                  "error":{"code":"not-on-whatsapp","detail":"No such number."}}]}""");

        assertThat(english.statuses(status)).isEqualTo("""
                        msg_1  ✗ failed
                          user_b  ✓✓ read  (sent 10:00:00, delivered 10:00:01, read 10:00:02)
                          user_c (whatsapp)  ✗ failed
                            not-on-whatsapp: No such number.""");
    }

    @Test
    void writesSizesAsTheLanguageDoes() {
        assertThat(english.size(999)).isEqualTo("999 B");
        assertThat(english.size(1_530_000)).isEqualTo("1.5 MB");
        assertThat(portuguese.size(1_800_000_000)).isEqualTo("1,8 GB");
    }

    @Test
    void namesTheFieldsThatAProblemIsAbout() {
        JsonNode problem = json("""
                {"status":400,"code":"validation","title":"Bad Request","detail":"A field is not valid.",
                 "errors":[{"pointer":"/content","code":"missing","detail":"is required"}]}""");

        assertThat(Failure.refused(400, problem).explain(Texts.in("pt")))
                .isEqualTo("O pedido não é válido\n  A field is not valid.\n  • content: is required");
    }

    private static JsonNode json(String text) {
        try {
            return Api.JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
