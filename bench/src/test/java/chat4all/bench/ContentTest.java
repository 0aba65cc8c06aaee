package chat4all.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentTest {

    @ParameterizedTest
    @MethodSource("numbers")
    void comesBackFromEveryPayload(int number) {
        var text = Content.write("run1", 3, number, 123_456);

        assertThat(Content.read("run1", text)).isEqualTo(new Content(3, number, 123_456, true));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void showsEveryChange(int number) {
        var text = Content.write("run1", 0, number, 1);

        for (int at = text.indexOf(' ') + 1; at < text.length(); at++) {
            var shortened = text.substring(0, at) + text.substring(at + 1);
            assertThat(Content.read("run1", shortened).intact())
                    .as("without %s", at)
                    .isFalse();
        }
        assertThat(Content.read("run1", text + " ").intact()).isFalse();
        assertThat(Content.read("run1", text.strip() + "\n").intact()).isFalse();
    }

    @Test
    void showsNormalisationAndEscaping() {
        int decomposed = 4;
        int quotes = 1;

        var normalised = Normalizer.normalize(Content.write("r", 0, decomposed, 1), Normalizer.Form.NFC);
        var escaped = Content.write("r", 0, quotes, 1).replace("\"", "\\\"");

        assertThat(Content.read("r", normalised)).isEqualTo(new Content(0, decomposed, 1, false));
        assertThat(Content.read("r", escaped)).isEqualTo(new Content(0, quotes, 1, false));
    }

    @Test
    void tellsForeignTexts() {
        assertThat(Content.read("r", "").number()).isEqualTo(-1);
        assertThat(Content.read("r", "r a b c d e").number()).isEqualTo(-1);
        assertThat(Content.read("r", Content.write("other", 0, 1, 1)).number()).isEqualTo(-1);
    }

    private static IntStream numbers() {
        return IntStream.range(0, Content.PAYLOADS.size());
    }
}
