package chat4all.edge.uploads;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checksums as clients write them: 64 hexadecimal digits of a SHA-256, with or without {@code sha256:} before. */
final class Checksums {
    static final String RULE = "must be sha256: and 64 hexadecimal digits";

    private static final Pattern FORM = Pattern.compile("(?:sha256:)?([0-9a-f]{64})");

    private Checksums() {}

    /** As we keep it; empty when it is none. */
    static Optional<String> normal(String written) {
        var matcher = FORM.matcher(written.toLowerCase(Locale.ROOT));
        return matcher.matches() ? Optional.of("sha256:" + matcher.group(1)) : Optional.empty();
    }
}
