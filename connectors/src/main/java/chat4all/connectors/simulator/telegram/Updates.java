package chat4all.connectors.simulator.telegram;

import chat4all.connectors.simulator.webhooks.Hook;
import chat4all.connectors.simulator.webhooks.Outbox;
import chat4all.connectors.simulator.world.Ids;
import chat4all.connectors.simulator.world.Person;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** What the bot is told: by webhook while one is set, else kept for getUpdates, at most 10,000. */
final class Updates {
    private static final int MOST = 10_000;

    private final TelegramEnvelope envelope;
    private final Outbox outbox;
    private final Ids ids;
    private final Deque<Hook> kept = new ArrayDeque<>();

    Updates(TelegramEnvelope envelope, Outbox outbox, Ids ids) {
        this.envelope = envelope;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** {@code update} holds {@code message}, {@code callback_query} … */
    synchronized void publish(Person person, ObjectNode update, int albumItem) {
        var kind = update.fieldNames().next();
        var numbered = Json.MAPPER.createObjectNode().put("update_id", ids.next());
        numbered.setAll(update);
        var hook = new Hook(
                Long.toString(person.addresses().telegramId()),
                numbered,
                Map.of("kind", kind, "user", person.id(), "album", Integer.toString(albumItem)));
        if (envelope.registration().isPresent()) {
            outbox.publish(hook);
            return;
        }
        if (kept.size() == MOST) {
            kept.removeFirst();
        }
        kept.addLast(hook);
    }

    /** Those from {@code offset} on; earlier ones count as confirmed and are forgotten. */
    synchronized ArrayNode from(long offset, int limit) {
        kept.removeIf(hook -> hook.event().path("update_id").asLong() < offset);
        var answer = Json.MAPPER.createArrayNode();
        kept.stream().limit(limit).forEach(hook -> answer.add(hook.event()));
        return answer;
    }

    /** What was kept goes to the webhook that was just set. */
    synchronized void flush(boolean drop) {
        if (drop) {
            outbox.clear();
        } else {
            kept.forEach(outbox::publish);
        }
        kept.clear();
        outbox.wake();
    }

    synchronized int pending() {
        return kept.size() + outbox.backlog().pending();
    }
}
