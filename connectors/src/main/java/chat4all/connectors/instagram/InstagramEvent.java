package chat4all.connectors.instagram;

import static chat4all.connectors.reading.Fields.text;

import chat4all.connectors.reading.Content;
import chat4all.connectors.reading.Details;
import chat4all.connectors.reading.Fields;
import chat4all.connectors.spi.Inbound;
import chat4all.schemas.DeliveryStatus;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event of a thread: a message, a reaction, an edit, a pressed button, or how far somebody has read. */
final class InstagramEvent {
    private final String account;
    private final JsonNode event;
    private final String sender;
    private final Details details = new Details();

    private InstagramEvent(String account, JsonNode event, String sender, boolean standby) {
        this.account = account;
        this.event = event;
        this.sender = sender;
        details.flag("standby", standby);
    }

    /** Several for a message with several attachments, one otherwise. */
    static List<Inbound> read(String account, JsonNode event, boolean standby) {
        String sender = text(event, "sender", "id");
        if (sender == null) {
            return List.of(new Inbound.Ignored(account, "event.without_sender"));
        }
        List<JsonNode> others = InstagramContent.furtherAttachments(event.path("message"));
        List<Inbound> told = new ArrayList<>();
        told.add(first(account, event, sender, standby));
        if (told.get(0) instanceof Inbound.Message message) {
            for (int i = 0; i < others.size(); i++) {
                told.add(further(message, others.get(i), i + 1));
            }
        }
        return List.copyOf(told);
    }

    /** A message of its own for a further attachment; only the first is what the platform calls by the id. */
    private static Inbound further(Inbound.Message first, JsonNode attachment, int index) {
        Details details = new Details().put("album", first.details().get("id"));
        Content content = InstagramContent.attachment(attachment, details, null);
        return new Inbound.Message(
                first.account(),
                first.contact(),
                first.contactName(),
                first.dedupKey() + ":" + index,
                first.at(),
                content.type(),
                content.text(),
                details.bounded(),
                InstagramContent.file(attachment));
    }

    private static Inbound first(String account, JsonNode event, String sender, boolean standby) {
        var read = new InstagramEvent(account, event, sender, standby);
        for (String kind : new String[] {"message", "reaction", "message_edit", "postback", "read"}) {
            if (event.path(kind).isObject()) {
                return read.as(kind, event.path(kind));
            }
        }
        return new Inbound.Ignored(account, event.has("referral") ? "referral" : "event.unknown");
    }

    private Inbound as(String kind, JsonNode body) {
        String mid = text(body, "mid");
        if (mid == null) {
            return new Inbound.Ignored(account, kind + ".without_id");
        }
        if (Fields.isTrue(body, "is_echo") || sender.equals(account)) {
            boolean sent = kind.equals("message") && !Fields.isTrue(body, "is_deleted");
            return sent
                    ? receipt(mid, text(event, "recipient", "id"), DeliveryStatus.DISPATCHED, false)
                    : new Inbound.Ignored(account, "echo." + kind);
        }
        return switch (kind) {
            case "message" -> message(mid, body);
            case "reaction" -> reaction(mid, body);
            case "message_edit" -> edit(mid, body);
            case "postback" -> said(mid, "", details.put("id", mid), InstagramContent.postback(body, details));
            default -> receipt(mid, sender, DeliveryStatus.READ, true);
        };
    }

    private Inbound message(String mid, JsonNode message) {
        if (Fields.isTrue(message, "is_deleted")) {
            return new Inbound.Change(
                    said(mid, ":deleted", details.put("target", mid), Content.of("revoke", "[deleted]")),
                    mid,
                    new Inbound.What.Deleted());
        }
        details.put("id", mid)
                .put("reply_to", text(message, "reply_to", "mid"))
                .put("story", text(message, "reply_to", "story", "id"))
                .put("ad", text(message, "referral", "ad_id"));
        return said(mid, "", details, InstagramContent.of(message, details), InstagramContent.media(message));
    }

    /** With its time in the key: love, none and love again are three things, but repetitions keep their time. */
    private Inbound reaction(String mid, JsonNode reaction) {
        details.put("target", mid).put("reaction", text(reaction, "reaction"));
        String key = ":" + sender + ":" + text(reaction, "action") + ":" + text(reaction, "emoji") + ":"
                + text(event, "timestamp");
        return new Inbound.Change(
                said(mid, key, details, InstagramContent.reaction(reaction)),
                mid,
                new Inbound.What.Reacted(InstagramContent.emoji(reaction)));
    }

    private Inbound edit(String mid, JsonNode edit) {
        String key = ":edit:" + text(edit, "num_edit");
        String words = text(edit, "text");
        Inbound.Message said = said(mid, key, details.put("target", mid), Content.of("edit", words));
        return words == null ? said : new Inbound.Change(said, mid, new Inbound.What.Edited(words));
    }

    private Inbound.Message said(String mid, String keyEnding, Details particulars, Content content) {
        return said(mid, keyEnding, particulars, content, null);
    }

    private Inbound.Message said(
            String mid, String keyEnding, Details particulars, Content content, Inbound.@Nullable Media media) {
        return new Inbound.Message(
                account,
                sender,
                Fields.name(text(event, "sender", "username")),
                "ig:" + account + ":" + mid + keyEnding,
                Fields.milliseconds(event, "timestamp"),
                content.type(),
                content.text(),
                particulars.bounded(),
                media);
    }

    private Inbound receipt(String mid, @Nullable String contact, DeliveryStatus status, boolean upTo) {
        return new Inbound.Receipt(
                account, null, mid, contact, status, Fields.milliseconds(event, "timestamp"), null, upTo, null);
    }
}
