package chat4all.connectors.simulator.control;

import chat4all.connectors.simulator.world.Address;
import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.Platform;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Persons and messages as the control plane shows them. Called with the lock of the people. */
final class Views {
    private Views() {}

    static ObjectNode person(Person person) {
        var view = Json.MAPPER.createObjectNode();
        view.put("id", person.id()).put("name", person.name()).put("made_up", person.madeUp());
        var addresses = view.putObject("addresses");
        platforms(person)
                .forEach(platform ->
                        addresses.put(platform.wire(), person.addresses().on(platform)));
        if (!person.madeUp()) {
            view.put("phone", "+" + person.addresses().phone())
                    .put("wa_id", person.addresses().waId());
            view.put("bsuid", person.addresses().bsuid())
                    .put("igsid", person.addresses().igsid());
            view.put("username", person.addresses().username())
                    .put("tg_id", person.addresses().telegramId());
        }
        view.set("behaviour", Json.MAPPER.valueToTree(person.behaviour()));
        return view;
    }

    /** A made-up person is only where the first message went. */
    static List<Platform> platforms(Person person) {
        return person.madeUp() ? List.of(Address.parse(person.id()).platform()) : Arrays.asList(Platform.values());
    }

    /** Every chat with at most so many of its last messages. */
    static ObjectNode phone(Person person, int most) {
        var view = person(person);
        var chats = view.putObject("chats");
        for (var platform : platforms(person)) {
            var messages = person.chat(platform).messages();
            var array = chats.putArray(platform.wire());
            messages.subList(Math.max(0, messages.size() - most), messages.size())
                    .forEach(message -> array.add(message(platform, message)));
        }
        return view;
    }

    /** What the phone shows of the business's messages, in the order in which the platform took them. */
    static ArrayNode deliveries(Person person) {
        var array = Json.MAPPER.createArrayNode();
        for (var platform : platforms(person)) {
            person.chat(platform).messages().stream()
                    .filter(message -> !message.fromPerson() && message.shownAt() != null)
                    .forEach(message -> array.add(message(platform, message)));
        }
        return array;
    }

    private static ObjectNode message(Platform platform, ChatMessage message) {
        var view =
                Json.MAPPER.createObjectNode().put("platform", platform.wire()).put("message_id", message.id());
        view.put("from", message.fromPerson() ? "person" : "business").put("type", message.type());
        if (message.text() != null) {
            view.put("text", message.text());
        }
        var callback = message.content().path("biz_opaque_callback_data");
        if (callback.isTextual()) {
            view.put("callback_data", callback.asText());
        }
        view.put("at", message.at().toString());
        var shownAt = message.shownAt();
        if (shownAt != null) {
            view.put("shown_at", shownAt.toString());
        }
        view.put("state", message.state().name().toLowerCase(Locale.ROOT));
        var code = message.errorCode();
        if (code != null) {
            view.put("error_code", code);
        }
        view.put("edits", message.edits()).put("deleted", message.deleted());
        view.set("reactions", Json.MAPPER.valueToTree(message.reactions()));
        if (message.attachment() != null) {
            view.set("file", Json.MAPPER.valueToTree(message.attachment()));
        }
        return view;
    }
}
