package chat4all.connectors.telegram;

import chat4all.connectors.platform.PlatformReply.Answered;
import chat4all.connectors.reading.Fields;
import chat4all.connectors.spi.OutgoingChange;
import chat4all.schemas.Json;
import chat4all.schemas.OutboundChange.Kind;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The methods that change a message of the bot's, and the refusals that mean it is so already. */
final class TelegramChange {
    /** How a message is told apart whose text is the caption of a file. */
    private static final String NO_TEXT = "there is no text in the message to edit";

    private static final String SAME = "message is not modified";
    private static final String GONE = "message to delete not found";

    private TelegramChange() {}

    static String method(OutgoingChange change) {
        return switch (change.kind()) {
            case EDIT -> "editMessageText";
            case DELETE -> "deleteMessage";
            case REACT, UNREACT -> "setMessageReaction";
        };
    }

    static ObjectNode body(OutgoingChange change) {
        ObjectNode body = addressed(change);
        switch (change.kind()) {
            case EDIT -> {
                body.put("text", change.text());
                body.putObject("link_preview_options").put("is_disabled", true);
            }
            case REACT ->
                body.putArray("reaction").addObject().put("type", "emoji").put("emoji", change.emoji());
            case UNREACT -> body.putArray("reaction");
            case DELETE -> {
                // The message alone.
            }
        }
        return body;
    }

    static ObjectNode caption(OutgoingChange change) {
        return addressed(change).put("caption", change.text());
    }

    static boolean needsCaption(OutgoingChange change, Answered answered) {
        return change.kind() == Kind.EDIT && says(answered, NO_TEXT);
    }

    /** Whether the platform has it as it shall be. */
    static boolean isSo(OutgoingChange change, Answered answered) {
        return switch (change.kind()) {
            case EDIT -> says(answered, SAME);
            case DELETE -> says(answered, GONE);
            case REACT, UNREACT -> false;
        };
    }

    private static boolean says(Answered answered, String words) {
        String description = Fields.text(answered.body(), "description");
        return description != null && description.contains(words);
    }

    private static ObjectNode addressed(OutgoingChange change) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        TelegramConnector.chat(body, change.to());
        return body.put("message_id", Long.parseLong(change.target()));
    }
}
