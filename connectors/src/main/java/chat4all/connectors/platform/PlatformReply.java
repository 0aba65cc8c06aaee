package chat4all.connectors.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What came back from a call. */
public sealed interface PlatformReply {

    /**
     * An answer.
     *
     * @param body the JSON of the answer; a missing node when it was none
     */
    record Answered(int status, HttpHeaders headers, JsonNode body) implements PlatformReply {
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** The request never reached the platform: it may be made again. */
    record NotSent(String reason) implements PlatformReply {}

    /** The file to be sent could not be read to its end, so that the platform cannot have taken it. */
    record Unread(String reason) implements PlatformReply {}

    /** The request may have reached the platform; the answer did not come. */
    record Lost(String reason) implements PlatformReply {}
}
