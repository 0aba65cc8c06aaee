package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.ConversationMembers.Member;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.ConversationMembers.VisibleRange;
import chat4all.schemas.EventData;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";
    private static final String CAI = "user_cai";

    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("events");
    private final Api asBen = edge.as(BEN);

    /** 1 created, 2 message, 3 cai joins, 4 message, 5 edit of 2, 6 reaction to 4, 7 cai leaves, 8 message. */
    @BeforeEach
    void aGroupThatCaiWasInForAWhile() {
        new Rows(edge, conversation)
                .event(EventData.CONVERSATION_CREATED, "{\"kind\":\"group\",\"members\":{\"user_anna\":\"admin\"}}")
                .messages(1)
                .event(EventData.MEMBER_ADDED, "{\"user_id\":\"user_cai\",\"role\":\"member\"}")
                .messages(1)
                .event(EventData.MESSAGE_EDITED, "{\"message_id\":\"m\",\"message_seq\":2}")
                .event(EventData.REACTION_ADDED, "{\"message_id\":\"m\",\"message_seq\":4,\"emoji\":\"👍\"}")
                .event(EventData.MEMBER_REMOVED, "{\"user_id\":\"user_cai\",\"since\":3}")
                .messages(1)
                .stored();
        edge.topology.conversation(
                conversation, 8, 3, Map.of(ANNA, member(1, null), BEN, member(1, null), CAI, member(3, 7L)));
    }

    @Test
    void tellsEveryKindOfEventInOrder() {
        var page = events(asBen, "");

        assertThat(page.path("conversation_id").asText()).isEqualTo(conversation);
        assertThat(texts(page, "type"))
                .containsExactly(
                        "conversation.created",
                        "message.created",
                        "member.added",
                        "message.created",
                        "message.edited",
                        "reaction.added",
                        "member.removed",
                        "message.created");
        assertThat(texts(page, "seq")).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(page.at("/events/1/data/content").asText()).isEqualTo("text 2");
        assertThat(page.at("/events/1/actor").asText()).isEqualTo(ANNA);
        assertThat(page.at("/events/2/data/user_id").asText()).isEqualTo(CAI);
        assertThat(page.path("has_more").asBoolean()).isFalse();
        assertThat(page.path("next_after_seq").isNull()).isTrue();
    }

    @Test
    void anEditTellsTheTextThatTheMessageHasNow() {
        assertThat(events(asBen, "after_seq=4&limit=1")
                        .at("/events/0/data/content")
                        .asText())
                .isEqualTo("text 2");
    }

    @Test
    void goesOnFromASeq() {
        var first = events(asBen, "limit=3");
        var second = events(
                asBen, "limit=3&after_seq=" + first.path("next_after_seq").asText());
        var third = events(
                asBen, "limit=3&after_seq=" + second.path("next_after_seq").asText());

        assertThat(texts(first, "seq")).containsExactly("1", "2", "3");
        assertThat(texts(second, "seq")).containsExactly("4", "5", "6");
        assertThat(texts(third, "seq")).containsExactly("7", "8");
        assertThat(texts(events(asBen, "after_seq=8"), "seq")).isEmpty();
    }

    @Test
    void whoWasThereForAWhileSeesThatWhile() {
        assertThat(texts(events(edge.as(CAI), ""), "seq")).containsExactly("3", "4", "5", "6", "7");
        edge.as("user_stranger")
                .get("/v1/conversations/" + conversation + "/events")
                .problem(404, "not-found");
    }

    @Test
    void theHistoryHasMembersAmongTheMessagesOnlyWhenAsked() {
        var path = "/v1/conversations/" + conversation + "/messages";
        var plain = asBen.get(path).ok(200).body().path("messages");
        var all = asBen.get(path + "?include=system").ok(200).body().path("messages");

        assertThat(plain.findValuesAsText("seq")).containsExactly("2", "4", "8");
        assertThat(all.findValuesAsText("seq")).containsExactly("1", "2", "3", "4", "7", "8");
        assertThat(all.get(2).toString())
                .contains("\"type\":\"system\"", "\"event\":\"member.added\"", "\"user_id\":\"user_cai\"");
        asBen.get(path + "?include=everything").problem(400, "validation").about("?include");
    }

    /** An event of which the history could keep the place alone. */
    @Test
    void whatCouldNotBeStoredKeepsItsPlace() {
        edge.cassandra.execute(
                "INSERT INTO events_by_conversation (conversation_id, bucket, seq, type, ordinal, at_us)"
                        + " VALUES (?, 0, 9, 'unavailable', 3, 0)",
                conversation);
        edge.topology.conversation(conversation, 9, 3, Map.of(BEN, member(1, null)));

        assertThat(texts(events(asBen, "after_seq=7"), "type")).containsExactly("message.created", "unavailable");
        asBen.get("/v1/conversations/" + conversation + "/messages").ok(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=x", "after_seq=-1", "after_seq=x", "after_seq="})
    void whatIsNoPageIsRefused(String query) {
        asBen.get("/v1/conversations/" + conversation + "/events?" + query).problem(400, "validation");
    }

    private JsonNode events(Api reader, String query) {
        return reader.get("/v1/conversations/" + conversation + "/events?" + query)
                .ok(200)
                .body();
    }

    private static Member member(long first, @Nullable Long last) {
        return new Member(Role.MEMBER, List.of(new VisibleRange(first, last)));
    }

    private static List<String> texts(JsonNode page, String field) {
        var texts = new ArrayList<String>();
        page.path("events").forEach(event -> texts.add(event.path(field).asText()));
        return texts;
    }
}
