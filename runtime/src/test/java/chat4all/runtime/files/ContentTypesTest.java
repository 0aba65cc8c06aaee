package chat4all.runtime.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentTypesTest {
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };

    @Test
    void believesTheBytesBeforeTheName() {
        assertThat(ContentTypes.detect("<!DOCTYPE html><script>".getBytes(UTF_8), "photo.png"))
                .isEqualTo("text/html");
        assertThat(ContentTypes.detect(PNG, "notes.txt")).isEqualTo("image/png");
    }

    @Test
    void letsTheNameTellKindsOfTextApart() {
        assertThat(ContentTypes.detect("a,b\n1,2\n".getBytes(UTF_8), "table.csv"))
                .isEqualTo("text/csv");
    }

    @Test
    void knowsNothingOfNothing() {
        assertThat(ContentTypes.detect(new byte[0], "x")).isEqualTo("application/octet-stream");
    }

    @Test
    void showsOnlyWhatRunsNothing() {
        assertThat(ContentTypes.isInline("image/png")).isTrue();
        assertThat(ContentTypes.isInline("video/mp4")).isTrue();
        assertThat(ContentTypes.isInline("image/svg+xml")).isFalse();
        assertThat(ContentTypes.isInline("text/html")).isFalse();
    }
}
