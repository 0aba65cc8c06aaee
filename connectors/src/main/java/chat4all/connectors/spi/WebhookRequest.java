package chat4all.connectors.spi;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * A platform's request as it came.
 *
 * @param headers by lower-case name
 * @param query by name, first value
 * @param body read-only; whoever reads it takes a duplicate
 */
public record WebhookRequest(Map<String, String> headers, Map<String, String> query, ByteBuffer body) {

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
