package chat4all.connectors.simulator.telegram;

import chat4all.connectors.simulator.world.Attachment;
import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.Person;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How Telegram writes users, chats, messages and files. */
record Bot(long id) {

    ObjectNode user() {
        return Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("is_bot", true)
                .put("first_name", "Chat4All")
                .put("username", "chat4all_bot");
    }

    static ObjectNode user(Person person) {
        var user = Json.MAPPER
                .createObjectNode()
                .put("id", person.addresses().telegramId())
                .put("is_bot", false);
        return named(user, person).put("language_code", "pt-br");
    }

    static ObjectNode chat(Person person) {
        long chat = person.addresses().telegramId();
        var node = Json.MAPPER.createObjectNode().put("id", chat);
        return chat < 0
                ? node.put("title", person.name()).put("type", "group")
                : named(node, person).put("type", "private");
    }

    private static ObjectNode named(ObjectNode node, Person person) {
        var names = person.name().split(" ", 2);
        node.put("first_name", names[0]);
        if (names.length == 2) {
            node.put("last_name", names[1]);
        }
        return node.put("username", person.addresses().username());
    }

    /** A message without its content. */
    ObjectNode frame(Person person, String messageId, boolean fromPerson, Instant at) {
        var message = Json.MAPPER.createObjectNode().put("message_id", Long.parseLong(messageId));
        message.set("from", fromPerson ? user(person) : user());
        message.set("chat", chat(person));
        return message.put("date", at.getEpochSecond());
    }

    ObjectNode message(Person person, ChatMessage message) {
        var node = frame(person, message.id(), message.fromPerson(), message.at());
        content(node, message.type(), message.text(), message.attachment());
        return node;
    }

    static void content(ObjectNode node, String type, @Nullable String text, @Nullable Attachment attachment) {
        if (attachment == null) {
            node.put("text", text == null ? "" : text);
            return;
        }
        if (type.equals("photo")) {
            node.putArray("photo").add(file(attachment).put("width", 90).put("height", 90));
        } else {
            var file = file(attachment).put("mime_type", attachment.mimeType());
            if (attachment.filename() != null) {
                file.put("file_name", attachment.filename());
            }
            node.set(type, file);
        }
        if (text != null) {
            node.put("caption", text);
        }
    }

    private static ObjectNode file(Attachment attachment) {
        return Json.MAPPER
                .createObjectNode()
                .put("file_id", "BQACAgEAAx" + attachment.id())
                .put("file_unique_id", "AgAD" + attachment.id())
                .put("file_size", attachment.size());
    }
}
