package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is no member of a conversation neither reads it, nor changes it, nor is told of it. */
@Order(2)
@ExtendWith(OnTheStack.class)
class StrangersTest {
    private static final Pattern PATH =
            Pattern.compile("^  (/v1/(?:(?:conversations|groups|messages)/\\{id}|files)\\S*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|post|put|patch|delete):$");
    /** What a member would say there; without a body where none is taken. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /v1/conversations/{id}/read", "{\"up_to_seq\":1}",
            "POST /v1/conversations/{id}/delivered", "{\"up_to_seq\":1}",
            "PATCH /v1/messages/{id}", "{\"content\":\"meu\"}",
            "PATCH /v1/groups/{id}", "{\"name\":\"Minha\"}",
            "POST /v1/groups/{id}/members", "{\"user_id\":\"user_c\"}");

    private final Stack stack;
    private final Api joao;
    private final Api stranger;

    StrangersTest(Stack stack) {
        this.stack = stack;
        joao = Api.login(stack.api(), "user_a", "pass_a");
        stranger = Api.login(stack.api(), "user_c", "pass_c");
    }

    /** What a group has that its members alone may have. */
    private record Secrets(String group, String message, String file, String upload) {}

    private record Route(String method, String path) {
        String of(Secrets secrets) {
            String id = path.startsWith("/v1/messages/")
                    ? secrets.message()
                    : path.startsWith("/v1/files/") ? secrets.file() : secrets.group();
            return path.replace("{id}", id)
                    .replace("{user_id}", "user_b")
                    .replace("{emoji}", "%F0%9F%91%8D")
                    .replace("{upload_id}", secrets.upload());
        }
    }

    /** Every route that the API describes, those that are added later too. */
    @Test
    void everyRouteOfAConversationAndItsFilesIsClosedToWhoIsNoMember() {
        Secrets secrets = secrets();
        List<Route> routes = routes();

        assertThat(routes).hasSizeGreaterThan(20);
        assertThat(routes).allSatisfy(route -> {
            Api.Answer answer = asStranger(route, secrets);
            assertThat(answer.status()).as(answer.response().body()).isIn(403, 404);
            assertThat(answer.response().body()).doesNotContain("segredo");
        });
        assertThat(joao.get("/v1/groups/" + secrets.group())
                        .json()
                        .path("members")
                        .findValuesAsText("user_id"))
                .containsExactlyInAnyOrder("user_a", "user_b");
        assertThat(joao.history(secrets.group()).json().path("messages").findValuesAsText("content"))
                .containsExactly("segredo");
        assertThat(joao.get("/v1/files/" + secrets.file() + "/content")
                        .response()
                        .body())
                .isEqualTo("segredo");
        assertThat(joao.get("/v1/files/uploads/" + secrets.upload())
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("uploading");
    }

    private Secrets secrets() {
        String group = Chatter.group(joao, List.of("user_b"));
        String message = write(group, "segredo");
        await().until(() -> joao.history(group).json().path("messages").size() == 1);
        Api.Answer file = joao.upload(group, "segredo.txt", "segredo");
        assertThat(file.status()).as(file.response().body()).isEqualTo(201);
        Api.Answer upload = joao.post("/v1/files/initiate", announcement(group));
        assertThat(upload.status()).as(upload.response().body()).isEqualTo(201);
        return new Secrets(
                group,
                message,
                file.json().path("file_id").asText(),
                upload.json().path("upload_id").asText());
    }

    private Api.Answer asStranger(Route route, Secrets secrets) {
        String name = route.method() + " " + route.path();
        return switch (name) {
            case "POST /v1/files" -> stranger.upload(secrets.group(), "meu.txt", "meu");
            case "POST /v1/files/initiate" -> stranger.post(route.path(), announcement(secrets.group()));
            case "POST /v1/files/complete" ->
                stranger.post(
                        route.path(),
                        Api.JSON
                                .createObjectNode()
                                .put("upload_id", secrets.upload())
                                .put("checksum", "sha256:" + "0".repeat(64)));
            default -> stranger.send(route.method(), route.of(secrets), BODIES.get(name));
        };
    }

    private static ObjectNode announcement(String group) {
        return Api.JSON
                .createObjectNode()
                .put("conversation_id", group)
                .put("filename", "segredo.bin")
                .put("size_bytes", 7);
    }

    @Test
    void whoIsNoMemberIsToldNothing() {
        String group = Chatter.group(joao, List.of("user_b"));
        try (Socket plain = Socket.connect(stack.webSocket(), stranger.token);
                EventSocket events = EventSocket.connect(stranger.token, stack.webSocket())) {
            await().until(events::isResumed);

            String message = write(group, "segredo");
            assertThat(joao.send("PATCH", "/v1/messages/" + message, "{\"content\":\"outro\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(joao.send("PUT", "/v1/messages/" + message + "/reactions/%F0%9F%91%8D", null)
                            .status())
                    .isEqualTo(204);

            // Joining, the stranger is told that, which comes after all that was before.
            assertThat(joao.send("POST", "/v1/groups/" + group + "/members", "{\"user_id\":\"user_c\"}")
                            .status())
                    .isEqualTo(201);
            await().untilAsserted(() ->
                    assertThat(events.seqs(group)).as("as of joining").hasSize(1));
            await().untilAsserted(() -> assertThat(plain.all())
                    .filteredOn(frame -> frame.path("conversation_id").asText().equals(group))
                    .extracting(frame -> frame.path("type").asText())
                    .containsExactly("CONVERSATION_CHANGED"));
            assertThat(events.seqs(group)).containsExactly(5L);
        }
    }

    private String write(String group, String content) {
        ObjectNode message =
                Api.JSON.createObjectNode().put("conversation_id", group).put("content", content);
        Api.Answer accepted = joao.post("/v1/messages", message);
        assertThat(accepted.status()).isEqualTo(202);
        return accepted.json().path("message_id").asText();
    }

    private List<Route> routes() {
        String description =
                Api.anonymous(stack.api()).get("/openapi.yaml").response().body();
        List<Route> routes = new ArrayList<>();
        String path = null;
        for (String line : description.lines().toList()) {
            if (line.startsWith("  /")) {
                var wanted = PATH.matcher(line);
                path = wanted.matches() ? wanted.group(1) : null;
            }
            var method = METHOD.matcher(line);
            if (path != null && method.matches()) {
                routes.add(new Route(method.group(1).toUpperCase(Locale.ROOT), path));
            }
        }
        return routes;
    }
}
