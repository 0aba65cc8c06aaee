package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.ConversationKind;
import chat4all.schemas.CreateConversation;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationsTest {
    private final TestEdge edge = TestEdge.shared();
    private final String anna = edge.user("anna");
    private final String ben = edge.user("ben");
    private final Api asAnna = edge.as(anna);
    private final Api asBen = edge.as(ben);

    @Test
    void makesAGroupOfAnIdOfItsOwn() {
        var reply = asAnna.post(
                        "/v1/groups",
                        Api.object(
                                "name", "\"Equipe\"",
                                "description", "\"Entregas\"",
                                "initial_members", "[\"" + ben + "\"]"))
                .ok(201);

        var id = reply.body().path("group_id").asText();
        assertThat(id).startsWith("group_");
        assertThat(reply.header("Location")).isEqualTo("/v1/groups/" + id);
        assertThat(reply.body().path("conversation_id").asText()).isEqualTo(id);
        assertThat(reply.body().path("name").asText()).isEqualTo("Equipe");
        assertThat(reply.body().path("description").asText()).isEqualTo("Entregas");
        assertThat(reply.body().path("created_at").asText()).isNotEmpty();
        assertThat(reply.body().path("members").findValuesAsText("user_id")).containsExactly(anna, ben);
        assertThat(reply.body().path("members").findValuesAsText("role")).containsExactly("admin", "member");
        assertThat(asBen.get("/v1/groups/" + id).ok(200).body()).isEqualTo(reply.body());
        assertThat(created(id).kind()).isEqualTo(ConversationKind.GROUP);
    }

    @Test
    void aRetryUnderOneKeyMakesOneGroup() {
        var body = Api.object("name", "\"Equipe\"");

        var first = keyed(body, "k-1").ok(201);
        var again = keyed(body, "k-1").ok(201);
        keyed(Api.object("name", "\"Outra\""), "k-1").problem(422, "idempotency-key-reused");
        keyed(body, "x".repeat(129)).problem(400, "validation").about("Idempotency-Key");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.body().path("group_id").asText())
                .isNotEqualTo(keyed(body, "k-2").ok(201).body().path("group_id").asText());
    }

    @Test
    void aPairHasOneDirectConversationWhoeverAsks() {
        var byAnna = direct(asAnna, ben).ok(201);
        var id = byAnna.body().path("conversation_id").asText();
        edge.topology.refuses(id, RejectionCode.CONVERSATION_EXISTS);
        var byBen = direct(asBen, anna).ok(201);

        assertThat(id).startsWith("direct:");
        assertThat(byAnna.body().path("type").asText()).isEqualTo("direct");
        assertThat(byBen.body()).isEqualTo(byAnna.body());
        assertThat(direct(asAnna, edge.user("cai"))
                        .ok(201)
                        .body()
                        .path("conversation_id")
                        .asText())
                .isNotEqualTo(id);
    }

    @Test
    void aConversationOfTheClientsOwnIdIsMadeOnce() {
        var id = TestEdge.name("own");
        var body = Api.object("conversation_id", "\"" + id + "\"", "type", "\"group\"", "members", "[\"" + ben + "\"]");

        asAnna.post("/v1/conversations", body).ok(201);
        edge.topology.refuses(id, RejectionCode.CONVERSATION_EXISTS);
        asAnna.post("/v1/conversations", body).problem(409, "conversation-exists");
    }

    @Test
    void namesEverythingThatIsWrongWithAConversation() {
        asAnna.post("/v1/groups", "{}").problem(400, "validation").about("/name");
        asAnna.post("/v1/groups", Api.object("name", "\" \""))
                .problem(400, "validation")
                .about("/name");
        asAnna.post("/v1/groups", Api.object("name", "\"" + "x".repeat(101) + "\""))
                .problem(400, "validation")
                .about("/name");
        asAnna.post("/v1/groups", Api.object("name", "\"a\\u0000b\""))
                .problem(400, "validation")
                .about("/name");
        asAnna.post("/v1/groups", Api.object("name", "\"x\"", "description", "\"" + "x".repeat(501) + "\""))
                .problem(400, "validation")
                .about("/description");
        asAnna.post("/v1/groups", Api.object("name", "\"x\"", "initial_members", "[\"whatsapp:+5511999998888\"]"))
                .problem(422, "recipient-invalid")
                .about("/initial_members/0");
        asAnna.post(
                        "/v1/groups",
                        Api.object("name", "\"x\"", "initial_members", "[\"" + ben + "\", \"user_nobody_at_all\"]"))
                .problem(422, "recipient-invalid")
                .about("/initial_members/1");
        asAnna.post("/v1/conversations", Api.object("type", "\"crowd\""))
                .problem(400, "validation")
                .about("/type");
        asAnna.post("/v1/conversations", Api.object("type", "\"direct\"", "members", "[\"" + anna + "\"]"))
                .problem(400, "validation")
                .about("/members");
        asAnna.post(
                        "/v1/conversations",
                        Api.object("type", "\"group\"", "conversation_id", "\"group_mine\"", "members", "[]"))
                .problem(400, "validation")
                .about("/conversation_id");
        edge.anonymous().post("/v1/groups", "{}").problem(401, "unauthenticated");
    }

    @Test
    void aConversationIsShownToWhoIsInItAlone() {
        var id = TestEdge.name("shown");
        edge.topology.conversation(id, 3, anna, ben);

        asAnna.get("/v1/conversations/" + id).ok(200);
        edge.as("user_stranger").get("/v1/conversations/" + id).problem(404, "not-found");
        asAnna.get("/v1/conversations/no-such-conversation").problem(404, "not-found");
        asAnna.get("/v1/conversations/no%20such").problem(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_A_MEMBER, 403, not-a-member",
        "FORBIDDEN, 403, forbidden",
        "MEMBER_UNKNOWN, 404, not-found",
        "ALREADY_MEMBER, 409, already-member",
        "LAST_ADMIN, 409, last-admin",
        "TOO_MANY_MEMBERS, 422, too-many-members"
    })
    void answersWhatTheTopologyDecides(RejectionCode reason, int status, String code) {
        var id = TestEdge.name("refused");
        edge.topology.conversation(id, 1, anna, ben);
        edge.topology.refuses(id, reason);

        asAnna.post("/v1/groups/" + id + "/members", Api.object("user_id", "\"" + ben + "\""))
                .problem(status, code);
        asAnna.delete("/v1/groups/" + id + "/members/" + ben).problem(status, code);
        asAnna.put("/v1/groups/" + id + "/admins/" + ben).problem(status, code);
        asAnna.call("PATCH", "/v1/groups/" + id, Api.object("name", "\"Novo\"")).problem(status, code);
    }

    @Test
    void whatTakesPlaceOrIsSoAlreadyIsGood() {
        var id = TestEdge.name("changed");
        edge.topology.conversation(id, 1, anna, ben);

        asAnna.post("/v1/groups/" + id + "/members", Api.object("user_id", "\"" + ben + "\""))
                .ok(201);
        asAnna.delete("/v1/groups/" + id + "/members/" + ben).ok(204);
        asAnna.call("PATCH", "/v1/groups/" + id, Api.object("name", "\"Novo\"")).ok(200);
        edge.topology.refuses(id, RejectionCode.NO_CHANGE);
        asAnna.put("/v1/groups/" + id + "/admins/" + ben).ok(200);
    }

    @Test
    void whatIsNotDecidedInTimeIsUnavailable() {
        var id = TestEdge.name("slow");
        edge.topology.conversation(id, 1, anna, ben);
        edge.topology.leavesUndecided(id);

        var reply = asAnna.put("/v1/groups/" + id + "/admins/" + ben).problem(503, "unavailable");

        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(TopicReader.values(edge, Topics.MESSAGES, id)).hasSize(1);
    }

    @Test
    void isShownAsStoredWhileTheTopologyIsAway() {
        var id = TestEdge.name("stored");
        edge.cassandra.execute(
                "INSERT INTO conversations (conversation_id, kind, name, created_by, created_at)"
                        + " VALUES (?, 'group', 'Equipe', ?, 0)",
                id,
                anna);
        edge.cassandra.execute(
                "INSERT INTO conversation_members (conversation_id, user_id, first_visible_seq, role)"
                        + " VALUES (?, ?, 1, 'admin')",
                id,
                anna);
        edge.topology.away(true);
        try {
            var shown = asAnna.get("/v1/groups/" + id).ok(200);
            assertThat(shown.body().path("name").asText()).isEqualTo("Equipe");
            assertThat(shown.body().at("/members/0/role").asText()).isEqualTo("admin");
            asAnna.call("PATCH", "/v1/groups/" + id, Api.object("name", "\"Novo\""))
                    .problem(503, "unavailable");
        } finally {
            edge.topology.away(false);
        }
    }

    @Test
    void aStrangersWishIsNoCommand() {
        var id = TestEdge.name("strange");
        edge.topology.conversation(id, 1, anna, ben);
        var stranger = edge.as("user_stranger");

        stranger.post("/v1/groups/" + id + "/members", Api.object("user_id", "\"" + ben + "\""))
                .problem(404, "not-found");
        stranger.delete("/v1/groups/" + id + "/members/" + ben).problem(404, "not-found");
        stranger.put("/v1/groups/" + id + "/admins/" + ben).problem(404, "not-found");
        stranger.call("PATCH", "/v1/groups/" + id, Api.object("name", "\"Meu\""))
                .problem(404, "not-found");

        assertThat(TopicReader.values(edge, Topics.MESSAGES, id)).isEmpty();
    }

    private Api.Reply direct(Api caller, String other) {
        return caller.post("/v1/conversations", Api.object("type", "\"direct\"", "members", "[\"" + other + "\"]"));
    }

    private Api.Reply keyed(String body, String key) {
        return Api.send(asAnna.request("/v1/groups")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private CreateConversation created(String id) {
        return TopicReader.values(edge, Topics.MESSAGES, id).stream()
                .map(command -> (CreateConversation) command)
                .findFirst()
                .orElseThrow();
    }
}
