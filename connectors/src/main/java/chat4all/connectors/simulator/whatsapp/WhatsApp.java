package chat4all.connectors.simulator.whatsapp;

import chat4all.connectors.simulator.graph.GraphErrors;
import chat4all.connectors.simulator.graph.GraphRoutes;
import chat4all.connectors.simulator.graph.GraphSurface;
import chat4all.connectors.simulator.graph.Upload;
import chat4all.connectors.simulator.http.Answer;
import chat4all.connectors.simulator.media.Files;
import chat4all.connectors.simulator.world.Address;
import chat4all.connectors.simulator.world.Attachment;
import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.PhoneApp;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.RateLimit;
import chat4all.connectors.simulator.world.Rules.Window;
import chat4all.connectors.simulator.world.World;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Cloud API of one number. A send is accepted at once; whatever becomes of it is told by webhooks. */
public final class WhatsApp implements GraphSurface {
    private static final Duration WINDOW = Duration.ofDays(1);
    private static final int RE_ENGAGEMENT = 131047;
    private static final long LARGEST_LINKED = 100L << 20;

    private final WhatsAppAccount account;
    private final World world;
    private final Files files;
    private final WhatsAppMedia media;
    private final WhatsAppPhone phone;
    private final Deliveries deliveries;
    private final RateLimit perNumber;
    private final RateLimit perPair;

    public WhatsApp(WhatsAppAccount account, World world, Files files, WhatsAppPhone phone) {
        this.account = account;
        this.world = world;
        this.files = files;
        this.phone = phone;
        this.deliveries = phone.deliveries();
        media = new WhatsAppMedia(files, world.links());
        perNumber = new RateLimit(80, Duration.ofSeconds(1), 80, world.timeline());
        perPair = new RateLimit(1, Duration.ofSeconds(6), 45, world.timeline());
    }

    public PhoneApp phone() {
        return phone;
    }

    @Override
    public GraphErrors errors() {
        return GraphErrors.WHATSAPP;
    }

    @Override
    public boolean owns(String object) {
        return object.equals(account.phoneNumberId());
    }

    @Override
    public boolean knows(String object) {
        return owns(object)
                || object.equals(account.wabaId())
                || files.find(object).isPresent();
    }

    @Override
    public Map<String, String> facts(ObjectNode body) {
        return GraphRoutes.facts(
                body.path("to").asText(body.path("recipient").asText()),
                body.path("type").asText("text"),
                body.path("text").path("body").asText());
    }

    @Override
    public Answer send(ObjectNode body) {
        if (body.path("status").asText().equals("read")) {
            return markRead(body);
        }
        SendChecks.check(body);
        var type = body.path("type").asText("text");
        if (type.equals("template")) {
            Templates.check(body.path("template"));
        }
        var address = recipient(body);
        limit(address);
        var attachment = SendChecks.isMedia(type) ? attachment(body, type) : new Linked(null, null);
        return world.people().locked(() -> accept(body, type, address, attachment));
    }

    private record Linked(
            @Nullable Attachment attachment, @Nullable Integer failure) {}

    private Answer accept(ObjectNode body, String type, String address, Linked linked) {
        var person = world.people().at(address);
        var failure = linked.failure;
        if (!type.equals("template")
                && !person.chat(Platform.WHATSAPP)
                        .wroteWithin(WINDOW, world.timeline().now())) {
            var window = world.rules().current().window();
            if (window == Window.SYNC) {
                throw errors().refuse(
                                RE_ENGAGEMENT,
                                null,
                                "More than 24 hours have passed since the recipient last replied.");
            }
            failure = window == Window.ASYNC ? Integer.valueOf(RE_ENGAGEMENT) : failure;
        }
        var message = new ChatMessage(
                world.ids().wamid(person.addresses().waId()),
                false,
                type,
                WhatsAppTexts.of(body, type),
                body,
                linked.attachment,
                world.timeline().now());
        if (type.equals("reaction")) {
            var target = body.path("reaction");
            person.chat(Platform.WHATSAPP)
                    .message(target.path("message_id").asText())
                    .ifPresent(found ->
                            found.react("business", target.path("emoji").asText()));
        } else {
            person.chat(Platform.WHATSAPP).add(message);
        }
        deliveries.begin(person, message, failure, phone);
        return Answer.ok(accepted(body, person, message));
    }

