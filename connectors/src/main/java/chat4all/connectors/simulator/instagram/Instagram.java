package chat4all.connectors.simulator.instagram;

import chat4all.connectors.simulator.graph.GraphErrors;
import chat4all.connectors.simulator.graph.GraphRoutes;
import chat4all.connectors.simulator.graph.GraphSurface;
import chat4all.connectors.simulator.graph.Upload;
import chat4all.connectors.simulator.http.Answer;
import chat4all.connectors.simulator.media.Files;
import chat4all.connectors.simulator.world.Attachment;
import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.PhoneApp;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.RateLimit;
import chat4all.connectors.simulator.world.Rules.Window;
import chat4all.connectors.simulator.world.World;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messaging API of one Instagram account. */
public final class Instagram implements GraphSurface {
    private static final Duration WINDOW = Duration.ofDays(1);
    private static final Duration WITH_HUMAN_AGENT = Duration.ofDays(7);

    private final String igId;
    private final World world;
    private final Files files;
    private final InstagramPhone phone;
    private final InstagramObjects objects;
    private final RateLimit texts;
    private final RateLimit media;

    public Instagram(String igId, World world, Files files, InstagramPhone phone) {
        this.igId = igId;
        this.world = world;
        this.files = files;
        this.phone = phone;
        objects = new InstagramObjects(igId, world.people());
        texts = new RateLimit(300, Duration.ofSeconds(1), 300, world.timeline());
        media = new RateLimit(10, Duration.ofSeconds(1), 10, world.timeline());
    }

    public PhoneApp phone() {
        return phone;
    }

    @Override
    public GraphErrors errors() {
        return GraphErrors.INSTAGRAM;
    }

    @Override
    public boolean owns(String object) {
        return object.equals(igId) || object.equals("me");
    }

    @Override
    public boolean knows(String object) {
        return owns(object) || objects.find(object).isPresent();
    }

    @Override
    public Map<String, String> facts(ObjectNode body) {
        var type = body.path("message").path("attachment").path("type").asText("text");
        return GraphRoutes.facts(
                body.path("recipient").path("id").asText(),
                type,
                body.path("message").path("text").asText());
    }

    @Override
    public Answer send(ObjectNode body) {
        var recipient = body.path("recipient").path("id").asText();
        if (!recipient.matches("\\d{1,20}")) {
            throw errors().invalid("The parameter recipient is required");
        }
        if (body.has("sender_action")) {
            return world.people().locked(() -> senderAction(body, recipient));
        }
        var message = body.path("message");
        InstagramChecks.check(message);
        limit(message);
        var attachment = attachment(message.path("attachment"));
        return world.people().locked(() -> accept(body, recipient, attachment));
    }

    private Answer accept(ObjectNode body, String recipient, @Nullable Attachment attachment) {
        var person = world.people().at("instagram:" + recipient);
        admit(person, body);
        var sent = body.path("message");
        var mid = world.ids().mid();
        var text = sent.path("text").isTextual() ? sent.path("text").asText() : null;
        var type = sent.path("attachment").path("type").asText("text");
        var message = new ChatMessage(
                mid, false, type, text, body, attachment, world.timeline().now());
        phone.receive(person, message, echo(mid, text, type, attachment));
        return Answer.ok(
                Json.MAPPER.createObjectNode().put("recipient_id", recipient).put("message_id", mid));
    }

    private ObjectNode echo(String mid, @Nullable String text, String type, @Nullable Attachment attachment) {
        var echo = Json.MAPPER.createObjectNode().put("mid", mid);
        if (text != null) {
            echo.put("text", text);
        }
        if (attachment != null) {
            var url = world.links().to("/cdn/" + attachment.id());
            echo.putArray("attachments")
                    .addObject()
                    .put("type", type)
                    .putObject("payload")
                    .put("url", url);
        }
        return echo;
    }

    private void admit(Person person, ObjectNode body) {
        if (person.behaviour().blocksUs()) {
            throw errors().refuse(551, null, "This person isn't available right now.");
        }
        var rules = world.rules().current();
        var chat = person.chat(Platform.INSTAGRAM);
        if (rules.personFirst() && !chat.personEverWrote()) {
            throw errors().refuse(100, 2534014, "The requested user cannot be found.");
        }
        var window = body.path("tag").asText().equals("HUMAN_AGENT") ? WITH_HUMAN_AGENT : WINDOW;
        if (rules.window() != Window.OFF
                && !chat.wroteWithin(window, world.timeline().now())) {
            throw errors().refuse(10, 2534022, "This message is sent outside of allowed window.");
        }
    }

    private Answer senderAction(ObjectNode body, String recipient) {
        var person = world.people().at("instagram:" + recipient);
        var action = body.path("sender_action").asText();
        if (action.equals("react") || action.equals("unreact")) {
            var emoji = action.equals("react")
                    ? body.path("payload").path("reaction").asText("love")
                    : "";
            person.chat(Platform.INSTAGRAM)
                    .message(body.path("payload").path("message_id").asText())
                    .orElseThrow(() -> errors().invalid("The message cannot be found"))
                    .react("business", emoji);
        } else if (!action.equals("typing_on") && !action.equals("typing_off") && !action.equals("mark_seen")) {
            throw errors().invalid("sender_action must be one of typing_on, typing_off, mark_seen, react, unreact");
        }
        return Answer.ok(Json.MAPPER.createObjectNode().put("recipient_id", recipient));
    }

    private void limit(JsonNode message) {
        if (!world.rules().current().limits()) {
            return;
        }
        var bucket = message.has("attachment") ? media : texts;
        if (!bucket.take(igId).isZero()) {
            throw errors().refuse(613, null, "Calls to this api have exceeded the rate limit.");
        }
    }

    private @Nullable Attachment attachment(JsonNode attachment) {
        var type = attachment.path("type").asText();
        if (!InstagramChecks.isMedia(type)) {
            return null;
        }
        var id = attachment.path("payload").path("attachment_id").asText();
        if (!id.isEmpty()) {
            return files.find(id)
                    .orElseThrow(() -> errors().invalid("Unknown attachment_id"))
                    .attachment();
        }
        var url = attachment.path("payload").path("url").asText();
        return files.fetch(url, null, InstagramChecks.largest(type))
                .orElseThrow(() -> errors().invalid("The attachment could not be fetched from its url"));
    }

    @Override
    public Answer upload(Upload upload) {
        throw errors().invalid("Instagram takes files by url");
    }

    @Override
    public Optional<Answer> look(String object, String edge, Map<String, String> query) {
        if (owns(object) && edge.equals("subscribed_apps")) {
            return Optional.of(Answer.ok(Json.MAPPER.createObjectNode().put("success", true)));
        }
        return edge.isEmpty() ? objects.find(owns(object) ? igId : object).map(Answer::ok) : Optional.empty();
    }
}
