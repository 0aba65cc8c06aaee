package chat4all.runtime.init;

import chat4all.runtime.config.CassandraConfig;
import chat4all.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CQL script: statements end with a semicolon, {@code --} begins a comment, placeholders are filled in from the
 * configuration, and one that is unknown is refused.
 */
record SchemaScript(String text) {
    private static final String RESOURCE = "/chat4all/schema.cql";
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    static SchemaScript load() {
        try (var in = Topics.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + RESOURCE);
            }
            return new SchemaScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> statements(CassandraConfig config) {
        var values = Map.of(
                "keyspace", config.keyspace(),
                "datacenter", config.datacenter(),
                "replication", Integer.toString(config.replication()));
        var filled = PLACEHOLDER
                .matcher(COMMENT.matcher(text).replaceAll(""))
                .replaceAll(match -> Matcher.quoteReplacement(value(values, match.group(1))));
        return Arrays.stream(filled.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String value(Map<String, String> values, String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("unknown placeholder in the schema: " + name);
        }
        return value;
    }
}
