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
    private static final Pattern PATH = Pattern.compile("^  (/v1/(?:conversations|groups|messages)/\\{id}\\S*):$");
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

    private record Route(String method, String path) {
        boolean isOfMessages() {
            return path.startsWith("/v1/messages/");
        }

        String with(String id) {
            return path.replace("{id}", id).replace("{user_id}", "user_b").replace("{emoji}", "%F0%9F%91%8D");
        }
    }

    /** Every route that the API describes, those that are added later too. */
    @Test
    void everyRouteOfAConversationIsClosedToWhoIsNoMember() {
        String group = Chatter.group(joao, List.of("user_b"));
        String message = write(group, "segredo");
        await().until(() -> joao.history(group).json().path("messages").size() == 1);
        List<Route> routes = routes();

        assertThat(routes).hasSizeGreaterThan(12);
        assertThat(routes).allSatisfy(route -> {
            Api.Answer answer = stranger.send(
                    route.method(),
                    route.with(route.isOfMessages() ? message : group),
                    BODIES.get(route.method() + " " + route.path()));
            assertThat(answer.status()).as(answer.response().body()).isIn(403, 404);
            assertThat(answer.response().body()).doesNotContain("segredo");
        });
        assertThat(joao.get("/v1/groups/" + group).json().path("members").findValuesAsText("user_id"))
                .containsExactlyInAnyOrder("user_a", "user_b");
        assertThat(joao.history(group).json().path("messages").findValuesAsText("content"))
                .containsExactly("segredo");
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
