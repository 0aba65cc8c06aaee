package chat4all.edge.history;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the next page goes on: a seq, which way to walk from it, and how the page is arranged. Opaque to clients.
 *
 * @param forward from the seq to later events; else to earlier ones
 */
record Cursor(boolean forward, boolean newestFirst, long seq) {
    private static final Pattern FORM = Pattern.compile("([fb])([ad])([0-9]{1,18})");

    String text() {
        var form = (forward ? "f" : "b") + (newestFirst ? "d" : "a") + seq;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(form.getBytes(US_ASCII));
    }

    static Optional<Cursor> parse(String text) {
        try {
            var match = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), US_ASCII));
            return match.matches()
                    ? Optional.of(new Cursor(
                            match.group(1).equals("f"), match.group(2).equals("d"), Long.parseLong(match.group(3))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
