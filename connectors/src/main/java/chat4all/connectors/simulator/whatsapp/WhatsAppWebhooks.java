package chat4all.connectors.simulator.whatsapp;

import chat4all.connectors.simulator.faults.Effect;
import chat4all.connectors.simulator.faults.Faults;
import chat4all.connectors.simulator.graph.GraphCodes;
import chat4all.connectors.simulator.webhooks.Hook;
import chat4all.connectors.simulator.webhooks.Outbox;
import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.World;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What WhatsApp tells the business: inbound messages and the statuses of its own. */
final class WhatsAppWebhooks {
    private final WhatsAppAccount account;
    private final World world;
    private final Outbox outbox;
    private final Faults faults;

    WhatsAppWebhooks(WhatsAppAccount account, World world, Outbox outbox, Faults faults) {
        this.account = account;
        this.world = world;
        this.outbox = outbox;
        this.faults = faults;
    }

    /** {@code message} already has its type and body; a system message has no contact. */
    void message(Person person, ObjectNode message, int albumItem) {
        var value = value();
        if (!message.path("type").asText().equals("system")) {
            var contact = value.putArray("contacts").addObject();
            contact.putObject("profile").put("name", person.name());
            contact.put("wa_id", person.addresses().waId())
                    .put("user_id", person.addresses().bsuid());
        }
        value.putArray("messages").add(message);
        publish(
                person,
                value,
                Map.of("kind", "message", "type", message.path("type").asText(), "album", Integer.toString(albumItem)));
    }

    void status(Person person, ChatMessage message, String status, @Nullable Integer errorCode) {
        publishStatus(person, message, status, errorCode);
        var earlier = status.equals("read") ? "delivered" : "sent";
        boolean regress = faults.inForce(Platform.WHATSAPP, Effect.RegressStatus.class);
        if (regress && !status.equals("sent") && !status.equals("failed")) {
            publishStatus(person, message, earlier, null);
        }
    }

    private void publishStatus(Person person, ChatMessage message, String status, @Nullable Integer errorCode) {
        var value = value();
        var now = world.timeline().now().getEpochSecond();
        var item = value.putArray("statuses").addObject();
        item.put("id", message.id()).put("status", status).put("timestamp", Long.toString(now));
        item.put("recipient_id", person.addresses().waId())
                .put("recipient_user_id", person.addresses().bsuid());
        var callback = message.content().path("biz_opaque_callback_data");
        if (!callback.isMissingNode()) {
            item.set("biz_opaque_callback_data", callback);
        }
        if (errorCode != null) {
            item.putArray("errors").add(error(errorCode));
        } else {
            conversation(item, person, now);
        }
        publish(person, value, Map.of("kind", "status", "status", status));
    }

    private static void conversation(ObjectNode item, Person person, long now) {
        var conversation = item.putObject("conversation")
                .put("id", "c" + person.addresses().waId());
        if (item.path("status").asText().equals("sent")) {
            conversation.put("expiration_timestamp", Long.toString(now + 86_400));
        }
        conversation.putObject("origin").put("type", "service");
        item.putObject("pricing")
                .put("billable", true)
                .put("pricing_model", "PMP")
                .put("type", "regular")
                .put("category", "service");
    }

    private static ObjectNode error(int code) {
        var title = GraphCodes.title(code);
        var error = Json.MAPPER
                .createObjectNode()
                .put("code", code)
                .put("title", title)
                .put("message", title);
        error.putObject("error_data")
                .put(
                        "details",
                        code == 131047
                                ? "Message failed to send because more than 24 hours have passed since the customer"
                                        + " last replied to this number."
                                : title);
        return error.put("href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
    }

    private ObjectNode value() {
        var value = Json.MAPPER.createObjectNode().put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", account.displayPhone())
                .put("phone_number_id", account.phoneNumberId());
        return value;
    }

    private void publish(Person person, ObjectNode value, Map<String, String> facts) {
        var change = Json.MAPPER.createObjectNode().put("field", "messages");
        change.set("value", value);
        var all = new HashMap<>(facts);
        all.put("user", person.id());
        outbox.publish(new Hook(person.id(), change, all));
    }
}
