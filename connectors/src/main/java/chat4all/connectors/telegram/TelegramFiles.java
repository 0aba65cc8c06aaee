package chat4all.connectors.telegram;

import chat4all.connectors.platform.Multipart;
import chat4all.connectors.spi.Media;
import chat4all.connectors.spi.OutgoingMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A message with a file, as the Bot API wants it: a form, whose method and field depend on the kind. */
final class TelegramFiles {
    /** Shown as voice messages; as music they would be refused. */
    private static final Set<String> VOICE = Set.of("audio/ogg", "audio/opus");

    private TelegramFiles() {}

    static String method(Media file) {
        return switch (field(file)) {
            case "photo" -> "sendPhoto";
            case "voice" -> "sendVoice";
            case "audio" -> "sendAudio";
            case "video" -> "sendVideo";
            default -> "sendDocument";
        };
    }

    static Multipart form(OutgoingMessage message, Media file) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("chat_id", message.to());
        if (!message.text().isEmpty()) {
            fields.put("caption", message.text());
        }
        TelegramConnector.reply(message).ifPresent(reply -> fields.put("reply_parameters", reply.toString()));
        return new Multipart(fields, field(file), file.mimetype(), file);
    }

    private static String field(Media file) {
        return switch (file.kind()) {
            case IMAGE -> "photo";
            case AUDIO -> VOICE.contains(file.mimetype()) ? "voice" : "audio";
            case VIDEO -> "video";
            case DOCUMENT -> "document";
        };
    }
}
