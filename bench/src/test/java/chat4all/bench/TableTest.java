package chat4all.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void linesUpWhateverTheScript() {
        var table = new Table("nome", "texto");
        table.row("João", "x");
        table.row("日本", "y");
        table.row("e\u0301", "z");

        assertThat(table.toString()).isEqualTo("  nome  texto\n  ────  ─────\n  João  x\n  日本  y\n  e\u0301     z\n");
    }

    @Test
    void knowsWideAndCombiningCharacters() {
        assertThat(Table.width("ação")).isEqualTo(4);
        assertThat(Table.width("a\u00E7a\u0303o")).isEqualTo(4);
        assertThat(Table.width("😀")).isEqualTo(2);
        assertThat(Table.width("👩\u200D👩\u200D👧")).isEqualTo(2);
        assertThat(Table.width("👍🏽")).isEqualTo(2);
    }
}
