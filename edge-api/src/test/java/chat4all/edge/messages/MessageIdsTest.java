package chat4all.edge.messages;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.ids.KeyedHash;
import chat4all.runtime.config.Secret;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private final MessageIds ids = new MessageIds(new KeyedHash(new Secret("one")));

    @Test
    void makesTheSameIdOfTheSameInAnyProcess() {
        var id = ids.of("user_a", "c", "1");

        assertThat(id).matches("msg_[0-9a-f]{32}");
        assertThat(new MessageIds(new KeyedHash(new Secret("one"))).of("user_a", "c", "1"))
                .isEqualTo(id);
    }

    @Test
    void makesAnotherIdForAnotherSenderConversationIdOrInstallation() {
        var all = Set.of(
                ids.of("user_a", "c", "1"),
                ids.of("user_b", "c", "1"),
                ids.of("user_a", "d", "1"),
                ids.of("user_a", "c", "2"),
                ids.of("user_a", "c1", ""),
                new MessageIds(new KeyedHash(new Secret("two"))).of("user_a", "c", "1"));

        assertThat(all).hasSize(6);
    }

    @Test
    void makesFreshIdsInTheOrderOfTime() {
        var first = ids.fresh();

        assertThat(first).matches("msg_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        Awaitility.await().until(() -> ids.fresh().compareTo(first) > 0);
        assertThat(ids.fresh()).isGreaterThan(first);
    }
}
