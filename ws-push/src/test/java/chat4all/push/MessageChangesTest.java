package chat4all.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.push.redis.Publisher;
import chat4all.push.socket.Limits;
import chat4all.servers.SharedServers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is told of messages that were edited, deleted or reacted to. */
class MessageChangesTest {
    private static final Store STORE = Store.shared();
    private static RunningGateway gateway;
    private static Publisher redis;

    private final String user = Conversation.user("changes");
    private final Conversation conversation;

    MessageChangesTest() {
        conversation = Conversation.of(redis, user).store(1, 2, "antes");
    }

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(
                SharedServers.redis(), SharedServers.cassandra(), URI.create("http://127.0.0.1:1"), Limits.DEFAULTS);
        redis = new Publisher(SharedServers.redis());
        var app = gateway.app;
        await().atMost(Duration.ofSeconds(40)).until(() -> RunningGateway.isReady(app));
    }

    @AfterAll
    static void stop() {
        redis.close();
        gateway.close();
    }

    @Test
    void anEditComesWithItsTextResumedAndLive() {
        edit(3, 2, "depois");
        var client = gateway.connectEvents(user);
        client.resume(Map.of(conversation.id, 2L));
        var resumed = client.next("event");
        client.next("resumed");

        edit(4, 1, "outra vez");
        redis.publish(user, edited(4, 1, "outra vez"));

        var live = client.next("event");
        assertThat(resumed.get("type").asText()).isEqualTo("message.edited");
        assertThat(resumed.get("data").get("message_seq").asLong()).isEqualTo(2);
        assertThat(resumed.get("data").get("content").asText()).isEqualTo("depois");
        assertThat(live.get("data").get("content").asText()).isEqualTo("outra vez");
    }

    @Test
    void anEditOfAMessageThatWasDeletedSinceSaysThat() {
        edit(3, 2, "depois");
        STORE.text(conversation.id, 2, null);
        STORE.event(conversation.id, 4, "message.deleted", data(2, ""));
        conversation.heads(4);
        var client = gateway.connectEvents(user);

        client.resume(Map.of(conversation.id, 2L));

        var edit = client.next("event").get("data");
        assertThat(edit.get("deleted").asBoolean()).isTrue();
        assertThat(edit.has("content")).isFalse();
        assertThat(client.next("event").get("type").asText()).isEqualTo("message.deleted");
    }

    @Test
    void plainClientsHearOfChangesThatRedisLost() {
        var client = gateway.connect(user);

        edit(3, 1, "depois");
        STORE.event(conversation.id, 4, "reaction.added", data(1, ",\"emoji\":\"👍\""));
        STORE.text(conversation.id, 2, null);
        STORE.event(conversation.id, 5, "message.deleted", data(2, ""));
        conversation.heads(5);

        var edit = client.next("MESSAGE_EDITED");
        // As the push sink writes it.
        assertThat(without(edit, "timestamp")).isEqualTo(without(Client.json(edited(3, 1, "depois")), "timestamp"));
        var reaction = client.next("REACTION");
        assertThat(reaction.get("emoji").asText()).isEqualTo("👍");
        assertThat(reaction.get("user_id").asText()).isEqualTo("user_maria");
        assertThat(reaction.get("removed").asBoolean()).isFalse();
        var deletion = client.next("MESSAGE_DELETED");
        assertThat(deletion.get("message_seq").asLong()).isEqualTo(2);
        assertThat(deletion.get("deleted_by").asText()).isEqualTo("user_maria");
    }

    /** Stored as the history sink stores it: the text with the message, and in the event none. */
    private void edit(long seq, long messageSeq, String content) {
        STORE.text(conversation.id, messageSeq, content);
        STORE.event(conversation.id, seq, "message.edited", data(messageSeq, ""));
        conversation.heads(seq);
    }

    private String data(long messageSeq, String more) {
        return "{\"message_id\":\"%s\",\"message_seq\":%d%s}".formatted(id(messageSeq), messageSeq, more);
    }

    private String id(long seq) {
        return "msg_" + conversation.id + seq;
    }

    private String edited(long seq, long messageSeq, String content) {
        return Messages.edited(conversation.id, seq, id(messageSeq), messageSeq, content);
    }

    private static JsonNode without(JsonNode frame, String field) {
        var rest = frame.<ObjectNode>deepCopy();
        rest.remove(field);
        return rest;
    }
}
