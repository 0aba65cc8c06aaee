package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.DeleteMessage;
import chat4all.schemas.EditMessage;
import chat4all.schemas.MessageRef;
import chat4all.schemas.React;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.Topics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageChangesTest {
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";

    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("changes");
    private final String message = "/v1/messages/" + Rows.id(conversation, 1);
    private final MessageRef ref = new MessageRef(Rows.id(conversation, 1), 1, ANNA);
    private final Rows rows = new Rows(edge, conversation);
    private final Api asAnna = edge.as(ANNA);
    private final Api asBen = edge.as(BEN);

    @BeforeEach
    void annaHasWritten() {
        rows.messages(1).stored().index(1);
        edge.topology.conversation(conversation, 1, ANNA, BEN);
    }

    @Test
    void anEditNamesPlaceAndAuthorAsTheyAreStored() {
        var reply = asAnna.call("PATCH", message, Api.object("content", "\"novo\"", "author_id", "\"user_x\""))
                .ok(200);

        assertThat(reply.body().path("content").asText()).isEqualTo("novo");
        assertThat(reply.body().path("edited_at").asText()).isNotEmpty();
        assertThat(only()).isInstanceOfSatisfying(EditMessage.class, edit -> {
            assertThat(edit.actor()).isEqualTo(ANNA);
            assertThat(edit.message()).isEqualTo(ref);
            assertThat(edit.content()).isEqualTo("novo");
        });
    }

    @Test
    void aDeletionAndAReactionNameThemToo() {
        asBen.put(reaction("👍")).ok(204);

        assertThat(only()).isInstanceOfSatisfying(React.class, react -> {
            assertThat(react.actor()).isEqualTo(BEN);
            assertThat(react.message()).isEqualTo(ref);
            assertThat(react.emoji()).isEqualTo("👍");
        });

        rows.set(1, "file_id", "file_1");
        asAnna.delete(message).ok(204);

        assertThat(TopicReader.values(edge, Topics.MESSAGES, conversation).get(1))
                .isInstanceOfSatisfying(DeleteMessage.class, delete -> {
                    assertThat(delete.message()).isEqualTo(ref);
                    assertThat(delete.fileId()).isEqualTo("file_1");
                });
    }

    @Test
    void everybodyWhoHasItOnAPlatformIsNamed() {
        rows.set(1, "recipients", List.of(BEN, "telegram:42"));
        edge.cassandra.execute(
                "INSERT INTO receipts_by_message (message_id, recipient_id, user_id, channel, status)"
                        + " VALUES (?, 'whatsapp:+5511999998888', ?, 'whatsapp', 'SENT')",
                Rows.id(conversation, 1),
                BEN);

        asAnna.delete(message).ok(204);

        assertThat(only()).isInstanceOfSatisfying(DeleteMessage.class, delete -> assertThat(
                        delete.message().contacts())
                .containsExactly("telegram:42", "whatsapp:+5511999998888"));
    }

    @Test
    void aReactionToAContactsMessageNamesTheContact() {
        rows.set(1, "actor", "whatsapp:+5511999998888");

        asBen.put(reaction("👍")).ok(204);

        assertThat(only()).isInstanceOfSatisfying(React.class, react -> assertThat(
                        react.message().contacts())
                .containsExactly("whatsapp:+5511999998888"));
    }

    @Test
    void answersWhatTheTopologyDecides() {
        edge.topology.refuses(conversation, RejectionCode.FORBIDDEN);
        asBen.call("PATCH", message, Api.object("content", "\"meu\"")).problem(403, "forbidden");
        edge.topology.refuses(conversation, RejectionCode.MESSAGE_UNKNOWN);
        asAnna.delete(message).problem(404, "not-found");
    }

    @Test
    void aDeletedMessageHasNoContentAnywhereAndCannotBeChanged() {
        rows.set(1, "deleted_at", Instant.now()).set(1, "reactions", Set.of("user_ben|👍"));

        var shown = asBen.get("/v1/conversations/" + conversation + "/messages").ok(200);
        var entry = shown.body().path("messages").get(0);
        assertThat(entry.path("deleted").asBoolean()).isTrue();
        assertThat(entry.path("content").asText()).isEmpty();
        assertThat(entry.has("reactions")).isFalse();
        assertThat(asBen.get(message).ok(200).body().path("content").asText()).isEmpty();
        assertThat(asBen.get("/v1/conversations/" + conversation + "/events")
                        .ok(200)
                        .body()
                        .toString())
                .contains("\"deleted\":true")
                .doesNotContain("text 1");
        asAnna.call("PATCH", message, Api.object("content", "\"x\"")).problem(404, "not-found");
        asAnna.delete(message).problem(404, "not-found");
        asBen.put(reaction("👍")).problem(404, "not-found");
    }

    @Test
    void theHistoryShowsTheEditAndTheReactionsTogether() {
        rows.set(1, "edited_at", Instant.parse("2026-02-01T11:00:00Z"))
                .set(1, "reactions", Set.of("user_ben|👍", "user_anna|👍", "user_ben|🎉"));

        var entry = asBen.get("/v1/conversations/" + conversation + "/messages")
                .ok(200)
                .body()
                .path("messages")
                .get(0);

        assertThat(entry.path("edited_at").asText()).isEqualTo("2026-02-01T11:00:00Z");
        assertThat(entry.path("reactions").toString())
                .isEqualTo("[{\"emoji\":\"👍\",\"count\":2,\"users\":[\"user_anna\",\"user_ben\"]},"
                        + "{\"emoji\":\"🎉\",\"count\":1,\"users\":[\"user_ben\"]}]");
    }

    @Test
    void aReactionThatIsThereAlreadyIsNotAskedForAgain() {
        rows.set(1, "reactions", Set.of("user_ben|👍"));

        asBen.put(reaction("👍")).ok(204);
        asBen.delete(reaction("🎉")).ok(204);

        assertThat(TopicReader.values(edge, Topics.MESSAGES, conversation)).isEmpty();
    }

    @Test
    void aMessageHas16DifferentEmojiAtMost() {
        rows.set(
                1,
                "reactions",
                IntStream.range(0, 16)
                        .mapToObj(i -> "user_ben|" + Character.toString(0x1F600 + i))
                        .collect(Collectors.toSet()));

        asAnna.put(reaction("👍")).problem(422, "too-many-reactions");
        asAnna.put(reaction(Character.toString(0x1F600))).ok(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👍", "❤️", "👨‍👩‍👧‍👦", "🇧🇷", "1️⃣", "👋🏽", "‼️"})
    void anyEmojiIsOne(String emoji) {
        asBen.put(reaction(emoji)).ok(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1", "+", "👍👍", "👍a", " ", "é", "\u0000"})
    void anythingElseIsNone(String text) {
        asBen.put(reaction(text)).problem(400, "validation");
    }

    @Test
    void badInputIsToldByField() {
        asAnna.call("PATCH", message, "{}").problem(400, "validation").about("/content");
        asAnna.call("PATCH", message, Api.object("content", "\"\""))
                .problem(400, "validation")
                .about("/content");
        asAnna.call("PATCH", message, Api.object("content", "\"" + "é".repeat(5_121) + "\""))
                .problem(400, "validation")
                .about("/content");
        asAnna.call("PATCH", message, Api.object("content", "7"))
                .problem(400, "validation")
                .about("/content");
    }

    @Test
    void strangersKnowOfNoMessage() {
        var stranger = edge.as("user_stranger");

        stranger.call("PATCH", message, Api.object("content", "\"x\"")).problem(404, "not-found");
        stranger.delete(message).problem(404, "not-found");
        stranger.put(reaction("👍")).problem(404, "not-found");
        asAnna.delete("/v1/messages/no-such-message").problem(404, "not-found");
    }

    private String reaction(String emoji) {
        return message + "/reactions/"
                + URLEncoder.encode(emoji, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Object only() {
        var commands = TopicReader.values(edge, Topics.MESSAGES, conversation);
        assertThat(commands).hasSize(1);
        return commands.get(0);
    }
}
