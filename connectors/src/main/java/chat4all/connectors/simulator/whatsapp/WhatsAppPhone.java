package chat4all.connectors.simulator.whatsapp;

import chat4all.connectors.simulator.faults.Faults;
import chat4all.connectors.simulator.media.Files;
import chat4all.connectors.simulator.media.PersonsFile;
import chat4all.connectors.simulator.webhooks.Outbox;
import chat4all.connectors.simulator.world.Attachment;
import chat4all.connectors.simulator.world.Behaviour;
import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.PhoneApp;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.World;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WhatsApp on a person's phone. */
public final class WhatsAppPhone implements PhoneApp {
    private final World world;
    private final WhatsAppWebhooks webhooks;
    private final Deliveries deliveries;
    private final PersonsFile personsFile;
    private final WhatsAppAccount account;

    public WhatsAppPhone(WhatsAppAccount account, World world, Files files, Outbox outbox, Faults faults) {
        this.account = account;
        this.world = world;
        this.webhooks = new WhatsAppWebhooks(account, world, outbox, faults);
        this.deliveries = new Deliveries(world, webhooks);
        this.personsFile = new PersonsFile(files);
    }

    Deliveries deliveries() {
        return deliveries;
    }

    @Override
    public List<String> act(Person person, ObjectNode action) {
        var type = action.path("type").asText("text");
        int count = type.equals("album") ? Math.max(2, action.path("count").asInt(3)) : 1;
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            ids.add(once(person, action, type.equals("album") ? "image" : type, i));
        }
        return ids;
    }

    private String once(Person person, ObjectNode action, String type, int albumItem) {
        var attachment = SendChecks.isMedia(type) ? personsFile.of(action, InboundBody.mimeType(type)) : null;
        var message = InboundBody.of(action, type, attachment);
        return world.people().locked(() -> {
            var id = world.ids().wamid(person.addresses().waId());
            var now = world.timeline().now();
            message.put("from", person.addresses().waId())
                    .put("from_user_id", person.addresses().bsuid());
            message.put("id", id).put("timestamp", Long.toString(now.getEpochSecond()));
            context(action, message);
            remember(person, action, message, attachment, id);
            webhooks.message(person, message, albumItem);
            return id;
        });
    }

    private void context(ObjectNode action, ObjectNode message) {
        if (action.path("reply_to").isTextual()) {
            message.putObject("context")
                    .put("from", account.displayPhone())
                    .put("id", action.path("reply_to").asText());
        } else if (action.path("forwarded").asBoolean()) {
            message.putObject("context").put("forwarded", true);
        }
        if (action.path("referral").isObject()) {
            message.set("referral", action.path("referral"));
        }
    }

    private void remember(
            Person person, ObjectNode action, ObjectNode message, @Nullable Attachment attachment, String id) {
        var chat = person.chat(Platform.WHATSAPP);
        var target = chat.message(action.path("message_id").asText());
        var type = message.path("type").asText();
        switch (type) {
            case "reaction" ->
                target.ifPresent(
                        found -> found.react("person", action.path("emoji").asText()));
            case "edit" ->
                target.ifPresent(found -> found.edit(action.path("text").asText()));
            case "revoke" -> target.ifPresent(ChatMessage::delete);
            default ->
                chat.add(new ChatMessage(
                        id,
                        true,
                        type,
                        InboundBody.words(action),
                        Json.MAPPER.createObjectNode(),
                        attachment,
                        world.timeline().now()));
        }
    }

    @Override
    public void read(Person person) {
        world.people().locked(() -> deliveries.readAll(person));
    }

    @Override
    public void behaves(Person person, Behaviour before, Behaviour after) {
        if (before.offline() && !after.offline()) {
            world.people().locked(() -> deliveries.catchUp(person));
        }
    }
}
