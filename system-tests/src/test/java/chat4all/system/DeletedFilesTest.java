package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A file goes with the last message that carries it, from every view at once and from the store soon after. */
@Order(2)
@ExtendWith(OnTheStack.class)
class DeletedFilesTest {
    /** A minute of grace, a minute and a quarter between two looks, and a slow machine. */
    private static final Duration SOON = Duration.ofMinutes(5);

    private final Api joao;
    private final Api maria;

    DeletedFilesTest(Stack stack) {
        joao = Api.login(stack.api(), "user_a", "pass_a");
        maria = Api.login(stack.api(), "user_b", "pass_b");
    }

    @Test
    void theFileIsHadAsLongAsOneMessageCarriesItAndThenNoMore() throws Exception {
        String group = Chatter.group(joao, List.of("user_b"));
        String file = joao.upload(group, "segredo.txt", "segredo")
                .json()
                .path("file_id")
                .asText();
        String first = carry(joao, group, file);
        String second = carry(maria, group, file);
        await().until(() -> maria.history(group).json().path("messages").size() == 2);
        String url = maria.get("/v1/files/" + file + "/download")
                .json()
                .path("download_url")
                .asText();

        assertThat(joao.send("DELETE", "/v1/messages/" + first, null).status()).isEqualTo(204);
        assertThat(maria.get("/v1/files/" + file + "/content").response().body())
                .isEqualTo("segredo");
        assertThat(maria.send("DELETE", "/v1/messages/" + second, null).status())
                .isEqualTo(204);

        for (String route : List.of("", "/content", "/download", "/thumbnail")) {
            assertThat(maria.get("/v1/files/" + file + route).status())
                    .as(route)
                    .isEqualTo(404);
            assertThat(joao.get("/v1/files/" + file + route).status()).as(route).isEqualTo(404);
        }
        await("its bytes are deleted").atMost(SOON).until(() -> status(url) == 404);
    }

    private static String carry(Api by, String group, String file) {
        ObjectNode message = Api.JSON
                .createObjectNode()
                .put("conversation_id", group)
                .put("content", "")
                .put("file_id", file);
        Api.Answer accepted = by.post("/v1/messages", message);
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
        return accepted.json().path("message_id").asText();
    }

    private static int status(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
