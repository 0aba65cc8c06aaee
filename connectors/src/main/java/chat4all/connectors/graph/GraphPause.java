package chat4all.connectors.graph;

import chat4all.connectors.platform.RetryAfter;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long Graph asks us to wait: {@code Retry-After} in seconds, else the longest
 * {@code estimated_time_to_regain_access} of {@code X-Business-Use-Case-Usage}, which is in minutes.
 */
final class GraphPause {
    private GraphPause() {}

    static @Nullable Duration of(HttpHeaders headers) {
        Duration asked = RetryAfter.of(headers);
        return asked != null
                ? asked
                : headers.firstValue("X-Business-Use-Case-Usage")
                        .map(GraphPause::longest)
                        .orElse(null);
    }

    private static @Nullable Duration longest(String usage) {
        int minutes = 0;
        try {
            for (JsonNode uses : Json.MAPPER.readTree(usage)) {
                for (JsonNode use : uses) {
                    minutes = Math.max(
                            minutes, use.path("estimated_time_to_regain_access").asInt(0));
                }
            }
        } catch (JsonProcessingException notJson) {
            return null;
        }
        return minutes == 0 ? null : Duration.ofMinutes(minutes);
    }
}
