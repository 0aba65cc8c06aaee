package chat4all.connectors.simulator.telegram;

import chat4all.connectors.simulator.media.Files;
import chat4all.connectors.simulator.media.PersonsFile;
import chat4all.connectors.simulator.webhooks.Outbox;
import chat4all.connectors.simulator.world.Attachment;
import chat4all.connectors.simulator.world.Behaviour;
import chat4all.connectors.simulator.world.Chat;
import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.ChatMessage.State;
import chat4all.connectors.simulator.world.Echo;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.PhoneApp;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.World;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Telegram on a person's phone; reading and deleting there tell the bot nothing. */
public final class TelegramPhone implements PhoneApp {
    private static final Set<String> MEDIA =
            Set.of("image", "photo", "audio", "voice", "video", "document", "sticker", "album");

    private final World world;
    private final Bot bot;
    private final Updates updates;
    private final PersonsFile personsFile;

    /** One file of what is sent, and its place in an album. */
    private record Item(
            @Nullable Attachment attachment, @Nullable String album, int number) {}

    public TelegramPhone(long botId, World world, Files files, TelegramEnvelope envelope, Outbox outbox) {
        this.world = world;
        bot = new Bot(botId);
        updates = new Updates(envelope, outbox, world.ids());
        personsFile = new PersonsFile(files);
    }

    Updates updates() {
        return updates;
    }

    Bot bot() {
        return bot;
    }

    void receive(Person person, ChatMessage message) {
        person.chat(Platform.TELEGRAM).add(message);
        if (!person.behaviour().offline()) {
            show(message);
            Echo.answer(world, person, message, this);
        }
    }

    private void show(ChatMessage message) {
        message.show(world.timeline().now());
        message.reach(State.DELIVERED);
    }

    @Override
    public List<String> act(Person person, ObjectNode action) {
        var type = action.path("type").asText("text");
        var album = Long.toString(world.ids().next());
        var items = new ArrayList<Item>();
        int count = type.equals("album") ? Math.max(2, action.path("count").asInt(3)) : 1;
        for (int i = 0; i < count; i++) {
            var attachment = MEDIA.contains(type) ? personsFile.of(action, mimeType(type)) : null;
            items.add(new Item(attachment, count > 1 ? album : null, i));
        }
        return world.people().locked(() -> items.stream()
                .map(item -> once(person, action, type, item))
                .toList());
    }

    private String once(Person person, ObjectNode action, String type, Item item) {
        var chat = person.chat(Platform.TELEGRAM);
        var update = Json.MAPPER.createObjectNode();
        var id = Long.toString(world.ids().next());
        switch (type) {
            case "reaction" -> update.set("message_reaction", reaction(person, chat, action));
            case "edit" -> update.set("edited_message", edited(person, chat, action));
            case "button_reply", "callback" -> update.set("callback_query", callback(person, chat, action));
            case "migrate" ->
                update.set(
                        "message",
                        bot.frame(person, id, true, world.timeline().now())
                                .put(
                                        "migrate_to_chat_id",
                                        action.path("migrate_to_chat_id").asLong(-1_001_234_567_890L)));
            case "delete" -> {
                target(chat, action).delete();
                // Telegram tells bots nothing of deletions.
                return id;
            }
            default -> update.set("message", message(person, chat, action, type, id, item));
        }
        updates.publish(person, update, item.number);
        return id;
    }

    private ObjectNode message(Person person, Chat chat, ObjectNode action, String type, String id, Item item) {
        var attachment = item.attachment;
        var album = item.album;
        var now = world.timeline().now();
        var node = bot.frame(person, id, true, now);
        var replied = chat.message(action.path("reply_to").asText());
        replied.ifPresent(found -> node.set("reply_to_message", bot.message(person, found)));
        var words = action.path(attachment == null ? "text" : "caption").isTextual()
                ? action.path(attachment == null ? "text" : "caption").asText()
                : null;
        if (attachment != null || type.equals("text")) {
            if (attachment == null && words == null) {
                throw new IllegalArgumentException("'text' is required");
            }
            Bot.content(node, field(type), words, attachment);
        } else if ((type.equals("location") || type.equals("contact"))
                && action.path(type).isObject()) {
            node.set(type, action.path(type));
        } else {
            throw new IllegalArgumentException("Telegram has no '" + type + "' that a person can send");
        }
        if (album != null) {
            node.put("media_group_id", album);
        }
        if (words != null && words.startsWith("/")) {
            var entity = node.putArray("entities").addObject().put("offset", 0);
            entity.put("length", words.split(" ", 2)[0].length()).put("type", "bot_command");
        }
        chat.add(new ChatMessage(id, true, field(type), words, node, attachment, now));
        return node;
    }

