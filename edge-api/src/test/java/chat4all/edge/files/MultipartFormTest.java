package chat4all.edge.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.edge.files.MultipartForm.MalformedFormException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
    private static final String BOUNDARY = "--limit";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 13, 64, 1000})
    void givesEveryPartAsItIsHoweverTheBodyIsCutOnItsWay(int atOnce) throws IOException {
        String nearly = "\r\n----limi\r\n--limit\n----limi\r\r\n\r\n--\r\n----lim";
        byte[] body = (part("a", nearly) + part("b", "") + part("c", "\r\n") + end()).getBytes(UTF_8);

        MultipartForm form = MultipartForm.of(cut(body, atOnce), BOUNDARY);

        assertPart(form, "a", nearly);
        assertPart(form, "b", "");
        assertPart(form, "c", "\r\n");
        assertThat(form.next()).isFalse();
    }

    @Test
    void goesOnToTheNextPartWhateverWasReadOfTheLast() throws IOException {
        String long1 = "x".repeat(300_000);
        MultipartForm form = form(part("a", long1) + part("b", long1) + part("c", "last") + end());

        assertThat(form.next()).isTrue();
        assertThat(form.next()).isTrue();
        assertThat(form.content().readNBytes(100_000)).hasSize(100_000);
        assertPart(form, "c", "last");
        assertThat(form.next()).isFalse();
    }

    @Test
    void readsPastALittleTextAroundThePartsAndNotPastMuch() throws IOException {
        MultipartForm little = form("for old mail programs\r\n" + part("a", "1") + end() + "the end");
        assertPart(little, "a", "1");
        assertThat(little.next()).isFalse();

        MultipartForm much = form(part("a", "1") + end() + "x".repeat(1_000_000));
        assertPart(much, "a", "1");
        assertThatThrownBy(much::next).isInstanceOf(MalformedFormException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no form", "----limit", "----limit\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf"
            })
    void saysOfABodyWithoutItsLastBoundaryThatItIsNoForm(String body) {
        MultipartForm form = form(body);
        assertThatThrownBy(() -> {
                    while (form.next()) {
                        form.content().readAllBytes();
                    }
                })
                .isInstanceOf(MalformedFormException.class);
    }

    private static void assertPart(MultipartForm form, String name, String content) throws IOException {
        assertThat(form.next()).isTrue();
        assertThat(form.name()).isEqualTo(name);
        assertThat(new String(form.content().readAllBytes(), UTF_8)).isEqualTo(content);
    }

    private static MultipartForm form(String body) {
        return MultipartForm.of(new ByteArrayInputStream(body.getBytes(UTF_8)), BOUNDARY);
    }

    private static String part(String name, String content) {
        return "----limit\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    private static String end() {
        return "----limit--\r\n";
    }

    /** Gives so many bytes at once, as a slow line does. */
    private static InputStream cut(byte[] body, int atOnce) {
        return new ByteArrayInputStream(body) {
            @Override
            public int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, atOnce));
            }
        };
    }
}
