package chat4all.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What the API answered; {@code retryAfter} is zero when it did not say. */
record Answer(int status, JsonNode body, Duration retryAfter) {

    /** Whether the same request can succeed later. */
    boolean passing() {
        return status == 429 || status >= 500;
    }

    String code() {
        return body.path("code").asText("status-" + status);
    }

    /** The body, when the status is the one expected. */
    JsonNode expect(int expected) {
        if (status != expected) {
            throw new ApiException("The API answered " + status + " (" + code() + "): "
                    + body.path("detail").asText());
        }
        return body;
    }
}
