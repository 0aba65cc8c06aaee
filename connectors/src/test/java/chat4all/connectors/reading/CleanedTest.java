package chat4all.connectors.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanedTest {

    @Test
    void leavesSoundTextAlone() {
        assertThat(Cleaned.of("olá 😀👨‍👩‍👧\n\t")).isEqualTo("olá 😀👨‍👩‍👧\n\t");
        assertThat(Cleaned.of("")).isEmpty();
    }

    @Test
    void replacesNulAndHalvesOfCharacters() {
        assertThat(Cleaned.of("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(Cleaned.of("\uD83D")).isEqualTo("\uFFFD");
        assertThat(Cleaned.of("\uDE00\uD83D")).isEqualTo("\uFFFD\uFFFD");
        assertThat(Cleaned.of("\uD83D\uD83D\uDE00\uDE00")).isEqualTo("\uFFFD😀\uFFFD");
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(Cleaned.of("ab😀", 3)).isEqualTo("ab");
        assertThat(Cleaned.of("ab😀", 4)).isEqualTo("ab😀");
        assertThat(Cleaned.of("abc", 2)).isEqualTo("ab");
    }
}
