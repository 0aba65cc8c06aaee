package chat4all.connectors.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DetailsTest {

    @Test
    void dropsTheLongestUntilTheRestFits() {
        Details details = new Details()
                .put("id", "m1")
                .put("url", "u".repeat(600))
                .put("name", "n".repeat(100))
                .put("nothing", null)
                .put("empty", "");

        assertThat(details.bounded()).isEqualTo(Map.of("id", "m1", "name", "n".repeat(100)));
    }

    @Test
    void countsBytesOfJson() {
        // 11 bytes around it, and two for each é
        assertThat(new Details().put("name", "é".repeat(344)).bounded()).hasSize(1);
        assertThat(new Details().put("name", "é".repeat(345)).bounded()).isEmpty();
        assertThat(new Details().put("name", "\u0001".repeat(120)).bounded()).isEmpty();
    }
}
