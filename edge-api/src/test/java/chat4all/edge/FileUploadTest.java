package chat4all.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code POST /v1/files} on the real store. */
class FileUploadTest {
    private static final String ANNA = "user_anna";

    private final TestEdge edge = TestEdge.shared();
    private final Api asAnna = edge.as(ANNA);
    private final String conversation = TestEdge.name("upload");

    @Test
    void takesAFileAndTellsWhatItIs() {
        edge.topology.conversation(conversation, 0, ANNA, "user_ben");

        var reply = Form.of("text.txt", "hello".getBytes(UTF_8), conversation).post(asAnna);

        assertThat(reply.ok(201).body().path("mimetype").asText()).isEqualTo("text/plain");
    }
}
