package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import chat4all.servers.Server;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that carry a file: sent and shown. */
class FileMessagesTest {
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";

    private final TestEdge edge = TestEdge.shared();
    private final Api asAnna = edge.as(ANNA);
    private final Api asBen = edge.as(BEN);
    private final String conversation = TestEdge.name("carrying");

    @BeforeEach
    void twoTalk() {
        edge.topology.conversation(conversation, 0, ANNA, BEN);
    }

    @Test
    void carriesAFileOfTheConversationWithOrWithoutText() {
        var file = upload(conversation);

        send(asAnna, conversation, file, null).ok(202);
        asBen.message("conversation_id", quoted(conversation), "file_id", quoted(file), "content", "\"look\"")
                .ok(202);
    }

    @ParameterizedTest
    @CsvSource({"a.png, , image", "a.png, sticker, sticker", "a.bin, , document", "a.mp3, , audio"})
    void saysWhatKindOfFileItIsUnlessTheSenderDoes(String name, @Nullable String told, String type) {
        var bytes =
                switch (name) {
                    case "a.png" -> Bytes.PNG;
                    case "a.mp3" -> new byte[] {'I', 'D', '3', 3, 0, 0, 0, 0, 0, 0};
                    default -> Bytes.of(100);
                };
        var file = Form.of(name, bytes, conversation)
                .post(asAnna)
                .ok(201)
                .body()
                .path("file_id")
                .asText();

        send(asAnna, conversation, file, told).ok(202);

        var sent = (SendMessage)
                TopicReader.values(edge, Topics.MESSAGES, conversation).get(0);
        assertThat(sent.messageType()).isEqualTo(type);
        assertThat(sent.fileId()).isEqualTo(file);
    }

    @Test
    void carriesNoFileOfAnotherConversation() {
        var other = TestEdge.name("other");
        edge.topology.conversation(other, 0, ANNA, BEN);
        var file = upload(other);

        send(asAnna, conversation, file, null)
                .problem(422, "file-not-in-conversation")
                .about("/file_id");
    }

    @Test
    void carriesNoFileThatTheSenderMayNotKnow() {
        var theirs = TestEdge.name("theirs");
        edge.topology.conversation(theirs, 0, ANNA);
        var file = upload(theirs);

        send(asBen, conversation, file, null).problem(422, "file-not-found").about("/file_id");
        send(asBen, conversation, "file_none", null)
                .problem(422, "file-not-found")
                .about("/file_id");
    }

    @Test
    void doesNotTurnAFileAwayWhileNobodyKnowsWhoMayHaveIt() {
        new Rows(edge, conversation).messages(1).stored().member(BEN, 1, null);
        var theirs = TestEdge.name("theirs");
        edge.topology.conversation(theirs, 0, ANNA);
        var file = upload(theirs);
        edge.topology.away(true);
        try {
            send(asBen, conversation, file, null).problem(503, "unavailable");
        } finally {
            edge.topology.away(false);
        }
    }

    @Test
    void carriesNoFileOfADeletedMessage() {
        var file = upload(conversation);
        var messages = new FileCarriers(edge, file, conversation).carry(1).delete(1);

        send(asAnna, conversation, file, null).problem(422, "file-not-found").about("/file_id");
        send(asBen, conversation, file, null).problem(422, "file-not-found").about("/file_id");

        messages.carry(2);
        send(asBen, conversation, file, null).ok(202);
    }

