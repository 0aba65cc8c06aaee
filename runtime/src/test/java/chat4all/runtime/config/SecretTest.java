package chat4all.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void neverPrintsItself() {
        var secret = new Secret("hunter2");
        var inside = new S3Config(URI.create("http://s3"), URI.create("http://s3"), "r", "b", "key", secret);

        assertThat(secret).hasToString("[REDACTED]");
        assertThat(inside.toString()).doesNotContain("hunter2");
    }

    @Test
    void matchesItselfOnly() {
        var secret = new Secret("hunter2");

        assertThat(secret.matches("hunter2")).isTrue();
        assertThat(secret.matches("hunter")).isFalse();
        assertThat(secret.matches("")).isFalse();
    }
}
