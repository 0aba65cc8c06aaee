package chat4all.sinks.cassandra;

import static chat4all.sinks.cassandra.UserConversation.merged;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.EventData.MemberAdded;
import chat4all.schemas.EventData.MemberRemoved;
import chat4all.schemas.EventData.ReactionAdded;
import chat4all.sinks.Events;
import chat4all.sinks.cassandra.UserConversation.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserConversationTest {
    private static final List<String> BOTH = List.of("user_a", "user_b");

    private final UserConversation sent = UserConversation.of(Events.direct("c", 2, "m2"), "user_a");
    private final UserConversation received = UserConversation.of(Events.direct("c", 3, "m3"), "user_b");
    private final UserConversation reaction =
            UserConversation.of(Events.change("c", 4, "user_b", BOTH, new ReactionAdded("m3", 3, "👍")), "user_a");

    @Test
    void onesOwnMessageIsTheBaseOfWhatIsUnread() {
        assertThat(sent.base()).isEqualTo(new Place(2, 2));
        assertThat(received.base()).isNull();
    }

    @Test
    void whatTheLaterEventDoesNotSayTheEarlierOneSays() {
        var both = merged(sent, reaction);

        assertThat(both.lastSeq()).isEqualTo(4);
        assertThat(both.lastMessageSeq()).isEqualTo(2);
        assertThat(both.base()).isEqualTo(new Place(2, 2));
        assertThat(merged(reaction, sent)).isEqualTo(both);
    }

    @Test
    void whoJoinsHasNothingUnreadAndWhoLeavesIsGone() {
        var joins = UserConversation.of(
                Events.change("c", 5, "user_a", BOTH, new MemberAdded("user_b", Role.MEMBER)), "user_b");
        var leaves =
                UserConversation.of(Events.change("c", 6, "user_b", BOTH, new MemberRemoved("user_b", 5)), "user_b");

        assertThat(joins.base()).isEqualTo(new Place(5, 1));
        assertThat(joins.present()).isTrue();
        assertThat(leaves.present()).isFalse();
        assertThat(merged(joins, leaves).present()).isFalse();
        assertThat(UserConversation.of(Events.change("c", 6, "user_b", BOTH, new MemberRemoved("user_b", 5)), "user_a")
                        .present())
                .isNull();
    }
}
