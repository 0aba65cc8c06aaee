package chat4all.connectors.simulator.whatsapp;

import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.People;
import chat4all.connectors.simulator.world.Platform;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/** The look-back at what became of a message. */
record MessageHistory(People people) {

    ObjectNode of(String messageId) {
        var answer = Json.MAPPER.createObjectNode();
        var data = answer.putArray("data");
        people.locked(() -> find(messageId).ifPresent(message -> {
            var item = data.addObject().put("id", message.id()).put("message_id", message.id());
            var event = item.putObject("events").putArray("data").addObject();
            event.put("delivery_status", status(message)).put("webhook_update_state", "DELIVERED");
            event.put("timestamp", message.at().getEpochSecond());
        }));
        return answer;
    }

    private Optional<ChatMessage> find(String id) {
        return people.all().stream()
                .flatMap(person -> person.chat(Platform.WHATSAPP).message(id).stream())
                .findFirst();
    }

    private static String status(ChatMessage message) {
        return message.state() == ChatMessage.State.ACCEPTED
                ? "SENT"
                : message.state().name().toUpperCase(Locale.ROOT);
    }
}
