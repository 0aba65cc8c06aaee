package chat4all.runtime.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One reading of an environment. Each question is answered at once, a faulty or missing value with a placeholder;
 * {@link #finish()} then tells every problem together, and only after it may the answers be used. Several services in
 * one process share one {@code Settings}. A blank variable counts as absent. Not thread-safe.
 */
public final class Settings {
    public static final String LOG_FORMAT = "CHAT4ALL_LOG_FORMAT";
    public static final String LOG_LEVEL = "CHAT4ALL_LOG_LEVEL";

    private static final String PREFIX = "CHAT4ALL_";
    private static final Set<String> LOG_FORMATS = Set.of("json", "text");
    private static final Set<String> LOG_LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    private final Map<String, String> environment;
    private final Set<String> names = new TreeSet<>();
    private final Set<String> problems = new TreeSet<>();

    private Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        // Read by logback.xml, before any class of ours runs; here they are only checked.
        oneOf(LOG_FORMAT, LOG_FORMATS, "json");
        oneOf(LOG_LEVEL, LOG_LEVELS, "INFO");
    }

    public static Settings of(Map<String, String> environment) {
        return new Settings(environment);
    }

    public String text(String name, String defaultValue) {
        return optional(name).orElse(defaultValue);
    }

    /** A required text. */
    public String text(String name) {
        return required(name, Function.identity(), "");
    }

    /** A text that matches the pattern as a whole. */
    public String matching(String name, String defaultValue, Pattern pattern) {
        return parsed(name, text -> Parsing.matching(text, pattern), defaultValue);
    }

    public Optional<String> optional(String name) {
        names.add(name);
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A required secret. */
    public Secret secret(String name) {
        return required(name, Secret::new, new Secret(""));
    }

    public int integer(String name, int defaultValue, int min, int max) {
        return parsed(name, text -> Parsing.integer(text, min, max), defaultValue);
    }

    public long whole(String name, long defaultValue, long min, long max) {
        return parsed(name, text -> Parsing.whole(text, min, max), defaultValue);
    }

    /** A port; 0 lets the system choose a free one. */
    public int port(String name, int defaultValue) {
        return integer(name, defaultValue, 0, Parsing.MAX_PORT);
    }

    public Duration duration(String name, Duration defaultValue) {
        return parsed(name, Parsing::duration, defaultValue);
    }

    /** Empty for {@code forever}. */
    public Optional<Duration> durationOrForever(String name, Optional<Duration> defaultValue) {
        return parsed(name, Parsing::durationOrForever, defaultValue);
    }

    public boolean flag(String name, boolean defaultValue) {
        return parsed(name, Parsing::flag, defaultValue);
    }

    public URI uri(String name, String defaultValue) {
        return parsed(name, Parsing::uri, URI.create(defaultValue));
    }

    /** An {@code http} or {@code https} address, if there is one. */
    public Optional<URI> webAddress(String name) {
        return parsed(name, text -> Optional.of(Parsing.webAddress(text)), Optional.empty());
    }

    /** A number from 0 to 1. */
    public double ratio(String name, double defaultValue) {
        return parsed(name, Parsing::ratio, defaultValue);
    }

    /** At least one URI, parted by commas. */
    public List<URI> uris(String name, String defaultValue) {
        return list(name, defaultValue, Parsing::uri);
    }

    /** A required path. */
    public Path path(String name) {
        return required(name, Parsing::path, Path.of(""));
    }

    /** At least one {@code host:port}, parted by commas, unresolved. */
    public List<InetSocketAddress> addresses(String name, String defaultValue) {
        return list(name, defaultValue, Parsing::address);
    }

    /** Every name asked for so far, sorted. */
    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** Throws {@link ConfigurationException} with all problems at once, unknown {@code CHAT4ALL_*} names among them. */
    public void finish() {
        var all = new ArrayList<>(problems);
        environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !names.contains(name))
                .sorted()
                .map(name -> name + " is not a setting of this process" + suggestion(name))
                .forEach(all::add);
        if (!all.isEmpty()) {
            throw new ConfigurationException(all);
        }
    }

    private String suggestion(String unknown) {
        return Spelling.nearest(unknown, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private <T> T required(String name, Function<String, T> parse, T placeholder) {
        if (optional(name).isEmpty()) {
            problems.add(name + " is required");
            return placeholder;
        }
        return parsed(name, parse, placeholder);
    }

    private <T> List<T> list(String name, String defaultValue, Function<String, T> parse) {
        return parsed(name, text -> parseList(text, parse), parseList(defaultValue, parse));
    }

    private static <T> List<T> parseList(String text, Function<String, T> parse) {
        var values = Parsing.commaSeparated(text).stream().map(parse).toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("must name at least one");
        }
        return values;
    }

    private <T> T parsed(String name, Function<String, T> parse, T otherwise) {
        var text = optional(name);
        try {
            return text.map(parse).orElse(otherwise);
        } catch (IllegalArgumentException e) {
            problems.add(name + " " + e.getMessage());
            return otherwise;
        }
    }

    private void oneOf(String name, Set<String> allowed, String defaultValue) {
        var value = text(name, defaultValue);
        if (!allowed.contains(value) && !allowed.contains(value.toUpperCase(Locale.ROOT))) {
            problems.add(name + " must be one of " + String.join(", ", new TreeSet<>(allowed)));
        }
    }
}