    private ObjectNode edited(Person person, Chat chat, ObjectNode action) {
        var found = target(chat, action);
        found.edit(action.path("text").asText());
        return bot.message(person, found)
                .put("edit_date", world.timeline().now().getEpochSecond());
    }

    private ObjectNode reaction(Person person, Chat chat, ObjectNode action) {
        var found = target(chat, action);
        var emoji = action.path("emoji").asText();
        var before = found.reactions().get("person");
        found.react("person", emoji);
        var node = Json.MAPPER.createObjectNode();
        node.set("chat", Bot.chat(person));
        node.put("message_id", Long.parseLong(found.id())).set("user", Bot.user(person));
        node.put("date", world.timeline().now().getEpochSecond());
        emojis(node, "old_reaction", before == null ? "" : before);
        emojis(node, "new_reaction", emoji);
        return node;
    }

    private static void emojis(ObjectNode node, String name, String emoji) {
        var list = node.putArray(name);
        if (!emoji.isEmpty()) {
            list.addObject().put("type", "emoji").put("emoji", emoji);
        }
    }

    private ObjectNode callback(Person person, Chat chat, ObjectNode action) {
        var node = Json.MAPPER
                .createObjectNode()
                .put("id", Long.toString(world.ids().next()));
        node.set("from", Bot.user(person));
        node.set("message", bot.message(person, target(chat, action)));
        var data = action.path("data").asText(action.path("id").asText("yes"));
        return node.put("chat_instance", "1").put("data", data);
    }

    private static ChatMessage target(Chat chat, ObjectNode action) {
        var id = action.path("message_id").asText();
        return chat.message(id)
                .orElseThrow(() -> new IllegalArgumentException("'message_id' is of no message in this chat"));
    }

    private static String field(String type) {
        return type.equals("image") || type.equals("album") ? "photo" : type;
    }

    private static String mimeType(String type) {
        return switch (type) {
            case "audio", "voice" -> "audio/ogg";
            case "video" -> "video/mp4";
            case "document" -> "application/pdf";
            case "sticker" -> "image/webp";
            default -> "image/jpeg";
        };
    }

    @Override
    public void read(Person person) {
        world.people().locked(() -> person.chat(Platform.TELEGRAM).messages().stream()
                .filter(ChatMessage::awaitsReading)
                .forEach(message -> message.reach(State.READ)));
    }

    @Override
    public void behaves(Person person, Behaviour before, Behaviour after) {
        world.people().locked(() -> {
            if (before.offline() && !after.offline()) {
                person.chat(Platform.TELEGRAM).messages().stream()
                        .filter(message -> message.shownAt() == null)
                        .forEach(this::show);
            }
            if (before.blocksUs() != after.blocksUs()) {
                member(person, after.blocksUs() ? "member" : "kicked", after.blocksUs() ? "kicked" : "member");
            }
        });
    }

    private void member(Person person, String before, String after) {
        var change = Json.MAPPER.createObjectNode();
        change.set("chat", Bot.chat(person));
        change.set("from", Bot.user(person));
        change.put("date", world.timeline().now().getEpochSecond());
        change.putObject("old_chat_member").put("status", before).set("user", bot.user());
        change.putObject("new_chat_member")
                .put("status", after)
                .put("until_date", 0)
                .set("user", bot.user());
        var update = Json.MAPPER.createObjectNode();
        update.set("my_chat_member", change);
        updates.publish(person, update, 0);
    }
}
