package chat4all.connectors.simulator.instagram;

import chat4all.connectors.simulator.webhooks.Hook;
import chat4all.connectors.simulator.webhooks.Outbox;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.World;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What Instagram tells the business: messages, echoes of its own, read watermarks, reactions. */
record InstagramWebhooks(String igId, World world, Outbox outbox) {

    /** {@code part} holds {@code message}, {@code reaction}, {@code read} … */
    void fromPerson(Person person, String kind, ObjectNode part) {
        publish(person, person.addresses().igsid(), igId, kind, part);
    }

    void echo(Person person, ObjectNode message) {
        var part = Json.MAPPER.createObjectNode();
        part.set("message", message.put("is_echo", true));
        publish(person, igId, person.addresses().igsid(), "echo", part);
    }

    private void publish(Person person, String from, String to, String kind, ObjectNode part) {
        var item = Json.MAPPER.createObjectNode();
        item.putObject("sender").put("id", from);
        item.putObject("recipient").put("id", to);
        item.put("timestamp", world.timeline().now().toEpochMilli());
        item.setAll(part);
        outbox.publish(new Hook(person.id(), item, Map.of("kind", kind, "status", kind, "user", person.id())));
    }
}
