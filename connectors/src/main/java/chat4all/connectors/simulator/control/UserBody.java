package chat4all.connectors.simulator.control;

import chat4all.connectors.simulator.http.Body;
import chat4all.connectors.simulator.world.Addresses;
import chat4all.connectors.simulator.world.Behaviour;
import chat4all.connectors.simulator.world.Ids;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A described person as a request: every address that is left out is made up. */
record UserBody(String id, String name, Addresses addresses, Behaviour behaviour) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    static UserBody of(ObjectNode body, Ids ids) {
        var id = Body.text(body, "id").orElseGet(() -> "user" + ids.next());
        if (!ID.matcher(id).matches()) {
            throw Body.invalid("/id", "must match " + ID);
        }
        var number = 900_000_000L + ids.next() % 99_999_999L;
        var phone = digits(body, "phone", "5511" + number, 15);
        var telegramId = digits(body, "tg_id", Long.toString(number), 15);
        var addresses = new Addresses(
                phone,
                digits(body, "wa_id", phone, 15),
                Body.text(body, "bsuid").orElse("BR." + number + "0"),
                digits(body, "igsid", "5614" + number, 20),
                Body.text(body, "username").orElse(id).replaceFirst("^@", ""),
                Long.parseLong(telegramId));
        var behaviour = behaviour(body.path("behaviour") instanceof ObjectNode given ? given : null, Behaviour.DEFAULT);
        return new UserBody(id, Body.text(body, "name").orElse(id), addresses, behaviour);
    }

    /** What is left out stays as it is; an explicit null takes a value back. */
    static Behaviour behaviour(@Nullable ObjectNode changes, Behaviour before) {
        if (changes == null) {
            return before;
        }
        ObjectNode merged = Json.MAPPER.valueToTree(before);
        changes.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw Body.invalid("/" + name, "is not a behaviour; one of " + String.join(", ", KNOWN));
            }
        });
        merged.setAll(changes);
        try {
            var behaviour = Json.MAPPER.treeToValue(merged, Behaviour.class);
            var readAfter = behaviour.readAfterMs();
            if (behaviour.deliveredAfterMs() < 0 || (readAfter != null && readAfter < 0)) {
                throw Body.invalid("", "times must not be negative");
            }
            return behaviour;
        } catch (JsonProcessingException e) {
            throw Body.invalid("", "a behaviour has the wrong type");
        }
    }

    private static final SortedSet<String> KNOWN = new TreeSet<>(List.of(
            "delivered_after_ms", "read_after_ms", "reply", "skip_delivered", "blocks_us", "opted_out", "offline"));

    private static String digits(ObjectNode body, String name, String otherwise, int most) {
        var given = Body.text(body, name).orElse(otherwise);
        var digits = given.replaceAll("[\\s()+-]", "");
        if (!digits.matches("\\d{1," + most + "}")) {
            throw Body.invalid("/" + name, "must be 1 to " + most + " digits");
        }
        return digits;
    }
}