    private static ObjectNode accepted(ObjectNode body, Person person, ChatMessage message) {
        var answer = Json.MAPPER.createObjectNode().put("messaging_product", "whatsapp");
        var contact = answer.putArray("contacts").addObject();
        if (body.hasNonNull("to")) {
            contact.put("input", body.path("to").asText())
                    .put("wa_id", person.addresses().waId());
        } else {
            contact.put("input", body.path("recipient").asText())
                    .put("user_id", person.addresses().bsuid());
        }
        answer.putArray("messages").addObject().put("id", message.id()).put("message_status", "accepted");
        return answer;
    }

    private String recipient(ObjectNode body) {
        var to = body.path("to").asText(body.path("recipient").asText());
        try {
            var parsed = Address.parse("whatsapp:" + to);
            if (parsed.value().equals("+" + account.displayPhone())) {
                throw errors().refuse(131021, null, "Recipient phone number cannot be the sender's.");
            }
            return "whatsapp:" + parsed.value();
        } catch (IllegalArgumentException e) {
            throw errors().refuse(131009, null, "The parameter to is not a phone number.");
        }
    }

    private void limit(String address) {
        if (!world.rules().current().limits()) {
            return;
        }
        if (!perPair.take(address).isZero()) {
            throw errors().refuse(131056, null, "Too many messages sent from this number to the same recipient.");
        }
        if (!perNumber.take(account.phoneNumberId()).isZero()) {
            throw errors().refuse(130429, null, "Cloud API message throughput has been reached.");
        }
    }

    private Linked attachment(ObjectNode body, String type) {
        var sent = body.path(type);
        if (sent.has("id")) {
            var id = sent.path("id").asText();
            var file = files.find(id).orElseThrow(() -> errors().unknownObject(id));
            return new Linked(file.attachment(), null);
        }
        var name = sent.path("filename").isMissingNode()
                ? null
                : sent.path("filename").asText();
        return files.fetch(sent.path("link").asText(), name, LARGEST_LINKED)
                .map(found -> new Linked(found, null))
                .orElse(new Linked(null, 131052));
    }

    private Answer markRead(ObjectNode body) {
        SendChecks.product(body);
        var id = body.path("message_id").asText();
        boolean known = world.people().locked(() -> world.people().all().stream()
                .anyMatch(person -> person.chat(Platform.WHATSAPP).message(id).isPresent()));
        if (!known) {
            throw errors().refuse(131009, null, "Message not found: " + id);
        }
        return Answer.ok(Json.MAPPER.createObjectNode().put("success", true));
    }

    @Override
    public Answer upload(Upload upload) {
        return media.upload(upload);
    }

    @Override
    public Optional<Answer> look(String object, String edge, Map<String, String> query) {
        if (owns(object) && edge.isEmpty()) {
            return Optional.of(Answer.ok(Json.MAPPER
                    .createObjectNode()
                    .put("verified_name", "Chat4All")
                    .put("display_phone_number", "+" + account.displayPhone())
                    .put("quality_rating", "GREEN")
                    .put("id", object)));
        }
        if (owns(object) && edge.equals("message_history")) {
            return Optional.of(Answer.ok(new MessageHistory(world.people()).of(query.getOrDefault("message_id", ""))));
        }
        if (object.equals(account.wabaId()) && edge.equals("message_templates")) {
            return Optional.of(Answer.ok(Templates.list(query.getOrDefault("name", ""))));
        }
        return media.look(object, edge);
    }
}
