package chat4all.runtime.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one value is written. Each method throws {@link IllegalArgumentException} with the rule that was broken, never
 * with the value itself: a value in the wrong variable may be a secret.
 */
final class Parsing {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    static final int MAX_PORT = 65_535;

    private Parsing() {}

    static int integer(String text, int min, int max) {
        return (int) whole(text, min, max);
    }

    static long whole(String text, long min, long max) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, together with the range.
        }
        throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
    }

    static String matching(String text, Pattern pattern) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("must match " + pattern);
        }
        return text;
    }

    static Duration duration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("must be a duration such as 10ms, 5s, 15m, 24h or 30d");
        }
        long amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    static Optional<Duration> durationOrForever(String text) {
        if (text.equals("forever")) {
            return Optional.empty();
        }
        try {
            return Optional.of(duration(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", or forever", e);
        }
    }

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    static URI uri(String text) {
        try {
            var uri = new URI(text);
            if (uri.isAbsolute() && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalArgumentException("must be an absolute URI such as http://127.0.0.1:8081");
    }

    static URI webAddress(String text) {
        var uri = uri(text);
        if (!uri.getScheme().equals("http") && !uri.getScheme().equals("https")) {
            throw new IllegalArgumentException("must begin with http:// or https://");
        }
        return uri;
    }

    static double ratio(String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("must be a number from 0 to 1");
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a path of this file system", e);
        }
    }

    /** Addresses stay unresolved: names are looked up at each connection, for they change while a process lives. */
    static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon > 0) {
                return InetSocketAddress.createUnresolved(
                        text.substring(0, colon), integer(text.substring(colon + 1), 0, MAX_PORT));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalArgumentException("must be host:port, more than one parted by commas");
    }

    static List<String> commaSeparated(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
