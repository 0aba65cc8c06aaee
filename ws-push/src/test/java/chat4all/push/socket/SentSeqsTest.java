package chat4all.push.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentSeqsTest {
    private final SentSeqs sent = new SentSeqs(2);

    @Test
    void advancesPerConversation() {
        assertThat(sent.advance("a", 7)).isTrue();
        assertThat(sent.advance("a", 7)).isFalse();
        assertThat(sent.advance("a", 6)).isFalse();
        assertThat(sent.advance("b", 1)).isTrue();
        assertThat(sent.advance("a", 9)).isTrue();
    }

    @Test
    void forgetsTheConversationThatWasSilentLongest() {
        sent.advance("a", 5);
        sent.advance("b", 5);
        sent.advance("a", 6);

        sent.advance("c", 5);

        assertThat(sent.advance("a", 6)).isFalse();
        assertThat(sent.advance("b", 5)).isTrue();
    }
}
