package chat4all.connectors.simulator.webhooks;

import chat4all.connectors.simulator.world.Timeline;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Meta's webhooks: {@code X-Hub-Signature-256} over the bytes of the body, in which everything outside ASCII is
 * escaped, so that writing the JSON anew breaks the signature.
 */
public final class MetaEnvelope implements Envelope {
    private static final ObjectWriter WRITER =
            Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).without(JsonWriteFeature.WRITE_HEX_UPPER_CASE);

    private final Product product;
    private final String entryId;
    private final Secret appSecret;
    private final URI address;
    private final Timeline timeline;

    /** Which product's shape. */
    public enum Product {
        WHATSAPP,
        INSTAGRAM
    }

    public MetaEnvelope(Product product, String entryId, Secret appSecret, URI address, Timeline timeline) {
        this.product = product;
        this.entryId = entryId;
        this.appSecret = appSecret;
        this.address = address;
        this.timeline = timeline;
    }

    @Override
    public byte[] wrap(List<JsonNode> events) {
        var body = Json.MAPPER.createObjectNode();
        body.put("object", product == Product.WHATSAPP ? "whatsapp_business_account" : "instagram");
        var entry = body.putArray("entry").addObject().put("id", entryId);
        if (product == Product.INSTAGRAM) {
            entry.put("time", timeline.now().toEpochMilli());
        }
        entry.putArray(product == Product.WHATSAPP ? "changes" : "messaging").addAll(events);
        try {
            return WRITER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> proof(byte[] body, boolean forged) {
        var secret = forged ? new Secret(appSecret.value() + "-forged") : appSecret;
        return Map.of("X-Hub-Signature-256", "sha256=" + Signature.of(secret, body));
    }

    @Override
    public Optional<URI> address() {
        return Optional.of(address);
    }

    @Override
    public boolean holdsBack() {
        return false;
    }
}
