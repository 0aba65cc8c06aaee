package chat4all.connectors.simulator.graph;

import chat4all.connectors.simulator.http.Answer;
import chat4all.connectors.simulator.http.Dialect;
import chat4all.connectors.simulator.http.Refusal;
import chat4all.schemas.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors as the Graph API words them; {@code whatsapp} adds the details that only WhatsApp gives. */
public record GraphErrors(boolean whatsapp) implements Dialect {
    public static final GraphErrors WHATSAPP = new GraphErrors(true);
    public static final GraphErrors INSTAGRAM = new GraphErrors(false);

    private static final int EXPIRED = 463;
    private static final int UNKNOWN_OBJECT = 33;

    /** An error with the details given. */
    public Refusal refuse(int code, @Nullable Integer subcode, String details) {
        return new Refusal(answer(code, subcode, details, GraphCodes.status(code), Map.of()));
    }

    /** A faulty parameter. */
    public Refusal invalid(String details) {
        return refuse(100, null, details);
    }

    public Refusal unknownObject(String id) {
        return refuse(
                100,
                UNKNOWN_OBJECT,
                "Unsupported request. Object with ID '" + id
                        + "' does not exist, cannot be loaded due to missing permissions, or does not support this"
                        + " operation");
    }

    @Override
    public Answer error(int code, @Nullable Integer subcode) {
        return answer(code, subcode, GraphCodes.title(code), GraphCodes.status(code), Map.of());
    }

    @Override
    public Answer http(int status) {
        int code = status == 503 ? 2 : status >= 500 ? 1 : 100;
        return answer(code, null, GraphCodes.title(code), status, Map.of());
    }

    @Override
    public Answer retryAfter(int seconds) {
        int code = whatsapp ? 130429 : 613;
        return answer(code, null, GraphCodes.title(code), 429, Map.of("Retry-After", Integer.toString(seconds)));
    }

    @Override
    public Answer tokenRevoked() {
        return error(190, EXPIRED);
    }

    @Override
    public Answer migrated() {
        return error(100, null);
    }

    @Override
    public Answer mediaExpired() {
        return answer(100, UNKNOWN_OBJECT, "The media has expired", 404, Map.of());
    }

    private Answer answer(
            int code, @Nullable Integer subcode, String details, int status, Map<String, String> headers) {
        var body = Json.MAPPER.createObjectNode();
        var error = body.putObject("error");
        error.put("message", "(#" + code + ") " + (whatsapp ? GraphCodes.title(code) : details));
        error.put("type", whatsapp || code == 190 ? "OAuthException" : "IGApiException")
                .put("code", code);
        if (whatsapp) {
            error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
        }
        if (subcode != null) {
            error.put("error_subcode", subcode);
        }
        error.put("fbtrace_id", "Az8or2yhqkZfEZ-_4Qn_Bam");
        return new Answer(status, body, headers);
    }
}
