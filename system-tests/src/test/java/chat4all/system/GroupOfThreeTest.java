package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(1)
@ExtendWith(OnTheStack.class)
class GroupOfThreeTest {
    private final Stack stack;
    private final Api joao;
    private final Api maria;
    private final Api rui;

    GroupOfThreeTest(Stack stack) {
        this.stack = stack;
        joao = Api.login(stack.api(), "user_a", "pass_a");
        maria = Api.login(stack.api(), "user_b", "pass_b");
        rui = Api.login(stack.api(), "user_c", "pass_c");
    }

    @Test
    void everyoneSeesTheirOwnTimeInTheGroup() {
        try (Socket phone = Socket.connect(stack.webSocket(), rui.token)) {
            String group = group("user_b");
            say(joao, group, "antes do Rui");
            assertThat(change(
                            "POST",
                            joao,
                            group + "/members",
                            Api.JSON.createObjectNode().put("user_id", "user_c")))
                    .isEqualTo(201);
            say(maria, group, "com o Rui");
            assertThat(change("DELETE", joao, group + "/members/user_b", null)).isEqualTo(204);
            String last = say(joao, group, "sem a Maria");

            assertThat(contents(rui, group)).containsExactly("com o Rui", "sem a Maria");
            assertThat(contents(maria, group)).containsExactly("antes do Rui", "com o Rui");
            assertThat(contents(joao, group)).containsExactly("antes do Rui", "com o Rui", "sem a Maria");
            assertThat(maria.message(group, "user_a", "ainda aqui?", null).status())
                    .isIn(202, 403);
            assertThat(maria.get("/v1/groups/" + group).status()).isEqualTo(403);
            assertThat(maria.get("/v1/messages/" + last).status()).isEqualTo(404);
            assertThat(systemEvents(joao, group))
                    .containsExactly("conversation.created", "member.added", "member.removed");
            await().untilAsserted(() -> assertThat(phone.ofType("CONVERSATION_CHANGED"))
                    .filteredOn(frame -> frame.path("conversation_id").asText().equals(group))
                    .extracting(frame -> frame.path("event").asText())
                    .containsExactly("member.added", "member.removed"));
        }
    }

    @Test
    void whatChangesIsInEveryViewOfIt() {
        try (Socket phone = Socket.connect(stack.webSocket(), maria.token)) {
            String group = group("user_b", "user_c");
            String kept = say(joao, group, "primeiro");
            String gone = say(maria, group, "segredo");

            assertThat(change("PATCH", joao, "/v1/messages/" + kept, text("corrigido")))
                    .isEqualTo(200);
            assertThat(change("PATCH", maria, "/v1/messages/" + kept, text("meu")))
                    .isEqualTo(403);
            assertThat(change("PUT", rui, "/v1/messages/" + kept + "/reactions/%F0%9F%91%8D", null))
                    .isEqualTo(204);
            assertThat(change("DELETE", rui, "/v1/messages/" + gone, null)).isEqualTo(403);
            assertThat(change("DELETE", joao, "/v1/messages/" + gone, null)).isEqualTo(204);

            JsonNode history = rui.history(group).json();
            assertThat(history.at("/messages/0/content").asText()).isEqualTo("corrigido");
            assertThat(history.at("/messages/0/edited_at").asText()).isNotEmpty();
            assertThat(history.at("/messages/0/reactions/0/users/0").asText()).isEqualTo("user_c");
            assertThat(history.at("/messages/1/deleted").asBoolean()).isTrue();
            String events = rui.get("/v1/conversations/" + group + "/events?after_seq=0")
                    .json()
                    .toString();
            assertThat(events)
                    .contains("message.edited", "reaction.added", "message.deleted")
                    .doesNotContain("segredo");
            await().untilAsserted(() -> assertThat(List.of("MESSAGE_EDITED", "REACTION", "MESSAGE_DELETED"))
                    .allSatisfy(type -> assertThat(phone.ofType(type))
                            .filteredOn(frame ->
                                    frame.path("conversation_id").asText().equals(group))
                            .hasSize(1)));
        }
    }

    @Test
    void theListTellsWhatIsUnread() {
        String group = group("user_b");
        say(joao, group, "um");
        say(joao, group, "dois");

        await().untilAsserted(() -> {
            JsonNode first = maria.get("/v1/conversations?limit=1").json().at("/conversations/0");
            assertThat(first.path("conversation_id").asText()).isEqualTo(group);
            assertThat(first.path("unread").asLong()).isEqualTo(2);
            assertThat(first.at("/last_message/content").asText()).isEqualTo("dois");
        });
        maria.post(
                "/v1/conversations/" + group + "/read",
                Api.JSON.createObjectNode().put("up_to_seq", 2));
        await().untilAsserted(() -> assertThat(maria.get("/v1/conversations?limit=1")
                        .json()
                        .at("/conversations/0/unread")
                        .asLong(-1))
                .isEqualTo(1));
        say(maria, group, "três");
        await().untilAsserted(() -> assertThat(maria.get("/v1/conversations?limit=1")
                        .json()
                        .at("/conversations/0/unread")
                        .asLong(-1))
                .isZero());
    }

    /** Many at once, each answered with what became of it, and the group shows exactly that. */
    @Test
    void ofConcurrentChangesNoneIsLost() {
        String group = group();
        List<Integer> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> change(
                        "POST",
                        joao,
                        group + "/members",
                        Api.JSON.createObjectNode().put("user_id", i % 2 == 0 ? "user_b" : "user_c")))
                .sorted()
                .toList();

        assertThat(answers).filteredOn(status -> status == 201).hasSize(2);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(10);
        assertThat(joao.get("/v1/groups/" + group).json().path("members").findValuesAsText("user_id"))
                .containsExactlyInAnyOrder("user_a", "user_b", "user_c");
    }

    private String group(String... members) {
        ObjectNode body = Api.JSON.createObjectNode().put("name", "Equipe");
        ArrayNode initial = body.putArray("initial_members");
        List.of(members).forEach(initial::add);
        Api.Answer made = joao.post("/v1/groups", body);
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return made.json().path("group_id").asText();
    }

    private static ObjectNode text(String content) {
        return Api.JSON.createObjectNode().put("content", content);
    }

    private static String say(Api sender, String group, String content) {
        Api.Answer accepted = sender.post("/v1/messages", text(content).put("conversation_id", group));
        assertThat(accepted.status()).as(accepted.json().toString()).isEqualTo(202);
        return accepted.json().path("message_id").asText();
    }

    private static int change(String method, Api actor, String path, @Nullable ObjectNode body) {
        String address = path.startsWith("/") ? path : "/v1/groups/" + path;
        return actor.send(method, address, body == null ? null : body.toString())
                .status();
    }

    private static List<String> contents(Api reader, String group) {
        List<String> contents = new ArrayList<>();
        reader.history(group)
                .json()
                .path("messages")
                .forEach(message -> contents.add(message.path("content").asText()));
        return contents;
    }

    private static List<String> systemEvents(Api reader, String group) {
        List<String> events = new ArrayList<>();
        reader.get("/v1/conversations/" + group + "/messages?include=system")
                .json()
                .path("messages")
                .forEach(entry -> {
                    if (entry.path("type").asText().equals("system")) {
                        events.add(entry.path("event").asText());
                    }
                });
        return events;
    }
}
