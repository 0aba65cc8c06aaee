package chat4all.connectors.whatsapp;

import static chat4all.connectors.reading.Fields.list;
import static chat4all.connectors.reading.Fields.text;

import chat4all.connectors.graph.GraphError;
import chat4all.connectors.platform.Refusal;
import chat4all.connectors.reading.Cleaned;
import chat4all.connectors.reading.Fields;
import chat4all.connectors.spi.Inbound;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.StatusError;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One element of {@code statuses}. They come in any order, before the answer to the send as well. */
final class WhatsAppStatus {
    private static final Map<String, DeliveryStatus> STATUSES = Map.of(
            "sent", DeliveryStatus.DISPATCHED,
            "delivered", DeliveryStatus.DELIVERED,
            "read", DeliveryStatus.READ,
            "played", DeliveryStatus.READ,
            "failed", DeliveryStatus.FAILED);

    private WhatsAppStatus() {}

    static Inbound of(String account, JsonNode status) {
        String id = text(status, "id");
        String word = text(status, "status");
        DeliveryStatus known = word == null ? null : STATUSES.get(word);
        if (id == null || known == null) {
            return new Inbound.Ignored(account, "status." + Fields.kind(id == null || word == null ? "broken" : word));
        }
        return new Inbound.Receipt(
                account,
                null,
                id,
                contact(status),
                known,
                Fields.seconds(status, "timestamp"),
                text(status, "biz_opaque_callback_data"),
                false,
                known == DeliveryStatus.FAILED ? error(status) : null);
    }

    /** In a group the participant, since the recipient is the group. */
    private static @Nullable String contact(JsonNode status) {
        String participant = WhatsAppContact.of(
                text(status, "recipient_participant_id"), text(status, "recipient_participant_user_id"));
        return participant != null
                ? participant
                : WhatsAppContact.of(text(status, "recipient_id"), text(status, "recipient_user_id"));
    }

    private static StatusError error(JsonNode status) {
        return list(status, "errors").stream()
                .flatMap(error -> GraphError.of(error).stream())
                .findFirst()
                .map(error -> new StatusError(WhatsAppErrors.TABLE.code(error), bounded(error.detail())))
                .orElseGet(() -> new StatusError("failed", null));
    }

    private static @Nullable String bounded(@Nullable String detail) {
        return detail == null ? null : Cleaned.of(detail, Refusal.MAX_DETAIL);
    }
}
