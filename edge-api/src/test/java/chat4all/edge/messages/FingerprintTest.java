package chat4all.edge.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.Json;
import chat4all.schemas.SendMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void dependsOnNeitherSpellingNorIds() throws JsonProcessingException {
        assertThat(of("id-1", List.of("user_a", "user_b"), "{\"a\":1,\"b\":{\"c\":2,\"d\":3}}"))
                .isEqualTo(of("id-2", List.of("user_b", "user_a"), "{ \"b\":{\"d\":3,\"c\":2}, \"a\":1 }"))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void differsWhenWhatIsSaidDiffers() throws JsonProcessingException {
        assertThat(of("id", List.of("user_a"), "{\"a\":1}"))
                .isNotEqualTo(of("id", List.of("user_a"), "{\"a\":2}"))
                .isNotEqualTo(of("id", List.of(), "{\"a\":1}"));
    }

    private static String of(String id, List<String> recipients, String metadata) throws JsonProcessingException {
        return Fingerprint.of(new SendMessage(
                id,
                id,
                "c",
                "user_x",
                recipients,
                List.of(),
                "text",
                "text",
                null,
                null,
                Json.MAPPER.readTree(metadata),
                "",
                Origin.CLIENT,
                Instant.now()));
    }
}
