package chat4all.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void letsNobodyElseSteerTheTerminal() {
        assertThat(Plain.text("a\u001b[2Jb\u0007\u009b3m\u007f")).isEqualTo("a␛[2Jb␇�3m␡");
    }

    @Test
    void leavesEveryScriptAsItIs() {
        assertThat(Plain.text("Olá, \"Zoë\" 👩‍👩‍👧 你好 مرحبا")).isEqualTo("Olá, \"Zoë\" 👩‍👩‍👧 你好 مرحبا");
    }

    @Test
    void keepsLinesOnlyWhereTheyAreWanted() {
        assertThat(Plain.lines("a\nb\rc")).isEqualTo("a\nb␍c");
        assertThat(Plain.text("a\nb")).isEqualTo("a↵b");
    }
}
