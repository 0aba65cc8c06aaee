package chat4all.connectors.simulator.telegram;

import chat4all.connectors.simulator.media.Files;
import chat4all.connectors.simulator.world.Attachment;
import chat4all.connectors.simulator.world.ChatMessage;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.RateLimit;
import chat4all.connectors.simulator.world.World;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The methods by which a bot writes to a chat. */
final class Sends {
    private static final long LARGEST_UPLOAD = 50L << 20;
    private static final long LARGEST_LINKED = 20L << 20;
    private static final String FILE_ID = "BQACAgEAAx";

    private final World world;
    private final Files files;
    private final TelegramPhone phone;
    private final RateLimit perBot;
    private final RateLimit perChat;
    private final RateLimit perGroup;

    Sends(World world, Files files, TelegramPhone phone) {
        this.world = world;
        this.files = files;
        this.phone = phone;
        perBot = new RateLimit(30, Duration.ofSeconds(1), 30, world.timeline());
        // "Short bursts pass".
        perChat = new RateLimit(1, Duration.ofSeconds(1), 5, world.timeline());
        perGroup = new RateLimit(20, Duration.ofMinutes(1), 20, world.timeline());
    }

    /** The number under which a file is stored. */
    static String storedId(String fileId) {
        return fileId.startsWith(FILE_ID) ? fileId.substring(FILE_ID.length()) : fileId;
    }

    JsonNode perform(String method, Parameters parameters) {
        var chatId = parameters.text("chat_id");
        if (chatId.isEmpty()) {
            throw TelegramErrors.badRequest("chat_id is empty");
        }
        if (!chatId.matches("-?\\d{1,15}|@\\w{4,32}")) {
            throw TelegramErrors.badRequest("chat not found");
        }
        var text = text(method, parameters);
        var type = field(method);
        limit(chatId);
        var attachment = type.isEmpty() ? null : attachment(type, parameters);
        return world.people().locked(() -> {
            var person = admitted(chatId);
            return switch (method) {
                case "editmessagetext" -> edit(person, parameters, "text");
                case "editmessagecaption" -> edit(person, parameters, "caption");
                case "deletemessage" -> delete(person, parameters);
                case "setmessagereaction" -> react(person, parameters);
                case "sendchataction" -> yes();
                default -> send(person, parameters, type.isEmpty() ? "text" : type, text, attachment);
            };
        });
    }

    private Person admitted(String chatId) {
        var address = "telegram:" + chatId;
        var strict = world.rules().current().personFirst();
        var known = world.people().find(address);
        if (strict && known.isEmpty()) {
            throw TelegramErrors.badRequest("chat not found");
        }
        var person = known.orElseGet(() -> world.people().at(address));
        if (person.behaviour().blocksUs()) {
            throw TelegramErrors.forbidden("bot was blocked by the user");
        }
        if (strict && !person.chat(Platform.TELEGRAM).personEverWrote()) {
            throw TelegramErrors.forbidden("bot can't initiate conversation with a user");
        }
        return person;
    }

    private ObjectNode send(
            Person person, Parameters parameters, String type, @Nullable String text, @Nullable Attachment attachment) {
        var id = Long.toString(world.ids().next());
        var message = new ChatMessage(
                id,
                false,
                type,
                text,
                parameters.values(),
                attachment,
                world.timeline().now());
        phone.receive(person, message);
        var result = phone.bot().message(person, message);
        var replied = parameters.get("reply_parameters").path("message_id").asText();
        person.chat(Platform.TELEGRAM)
                .message(replied)
                .ifPresent(found -> result.set("reply_to_message", phone.bot().message(person, found)));
        return result;
    }

    /** A file has a caption to edit and no text, a text the reverse. */
    private ObjectNode edit(Person person, Parameters parameters, String what) {
        var message = ours(person, parameters);
        if (what.equals("text") != (message.attachment() == null)) {
            throw TelegramErrors.badRequest("there is no " + what + " in the message to edit");
        }
        if (parameters.text(what).equals(message.text())) {
            throw TelegramErrors.badRequest("message is not modified: specified new message content and reply markup"
                    + " are exactly the same as a current content and reply markup of the message");
        }
        message.edit(parameters.text(what));
        return phone.bot()
                .message(person, message)
                .put("edit_date", world.timeline().now().getEpochSecond());
    }

    private JsonNode delete(Person person, Parameters parameters) {
        var message = ours(person, parameters);
        if (message.at().plus(Duration.ofDays(2)).isBefore(world.timeline().now())) {
            throw TelegramErrors.badRequest("message can't be deleted");
        }
        message.delete();
        return yes();
    }

    private JsonNode react(Person person, Parameters parameters) {
        var emoji = parameters.get("reaction").path(0).path("emoji").asText();
        person.chat(Platform.TELEGRAM)
                .message(parameters.text("message_id"))
                .orElseThrow(() -> TelegramErrors.badRequest("message to react not found"))
                .react("business", emoji);
        return yes();
    }

    private static ChatMessage ours(Person person, Parameters parameters) {
        return person.chat(Platform.TELEGRAM)
                .message(parameters.text("message_id"))
                .filter(found -> !found.fromPerson())
                .orElseThrow(() -> TelegramErrors.badRequest("message to edit not found"));
    }

    private static @Nullable String text(String method, Parameters parameters) {
        boolean words = method.equals("sendmessage") || method.equals("editmessagetext");
        var given = parameters.text(words ? "text" : "caption");
        if (words && given.isBlank()) {
            throw TelegramErrors.badRequest("message text is empty");
        }
        var shown = Markup.shown(given, parameters.text("parse_mode"));
        if (shown.codePointCount(0, shown.length()) > (words ? 4096 : 1024)) {
            throw TelegramErrors.badRequest(words ? "message is too long" : "message caption is too long");
        }
        return shown.isEmpty() ? null : shown;
    }

    private Attachment attachment(String type, Parameters parameters) {
        var file = parameters.files().get(type);
        if (file != null) {
            long most = type.equals("photo") ? 10L << 20 : LARGEST_UPLOAD;
            try (var content = file.content()) {
                return files.store(content, String.valueOf(file.contentType()), file.filename(), most);
            } catch (IllegalArgumentException e) {
                throw TelegramErrors.badRequest("file is too big");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var given = parameters.text(type);
        if (given.startsWith("http")) {
            long most = type.equals("photo") ? 5L << 20 : LARGEST_LINKED;
            return files.fetch(given, null, most)
                    .orElseThrow(() -> TelegramErrors.badRequest("failed to get HTTP URL content"));
        }
        return files.find(storedId(given))
                .orElseThrow(() -> TelegramErrors.badRequest("wrong file_id or the file is temporarily unavailable"))
                .attachment();
    }

    private void limit(String chatId) {
        if (!world.rules().current().limits()) {
            return;
        }
        var chat = chatId.startsWith("-") ? perGroup.take(chatId) : perChat.take(chatId);
        var wait = chat.isZero() ? perBot.take("bot") : chat;
        if (!wait.isZero()) {
            throw TelegramErrors.tooMany((int) Math.max(1, wait.plusMillis(999).toSeconds()));
        }
    }

    private static String field(String method) {
        return switch (method) {
            case "senddocument" -> "document";
            case "sendphoto" -> "photo";
            case "sendvideo" -> "video";
            case "sendaudio" -> "audio";
            case "sendvoice" -> "voice";
            default -> "";
        };
    }

    private static JsonNode yes() {
        return Json.MAPPER.getNodeFactory().booleanNode(true);
    }
}
