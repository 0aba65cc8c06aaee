package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
    private final TestEdge edge = TestEdge.shared();
    private final String ben = edge.user("ben");
    private final Api asBen = edge.as(ben);

    @Test
    void showsTheNewestConversationFirstWithItsLastMessageAndMembers() {
        var old = conversation(3, 3, 3L, 1_000, true);
        var young = conversation(2, 2, 2L, 2_000, true);
        new Rows(edge, young)
                .message("user_anna", List.of(ben))
                .message("user_anna", List.of(ben))
                .stored();
        edge.cassandra.execute(
                "INSERT INTO conversations (conversation_id, kind, name, created_by, created_at)"
                        + " VALUES (?, 'group', 'Equipe', 'user_anna', 0)",
                young);

        var page = list("");

        assertThat(ids(page)).containsExactly(young, old);
        var first = page.path("conversations").get(0);
        assertThat(first.path("type").asText()).isEqualTo("group");
        assertThat(first.path("name").asText()).isEqualTo("Equipe");
        assertThat(first.path("last_seq").asLong()).isEqualTo(2);
        assertThat(first.path("last_message").path("content").asText()).isEqualTo("text 2");
        assertThat(first.path("members").findValuesAsText("user_id")).containsExactly(ben);
        assertThat(first.path("last_activity_at").asText()).isEqualTo("1970-01-01T00:00:00.002Z");
        assertThat(page.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void whatIsUnreadIsToldByOrdinals() {
        var never = conversation(4, 4, 4L, 4_000, true);
        var answered = conversation(6, 5, 6L, 3_000, true);
        base(answered, 4, 3);
        var read = conversation(9, 7, 9L, 2_000, true);
        base(read, 4, 3);
        mark(read, 8);
        new Rows(edge, read).at(7, 5).message("user_anna", List.of(ben)).stored();
        var all = conversation(5, 5, 5L, 1_000, true);
        mark(all, 5);

        var page = list("");

        assertThat(ids(page)).containsExactly(never, answered, read, all);
        assertThat(unread(page)).containsExactly(4L, 2L, 1L, 0L);
    }

    @Test
    void whoLeftDoesNotFindTheConversation() {
        conversation(3, 3, 3L, 1_000, false);

        assertThat(ids(list(""))).isEmpty();
    }

    @Test
    void followsTheCursorThroughEverything() {
        var all = new ArrayList<String>();
        for (int i = 0; i < 25; i++) {
            all.add(0, conversation(1, 1, null, 1_000 + i / 2, true));
        }

        var found = new ArrayList<String>();
        @Nullable String next = "";
        do {
            var page = list("limit=4" + next);
            found.addAll(ids(page));
            next = page.path("has_more").asBoolean()
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : null;
        } while (next != null);

        assertThat(found).hasSize(25).containsExactlyInAnyOrderElementsOf(all).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=x", "limit=-1", "cursor=x", "cursor=", "cursor=%00"})
    void whatIsNoPageIsRefused(String query) {
        asBen.get("/v1/conversations?" + query).problem(400, "validation");
    }

    private String conversation(
            long lastSeq, long lastOrdinal, @Nullable Long lastMessage, long lastAtMicros, boolean present) {
        var id = TestEdge.name("inbox");
        edge.cassandra.execute(
                "INSERT INTO conversations_by_user (user_id, conversation_id, last_seq, last_ordinal, last_at_us,"
                        + " last_message_seq, present) VALUES (?, ?, ?, ?, ?, ?, ?)",
                ben,
                id,
                lastSeq,
                lastOrdinal,
                lastAtMicros,
                lastMessage,
                present);
        edge.cassandra.execute(
                "INSERT INTO conversation_members (conversation_id, user_id, first_visible_seq, role)"
                        + " VALUES (?, ?, 1, 'member')",
                id,
                ben);
        return id;
    }

    private void base(String id, long seq, long ordinal) {
        edge.cassandra.execute(
                "UPDATE conversations_by_user SET base_seq = ?, base_ordinal = ?"
                        + " WHERE user_id = ? AND conversation_id = ?",
                seq,
                ordinal,
                ben,
                id);
    }

    private void mark(String id, long readSeq) {
        edge.cassandra.execute(
                "INSERT INTO watermarks_by_conversation (conversation_id, user_id, read_seq) VALUES (?, ?, ?)",
                id,
                ben,
                readSeq);
    }

    private JsonNode list(String query) {
        return asBen.get("/v1/conversations?" + query).ok(200).body();
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.path("conversations")
                .forEach(entry -> ids.add(entry.path("conversation_id").asText()));
        return ids;
    }

    private static List<Long> unread(JsonNode page) {
        var unread = new ArrayList<Long>();
        page.path("conversations")
                .forEach(entry -> unread.add(entry.path("unread").asLong()));
        return unread;
    }
}
