package chat4all.edge.files;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A single range of bytes (RFC 9110, 14): both ends are counted from 0 and included. Several ranges, other units and what
 * cannot be read are as if nothing had been asked for.
 */
record ByteRange(long first, long last) {
    private static final Pattern FORM =
            Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    /** Begins behind the end: 416. */
    static final class Unsatisfiable extends Exception {
        private static final long serialVersionUID = 1;
    }

    static Optional<ByteRange> parse(String header, long size) throws Unsatisfiable {
        var match = FORM.matcher(header);
        if (!match.matches()) {
            return Optional.empty();
        }
        var from = match.group(1);
        var to = match.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(to), size));
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
        if (last < first) {
            return Optional.empty();
        }
        if (first >= size) {
            throw new Unsatisfiable();
        }
        return Optional.of(new ByteRange(first, Math.min(last, size - 1)));
    }

    private static ByteRange suffix(long length, long size) throws Unsatisfiable {
        if (length == 0 || size == 0) {
            throw new Unsatisfiable();
        }
        return new ByteRange(Math.max(0, size - length), size - 1);
    }

    long length() {
        return last - first + 1;
    }
}
