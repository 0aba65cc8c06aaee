package chat4all.push.socket;

import chat4all.runtime.auth.Verified;
import chat4all.schemas.Json;
import chat4all.schemas.Validation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client of {@code chat4all.v1} says. A frame that is no JSON object with an {@code op} ends the socket; one with
 * wrong fields is answered with an error that names the field.
 */
final class ClientFrames {
    private static final List<String> BESIDE_THE_MESSAGE = List.of("op", "id");

    private final EventDialogue dialogue;
    private final ClientSocket socket;
    private final Services services;
    private final Requests requests;
    private final Acknowledgements acknowledgements;
    private final AtomicBoolean signalling = new AtomicBoolean();
    private volatile String token;

    ClientFrames(EventDialogue dialogue, ClientSocket socket, Services services, String token) {
        this.dialogue = dialogue;
        this.socket = socket;
        this.services = services;
        this.token = token;
        this.requests = new Requests(services.api(), () -> this.token);
        this.acknowledgements = new Acknowledgements(requests, services.turns());
    }

    /** False when it is no frame. */
    boolean hear(String text) {
        var frame = object(text);
        if (frame == null || !frame.path("op").isTextual()) {
            return false;
        }
        try {
            hear(frame.get("op").asText(), frame);
        } catch (FieldException wrong) {
            refuse(frame, "validation", wrong.getMessage());
        }
        return true;
    }

    private void hear(String operation, ObjectNode frame) {
        switch (operation) {
            case "resume" -> resume(frame);
            case "send" -> send(frame);
            case "read" -> read(frame);
            case "typing" -> typing(frame);
            case "presence" -> presence(frame);
            case "auth" -> authenticate(frame);
            case "ack" -> acknowledge(frame);
            case "ping" -> socket.say(EventFrames.pong(System.currentTimeMillis()));
            case "pong" -> {
                // Hearing it was the purpose.
            }
            default -> refuse(frame, "unknown-op", "There is no op \"" + operation + "\".");
        }
    }

    private void resume(ObjectNode frame) {
        Map<String, Long> named = new HashMap<>();
        var conversations = frame.path("conversations");
        if (!conversations.isMissingNode() && !conversations.isObject()) {
            throw new FieldException("conversations must be an object of ids and their last seqs");
        }
        conversations
                .properties()
                .forEach(entry -> named.put(
                        conversationId(entry.getKey()), seq(entry.getValue(), "conversations." + entry.getKey())));
        if (!dialogue.resume(named)) {
            refuse(frame, "already-resumed", "A socket is resumed once.");
        }
    }

    private void send(ObjectNode frame) {
        var message = frame.deepCopy();
        message.remove(BESIDE_THE_MESSAGE);
        post("/v1/messages", message, frame.get("id"));
    }

    private void read(ObjectNode frame) {
        var conversationId = conversationId(frame);
        var body = Json.MAPPER.createObjectNode().put("up_to_seq", seq(frame.get("up_to"), "up_to"));
        post("/v1/conversations/" + conversationId + "/read", body, frame.get("id"));
    }

    private void acknowledge(ObjectNode frame) {
        var conversationId = conversationId(frame);
        if (!acknowledgements.add(conversationId, seq(frame.get("delivered"), "delivered"))) {
            refuse(frame, "rate-limited", "Too many conversations are acknowledged at once; say it again.");
        }
    }

    private void post(String path, ObjectNode body, @Nullable JsonNode id) {
        requests.post(path, body.toString(), answer -> {
            if (!answer.isOk()) {
                socket.say(EventFrames.refused(id, answer.body()));
            } else if (id != null) {
                socket.say(EventFrames.done(id, answer.body()));
            }
        });
    }

    private void typing(ObjectNode frame) {
        var conversationId = conversationId(frame);
        var active = frame.path("active").asBoolean(true);
        var userId = socket.userId();
        toMembers(conversationId, frame, members -> members.stream()
                .filter(member -> !member.equals(userId))
                .forEach(member ->
                        services.signals().publish(member, EventFrames.typing(conversationId, userId, active))));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // while Redis is away nobody is known to be connected
    private void presence(ObjectNode frame) {
        var conversationId = conversationId(frame);
        toMembers(conversationId, frame, members -> services.signals()
                .connected(members)
                .thenAccept(online -> socket.say(EventFrames.presence(conversationId, online))));
    }

    /** One at a time: who asks for more meanwhile, asks again. */
    private void toMembers(String conversationId, ObjectNode frame, Consumer<List<String>> signal) {
        if (!signalling.compareAndSet(false, true)) {
            return;
        }
        services.turns().take(() -> services.history()
                .members(conversationId)
                .handle((members, failed) -> failed == null ? members : List.<String>of())
                .thenAccept(members -> {
                    signalling.set(false);
                    if (members.contains(socket.userId())) {
                        signal.accept(members);
                    } else {
                        refuse(frame, "not-found", "There is no such conversation.");
                    }
                }));
    }

    private void authenticate(ObjectNode frame) {
        var fresh = frame.path("token").asText();
        var verified = services.tokens().verify(fresh);
        if (verified instanceof Verified.Unavailable) {
            refuse(frame, "unavailable", "Tokens cannot be verified at the moment.");
        } else if (!(verified instanceof Verified.Accepted accepted)) {
            socket.close(CloseCode.UNAUTHENTICATED);
        } else if (!accepted.userId().equals(socket.userId())) {
            socket.close(CloseCode.FORBIDDEN);
        } else {
            token = fresh;
            socket.renew(accepted.expiresAt());
            socket.say(EventFrames.done(frame.get("id"), "{}"));
        }
    }

    /** A frame with an id is answered, any other is only told to be wrong. */
    private void refuse(ObjectNode frame, String code, String detail) {
        socket.say(Optional.ofNullable(frame.get("id"))
                .map(id -> EventFrames.refused(id, EventFrames.problem(400, code, detail)))
                .orElseGet(() -> EventFrames.error(code, detail)));
    }

    private static String conversationId(ObjectNode frame) {
        return conversationId(frame.path("conversation_id").textValue());
    }

    private static String conversationId(@Nullable String text) {
        if (text == null || !Validation.CONVERSATION_ID.matcher(text).matches()) {
            throw new FieldException("conversation_id is missing or cannot be one");
        }
        return text;
    }

    private static long seq(@Nullable JsonNode value, String field) {
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new FieldException(field + " must be a seq: a whole number from 0");
        }
        return value.asLong();
    }

    private static @Nullable ObjectNode object(String text) {
        try {
            return Json.MAPPER.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static final class FieldException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FieldException(String detail) {
            super(detail, null, false, false);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }
}
