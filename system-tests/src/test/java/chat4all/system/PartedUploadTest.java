package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A file in parts whose edge is killed before all of them have come, and again while they are verified. */
@Order(5)
@ExtendWith(OnTheStack.class)
class PartedUploadTest {
    private static final String EDGE = "edge-api";
    /** Five parts, and more than is verified before the answer. */
    private static final int SIZE = 40_000_000;

    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final Stack stack;
    private final Api user;
    private final HttpClient http = HttpClient.newHttpClient();
    private final byte[] bytes = new byte[SIZE];

    PartedUploadTest(Stack stack) {
        this.stack = stack;
        this.user = Api.login(stack.api(), "user_a", "pass_a");
        new Random(7).nextBytes(bytes);
    }

    @Test
    void goesOnWithThePartsThatCameBeforeAndWhileTheEdgeWasAway() throws Exception {
        JsonNode begun = user.post("/v1/files/initiate", announcement()).json();
        int partSize = begun.path("part_size").asInt();
        assertThat(begun.path("part_urls")).hasSize(5);
        String upload = begun.path("upload_id").asText();
        put(begun.path("part_urls").path(0), 1, partSize);
        put(begun.path("part_urls").path(3), 4, partSize);

        stack.kill(EDGE);

        put(begun.path("part_urls").path(1), 2, partSize);
        ObjectNode completion =
                Api.JSON.createObjectNode().put("upload_id", upload).put("checksum", checksum(bytes));
        assertThatThrownBy(() -> user.post("/v1/files/complete", completion)).isInstanceOf(UncheckedIOException.class);
        stack.awaitUp(EDGE);

        JsonNode progress = Awaitility.await("the edge tells the progress")
                .atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> user.get("/v1/files/uploads/" + upload), answer -> answer.status() == 200)
                .json();
        assertThat(progress.path("parts").findValuesAsText("part_number")).containsExactly("1", "2", "4");
        assertThat(progress.path("missing").findValuesAsText("part_number")).containsExactly("3", "5");
        for (JsonNode part : progress.path("missing")) {
            put(part.path("url"), part.path("part_number").asInt(), partSize);
        }
        Api.Answer completed = user.post("/v1/files/complete", completion);
        assertThat(completed.status()).as(completed.response().body()).isEqualTo(202);

        stack.kill(EDGE);

        stack.awaitUp(EDGE);
        String file = "/v1/files/" + begun.path("file_id").asText();
        JsonNode known = Awaitility.await("the file is verified")
                .atMost(RECOVERY)
                .ignoreExceptions()
                .until(
                        () -> user.get(file).json(),
                        answer -> answer.path("state").asText().equals("ready"));
        assertThat(known.path("checksum").asText()).isEqualTo(checksum(bytes));
        assertThat(checksum(content(file))).isEqualTo(checksum(bytes));
    }

    private static ObjectNode announcement() {
        return Api.JSON
                .createObjectNode()
                .put("conversation_id", "parted-" + System.nanoTime())
                .put("filename", "noise.bin")
                .put("size_bytes", SIZE);
    }

    private void put(JsonNode url, int number, int partSize) throws IOException, InterruptedException {
        byte[] part = Arrays.copyOfRange(bytes, (number - 1) * partSize, Math.min(SIZE, number * partSize));
        var request = HttpRequest.newBuilder(URI.create(url.asText()))
                .PUT(BodyPublishers.ofByteArray(part))
                .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    private byte[] content(String file) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(stack.api().resolve(file + "/content"))
                .header("Authorization", "Bearer " + user.token)
                .build();
        return http.send(request, BodyHandlers.ofByteArray()).body();
    }

    private static String checksum(byte[] bytes) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
