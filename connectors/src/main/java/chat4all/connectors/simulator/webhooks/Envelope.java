package chat4all.connectors.simulator.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a platform wraps, signs and addresses what it tells, and what it does about a chat whose webhook fails. */
public interface Envelope {
    byte[] wrap(List<JsonNode> events);

    /** The headers that prove where the body comes from; forged ones must be refused by the receiver. */
    Map<String, String> proof(byte[] body, boolean forged);

    /** Empty while nobody wants to hear. */
    Optional<URI> address();

    /** Whether a failed webhook holds back the later ones of its chat. */
    boolean holdsBack();
}
