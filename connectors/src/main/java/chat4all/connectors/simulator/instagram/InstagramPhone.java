package chat4all.connectors.simulator.instagram;

import chat4all.connectors.simulator.media.Files;
import chat4all.connectors.simulator.media.PersonsFile;
import chat4all.connectors.simulator.webhooks.Outbox;
import chat4all.connectors.simulator.world.Attachment;
import chat4all.connectors.simulator.world.Behaviour;
import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.ChatMessage.State;
import chat4all.connectors.simulator.world.Echo;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.PhoneApp;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.World;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Instagram on a person's phone. */
public final class InstagramPhone implements PhoneApp {
    private final World world;
    private final InstagramWebhooks webhooks;
    private final PersonsFile personsFile;

    public InstagramPhone(String igId, World world, Files files, Outbox outbox) {
        this.world = world;
        webhooks = new InstagramWebhooks(igId, world, outbox);
        personsFile = new PersonsFile(files);
    }

    /** The platform took a message of the business. */
    void receive(Person person, ChatMessage message, ObjectNode echo) {
        person.chat(Platform.INSTAGRAM).add(message);
        webhooks.echo(person, echo);
        if (!person.behaviour().offline()) {
            show(person, message);
            Echo.answer(world, person, message, this);
        }
    }

    private void show(Person person, ChatMessage message) {
        message.show(world.timeline().now());
        message.reach(State.DELIVERED);
        var readAfter = person.behaviour().readAfterMs();
        if (readAfter != null) {
            world.timeline().after(Duration.ofMillis(readAfter), () -> read(person));
        }
    }

    @Override
    public List<String> act(Person person, ObjectNode action) {
        var type = action.path("type").asText("text");
        int count = type.equals("album") ? Math.max(2, action.path("count").asInt(3)) : 1;
        var attachments = new ArrayList<Attachment>();
        if (InboundItem.isMedia(type)) {
            for (int i = 0; i < count; i++) {
                attachments.add(personsFile.of(action, InboundItem.mimeType(type)));
            }
        }
        return world.people().locked(() -> {
            var target = action.path("message_id").asText();
            boolean about = InboundItem.isAboutAnother(type);
            var mid = about
                    ? InboundItem.required(action, "message_id")
                    : world.ids().mid();
            var chat = person.chat(Platform.INSTAGRAM);
            int edits = type.equals("edit")
                    ? 1 + chat.message(target).map(ChatMessage::edits).orElse(0)
                    : 0;
            var part = InboundItem.of(action, mid, edits, attachments, world.links());
            if (about) {
                chat.message(target).ifPresent(found -> change(found, type, action));
            } else {
                chat.add(new ChatMessage(
                        mid,
                        true,
                        type,
                        InboundItem.words(action),
                        part,
                        first(attachments),
                        world.timeline().now()));
            }
            webhooks.fromPerson(person, part.fieldNames().next(), part);
            return List.of(mid);
        });
    }

    private static void change(ChatMessage message, String type, ObjectNode action) {
        switch (type) {
            case "edit" -> message.edit(action.path("text").asText());
            case "delete" -> message.delete();
            default -> message.react("person", action.path("emoji").asText());
        }
    }

    private static @Nullable Attachment first(List<Attachment> attachments) {
        return attachments.isEmpty() ? null : attachments.get(0);
    }

    @Override
    public void read(Person person) {
        world.people().locked(() -> {
            var chat = person.chat(Platform.INSTAGRAM);
            boolean news = chat.messages().stream().anyMatch(ChatMessage::awaitsReading);
            if (news) {
                chat.messages().stream()
                        .filter(ChatMessage::awaitsReading)
                        .forEach(message -> message.reach(State.READ));
                chat.lastReceived().ifPresent(last -> {
                    var part = Json.MAPPER.createObjectNode();
                    part.putObject("read").put("mid", last.id());
                    webhooks.fromPerson(person, "read", part);
                });
            }
        });
    }

    @Override
    public void behaves(Person person, Behaviour before, Behaviour after) {
        if (before.offline() && !after.offline()) {
            world.people().locked(() -> person.chat(Platform.INSTAGRAM).messages().stream()
                    .filter(message -> message.shownAt() == null)
                    .forEach(message -> show(person, message)));
        }
    }
}
