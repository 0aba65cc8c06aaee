package chat4all.connectors.telegram;

import static chat4all.connectors.reading.Fields.list;
import static chat4all.connectors.reading.Fields.text;

import chat4all.connectors.reading.Content;
import chat4all.connectors.reading.Details;
import chat4all.connectors.reading.Fields;
import chat4all.connectors.spi.Inbound;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One update. The contact is the chat, a group as well; who spoke there is among the details ({@code from},
 * {@code from_name}).
 */
final class TelegramUpdate {
    private static final List<String> KINDS =
            List.of("message", "edited_message", "callback_query", "message_reaction", "my_chat_member");

    private final String bot;
    private final String id;

    private TelegramUpdate(String bot, String id) {
        this.bot = bot;
        this.id = id;
    }

    static Inbound read(String bot, JsonNode update) {
        String id = text(update, "update_id");
        if (id == null) {
            return new Inbound.Ignored(bot, "update.without_id");
        }
        var read = new TelegramUpdate(bot, id);
        // Fields that are not known yet may stand anywhere: they name the update only when nothing we know does.
        return Stream.concat(KINDS.stream(), names(update))
                .filter(kind -> update.path(kind).isObject())
                .findFirst()
                .map(kind -> read.as(kind, update.path(kind)))
                .orElseGet(() -> new Inbound.Ignored(bot, "update.unknown"));
    }

    private static Stream<String> names(JsonNode update) {
        Iterable<String> names = update::fieldNames;
        return StreamSupport.stream(names.spliterator(), false);
    }

    private Inbound as(String kind, JsonNode body) {
        return switch (kind) {
            case "message" -> message(body);
            case "edited_message" -> edited(body);
            case "callback_query" -> pressed(body);
            case "message_reaction" -> reaction(body);
            case "my_chat_member" -> {
                String status = text(body, "new_chat_member", "status");
                yield new Inbound.Ignored(bot, "my_chat_member." + (status == null ? "unknown" : Fields.kind(status)));
            }
            default -> new Inbound.Ignored(bot, Fields.kind(kind));
        };
    }

    private Inbound message(JsonNode message) {
        Details details = from(message.path("from"))
                .put("id", text(message, "message_id"))
                .put("reply_to", text(message, "reply_to_message", "message_id"))
                .put("album", text(message, "media_group_id"))
                .flag("forwarded", message.has("forward_origin") || message.has("forward_date"));
        Content content = TelegramContent.of(message, details);
        return said(
                message.path("chat"),
                Fields.seconds(message, "date"),
                content,
                details,
                TelegramContent.media(message));
    }

    private Inbound edited(JsonNode message) {
        String target = text(message, "message_id");
        Details details = from(message.path("from")).put("target", target);
        Content now = TelegramContent.of(message, details);
        Inbound said = said(
                message.path("chat"), Fields.seconds(message, "edit_date"), new Content("edit", now.text()), details);
        String words = text(message, "text") == null ? text(message, "caption") : text(message, "text");
        return words == null ? said : change(said, target, new Inbound.What.Edited(words));
    }

    private static Inbound change(Inbound said, @Nullable String target, Inbound.What what) {
        return said instanceof Inbound.Message message && target != null
                ? new Inbound.Change(message, target, what)
                : said;
    }

    /** Of a button of ours. When it was pressed is not said; the date is that of the message it hangs under. */
    private Inbound pressed(JsonNode query) {
        String data = text(query, "data");
        Details details = from(query.path("from"))
                .put("callback", text(query, "id"))
                .put("reply_to", text(query, "message", "message_id"))
                .put("payload", data);
        JsonNode chat = query.path("message").path("chat");
        return said(chat.isObject() ? chat : query.path("from"), Instant.EPOCH, Content.of("button", data), details);
    }

    private Inbound reaction(JsonNode reaction) {
        Details details = from(reaction.path("user"))
                .put("target", text(reaction, "message_id"))
                .put("from_chat", text(reaction, "actor_chat", "id"));
        String now = list(reaction, "new_reaction").stream()
                .map(TelegramUpdate::readable)
                .collect(Collectors.joining(" "));
        Content content = Content.of("reaction", now.isEmpty() ? "[reaction removed]" : now);
        Inbound said = said(reaction.path("chat"), Fields.seconds(reaction, "date"), content, details);
        // In a group many react, and are one contact: there it is told in words.
        return "private".equals(text(reaction, "chat", "type"))
                ? change(said, text(reaction, "message_id"), new Inbound.What.Reacted(emoji(reaction)))
                : said;
    }

    private static List<String> emoji(JsonNode reaction) {
        return list(reaction, "new_reaction").stream()
                .map(one -> text(one, "emoji"))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String readable(JsonNode reaction) {
        String emoji = text(reaction, "emoji");
        return emoji == null ? "[emoji]" : emoji;
    }

    private Inbound said(JsonNode chat, Instant at, Content content, Details details) {
        return said(chat, at, content, details, null);
    }

    private Inbound said(JsonNode chat, Instant at, Content content, Details details, Inbound.@Nullable Media media) {
        String contact = text(chat, "id");
        if (contact == null) {
            return new Inbound.Ignored(bot, "update.without_chat");
        }
        String type = text(chat, "type");
        details.put("chat_type", "private".equals(type) ? null : type);
        String title = text(chat, "title");
        return new Inbound.Message(
                bot,
                contact,
                title == null ? name(chat) : Fields.name(title),
                "tg:" + bot + ":" + id,
                at,
                content.type(),
                content.text(),
                details.bounded(),
                media);
    }

    private static Details from(JsonNode user) {
        return new Details()
                .put("from", text(user, "id"))
                .put("from_name", name(user))
                .put("username", text(user, "username"));
    }

    private static @Nullable String name(JsonNode person) {
        String name = Stream.of("first_name", "last_name")
                .map(field -> text(person, field))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return Fields.name(name.isEmpty() ? text(person, "username") : name);
    }
}
