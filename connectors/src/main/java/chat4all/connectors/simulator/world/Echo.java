package chat4all.connectors.simulator.world;

import chat4all.schemas.Json;
import java.time.Duration;

/** A person whose behaviour is to answer does so, shortly after the message was shown. */
public final class Echo {
    private static final Duration TYPING = Duration.ofMillis(100);

    private Echo() {}

    public static void answer(World world, Person person, ChatMessage message, PhoneApp app) {
        var reply = person.behaviour().reply();
        if (reply == null) {
            return;
        }
        var shown = message.text();
        var text = reply.equals("echo") ? (shown == null ? message.type() : shown) : reply;
        var action = Json.MAPPER.createObjectNode().put("type", "text").put("text", text);
        world.timeline().after(TYPING, () -> app.act(person, action));
    }
}
