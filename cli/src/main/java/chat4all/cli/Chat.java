package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a person does with Chat4All, as calls of the API. */
final class Chat {
    private static final int SEND_ATTEMPTS = 5;
    private static final String CONVERSATIONS = "/v1/conversations";
    private static final String GROUPS = "/v1/groups";
    private static final String IDENTITIES = "/v1/users/identities";

    private final URI http;
    private final URI socket;
    private final SessionFile file;
    private final HttpClient client = Api.client();

    Chat(URI http, URI socket, SessionFile file) {
        this.http = http;
        this.socket = socket;
        this.file = file;
    }

    Optional<Session> session() {
        return file.read(http.toString()).filter(session -> !session.isOver(Instant.now()));
    }

    Session login(String username, String password) {
        JsonNode token = nobody().post("/auth/token", credentials(username, password));
        Session session = new Session(
                http.toString(),
                username,
                token.path("user_id").asText(),
                token.path("access_token").asText(),
                Instant.now().plusSeconds(token.path("expires_in").asLong()));
        file.write(session);
        return session;
    }

    JsonNode register(String username, String password, Optional<String> email) {
        ObjectNode body = credentials(username, password);
        email.ifPresent(address -> body.put("email", address));
        return nobody().post("/auth/register", body);
    }

    void logout() {
        file.forget();
    }

    /** Tries again while the platform cannot answer: the id of the draft makes that safe. */
    JsonNode send(Draft draft) {
        Api api = me();
        for (int attempt = 1; ; attempt++) {
            try {
                return api.post("/v1/messages", draft.json());
            } catch (Failure failure) {
                if (!failure.passes() || attempt == SEND_ATTEMPTS) {
                    throw failure;
                }
                pause(attempt);
            }
        }
    }

    /** The conversation with one other person; the same pair has the same one. */
    String directWith(String userId) {
        ObjectNode body = Api.JSON.createObjectNode().put("type", "direct");
        body.putArray("members").add(userId);
        return me().post(CONVERSATIONS, body).path("conversation_id").asText();
    }

    JsonNode conversations(int limit) {
        return me().get(CONVERSATIONS + "?limit=" + limit);
    }

    /** The newest messages, or those after a seq; oldest first. */
    JsonNode messages(String conversationId, int limit, Optional<Long> afterSeq) {
        String path = CONVERSATIONS + "/" + Api.segment(conversationId) + "/messages?limit=" + limit;
        if (afterSeq.isPresent()) {
            return me().get(path + "&after_seq=" + afterSeq.get());
        }
        JsonNode page = me().get(path + "&order=desc");
        ArrayNode oldestFirst = Api.JSON.createArrayNode();
        page.path("messages").forEach(message -> oldestFirst.insert(0, message));
        return ((ObjectNode) page).set("messages", oldestFirst);
    }

    JsonNode status(String messageId, int waitSeconds, Optional<String> after) {
        String path = "/v1/messages/" + Api.segment(messageId) + "/status?wait=" + waitSeconds
                + after.map(status -> "&after=" + Api.segment(status)).orElse("");
        return me().poll(path, Duration.ofSeconds(waitSeconds));
    }

    JsonNode read(String messageId) {
        return me().post("/v1/messages/" + Api.segment(messageId) + "/read", Api.JSON.createObjectNode());
    }

    JsonNode readUpTo(String conversationId, long seq) {
        return me().post(
                        CONVERSATIONS + "/" + Api.segment(conversationId) + "/read",
                        Api.JSON.createObjectNode().put("up_to_seq", seq));
    }

    JsonNode createGroup(String name, Optional<String> description, List<String> members) {
        ObjectNode body = Api.JSON.createObjectNode().put("name", name);
        description.ifPresent(text -> body.put("description", text));
        members.forEach(body.putArray("initial_members")::add);
        return me().post(GROUPS, body);
    }

    JsonNode group(String id) {
        return me().get(GROUPS + "/" + Api.segment(id));
    }

    JsonNode addMember(String group, String userId) {
        return me().post(
                        GROUPS + "/" + Api.segment(group) + "/members",
                        Api.JSON.createObjectNode().put("user_id", userId));
    }

    JsonNode removeMember(String group, String userId) {
        return me().delete(GROUPS + "/" + Api.segment(group) + "/members/" + Api.segment(userId));
    }

    JsonNode leaveGroup(String group) {
        return removeMember(group, signedIn().userId());
    }

    JsonNode promote(String group, String userId) {
        return me().put(GROUPS + "/" + Api.segment(group) + "/admins/" + Api.segment(userId));
    }

    JsonNode identities() {
        return me().get(IDENTITIES);
    }

    JsonNode link(String platform, String value) {
        return me().post(
                        IDENTITIES,
                        Api.JSON.createObjectNode().put("platform", platform).put("value", value));
    }

    JsonNode unlink(String platform, String value) {
        return me().delete(IDENTITIES + "/" + Api.segment(platform) + "/" + Api.segment(value));
    }

    FileTransfer files() {
        return new FileTransfer(me());
    }

    Notifications notifications(Notifications.Ear ear) {
        return new Notifications(client, socket, signedIn(), ear);
    }

    /** What the API and the WebSocket gateway say of themselves; a missing answer is DOWN. */
    JsonNode infrastructure() {
        ObjectNode all = Api.JSON.createObjectNode();
        all.set("api", health(http, http));
        all.set("websocket", health(socket, URI.create(socket.toString().replaceFirst("^ws", "http"))));
        return all;
    }

    private JsonNode health(URI address, URI server) {
        ObjectNode health = Api.JSON.createObjectNode().put("url", address.toString());
        try {
            JsonNode answer = new Api(URI.create(server.resolve("/").toString().replaceFirst("/$", "")), client)
                    .health("/health/ready");
            health.put("status", answer.path("status").asText("DOWN"));
            return health.set("components", answer.path("components").deepCopy());
        } catch (Failure unreachable) {
            return health.put("status", "DOWN");
        }
    }

    Session signedIn() {
        return session().orElseThrow(() -> Failure.refused("failure.signedOut"));
    }

    private Api me() {
        return nobody().as(signedIn());
    }

    private Api nobody() {
        return new Api(http, client);
    }

    private static ObjectNode credentials(String username, String password) {
        return Api.JSON.createObjectNode().put("username", username).put("password", password);
    }

    private static void pause(int attempt) {
        try {
            TimeUnit.SECONDS.sleep(attempt);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.refused("failure.interrupted");
        }
    }
}
