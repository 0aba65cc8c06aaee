package chat4all.connectors.whatsapp;

import static chat4all.connectors.reading.Fields.list;
import static chat4all.connectors.reading.Fields.text;

import chat4all.connectors.reading.Content;
import chat4all.connectors.reading.Details;
import chat4all.connectors.reading.Fields;
import chat4all.connectors.spi.Inbound;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A webhook's body: entries (business accounts) with changes, each of one number, with messages and statuses. */
final class WhatsAppWebhook {
    private final List<Inbound> told = new ArrayList<>();

    private WhatsAppWebhook() {}

    static List<Inbound> parse(String account, JsonNode body) {
        var webhook = new WhatsAppWebhook();
        for (JsonNode entry : list(body, "entry")) {
            for (JsonNode change : list(entry, "changes")) {
                webhook.change(account, change);
            }
        }
        return List.copyOf(webhook.told);
    }

    private void change(String receiver, JsonNode change) {
        JsonNode value = change.path("value");
        String named = text(value, "metadata", "phone_number_id");
        String account = named == null ? receiver : named;
        String field = text(change, "field");
        if (!"messages".equals(field)) {
            told.add(new Inbound.Ignored(account, Fields.kind(field == null ? "change" : field)));
            return;
        }
        int before = told.size();
        list(value, "messages").forEach(message -> told.add(message(account, value, message)));
        list(value, "statuses").forEach(status -> told.add(WhatsAppStatus.of(account, status)));
        if (told.size() == before) {
            told.add(new Inbound.Ignored(account, value.has("errors") ? "messages.errors" : "messages.empty"));
        }
    }

    private static Inbound message(String account, JsonNode value, JsonNode message) {
        JsonNode profile = profile(value, message);
        String userId = first(text(message, "from_user_id"), text(profile, "user_id"));
        String contact = WhatsAppContact.of(first(text(message, "from"), text(profile, "wa_id")), userId);
        String id = text(message, "id");
        if (contact == null || id == null) {
            return new Inbound.Ignored(account, contact == null ? "message.without_sender" : "message.without_id");
        }
        var details = new Details()
                .put("id", id)
                .put("reply_to", text(message, "context", "id"))
                .flag("forwarded", isForwarded(message.path("context")))
                .put("product", text(message, "context", "referred_product", "product_retailer_id"))
                .put("ad", text(message, "referral", "source_id"))
                .put("ad_url", text(message, "referral", "source_url"))
                .put("group", text(message, "group_id"))
                .put("user_id", contact.equals(userId) ? null : userId);
        Content content = WhatsAppContent.of(message, details);
        var said = new Inbound.Message(
                account,
                contact,
                Fields.name(text(profile, "profile", "name")),
                "wa:" + account + ":" + id,
                Fields.seconds(message, "timestamp"),
                content.type(),
                content.text(),
                details.bounded(),
                WhatsAppContent.media(message));
        return WhatsAppContent.change(said, message);
    }

    /** Who the sender is, in the list that comes with the messages; a missing node when it does not say. */
    private static JsonNode profile(JsonNode value, JsonNode message) {
        String number = text(message, "from");
        String userId = text(message, "from_user_id");
        List<JsonNode> contacts = list(value, "contacts");
        for (JsonNode contact : contacts) {
            boolean sameNumber = number != null && Objects.equals(number, text(contact, "wa_id"));
            boolean sameUser = userId != null && Objects.equals(userId, text(contact, "user_id"));
            if (sameNumber || sameUser) {
                return contact;
            }
        }
        boolean onlyOne = number == null && userId == null && contacts.size() == 1;
        return onlyOne ? contacts.get(0) : value.path("no profile");
    }

    private static boolean isForwarded(JsonNode context) {
        return Fields.isTrue(context, "forwarded") || Fields.isTrue(context, "frequently_forwarded");
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }
}
