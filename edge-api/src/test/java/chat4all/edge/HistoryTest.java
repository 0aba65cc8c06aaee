package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import chat4all.schemas.ConversationMembers.Member;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.ConversationMembers.VisibleRange;
import chat4all.schemas.EventData;
import chat4all.schemas.HistoryTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";

    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("history");
    private final Api asBen = edge.as(BEN);
    private final Rows rows = new Rows(edge, conversation);

    @Test
    void showsMessagesOldestFirst() {
        rows.messages(3).stored();
        edge.topology.conversation(conversation, 3, ANNA, BEN);

        var page = page("");

        assertThat(page.body().path("conversation_id").asText()).isEqualTo(conversation);
        var second = page.body().path("messages").get(1);
        assertThat(second.path("message_id").asText()).isEqualTo(Rows.id(conversation, 2));
        assertThat(second.path("conversation_id").asText()).isEqualTo(conversation);
        assertThat(second.path("seq").asLong()).isEqualTo(2);
        assertThat(second.path("sender_id").asText()).isEqualTo(ANNA);
        assertThat(second.path("recipient_id").asText()).isEqualTo(BEN);
        assertThat(second.path("content").asText()).isEqualTo("text 2");
        assertThat(second.path("type").asText()).isEqualTo("text");
        assertThat(second.path("status").asText()).isEqualTo("SENT");
        assertThat(second.path("timestamp").asLong()).isEqualTo(Rows.timeOf(2).toEpochMilli());
        assertThat(page.body().path("pagination").toString())
                .isEqualTo("{\"limit\":50,\"offset\":0,\"returned\":3,\"has_more\":false,\"next_cursor\":null}");
        assertThat(seqs(page)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void followsCursorsThroughEveryBucketInBothDirections() {
        rows.messages(5_120).stored();
        edge.topology.conversation(conversation, 5_120, ANNA, BEN);

        assertThat(walk("limit=100&offset=4900")).isEqualTo(range(4_901, 5_120));
        assertThat(walk("limit=100&order=desc").subList(0, 220)).isEqualTo(reversed(range(4_901, 5_120)));
        assertThat(walk("limit=100").size()).isEqualTo(5_120);
    }

    @Test
    void readsOnFromAndBackFromASeq() {
        rows.messages(20).stored();
        edge.topology.conversation(conversation, 20, ANNA, BEN);

        assertThat(seqs(page("after_seq=4&limit=3"))).containsExactly(5L, 6L, 7L);
        assertThat(seqs(page("before_seq=10&limit=3"))).containsExactly(7L, 8L, 9L);
        assertThat(seqs(page("before_seq=10&limit=3&order=desc"))).containsExactly(9L, 8L, 7L);
        assertThat(seqs(page("after_seq=20"))).isEmpty();
        assertThat(seqs(page("after_seq=99999999999999999999999"))).isEmpty();
        assertThat(seqs(page("before_seq=1"))).isEmpty();
        assertThat(page("before_seq=3")
                        .body()
                        .path("pagination")
                        .path("has_more")
                        .asBoolean())
                .isFalse();
        var back = page("before_seq=10&limit=3").body().path("pagination");
        assertThat(seqs(page("limit=3&cursor=" + back.path("next_cursor").asText())))
                .containsExactly(4L, 5L, 6L);
    }

    @Test
    void countsAnOffsetInMessagesWhateverLiesBetween() {
        rows.others(EventData.CONVERSATION_CREATED, 1)
                .messages(10)
                .others("member.added", 300)
                .messages(1)
                .others("unavailable", 2)
                .messages(30)
                .others("member.added", 40)
                .messages(5)
                .others("member.removed", 7)
                .stored();
        edge.topology.conversation(conversation, 396, 46, members(ANNA, 1, BEN, 1));
        var all = walk("limit=100");
        assertThat(all).hasSize(46);

        for (int offset = 0; offset <= 46; offset++) {
            assertThat(walk("limit=40&offset=" + offset))
                    .as("offset %s", offset)
                    .isEqualTo(all.subList(offset, 46));
            assertThat(seqs(page("limit=5&order=desc&offset=" + offset)))
                    .as("offset %s from the newest", offset)
                    .isEqualTo(reversed(all).subList(offset, Math.min(46, offset + 5)));
        }
        var beyond = page("offset=1000000").body();
        assertThat(beyond.path("messages")).isEmpty();
        assertThat(beyond.path("pagination").path("has_more").asBoolean()).isFalse();
    }

    @Test
    void showsAJoinerOnlyWhatCameAfterAndCountsFromThere() {
        rows.messages(10).others("member.added", 1).messages(10).stored();
        edge.topology.conversation(conversation, 21, 20, members(ANNA, 1, BEN, 11));

        assertThat(seqs(page(""))).isEqualTo(range(12, 21));
        assertThat(seqs(page("offset=3&limit=2"))).containsExactly(15L, 16L);
        assertThat(seqs(page("before_seq=14"))).containsExactly(12L, 13L);
        assertThat(seqs(page("after_seq=0&limit=1"))).containsExactly(12L);
        assertThat(seqs(page("order=desc&offset=8"))).containsExactly(13L, 12L);
    }

    @Test
    void leavesOutWhatHappenedBetweenTwoStays() {
        rows.messages(30).stored();
        var stays = new Member(Role.MEMBER, List.of(new VisibleRange(3, 8L), new VisibleRange(20, 24L)));
        edge.topology.conversation(conversation, 30, 30, Map.of(BEN, stays, ANNA, new Member(Role.MEMBER, List.of())));
        var visible = List.of(3L, 4L, 5L, 6L, 7L, 8L, 20L, 21L, 22L, 23L, 24L);

        assertThat(seqs(page(""))).isEqualTo(visible);
        assertThat(walk("limit=4&order=desc")).isEqualTo(reversed(visible));
        for (int offset = 0; offset <= visible.size(); offset++) {
            assertThat(walk("limit=3&offset=" + offset)).isEqualTo(visible.subList(offset, visible.size()));
        }
    }

    @Test
    void waitsForAnEventThatIsOnItsWayToTheTable() {
        rows.messages(2).stored();
        edge.topology.conversation(conversation, 3, ANNA, BEN);
        var later = later(200, () -> rows.messages(1).stored());

        var page = page("");

        assertThat(seqs(page)).containsExactly(1L, 2L, 3L);
        later.join();
    }

    @Test
    void endsAPageBeforeAHoleSoThatNobodyMissesWhatFillsIt() {
        var now = Instant.now().getEpochSecond() - Rows.BEGIN.getEpochSecond();
        var young = new Rows(edge, conversation).at(0, 0);
        young.messages(2).missingMessage().messages(2).stored();
        touch(4, now);
        touch(5, now);
        edge.topology.conversation(conversation, 5, ANNA, BEN);

        var before = page("");
        new Rows(edge, conversation).at(2, 2).messages(1).stored();
        var after = page(
                "cursor=" + before.body().path("pagination").path("next_cursor").asText());

        assertThat(seqs(before)).containsExactly(1L, 2L);
        assertThat(before.body().path("pagination").path("has_more").asBoolean())
                .isTrue();
        assertThat(seqs(after)).containsExactly(3L, 4L, 5L);
    }

    @Test
    void goesOnBehindWhatIsLostForGood() {
        rows.messages(2).missingMessage().messages(2).stored();
        edge.topology.conversation(conversation, 5, ANNA, BEN);

        assertThat(walk("")).containsExactly(1L, 2L, 4L, 5L);
        assertThat(seqs(page("order=desc"))).containsExactly(5L, 4L, 2L, 1L);
    }

    @Test
    void showsNoRowThatHasOnlyAStatusYet() {
        rows.messages(1).stored();
        edge.cassandra.execute(
                "INSERT INTO events_by_conversation (conversation_id, bucket, seq, status) VALUES (?, 0, 2, 'READ')",
                conversation);
        edge.topology.conversation(conversation, 1, ANNA, BEN);

        assertThat(seqs(page(""))).containsExactly(1L);
    }

    @Test
    void answersFromTheTablesWhileTheTopologyIsAway() {
        rows.messages(7).stored();
        rows.member(ANNA, 1, null);
        rows.member(BEN, 3, null);
        edge.topology.away(true);
        try {
            assertThat(seqs(page("limit=2&offset=1"))).containsExactly(4L, 5L);
            assertThat(seqs(page("order=desc&limit=2"))).containsExactly(7L, 6L);
            edge.as("user_mallory")
                    .get("/v1/conversations/" + conversation + "/messages")
                    .problem(404, "not-found");
        } finally {
            edge.topology.away(false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=abc",
                "limit=",
                "limit=1.5",
                "offset=-1",
                "offset=x",
                "after_seq=x",
                "before_seq=-1",
                "cursor=x",
                "cursor=",
                "order=up",
                "offset=1&after_seq=1",
                "before_seq=1&after_seq=1",
                "cursor=ZmExMA&offset=0"
            })
    void refusesParametersThatMakeNoSense(String query) {
        edge.topology.conversation(conversation, 0, ANNA, BEN);

        asBen.get("/v1/conversations/" + conversation + "/messages?" + query)
                .problem(400, "validation")
                .about("?" + lastName(query));
    }

    @Test
    void takesALargerLimitAsAHundred() {
        rows.messages(120).stored();
        edge.topology.conversation(conversation, 120, ANNA, BEN);

        for (var limit : List.of("100", "101", "1000", "99999999999999999999")) {
            var page = page("limit=" + limit);
            assertThat(seqs(page)).hasSize(100);
            assertThat(page.body().path("pagination").path("limit").asInt()).isEqualTo(100);
        }
    }

    private static String lastName(String query) {
        var parts = query.split("&");
        return switch (query) {
            case "before_seq=1&after_seq=1" -> "before_seq";
            case "cursor=ZmExMA&offset=0" -> "cursor";
            default -> parts[parts.length - 1].split("=")[0];
        };
    }

    private Reply page(String query) {
        return asBen.get("/v1/conversations/" + conversation + "/messages?" + query)
                .ok(200);
    }

    /** Every page from this one on. */
    private List<Long> walk(String query) {
        var found = new ArrayList<Long>();
        var reply = page(query);
        while (true) {
            found.addAll(seqs(reply));
            var pagination = reply.body().path("pagination");
            if (!pagination.path("has_more").asBoolean()) {
                return found;
            }
            reply = page("limit=" + pagination.path("limit").asInt() + "&cursor="
                    + pagination.path("next_cursor").asText());
        }
    }

    private static List<Long> seqs(Reply page) {
        var seqs = new ArrayList<Long>();
        page.body()
                .path("messages")
                .forEach(message -> seqs.add(message.path("seq").asLong()));
        assertThat(page.body().path("pagination").path("returned").asInt()).isEqualTo(seqs.size());
        return seqs;
    }

    private void touch(long seq, long second) {
        edge.cassandra.execute(
                "UPDATE events_by_conversation SET at_us = ? WHERE conversation_id = ? AND bucket = 0 AND seq = ?",
                HistoryTable.writeTimestamp(Rows.timeOf(second)),
                conversation,
                seq);
    }

    private static Map<String, Member> members(String one, long firstOfOne, String two, long firstOfTwo) {
        return Map.of(
                one, new Member(Role.MEMBER, List.of(new VisibleRange(firstOfOne, null))),
                two, new Member(Role.MEMBER, List.of(new VisibleRange(firstOfTwo, null))));
    }

    private static CompletableFuture<Void> later(long millis, Runnable work) {
        return CompletableFuture.runAsync(work, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Long> reversed(List<Long> list) {
        var reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}
