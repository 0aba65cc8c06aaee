package chat4all.connectors.simulator.whatsapp;

import chat4all.connectors.simulator.world.Behaviour;
import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.ChatMessage.State;
import chat4all.connectors.simulator.world.Echo;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.PhoneApp;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.World;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way of an accepted message to the phone: sent, shown, delivered, read, as the person behaves. */
final class Deliveries {
    private static final int UNDELIVERABLE = 131026;
    private static final int OPTED_OUT = 131050;

    private final World world;
    private final WhatsAppWebhooks webhooks;

    Deliveries(World world, WhatsAppWebhooks webhooks) {
        this.world = world;
        this.webhooks = webhooks;
    }

    /** {@code failure} is what the platform found out after it had accepted. */
    void begin(Person person, ChatMessage message, @Nullable Integer failure, PhoneApp app) {
        var behaviour = person.behaviour();
        var reason = failure != null ? failure : objection(behaviour, message);
        if (reason != null) {
            message.fail(reason);
            webhooks.status(person, message, "failed", reason);
            return;
        }
        webhooks.status(person, message, "sent", null);
        if (!behaviour.offline()) {
            show(person, message);
            Echo.answer(world, person, message, app);
        }
    }

    /** What waited for the phone to be switched on. */
    void catchUp(Person person) {
        for (var message : person.chat(Platform.WHATSAPP).messages()) {
            if (message.shownAt() == null && message.state() == State.ACCEPTED) {
                show(person, message);
            }
        }
    }

    void readAll(Person person) {
        for (var message : person.chat(Platform.WHATSAPP).messages()) {
            if (message.awaitsReading()) {
                read(person, message);
            }
        }
    }

    private void show(Person person, ChatMessage message) {
        message.show(world.timeline().now());
        var behaviour = person.behaviour();
        var delay = Duration.ofMillis(behaviour.deliveredAfterMs());
        world.timeline().after(delay, () -> world.people().locked(() -> delivered(person, message)));
    }

    private void delivered(Person person, ChatMessage message) {
        var behaviour = person.behaviour();
        if (message.state() == State.ACCEPTED) {
            message.reach(State.DELIVERED);
            if (!behaviour.skipDelivered()) {
                webhooks.status(person, message, "delivered", null);
            }
        }
        var readAfter = behaviour.readAfterMs();
        if (readAfter != null) {
            world.timeline()
                    .after(Duration.ofMillis(readAfter), () -> world.people().locked(() -> {
                        if (message.awaitsReading()) {
                            read(person, message);
                        }
                    }));
        }
    }

    private void read(Person person, ChatMessage message) {
        message.reach(State.READ);
        webhooks.status(person, message, "read", null);
    }

    private static @Nullable Integer objection(Behaviour behaviour, ChatMessage message) {
        if (behaviour.blocksUs()) {
            return UNDELIVERABLE;
        }
        return behaviour.optedOut() && message.type().equals("template") ? Integer.valueOf(OPTED_OUT) : null;
    }
}