    @Test
    void carriesNoFileThatIsNotComplete() {
        var file = upload(conversation);
        edge.cassandra.execute(
                "INSERT INTO files (file_id, conversation_id, uploader, filename, size_bytes, mimetype, object_key,"
                        + " state, uploaded_at) VALUES (?, ?, ?, 'a', 1, 'a/b', 'files/none', 'UPLOADING', toTimestamp(now()))",
                file + "half",
                conversation,
                ANNA);

        send(asAnna, conversation, file + "half", null)
                .problem(422, "file-not-ready")
                .about("/file_id");
        asBen.get("/v1/files/" + file + "half/content").problem(404, "not-found");
        asBen.get("/v1/files/" + file + "half/download").problem(404, "not-found");
        assertThat(asBen.get("/v1/files/" + file + "half")
                        .ok(200)
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("uploading");
    }

    @Test
    void makesAConversationWithAFileThatItsUploaderPutThereBefore() {
        var later = TestEdge.name("later");
        var file = upload(later);

        asBen.message("conversation_id", quoted(later), "file_id", quoted(file)).problem(422, "file-not-found");
        asAnna.message("conversation_id", quoted(later), "file_id", quoted(file))
                .ok(202);
    }

    @Test
    void answersARepetitionAsTheFirst() {
        var file = upload(conversation);
        var key = quoted(TestEdge.name("key"));

        var first = asAnna.message(
                "conversation_id", quoted(conversation), "file_id", quoted(file), "client_message_id", key);
        var again = asAnna.message(
                "conversation_id", quoted(conversation), "file_id", quoted(file), "client_message_id", key);

        assertThat(again.ok(202).body()).isEqualTo(first.ok(202).body());
    }

    @Test
    void showsTheFileInTheHistoryAndInTheMessageAndInTheListAndInTheEvents() {
        var file = upload(conversation);
        var rows = rows();
        rows.set(1, "file_id", file).set(2, "file_id", "file_gone");

        var history = asBen.get(path() + "/messages").ok(200).body().path("messages");

        expectFile(history.get(0), file);
        assertThat(history.get(1).path("file_id").asText()).isEqualTo("file_gone");
        assertThat(history.get(1).has("file")).isFalse();
        assertThat(history.get(2).has("file")).isFalse();
        expectFile(asBen.get("/v1/messages/" + Rows.id(conversation, 1)).ok(200).body(), file);
        expectFile(
                asBen.get(path() + "/events")
                        .ok(200)
                        .body()
                        .path("events")
                        .get(0)
                        .path("data"),
                file);
    }

    @Test
    void showsNoFileOfAnotherConversationAndNoneOfADeletedMessage() {
        var other = TestEdge.name("other");
        edge.topology.conversation(other, 0, ANNA);
        var foreign = upload(other);
        var file = upload(conversation);
        rows().set(1, "file_id", foreign).set(2, "file_id", file).set(2, "deleted_at", Rows.BEGIN);

        var history = asBen.get(path() + "/messages").ok(200).body().path("messages");

        assertThat(history.get(0).has("file")).isFalse();
        assertThat(history.get(1).has("file")).isFalse();
        assertThat(history.get(1).has("file_id")).isFalse();
    }

    @Test
    void takesTextsButNoFilesWithoutCassandra() {
        var file = upload(conversation);
        send(asAnna, conversation, file, null).ok(202);
        edge.servers.pause(Server.CASSANDRA);
        try {
            asAnna.message("conversation_id", quoted(conversation), "content", "\"text\"")
                    .ok(202);
            send(asAnna, conversation, "file_not_remembered", null).problem(503, "unavailable");
        } finally {
            edge.servers.resume(Server.CASSANDRA);
        }
    }

    private static void expectFile(JsonNode message, String fileId) {
        var file = message.path("file");
        assertThat(file.path("file_id").asText()).isEqualTo(fileId);
        assertThat(file.path("filename").asText()).isEqualTo("a.bin");
        assertThat(file.path("size_bytes").asInt()).isEqualTo(100);
        assertThat(file.path("mimetype").asText()).isEqualTo("application/octet-stream");
        assertThat(file.path("checksum").asText()).isEqualTo(Bytes.checksum(Bytes.of(100)));
    }

    private Rows rows() {
        var rows = new Rows(edge, conversation).messages(3).stored();
        rows.index(1);
        edge.topology.conversation(conversation, 3, ANNA, BEN);
        return rows;
    }

    private String upload(String into) {
        return Form.of("a.bin", Bytes.of(100), into)
                .post(asAnna)
                .ok(201)
                .body()
                .path("file_id")
                .asText();
    }

    private Api.Reply send(Api as, String into, String file, @Nullable String type) {
        return type == null
                ? as.message("conversation_id", quoted(into), "file_id", quoted(file))
                : as.message("conversation_id", quoted(into), "file_id", quoted(file), "type", quoted(type));
    }

    private String path() {
        return "/v1/conversations/" + conversation;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
