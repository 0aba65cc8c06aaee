package chat4all.runtime.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that must not be seen: it never prints itself and compares in constant time. */
public record Secret(String value) {

    public byte[] utf8() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    public boolean matches(String candidate) {
        return MessageDigest.isEqual(utf8(), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
